# SPDX-License-Identifier: GPL-3.0-or-later
"""A cue that was played through is heard; so are the parts of one that is split."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.core import editing
from editor.core.state import HEARD
from editor.media.cache import Cache
from editor.playback.audio_output import AudioOutput
from editor.playback.following import Following
from editor.playback.hearing import Hearing
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

DOCUMENT = written((0, 300, "大家好"), (300, 600, "我是谁呢"), (800, 1_600, "再见"))


class Stage:
    """A document with a silent film of two seconds."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.wait = qtbot.waitUntil
        self.session = Session()
        settings = Settings(folder / "settings")
        medium = OpenMedium(self.session, settings, Cache(folder / "cache", 1 << 30))
        self.output = AudioOutput(settings)
        self.playback = Playback(self.session, medium, self.output)
        self.following = Following(self.session, self.playback, settings)
        self.hearing = Hearing(self.session, self.playback, self.output)
        self.session.open(DOCUMENT, journal=NoJournal())
        self.session.set_media(write_medium(folder / "film.mp4", pictures=50))
        self.wait(lambda: self.playback.has_medium)

    @property
    def heard(self) -> list[bool]:
        return [self.session.is_heard(cue) for cue in self.session.document.cues]

    def select(self, row: int) -> None:
        self.session.select(self.session.selection.at(row))

    def plays_out(self) -> None:
        self.wait(lambda: not self.playback.playing)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qtbot, tmp_path)
    yield stage
    stage.playback.close()


def test_a_cue_that_plays_to_its_end_is_heard(stage: Stage) -> None:
    stage.select(1)
    stage.playback.play_cue(1)
    stage.plays_out()
    assert stage.heard == [False, True, False]
    assert stage.session.state.rows(HEARD) == {"1": 300}


def test_a_late_first_update_takes_nothing_away(stage: Stage) -> None:
    stage.playback.began.emit(0, None)
    stage.playback.moved.emit(280)  # further than a beginning may be missing
    stage.playback.moved.emit(310)
    assert stage.heard == [True, False, False]


def test_playing_on_hears_one_after_the_other(stage: Stage) -> None:
    stage.playback.play_on(0)
    stage.plays_out()
    assert stage.heard == [True, True, True]


def test_half_a_cue_is_not_heard(stage: Stage) -> None:
    stage.playback.play_range(1_200, 1_600)
    stage.plays_out()
    stage.playback.play_range(800, 1_200)
    stage.plays_out()
    assert stage.heard == [False, False, False]


def test_a_jump_in_the_middle_interrupts_it(stage: Stage) -> None:
    stage.playback.play_on(800)
    stage.wait(lambda: stage.playback.position > 900)
    stage.playback.seek(1_400)
    stage.wait(lambda: stage.playback.position > 1_650)
    assert stage.heard == [False, False, False]


def test_a_loop_is_heard_in_its_first_round(stage: Stage) -> None:
    stage.select(1)
    stage.playback.play_range(300, 600, loop=True)
    stage.wait(lambda: stage.heard[1])
    assert stage.playback.playing


def test_nothing_is_heard_while_muted(stage: Stage) -> None:
    stage.output.set_muted(True)
    stage.select(1)
    stage.playback.play_cue(1)
    stage.plays_out()
    assert stage.heard == [False, False, False]


def test_both_parts_of_a_heard_cue_are_heard_and_a_longer_one_is_not(stage: Stage) -> None:
    stage.select(1)
    stage.playback.play_cue(1)
    stage.plays_out()
    stage.session.commit(editing.split(stage.session.document, 1, 2))
    assert stage.heard == [False, True, True, False]
    stage.session.commit(editing.join(stage.session.document, 2))
    assert stage.heard == [False, True, False], "the second part was never played"
    stage.session.undo()
    stage.session.undo()
    assert stage.heard == [False, True, False]


def test_the_mark_is_no_edit(stage: Stage) -> None:
    stage.select(1)
    stage.playback.play_cue(1)
    stage.plays_out()
    assert not stage.session.history.done


def test_of_cues_at_the_same_time_only_those_that_were_current_count(stage: Stage) -> None:
    broken = written((0, 300, "大家好"), (300, 600, "我是"), (0, 300, "再见"), (300, 600, "走了"))
    media = stage.session.media
    stage.session.open(broken, journal=NoJournal(), media=media)
    stage.wait(lambda: stage.playback.has_medium)
    stage.playback.play_on(0)
    stage.wait(lambda: stage.playback.position > 700)
    assert stage.heard == [True, True, False, False], "those of the same window were followed"
