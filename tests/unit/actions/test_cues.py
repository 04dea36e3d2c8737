# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.actions import cues, edges, undoing
from editor.core.doubt import Doubt
from editor.core.errors import UserError
from editor.core.filter import Filter
from editor.settings import NUDGE
from tests.media import write_medium

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desk import Desk


def go(desk: Desk, row: int, caret: int = 0) -> None:
    desk.session.select(desk.session.selection.at(row, caret))


def checked(desk: Desk) -> list[bool]:
    return [cue.checked for cue in desk.session.document.cues]


def test_accepting_checks_the_cue_and_goes_on_and_the_last_one_says_so(desk: Desk) -> None:
    for _ in range(4):
        cues.accept(desk.context)
    assert checked(desk) == [True] * 4
    assert desk.session.selection.current == 3
    assert desk.said == "That was the last cue."
    assert len(desk.session.history.done) == 4
    cues.accept(desk.context)  # it is checked already
    assert len(desk.session.history.done) == 4


def to_number(desk: Desk) -> None:
    cues.go_to(desk.context)
    desk.views.go("3")


@pytest.mark.parametrize(
    ("start", "way"),
    [
        (1, lambda desk: cues.accept(desk.context)),
        (1, lambda desk: cues.go_next(desk.context)),
        (3, lambda desk: cues.go_previous(desk.context)),
        (0, to_number),
    ],
)
def test_a_doubtful_cue_is_entered_at_its_weakest_word(
    desk: Desk, start: int, way: Callable[[Desk], None]
) -> None:
    doubt = Doubt(desk.session.document.cues[2], -9.0, (2, 4))
    desk.context.doubts.put("reading", [doubt])
    go(desk, start)
    way(desk)
    selection = desk.session.selection
    assert (selection.current, selection.caret, selection.caret_anchor) == (2, 2, 2)


def test_the_chosen_cues_are_checked_as_the_current_one_is_not(desk: Desk) -> None:
    cues.select_all(desk.context)
    cues.toggle_checked(desk.context)
    assert checked(desk) == [True] * 4
    cues.toggle_checked(desk.context)
    assert checked(desk) == [False] * 4


def test_one_walks_from_cue_to_cue(desk: Desk) -> None:
    assert (cues.has_previous(desk.context), cues.has_next(desk.context)) == (False, True)
    cues.go_next(desk.context)
    cues.go_next(desk.context)
    cues.go_previous(desk.context)
    assert desk.session.selection.current == 1
    go(desk, 3)
    assert (cues.has_previous(desk.context), cues.has_next(desk.context)) == (True, False)


def test_a_cue_is_split_at_the_caret_which_begins_the_second_half(desk: Desk) -> None:
    go(desk, 1, 2)
    cues.split(desk.context)
    assert desk.texts == ["大家好", "今天", "聊聊字幕", "怎么校对", "再见"]
    assert (desk.session.selection.current, desk.session.selection.caret) == (2, 0)
    assert desk.times[1][1] == desk.times[2][0]


def test_where_there_is_nothing_to_split_it_is_said_and_nothing_changes(desk: Desk) -> None:
    before = desk.session.document
    go(desk, 1, 0)
    cues.split(desk.context)
    assert desk.session.document is before
    assert len(desk.views.notices) == 1


def test_cues_are_joined_and_the_caret_stays_where_they_met(desk: Desk) -> None:
    cues.join_next(desk.context)
    assert desk.texts == ["大家好今天聊聊字幕", "怎么校对", "再见"]
    assert desk.session.selection.caret == 3
    assert desk.times[0] == (0, 3_500)
    go(desk, 2)
    cues.join_previous(desk.context)
    assert desk.texts == ["大家好今天聊聊字幕", "怎么校对再见"]


def test_all_chosen_cues_are_joined_into_one(desk: Desk) -> None:
    cues.select_all(desk.context)
    assert cues.several_or_next(desk.context)
    cues.join_next(desk.context)
    assert desk.texts == ["大家好今天聊聊字幕怎么校对再见"]
    assert not cues.several_or_next(desk.context)


def test_cues_with_others_between_them_are_not_joined_and_it_is_said(desk: Desk) -> None:
    before = desk.session.document
    go(desk, 0)
    desk.session.select(desk.session.selection.toggled(2))
    assert cues.several_or_next(desk.context)
    cues.join_next(desk.context)  # not the current one with one that is not selected
    assert desk.session.document is before
    assert desk.said == "Only cues that follow one another can be joined."


def test_text_is_handed_to_the_neighbours(desk: Desk) -> None:
    go(desk, 1, 2)
    cues.hand_previous(desk.context)
    assert desk.texts[:2] == ["大家好今天", "聊聊字幕"]
    go(desk, 1, 2)
    cues.hand_next(desk.context)
    assert desk.texts[1:3] == ["聊聊", "字幕怎么校对"]


