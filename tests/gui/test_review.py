# SPDX-License-Identifier: GPL-3.0-or-later
"""The review as a person uses it: keys, ticks, filters, and one change at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from editor import formats
from editor.core.change import replaced
from editor.core.editing import delete
from editor.core.errors import Problem
from editor.core.proposal import Proposal, accepted
from editor.language.script_proposals import proposals
from editor.project.journal_port import NoJournal
from editor.repair.chunks import find_chunks
from editor.session import Session
from editor.ui.review.delegate import TICK_AREA, WIDE
from editor.ui.review.panel import ReviewPanel
from editor.ui.theme import Theme
from tests.making import REAL, written

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor.core.document import Document

KEY = Qt.Key


@dataclass
class Desk:
    session: Session
    panel: ReviewPanel
    left: list[bool]

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.panel.list, key)

    @property
    def texts(self) -> list[str]:
        return [cue.text for cue in self.session.document.cues]

    @property
    def undoable(self) -> int:
        count = 0
        while self.session.history.undo_title is not None:
            self.session.undo()
            count += 1
        return count


def proposal(document: Document, row: int, text: str, *, sure: bool = True) -> Proposal:
    cue = document.cues[row]
    kind = Problem("Known" if sure else "Guessed")
    fix = ((row, replace(cue, text=text)),)
    return Proposal(fix, cue.text, text, Problem("Because."), kind, sure)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    """Five cues, four proposals for them; the third one is not sure."""
    document = written(*((n * 1000, n * 1000 + 900, f"第{n}句") for n in range(5)))
    session = Session()
    session.open(document, journal=NoJournal())
    panel = ReviewPanel(session, Theme())
    desk = Desk(session, panel, [])
    panel.applied.connect(lambda fixes: session.commit(accepted(session.document, "Mend", fixes)))
    panel.left.connect(lambda: desk.left.append(True))
    qtbot.addWidget(panel)
    panel.resize(420, 500)
    panel.show()
    panel.activateWindow()
    rows = [proposal(document, n, f"第{n}行", sure=n != 3) for n in (1, 2, 3, 4)]
    panel.open("Mend", rows)
    panel.list.setFocus()
    qtbot.waitUntil(panel.list.hasFocus)
    return desk


def test_only_what_is_sure_is_ticked_and_enter_applies_it_in_one_step(desk: Desk) -> None:
    assert desk.panel.count.text() == "3 of 4 selected"
    desk.press(KEY.Key_Return)
    assert desk.texts == ["第0句", "第1行", "第2行", "第3句", "第4行"]
    assert desk.undoable == 1
    assert desk.texts == ["第0句", "第1句", "第2句", "第3句", "第4句"]


def test_space_ticks_where_the_cursor_is(desk: Desk) -> None:
    desk.press(KEY.Key_Space, KEY.Key_Down, KEY.Key_Down, KEY.Key_Space, KEY.Key_Up)
    assert desk.panel.list.current == 1
    desk.press(KEY.Key_Return)
    assert desk.texts == ["第0句", "第1句", "第2行", "第3行", "第4行"]


def test_the_mouse_ticks_on_the_box_and_only_there(desk: Desk) -> None:
    view = desk.panel.list
    place = view.visualRect(view.model().index(1, 0))
    box, text = QPoint(TICK_AREA // 2, place.center().y()), QPoint(200, place.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=text)
    assert view.current == 1
    assert desk.panel.count.text() == "3 of 4 selected"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert desk.panel.count.text() == "2 of 4 selected"


def test_a_filter_narrows_and_ticking_all_touches_only_what_is_shown(
    qtbot: QtBot, desk: Desk
) -> None:
    choose = desk.panel.filter
    labels = [choose.itemText(n) for n in range(choose.count()) if choose.itemText(n)]
    assert labels == ["All (4)", "Uncertain (1)", "Known (3)", "Guessed (1)"]
    choose.setFocus()
    QTest.keyClick(choose, KEY.Key_Down)
    assert choose.currentText() == "Uncertain (1)"
    assert desk.panel.rows.rowCount() == 1
    qtbot.waitUntil(desk.panel.list.hasFocus)
    desk.press(KEY.Key_A)
    assert desk.panel.count.text() == "4 of 4 selected"
    desk.press(KEY.Key_N)
    assert desk.panel.count.text() == "3 of 4 selected"
    QTest.mouseClick(desk.panel.all_shown, Qt.MouseButton.LeftButton)
    assert desk.panel.count.text() == "4 of 4 selected"
    assert desk.panel.all_shown.checkState() == Qt.CheckState.Checked


def test_the_box_above_tells_some_all_or_none(desk: Desk) -> None:
    assert desk.panel.all_shown.checkState() == Qt.CheckState.PartiallyChecked
    desk.press(KEY.Key_N)
    assert desk.panel.all_shown.checkState() == Qt.CheckState.Unchecked
    assert not desk.panel.apply_button.isEnabled()
    desk.press(KEY.Key_Return)
    assert desk.session.history.undo_title is None
    QTest.mouseClick(desk.panel.all_shown, Qt.MouseButton.LeftButton)
    assert desk.panel.all_shown.checkState() == Qt.CheckState.Checked


@pytest.mark.parametrize("key", [KEY.Key_P, KEY.Key_Tab])
def test_p_and_tab_audition_the_cue_of_the_row(qtbot: QtBot, desk: Desk, key: Qt.Key) -> None:
    desk.press(KEY.Key_Down)
    with qtbot.waitSignal(desk.panel.audition) as heard:
        desk.press(key)
    assert heard.args == [2]
    assert desk.panel.list.hasFocus()


def test_esc_leaves_and_changes_nothing(desk: Desk) -> None:
    desk.press(KEY.Key_Escape)
    assert desk.left == [True]
    assert desk.session.history.undo_title is None


def test_what_was_changed_meanwhile_is_not_applied_until_that_is_undone(desk: Desk) -> None:
    session = desk.session
    typed = replace(session.document.cues[2], text="自己改的")
    session.commit(replaced(session.document, "Type", [(2, typed)]))
    assert desk.panel.count.text() == "2 of 4 selected; no longer applicable: 1"
    desk.press(KEY.Key_Down, KEY.Key_Space)
    assert desk.panel.count.text() == "2 of 4 selected; no longer applicable: 1"
    session.undo()
    assert desk.panel.count.text() == "3 of 4 selected"
    session.redo()
    desk.press(KEY.Key_Return)
    assert desk.texts == ["第0句", "第1行", "自己改的", "第3句", "第4行"]


def test_proposals_move_along_with_their_cues(qtbot: QtBot, desk: Desk) -> None:
    desk.session.commit(delete(desk.session.document, [0, 2]))
    assert desk.panel.count.text() == "2 of 4 selected; no longer applicable: 1"
    desk.press(KEY.Key_End)
    with qtbot.waitSignal(desk.panel.audition) as heard:
        desk.press(KEY.Key_P)
    assert heard.args == [2]
    desk.press(KEY.Key_Return)
    assert desk.texts == ["第1行", "第3句", "第4行"]


def test_the_cue_of_a_row_is_found_where_it_is_now_or_not_at_all(desk: Desk) -> None:
    heard: list[int] = []
    looked: list[int] = []
    desk.panel.audition.connect(heard.append)
    desk.panel.cue_wanted.connect(looked.append)
    desk.press(KEY.Key_Down)
    row = desk.panel.rows.proposals[1].row
    desk.session.commit(delete(desk.session.document, [0]))
    desk.press(KEY.Key_P)
    assert heard == [row - 1]
    desk.press(KEY.Key_Up, KEY.Key_Down)
    assert looked[-1] == row - 1
    desk.session.commit(delete(desk.session.document, range(4)))
    desk.press(KEY.Key_P)
    assert heard == [row - 1], "its cue is gone"


def test_applying_twice_changes_once(desk: Desk) -> None:
    desk.press(KEY.Key_Return, KEY.Key_Return)
    assert desk.panel.count.text() == "0 of 4 selected; no longer applicable: 3"
    assert desk.undoable == 1


def test_another_document_closes_the_review(desk: Desk) -> None:
    desk.session.open(written((0, 1, "别的")), journal=NoJournal())
    assert desk.panel.rows.rowCount() == 0
    assert not desk.panel.apply_button.isEnabled()


def test_a_wide_panel_lays_a_row_out_in_columns(qtbot: QtBot, desk: Desk) -> None:
    def height() -> int:
        rect: QRect = desk.panel.list.visualRect(desk.panel.rows.index(0))
        return rect.height()

    stacked = height()
    desk.panel.resize(WIDE + 40, 500)
    qtbot.waitUntil(lambda: height() < stacked)


def test_ten_thousand_proposals_scroll_to_the_last(qtbot: QtBot, desk: Desk) -> None:
    document = desk.session.document
    desk.panel.open("Many", [proposal(document, n % 5, f"第{n}") for n in range(10_000)])
    desk.press(KEY.Key_End)
    assert desk.panel.list.current == 9_999
    assert desk.panel.count.text() == "10000 of 10000 selected"
    last = desk.panel.list.visualRect(desk.panel.rows.index(9_999))
    assert desk.panel.list.viewport().rect().contains(last.center())
    assert qtbot  # closes the panel


def test_the_real_transcript_by_block(desk: Desk) -> None:
    document = formats.read(REAL.read_bytes())
    desk.session.open(document, journal=NoJournal())
    borders = [chunk.first for chunk in find_chunks(document.cues)]
    desk.panel.open("Convert", proposals(document, "zh-Hans", borders))
    choose = desk.panel.filter
    assert choose.itemText(2) == "Traditional block 111–119 (8)"
    assert desk.panel.count.text() == "49 of 49 selected"
    choose.setFocus()
    QTest.keyClick(choose, KEY.Key_Down)
    desk.press(KEY.Key_N, KEY.Key_Return)
    before = [cue.text for cue in document.cues]
    changed = [row for row, text in enumerate(desk.texts) if text != before[row]]
    assert len(changed) == 41
    assert min(changed) == 350
