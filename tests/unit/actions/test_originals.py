# SPDX-License-Identifier: GPL-3.0-or-later
"""Going back to what speech recognition gave: a cue, several with review, a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import cues, originals
from editor.core import editing

if TYPE_CHECKING:
    from tests.desk import Desk


def edit(desk: Desk, row: int, text: str) -> None:
    desk.session.select(desk.session.selection.at(row))
    desk.session.commit(editing.set_text(desk.session.document, row, text))


def test_a_cue_goes_back_in_one_step(desk: Desk) -> None:
    edit(desk, 1, "今天谈谈字母")
    originals.go_back(desk.context)
    assert desk.texts[1] == "今天聊聊字幕"
    assert len(desk.session.history.done) == 2
    desk.session.undo()
    assert desk.texts[1] == "今天谈谈字母"


def test_where_nothing_was_changed_it_is_said(desk: Desk) -> None:
    for command in (originals.go_back, originals.go_back_here, originals.toggle):
        desk.views.notices.clear()
        command(desk.context)
        assert desk.said == "This is as speech recognition gave it."
    assert not desk.session.history.done


def test_several_cues_go_through_the_review_list(desk: Desk) -> None:
    edit(desk, 1, "今天谈谈字母")
    edit(desk, 3, "再会")
    cues.select_all(desk.context)
    originals.go_back(desk.context)
    (review,) = desk.views.work
    assert [(one.row, one.before, one.after, one.sure) for one in review.proposals] == [
        (1, "今天谈谈字母", "今天聊聊字幕", True),
        (3, "再会", "再见", True),
    ]
    steps = len(desk.session.history.done)
    review.accept()
    assert desk.texts == ["大家好", "今天聊聊字幕", "怎么校对", "再见"]
    assert len(desk.session.history.done) == steps + 1


def test_the_selected_text_goes_back_and_stays_selected(desk: Desk) -> None:
    edit(desk, 1, "明天谈谈字母")
    session = desk.session
    session.select(session.selection.at(1).with_caret(4, 2))
    originals.go_back_here(desk.context)
    assert desk.texts[1] == "明天聊聊字母"
    assert (session.selection.caret_anchor, session.selection.caret) == (2, 4)
    originals.go_back(desk.context)
    assert [step.change.title for step in session.history.done[1:]] == [
        "Back to the original text"
    ] * 2


def test_the_word_at_the_caret_goes_back_from_either_side(desk: Desk) -> None:
    for caret in (4, 6):  # before and after 字母
        edit(desk, 1, "明天聊聊字母")
        desk.session.select(desk.session.selection.at(1).with_caret(caret))
        originals.go_back_here(desk.context)
        assert desk.texts[1] == "明天聊聊字幕"
