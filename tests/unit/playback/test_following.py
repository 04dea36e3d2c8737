# SPDX-License-Identifier: GPL-3.0-or-later
"""The current cue follows what plays, and at rest the playhead follows the current cue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor.core import editing
from editor.core.change import replaced
from editor.media.cache import Cache
from editor.playback.audio_output import AudioOutput
from editor.playback.following import Following
from editor.playback.open_medium import OpenMedium
from editor.playback.playback import Playback
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.settings import BACK, MANNER, ON_EDIT, REACTION, Settings
from tests.making import written
from tests.media import write_medium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

DOCUMENT = written((0, 300, "大家好"), (300, 600, "我是"), (800, 1_600, "再见"))


class Stage:
    """A document with a silent film of two seconds: it plays by the clock on every machine."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.wait = qtbot.waitUntil
        self.session = Session()
        settings = Settings(folder / "settings")
        medium = OpenMedium(self.session, settings, Cache(folder / "cache", 1 << 30))
        self.playback = Playback(self.session, medium, AudioOutput(settings))
        self.choosing = False
        self.settings = settings
        self.entering = 0
        self.following = Following(
            self.session,
            self.playback,
            settings,
            lambda: self.choosing,
            lambda row: self.session.selection.at(row, self.entering),
        )
        self.session.open(DOCUMENT, journal=NoJournal())
        self.session.set_media(write_medium(folder / "film.mp4", pictures=50))
        self.wait(lambda: self.playback.has_medium)

    @property
    def row(self) -> int:
        return self.session.selection.current

    def select(self, row: int) -> None:
        self.session.select(self.session.selection.at(row))

    def plays_past(self, position: int) -> None:
        self.wait(lambda: self.playback.position > position)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qtbot, tmp_path)
    yield stage
    stage.playback.close()


def test_where_the_clock_begins_anew_it_follows_the_window_of_the_current_cue(stage: Stage) -> None:
    window = [(0, 300, "大家好"), (300, 600, "我是"), (800, 1_100, "再见")]
    media = stage.session.media
    stage.session.open(written(*window * 3), journal=NoJournal(), media=media)
    stage.wait(lambda: stage.playback.has_medium)
    stage.select(3)
    rows: list[int] = []
    stage.session.selected.connect(lambda selection: rows.append(selection.current))
    stage.playback.play_on(0)
    stage.plays_past(1_200)
    assert rows == [4, 5]
    assert stage.following.heard_row is None


def test_the_cue_that_is_heard_becomes_the_current_one(stage: Stage) -> None:
    stage.playback.play_on(0)
    stage.wait(lambda: stage.row == 1)
    assert stage.playback.position >= 300
    stage.wait(lambda: stage.row == 2)
    assert stage.playback.position >= 800


def test_the_caret_stands_where_the_cue_is_to_be_entered(stage: Stage) -> None:
    stage.entering = 2
    stage.playback.play_on(0)
    stage.wait(lambda: stage.row == 1)
    assert stage.session.selection.caret == 2


def test_a_single_cue_that_plays_does_not_change_it(stage: Stage) -> None:
    stage.playback.play_cue(1)
    stage.wait(lambda: not stage.playback.playing)
    assert stage.row == 0
    assert stage.playback.position == 600


def test_the_first_edit_ends_it_and_the_cue_plays_to_its_end(stage: Stage) -> None:
    stage.playback.play_on(0)
    stage.wait(lambda: stage.row == 1)
    stage.session.commit(editing.set_text(stage.session.document, 1, "我是谁"))
    stage.wait(lambda: not stage.playback.playing)
    assert stage.row == 1
    assert stage.playback.position >= 600


def test_a_composition_ends_it_before_any_text_is_changed(stage: Stage) -> None:
    stage.playback.play_on(0)
    stage.wait(lambda: stage.row == 1)
    stage.following.hold()
    stage.wait(lambda: not stage.playback.playing)
    assert stage.row == 1
    assert stage.playback.position >= 600


def test_while_watching_it_ends_too_but_the_film_goes_on(stage: Stage) -> None:
    stage.playback.set_watching(True)
    stage.wait(lambda: stage.row == 1, timeout=20_000)
    stage.following.hold()
    stage.wait(lambda: stage.playback.position > 1_000, timeout=20_000)
    assert stage.row == 1
    assert stage.playback.playing
    stage.playback.set_watching(False)


def test_the_current_cue_stays_while_the_user_chooses(stage: Stage) -> None:
    stage.choosing = True
    stage.playback.play_on(0)
    stage.plays_past(500)
    assert stage.row == 0
    stage.choosing = False
    stage.wait(lambda: stage.row == 2)


def test_several_selected_cues_stay_selected(stage: Stage) -> None:
    chosen = stage.session.selection.at(0).extended(1)
    stage.session.select(chosen)
    stage.playback.play_on(0)
    stage.plays_past(900)
    assert stage.session.selection == chosen


def test_the_playhead_goes_to_a_cue_that_is_chosen_while_paused(stage: Stage) -> None:
    stage.playback.play_cue(2)
    stage.plays_past(850)
    stage.playback.pause()
    stage.select(1)
    assert stage.playback.position == 300
    stage.select(2)
    assert stage.playback.position == 800
    assert stage.playback.at_rest


