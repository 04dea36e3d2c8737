# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.actions import changing, cues, undoing
from editor.core import editing
from editor.core.change import replaced
from tests.desk import srt

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk


def checked(desk: Desk) -> list[bool]:
    return [cue.checked for cue in desk.session.document.cues]


def test_what_was_undone_is_told_with_the_way_back(desk: Desk) -> None:
    cues.accept(desk.context)
    undoing.undo(desk.context)
    assert desk.views.notices[-1] == ("Undone: Mark checked (cues: 1).", ("edit.redo",))
    undoing.redo(desk.context)
    assert desk.views.notices[-1] == ("Redone: Mark checked (cues: 1).", ("edit.undo",))


def test_typed_text_is_undone_without_a_word_as_it_is_seen(desk: Desk) -> None:
    desk.session.commit(editing.set_text(desk.session.document, 0, "好"))
    before = list(desk.views.notices)
    undoing.undo(desk.context)
    assert desk.views.notices == before


def test_a_step_of_many_cues_is_undone_at_the_second_press_only(desk: Desk, tmp_path: Path) -> None:
    desk.open(tmp_path / "long.srt", srt(*((n * 1_000, n * 1_000 + 900, "好") for n in range(11))))
    start = desk.session.document
    cues.select_all(desk.context)
    cues.toggle_checked(desk.context)
    desk.session.commit(editing.set_text(desk.session.document, 0, "不好"))
    undoing.undo(desk.context)
    undoing.undo(desk.context)
    assert desk.said == "Undo “Mark as checked” in 11 cues? Press the key again."
    assert checked(desk) == [True] * 11
    undoing.undo(desk.context)
    assert desk.session.document.cues == start.cues
    assert desk.said == "Undone: Mark as checked (cues: 11)."


def test_a_step_of_many_cues_is_undone_at_once_while_its_notice_offers_that(
    desk: Desk, tmp_path: Path
) -> None:
    desk.open(tmp_path / "long.srt", srt(*((n * 1_000, n * 1_000 + 900, "好") for n in range(11))))
    document = desk.session.document
    rows = [(row, replace(cue, text="坏")) for row, cue in enumerate(document.cues)]
    changing.commit_many(desk.context, replaced(document, "Replace", rows))
    undoing.undo(desk.context)
    assert desk.session.document.cues == document.cues


def test_undo_and_redo_are_possible_when_there_is_something(desk: Desk) -> None:
    assert (undoing.can_undo(desk.context), undoing.can_redo(desk.context)) == (False, False)
    cues.join_next(desk.context)
    undoing.undo(desk.context)
    assert (undoing.can_undo(desk.context), undoing.can_redo(desk.context)) == (False, True)
    undoing.redo(desk.context)
    assert len(desk.texts) == 3