def test_a_new_cue_comes_after_the_current_one_and_leaves_the_next_its_time(desk: Desk) -> None:
    cues.insert(desk.context)
    assert (desk.texts[1], desk.times[1]) == ("", (1_500, 2_000))
    assert desk.session.selection.current == 1
    assert desk.views.focused[-1] == "table"


def test_a_new_cue_takes_the_range_that_is_marked(desk: Desk) -> None:
    desk.views.range = (5_600, 5_900)
    cues.insert(desk.context)
    assert (desk.texts[3], desk.times[3]) == ("", (5_600, 5_900))


def test_after_the_last_cue_a_new_one_has_two_seconds(desk: Desk) -> None:
    go(desk, 3)
    cues.insert(desk.context)
    assert desk.times[4] == (7_500, 7_500 + cues.NEW_CUE)


def test_the_chosen_cues_are_deleted_and_the_caret_stays_near(desk: Desk) -> None:
    go(desk, 3)
    desk.session.select(desk.session.selection.toggled(2))
    cues.delete(desk.context)
    assert desk.texts == ["大家好", "今天聊聊字幕"]
    assert desk.session.selection.current == 1
    undoing.undo(desk.context)
    assert len(desk.texts) == 4


@pytest.mark.parametrize(
    ("hidden", "row", "left", "there"),
    [
        (b"\0\1\0\0", 0, ["今天聊聊字幕", "怎么校对", "再见"], "怎么校对"),
        (b"\0\0\1\1", 1, ["大家好", "怎么校对", "再见"], "大家好"),
        (b"\1\1\1\0", 3, ["大家好", "今天聊聊字幕", "怎么校对"], "怎么校对"),
    ],
)
def test_after_a_deletion_no_hidden_cue_becomes_current_while_one_is_in_view(
    desk: Desk, hidden: bytes, row: int, left: list[str], there: str
) -> None:
    go(desk, row)
    desk.session.set_filter(Filter("marked", hidden))
    cues.delete(desk.context)
    assert desk.texts == left
    assert desk.context.cue.text == there


@pytest.mark.parametrize(
    ("edge", "sign", "moved"),
    [("start", -1, (-1, 0)), ("start", 1, (1, 0)), ("end", -1, (0, -1)), ("end", 1, (0, 1))],
)
def test_edges_are_nudged_by_the_step_of_the_settings(
    desk: Desk, edge: str, sign: int, moved: tuple[int, int]
) -> None:
    desk.context.settings[NUDGE] = 40
    go(desk, 1)
    edges.nudge(edge, sign)(desk.context)
    assert desk.times[1] == (2_000 + 40 * moved[0], 3_500 + 40 * moved[1])


def test_what_plays_ends_before_a_nudged_edge_is_heard(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    playback = desk.context.playback
    desk.session.set_media(write_medium(tmp_path / "film.mp4", pictures=100))
    qtbot.waitUntil(lambda: playback.has_medium)
    go(desk, 1)
    playback.play_range(2_000, 3_500)
    assert playback.playing
    went_on: list[bool] = []
    desk.session.changed.connect(lambda _: went_on.append(playback.playing))
    edges.nudge("end", 1)(desk.context)
    assert went_on == [False]
    assert playback.range == (desk.times[1][1] - 1_000, desk.times[1][1])
    assert playback.playing


def test_a_start_is_never_nudged_before_the_medium(desk: Desk) -> None:
    edges.nudge("start", -1)(desk.context)
    assert desk.times[0] == (0, 1_500)


def test_edges_are_put_where_the_playhead_stands(desk: Desk) -> None:
    go(desk, 1)
    desk.context.playback.seek(2_400)
    edges.start_here(desk.context)
    desk.context.playback.seek(3_000)
    edges.end_here(desk.context)
    assert desk.times[1] == (2_400, 3_000)


def test_the_fields_for_times_move_the_cue_and_refuse_what_makes_no_sense(desk: Desk) -> None:
    edges.edit_times(desk.context)
    assert desk.views.retime is not None
    desk.views.retime(2, 4_100, 4_900)
    assert desk.times[2] == (4_100, 4_900)
    with pytest.raises(UserError, match="must end after it starts"):
        desk.views.retime(2, 4_900, 4_100)


@pytest.mark.parametrize(
    ("answer", "row"), [("3", 2), ("99", 3), ("0", 0), ("0:04.2", 2), ("0:05.9", 3), ("1:00", 3)]
)
def test_one_goes_to_a_number_or_to_the_cue_nearest_to_a_time(
    desk: Desk, answer: str, row: int
) -> None:
    cues.go_to(desk.context)
    desk.views.go(answer)
    assert desk.session.selection.current == row


def test_what_is_no_number_and_no_time_leads_nowhere(desk: Desk) -> None:
    cues.go_to(desk.context)
    with pytest.raises(UserError):
        desk.views.go("soon")
    assert desk.session.selection.current == 0


def test_the_range_that_became_a_cue_is_no_longer_selected(desk: Desk) -> None:
    desk.views.range = (60_000, 61_000)
    cues.insert(desk.context)
    assert desk.session.document.cues[-1].start == 60_000
    assert desk.views.marked() is None