def test_the_playhead_goes_to_the_cue_that_comes_into_the_place_of_a_deleted_one(
    stage: Stage,
) -> None:
    stage.select(1)
    stage.session.commit(editing.delete(stage.session.document, [1]))
    assert stage.row == 1
    assert stage.playback.position == 800
    stage.session.undo()
    assert stage.row == 1
    assert stage.playback.position == 300
    stage.playback.seek(450)
    stage.session.commit(editing.set_text(stage.session.document, 1, "我是谁"))
    assert stage.playback.position == 450


def test_a_document_opens_with_the_playhead_at_its_current_cue(stage: Stage) -> None:
    media = stage.session.media
    selection = stage.session.selection.at(2)
    stage.session.open(DOCUMENT, journal=NoJournal(), media=media, selection=selection)
    stage.wait(lambda: stage.playback.has_medium)
    assert stage.playback.position == 800


def test_at_rest_the_playhead_goes_where_one_walks(stage: Stage) -> None:
    stage.select(2)
    assert stage.playback.position == 800
    stage.select(1)
    assert stage.playback.position == 300


def test_a_cue_that_plays_is_heard_out_first(stage: Stage) -> None:
    stage.playback.play_cue(0)
    stage.select(2)
    assert stage.playback.range == (0, 300)
    stage.wait(lambda: not stage.playback.playing)
    assert stage.playback.position == 800


def test_a_range_keeps_to_the_edges_of_its_cue(stage: Stage) -> None:
    stage.playback.play_cue(2)
    document = stage.session.document
    stage.session.commit(editing.retime_many(document, [(2, 800, 1_000)]))
    assert stage.playback.range == (800, 1_000)
    stage.wait(lambda: not stage.playback.playing)
    assert stage.playback.position == 1_000


def test_the_cue_at_the_playhead(stage: Stage) -> None:
    for position, row in ((100, 0), (400, 1), (700, None), (900, 2)):
        stage.playback.seek(position)
        assert stage.following.heard_row == row
    stage.select(0)
    stage.playback.seek(300)
    assert stage.following.heard_row == 0, "just played to its end"


def test_a_change_of_times_or_marks_does_not_end_it(stage: Stage) -> None:
    stage.playback.play_on(0)
    stage.wait(lambda: stage.row == 1)
    document = stage.session.document
    stage.session.commit(editing.retime(document, 1, 300, 650))
    cue = stage.session.document.cues[1]
    stage.session.commit(
        replaced(stage.session.document, "Check", [(1, replace(cue, checked=True))])
    )
    stage.wait(lambda: stage.row == 2)


def test_a_cue_that_is_chosen_while_playing_on_is_played_on_from(stage: Stage) -> None:
    stage.playback.play_on(0)
    stage.plays_past(50)
    stage.select(2)
    assert stage.playback.position >= 800
    stage.plays_past(900)
    assert stage.row == 2
    assert stage.playback.playing


def test_a_corrected_cue_loops_in_flow_if_that_is_set(stage: Stage) -> None:
    stage.settings[MANNER], stage.settings[ON_EDIT] = "flow", "loop"
    stage.playback.play_on(0)
    stage.wait(lambda: stage.row == 1)
    stage.following.hold()
    stage.wait(lambda: stage.playback.range == (300, 600))
    stage.wait(lambda: stage.playback.position >= 500)
    stage.wait(lambda: stage.playback.position < 450)
    assert stage.playback.playing
    assert not stage.playback.looping, "the user's own switch stays off"


def test_going_on_begins_where_the_cue_before_ended(stage: Stage) -> None:
    stage.select(2)
    stage.following.go_on()
    assert 600 <= stage.playback.position < 800
    stage.plays_past(850)
    assert stage.row == 2


def test_going_on_can_go_back_a_little_and_the_current_cue_stays(stage: Stage) -> None:
    stage.settings[BACK] = 250
    rows = []
    stage.session.selected.connect(lambda selection: rows.append(selection.current))
    stage.select(1)
    stage.following.go_on()
    assert 50 <= stage.playback.position < 300
    stage.plays_past(350)
    assert rows == [1]


def test_the_cue_that_was_heard_lingers_for_the_reaction_time(stage: Stage) -> None:
    stage.settings[REACTION] = 150
    stage.playback.play_on(0)
    stage.wait(lambda: stage.row == 1)
    assert stage.following.lingering == 0
    stage.wait(lambda: stage.following.lingering is None)
    assert stage.playback.position < 600


def test_a_command_in_that_time_goes_back_to_it_and_following_goes_on(stage: Stage) -> None:
    stage.playback.play_on(0)
    stage.wait(lambda: stage.row == 1)
    stage.following.act_on_heard()
    assert stage.row == 0
    stage.wait(lambda: stage.row == 1)
    assert stage.following.lingering is None, "it is left a second time"
    stage.following.act_on_heard()
    assert stage.row == 1


def test_a_cue_that_the_user_leaves_does_not_linger(stage: Stage) -> None:
    stage.playback.play_on(0)
    stage.wait(lambda: stage.row == 1)
    stage.select(2)
    assert stage.following.lingering is None
