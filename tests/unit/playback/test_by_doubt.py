# SPDX-License-Identifier: GPL-3.0-or-later
"""Listening by doubt: fast, slow, once more, and as the user wants it as soon as they say so."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.core import editing
from editor.core.change import replaced
from editor.core.doubt import Doubt, Spoken
from editor.doubts import Doubts
from editor.media.cache import Cache
from editor.media.speech import Speech
from editor.playback.again import Again
from editor.playback.audio_output import AudioOutput
from editor.playback.by_doubt import ByDoubt
from editor.playback.following import Following
from editor.playback.hearing import Hearing
from editor.playback.listening import Listening
from editor.playback.open_medium import OpenMedium
from editor.playback.playback import Playback
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.settings import FAST, MANNER, Settings
from tests.making import written
from tests.media import write_medium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

CUES = written((0, 1000, "大家好"), (1000, 2000, "看全中变化"), (2000, 3000, "再见"),
               (3000, 4000, "没听过"))  # fmt: skip
WORD = Spoken(1400, 1600, -9.0)
SLOW = (1150, 1800)
"""What is heard of the word's surroundings: a quarter of a second before, a fifth behind."""


class Stage:
    """Four cues with a silent film: two that fit, a doubtful one, one that nobody has judged."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.wait = qtbot.waitUntil
        self.session = Session()
        self.settings = settings = Settings(folder / "settings")
        medium = OpenMedium(self.session, settings, Cache(folder / "cache", 1 << 30))
        output = AudioOutput(settings)
        self.playback = Playback(self.session, medium, output)
        self.following = Following(self.session, self.playback, settings)
        Hearing(self.session, self.playback, output)
        self.ear = Listening(self.session, medium, Doubts(self.session))
        self.by_doubt = ByDoubt(self.session, self.playback, medium, self.ear, settings)
        self.again = Again(self.playback)
        self.session.open(CUES, journal=NoJournal())
        self.session.set_media(write_medium(folder / "film.mp4", pictures=100))
        self.wait(lambda: self.playback.has_medium)
        first, second, third, _ = self.session.document.cues
        doubt = Doubt(second, -9.0, (1, 3), spoken=(WORD,))
        self.ear.doubts = {0: Doubt(first, -0.5, (0, 1)), 1: doubt, 2: Doubt(third, -0.5, (0, 1))}
        self.ear.list.put("ear", [doubt])
        self.seen: list[tuple[int, float]] = []  # positions, and when they were reached, in s
        self.playback.moved.connect(lambda at: self.seen.append((at, time.monotonic())))

    def plays_past(self, position: int) -> None:
        self.wait(lambda: self.playback.position > position)

    def speed(self, start: int, end: int) -> float:
        """The mean speed between two positions."""
        (first, then), *_, (last, now) = [each for each in self.seen if start <= each[0] < end]
        return (last - first) / (now - then) / 1000

    @property
    def jumps(self) -> list[tuple[int, int]]:
        """Where it went back, from and to."""
        places = [at for at, _ in self.seen]
        return [(a, b) for a, b in pairwise(places) if b < a - 200]


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qtbot, tmp_path)
    yield stage
    stage.playback.close()


def test_what_fits_is_fast_and_a_doubtful_word_is_heard_twice(stage: Stage) -> None:
    stage.by_doubt.start()
    assert stage.settings[MANNER] == "flow"
    stage.playback.play_on(0)
    stage.plays_past(3300)
    assert stage.speed(100, 1000) == pytest.approx(2.0, rel=0.1)
    assert stage.speed(1850, 2900) == pytest.approx(2.0, rel=0.1)
    assert stage.speed(3050, 3300) == pytest.approx(1.0, rel=0.2), "nobody knows if that is right"
    ((before, back),) = stage.jumps
    assert abs(before - SLOW[1]) < 60
    assert abs(back - SLOW[0]) < 60
    times = [time for at, time in stage.seen if SLOW[0] <= at < SLOW[1]]
    length = SLOW[1] - SLOW[0]
    assert 1000 * (times[-1] - times[0]) == pytest.approx(length + length / 0.75, abs=100)
    assert stage.session.is_heard(stage.session.document.cues[1]), "going back leaves no gap"
    assert stage.session.selection.current == 3


def test_it_tells_what_is_left(stage: Stage) -> None:
    stage.by_doubt.start()
    assert stage.by_doubt.left is not None
    needed, errors = stage.by_doubt.left
    slow = SLOW[1] - SLOW[0]
    expected = (3000 - slow) / 2 + slow + slow / 0.75 + 1000
    assert needed == pytest.approx(expected, abs=5)
    chance = stage.ear.verdicts.calibration.chance
    known = [chance(-9), chance(-0.5), chance(-0.5)]
    assert errors == pytest.approx(sum(known) + sum(known) / 3)
    stage.settings[FAST] = 1.5
    assert stage.by_doubt.left[0] == pytest.approx(expected + (3000 - slow) / 6, abs=5)


def test_a_cue_that_is_checked_is_as_sure_as_can_be(stage: Stage) -> None:
    stage.by_doubt.start()
    document = stage.session.document
    checked = [(row, replace(cue, checked=True)) for row, cue in enumerate(document.cues)]
    stage.session.commit(replaced(document, "Mark checked", checked))
    stage.wait(lambda: stage.by_doubt.left is not None and stage.by_doubt.left[1] == 0)
    assert stage.by_doubt.left is not None
    assert stage.by_doubt.left[0] == pytest.approx(2000, abs=5)


def test_a_range_is_replayed_as_always(stage: Stage) -> None:
    stage.by_doubt.start()
    stage.playback.play_on(0)
    stage.plays_past(300)
    stage.seen.clear()
    stage.playback.play_cue(1)
    stage.wait(lambda: not stage.playback.playing)
    assert not stage.jumps
    assert stage.speed(1000, 2000) == pytest.approx(1.0, rel=0.1)


def test_a_cue_that_is_corrected_plays_to_its_end_and_enter_goes_on(stage: Stage) -> None:
    stage.by_doubt.start()
    stage.playback.play_on(0)
    stage.plays_past(300)
    stage.session.commit(editing.set_text(stage.session.document, 0, "大家好啊"))
    stage.wait(lambda: not stage.playback.playing)
    assert 1000 <= stage.playback.position < 1200
    stage.session.select(stage.session.selection.at(1))
    stage.following.go_on()
    stage.wait(lambda: bool(stage.jumps))


def test_a_speed_chosen_by_hand_makes_all_of_it_slower(stage: Stage) -> None:
    stage.by_doubt.start()
    assert stage.by_doubt.left is not None
    before = stage.by_doubt.left[0]
    stage.playback.set_rate(0.8)
    assert stage.by_doubt.left[0] == pytest.approx(before / 0.8)
    stage.playback.play_on(2000)
    stage.plays_past(2900)
    assert stage.speed(2050, 2900) == pytest.approx(1.6, rel=0.1)
    stage.again.play()
    assert stage.playback.rate == pytest.approx(0.6)
    stage.wait(lambda: stage.playback.rate == 0.8)


def test_who_goes_back_hears_it_again(stage: Stage) -> None:
    stage.by_doubt.start()
    stage.playback.play_on(1000)
    stage.wait(lambda: len(stage.jumps) == 1)
    stage.plays_past(1900)
    stage.playback.seek(1300)
    stage.wait(lambda: len(stage.jumps) == 3)
    stage.plays_past(1900)
    assert len(stage.jumps) == 3


def test_silence_is_skipped(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    edges = np.array([[0, 500], [3500, 4000]], np.int64)
    speech = Speech(edges[:, 0], edges[:, 1], 4000)
    monkeypatch.setattr(OpenMedium, "speech", speech)
    document = stage.session.document
    short = [(row, document.cues[row].retimed(0, 500)) for row in range(3)]
    stage.session.commit(
        replaced(document, "Times", [*short, (3, document.cues[3].retimed(3500, 4000))])
    )
    stage.by_doubt.start()
    stage.playback.play_on(0)
    stage.plays_past(3600)
    assert not [at for at, _ in stage.seen if 800 <= at < 3200]


def test_it_ends_with_flow_and_with_the_document(stage: Stage) -> None:
    stage.by_doubt.start()
    stage.playback.play_on(0)
    stage.plays_past(200)
    stage.settings[MANNER] = "step"
    assert not stage.by_doubt.on
    stage.plays_past(900)
    assert stage.speed(500, 900) == pytest.approx(1.0, rel=0.1)
    stage.by_doubt.start()
    assert stage.by_doubt.on
    stage.session.open(CUES, journal=NoJournal())
    assert not stage.by_doubt.on
