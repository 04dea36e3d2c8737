# SPDX-License-Identifier: GPL-3.0-or-later
"""Speech in real files, decoded and listened to by child processes."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor import formats
from editor.core.progress import Cancelled
from editor.media.cache import Cache
from editor.media.medium import Medium
from editor.media.speech import SPEECH_FILE
from editor.media.speech_finder import SpeechFinder
from editor.media.voice_activity import find_speech
from tests.media import RATE, talk, write_medium, write_wave
from tests.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor.media.speech import Speech

    Open = Callable[[Path], tuple[Medium, SpeechFinder]]

SPANS = [(400, 1_300), (1_500, 2_700), (3_400, 4_000)]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    open_now: list[Medium | SpeechFinder] = []
    cache = Cache(tmp_path / "cache", 1 << 30)

    def open_one(path: Path) -> tuple[Medium, SpeechFinder]:
        medium = Medium(str(path), cache)
        finder = SpeechFinder(medium)
        open_now.extend((finder, medium))
        return medium, finder

    yield open_one
    for each in open_now:
        each.close()


def heard(qtbot: QtBot, opened: tuple[Medium, SpeechFinder]) -> Speech:
    _, finder = opened
    with qtbot.waitSignal(finder.found, timeout=30_000):
        pass
    assert finder.speech is not None
    return finder.speech


def is_talk(speech: Speech, tolerance: int) -> None:
    assert len(speech.starts) == len(SPANS)
    assert np.abs(speech.starts - [start for start, _ in SPANS]).max() <= tolerance
    assert np.abs(speech.ends - [end for _, end in SPANS]).max() <= tolerance


@pytest.mark.parametrize(
    ("ending", "codec"), [("wav", "pcm_s16le"), ("m4a", "aac"), ("mp3", "libmp3lame")]
)
def test_who_speaks_when_in_a_file(
    ending: str, codec: str, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = write_medium(tmp_path / f"talk.{ending}", talk(SPANS, 5), codec)
    speech = heard(qtbot, opened(path))
    is_talk(speech, 30)
    assert 4_950 <= speech.until <= 5_050


def test_opened_again_it_is_known_at_once_and_if_lost_found_again(
    opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = write_wave(tmp_path / "talk.wav", talk(SPANS, 5))
    first = heard(qtbot, opened(path))
    (kept,) = (tmp_path / "cache").glob(f"*/{SPEECH_FILE}")
    written = kept.stat().st_mtime_ns
    again = heard(qtbot, opened(path))
    assert again.starts.tolist() == first.starts.tolist()
    assert kept.stat().st_mtime_ns == written
    kept.write_bytes(b"what a full disk leaves")
    third = heard(qtbot, opened(path))
    assert (third.ends.tolist(), third.until) == (first.ends.tolist(), 5_000)


def test_where_it_can_not_be_kept_there_is_sound_and_no_speech(
    opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = write_wave(tmp_path / "talk.wav", talk(SPANS, 5))
    medium, finder = opened(path)
    with qtbot.waitSignal(medium.probed, timeout=30_000):
        pass
    (entry,) = (tmp_path / "cache").iterdir()
    (entry / SPEECH_FILE).mkdir()
    with qtbot.assertNotEmitted(finder.found):
        with qtbot.waitSignal(medium.ready, timeout=30_000):
            pass
        qtbot.waitUntil((entry / f"{SPEECH_FILE}.part").exists, timeout=30_000)
        qtbot.waitUntil(lambda: not multiprocessing.active_children(), timeout=30_000)
    assert finder.speech is None
    assert medium.problem is None


def test_every_line_of_the_sample_is_heard_and_nothing_else(opened: Open, qtbot: QtBot) -> None:
    truth = formats.read((ROOT / "tests/data/sample_truth.srt").read_bytes()).cues
    speech = heard(qtbot, opened(ROOT / "resources/sample/sample.ogg"))
    assert len(speech.starts) == len(truth)
    # Whoever made it left 80 ms of breath at both ends of a line.
    assert np.abs(speech.starts - [cue.start + 80 for cue in truth]).max() <= 15
    assert np.abs(speech.ends - [cue.end - 80 for cue in truth]).max() <= 15


def test_it_can_be_called_off() -> None:
    class Impatient:
        told: tuple[float, float | None] = (0, None)

        def report(self, done: float, total: float | None = None) -> None:
            self.told = (done, total)
            raise Cancelled

    impatient = Impatient()
    with pytest.raises(Cancelled):
        find_speech(np.zeros(8_000 * 700, np.int16), 8_000, impatient)
    assert impatient.told == (30_000, 70_000)


def test_somebody_who_speaks_up_to_both_ends() -> None:
    sound = talk([(0, 800), (1_200, 2_000)], 2)
    speech = find_speech(sound, RATE)
    assert (speech.starts[0], speech.ends[-1]) == (0, 2_000)
    assert len(speech.starts) == 2
