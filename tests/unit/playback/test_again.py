# SPDX-License-Identifier: GPL-3.0-or-later
"""Back two seconds and slower, until where the key was pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.media.cache import Cache
from editor.playback.again import Again
from editor.playback.audio_output import AudioOutput
from editor.playback.open_medium import OpenMedium
from editor.playback.playback import Playback
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.settings import Settings
from tests.making import written
from tests.media import write_medium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def playback(qtbot: QtBot, tmp_path: Path) -> Iterator[Playback]:
    session, settings = Session(), Settings(tmp_path / "settings")
    medium = OpenMedium(session, settings, Cache(tmp_path / "cache", 1 << 30))
    playback = Playback(session, medium, AudioOutput(settings))
    session.open(written((0, 3_000, "大家好")), journal=NoJournal())
    session.set_media(write_medium(tmp_path / "film.mp4", pictures=100))
    qtbot.waitUntil(lambda: playback.has_medium)
    yield playback
    playback.close()


def test_it_goes_back_slower_and_on_at_the_usual_speed(qtbot: QtBot, playback: Playback) -> None:
    again = Again(playback)
    playback.set_rate(2.0)
    playback.play_on(0)
    qtbot.waitUntil(lambda: playback.position > 300)
    pressed = playback.position
    again.play()
    assert playback.position < pressed
    assert playback.rate == 1.5
    again.play()
    assert playback.rate == 1.125, "slower still"
    qtbot.waitUntil(lambda: playback.rate == 2.0)
    assert playback.position >= pressed
    assert playback.playing


def test_at_rest_it_plays_what_comes_before_the_playhead(qtbot: QtBot, playback: Playback) -> None:
    again = Again(playback)
    playback.seek(2_500)
    again.play()
    assert playback.range == (500, 2_500)
    assert playback.rate == 0.75
    playback.set_rate(2.0)
    qtbot.waitUntil(lambda: playback.at_rest)
    assert playback.rate == 2.0, "a speed that was chosen meanwhile stays"


def test_in_a_range_it_does_not_lose_the_rest_of_it(qtbot: QtBot, playback: Playback) -> None:
    again = Again(playback)
    playback.set_rate(2.0)
    playback.play_range(2_500, 3_000)
    qtbot.waitUntil(lambda: playback.position > 2_700)
    again.play()
    assert playback.range is not None
    assert playback.range[1] == 3_000
    qtbot.waitUntil(lambda: playback.at_rest)
    assert playback.rate == 2.0


def test_before_the_first_sound_nothing_happens(playback: Playback) -> None:
    again = Again(playback)
    again.play()
    assert playback.at_rest
    assert playback.rate == 1.0
