# SPDX-License-Identifier: GPL-3.0-or-later
"""Colour marks and notes: for the selected cues in view, one undo step each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import cues, marking
from editor.core.filter import Filter

if TYPE_CHECKING:
    from editor.core.cue import Mark
    from tests.desk import Desk


def marks(desk: Desk) -> list[Mark | None]:
    return [cue.mark for cue in desk.session.document.cues]


def test_the_selected_cues_in_view_are_marked_and_the_same_key_takes_it_off(desk: Desk) -> None:
    cues.select_all(desk.context)
    desk.session.set_filter(Filter("some", bytes([0, 1, 0, 0])))
    marking.toggle("red")(desk.context)
    assert marks(desk) == ["red", None, "red", "red"]
    assert len(desk.session.history.done) == 1
    marking.toggle("red")(desk.context)
    assert marks(desk) == [None] * 4
    desk.session.undo()
    assert marks(desk) == ["red", None, "red", "red"]


def test_another_colour_replaces_the_first_one(desk: Desk) -> None:
    marking.toggle("yellow")(desk.context)
    marking.toggle("blue")(desk.context)
    assert marks(desk) == ["blue", None, None, None]
    marking.remove(desk.context)
    assert marks(desk) == [None] * 4


def test_no_mark_is_possible_only_where_there_is_one(desk: Desk) -> None:
    remove = next(row for row in marking.ACTIONS if row.id == "mark.none")
    assert not remove.when(desk.context)
    marking.toggle("blue")(desk.context)
    assert remove.when(desk.context)


def test_a_note_is_one_undo_step_and_stays_with_the_cue_it_was_opened_on(desk: Desk) -> None:
    desk.session.select(desk.session.selection.at(2))
    marking.edit_note(desk.context)
    assert desk.views.called[-1] == ("edit_note", "")
    desk.session.select(desk.session.selection.at(0))
    assert desk.views.write is not None
    desk.views.write("听不清")
    assert [cue.note for cue in desk.session.document.cues] == ["", "", "听不清", ""]
    desk.session.undo()
    assert [cue.note for cue in desk.session.document.cues] == [""] * 4
