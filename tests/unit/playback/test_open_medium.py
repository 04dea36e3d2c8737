# SPDX-License-Identifier: GPL-3.0-or-later
"""The medium of the open document, as views and actions read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.media.cache import Cache
from editor.playback.open_medium import OpenMedium
from editor.session import Session
from editor.settings import Settings
from tests.media import noise, talk, write_tracks, write_wave

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def medium(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenMedium]:
    del qtbot  # it watches what Qt says
    settings = Settings(tmp_path / "settings")
    medium = OpenMedium(Session(), settings, Cache(tmp_path / "cache", 1 << 30))
    yield medium
    medium.close()


def told(medium: OpenMedium) -> tuple[object, ...]:
    return medium.decoding, medium.length, medium.pictures


def is_empty(medium: OpenMedium) -> bool:
    known = (medium.sound, medium.speech, *told(medium))
    return known == (None,) * 5 and not medium.tracks and not medium.is_missing


def test_sound_and_speech_become_known(qtbot: QtBot, medium: OpenMedium, tmp_path: Path) -> None:
    assert is_empty(medium)
    spans = [(400, 1_300), (1_500, 2_700)]
    with qtbot.waitSignal(medium.speech_changed, check_params_cb=lambda: medium.speech is not None):
        medium.open(write_wave(tmp_path / "talk.wav", talk(spans, 4)))
        assert medium.decoding is not None
    assert medium.sound is not None
    assert medium.sound.complete
    assert told(medium) == (None, 4_000, None)
    assert medium.speech is not None
    assert len(medium.speech.starts) == 2
    medium.close()
    assert is_empty(medium)


def test_a_track_that_was_chosen_is_opened_the_next_time(
    qtbot: QtBot, medium: OpenMedium, tmp_path: Path
) -> None:
    film, other = tmp_path / "film.mkv", tmp_path / "other.mkv"
    for path in (film, other):
        write_tracks(path, ("zho", noise(1)), ("eng", noise(1) // 50))
    medium.choose(film, 1)
    for path, track in ((film, 1), (other, 0), (film, 1)):
        medium.open(path)
        qtbot.waitUntil(lambda: medium.sound is not None and medium.decoding is None)
        assert [each.language for each in medium.tracks] == ["zho", "eng"]
        assert medium.track == track
        medium.close()
    medium.choose(film, 0)
    medium.open(film)
    assert medium.track == 0


def test_a_missing_medium_is_told(qtbot: QtBot, medium: OpenMedium, tmp_path: Path) -> None:
    with qtbot.waitSignal(medium.player_choice.failed):
        medium.open(tmp_path / "gone.mp4")
    assert medium.is_missing
    assert medium.sound is None


def test_decoding_can_be_cancelled_and_decoded_sound_be_removed(
    qtbot: QtBot, medium: OpenMedium, tmp_path: Path
) -> None:
    path = write_wave(tmp_path / "a.wav", noise(2))
    medium.open(path)
    medium.stop_decoding()
    assert medium.decoding is None
    medium.close()
    medium.open(path)
    qtbot.waitUntil(lambda: medium.sound is not None and medium.sound.complete)
    assert medium.clear_cache() == medium.cache_size > 0, "what is open stays"
    medium.close()
    assert medium.clear_cache() == medium.cache_size == 0
