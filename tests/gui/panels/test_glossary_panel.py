# SPDX-License-Identifier: GPL-3.0-or-later
"""The glossary panel: typed into, ticked, deleted from, and shown anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QTableWidgetItem

from editor.core.cue import Cue
from editor.core.document import Document
from editor.language.glossary import Term
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.terms import Terms
from editor.ui.panels.glossary import GlossaryPanel
from editor.ui.panels.glossary_table import EVERYWHERE, HEARD, KEEP, TERM
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


class Shown:
    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.session = Session()
        self.terms = Terms(self.session, path)
        self.session.open(Document((Cue(0, 0, 900, "你好"),)), journal=NoJournal())
        self.panel = GlossaryPanel(self.terms, Theme())
        qtbot.addWidget(self.panel)
        self.panel.resize(700, 300)
        self.panel.show()
        self.panel.activateWindow()
        QTest.qWaitForWindowActive(self.panel)

    def click(self, row: int, column: int) -> None:
        table = self.panel.table
        place = table.visualRect(table.model().index(row, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def type(self, row: int, column: int, text: str) -> None:
        """Type over a cell, and end with Enter."""
        table = self.panel.table
        table.setCurrentCell(row, column)
        table.editItem(self.cell(row, column))
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        QApplication.processEvents()  # Qt takes what was typed after the key

    def cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self.panel.table.item(row, column)
        assert item is not None
        return item

    def column(self, column: int) -> list[str]:
        table = self.panel.table
        QTest.qWait(150)
        items = [table.item(row, column) for row in range(table.rowCount())]
        return [item.text() for item in items if item is not None]


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Shown:
    return Shown(qtbot, tmp_path / "user" / "glossary.tsv")


def test_a_term_is_typed_into_the_empty_row(shown: Shown) -> None:
    shown.type(0, TERM, "RLHF")
    shown.type(0, HEARD, "a l h f | rl hf")
    assert shown.terms.of_document == (Term("RLHF", heard_as=("a l h f", "rl hf")),)
    assert shown.column(TERM) == ["RLHF", ""]


def test_a_tick_moves_a_term_to_the_users(shown: Shown) -> None:
    shown.type(0, TERM, "Ilya")
    shown.cell(0, EVERYWHERE).setCheckState(Qt.CheckState.Checked)
    assert (shown.terms.of_document, shown.terms.of_user) == ((), (Term("Ilya"),))
    assert shown.column(TERM) == ["Ilya", ""]


def test_delete_and_an_emptied_term_remove_a_row(shown: Shown) -> None:
    shown.terms.set_document((Term("甲"), Term("乙"), Term("丙")))
    shown.panel.table.setCurrentCell(1, TERM)
    QTest.keyClick(shown.panel.table, Qt.Key.Key_Delete)
    assert shown.column(TERM) == ["甲", "丙", ""]
    shown.cell(0, TERM).setText(" ")
    assert shown.terms.of_document == (Term("丙"),)


def test_ctrl_z_in_the_table_takes_a_change_back(shown: Shown) -> None:
    shown.terms.set_document((Term("甲"), Term("乙")))
    wanted: list[int] = []
    shown.panel.table.undo_wanted.connect(lambda: wanted.append(shown.terms.undo()))
    shown.panel.table.setCurrentCell(0, TERM)
    QTest.keyClick(shown.panel.table, Qt.Key.Key_Delete)
    assert shown.column(TERM) == ["乙", ""]
    QTest.keyClick(shown.panel.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (wanted, shown.column(TERM)) == ([True], ["甲", "乙", ""])


def test_a_click_ticks_a_box(shown: Shown) -> None:
    shown.terms.set_document((Term("甲"),))
    assert shown.column(TERM) == ["甲", ""]
    table = shown.panel.table
    index = table.model().index(0, KEEP)
    option = QStyleOptionViewItem()
    option.initFrom(table)
    option.rect = table.visualRect(index)
    table.itemDelegateForIndex(index).initStyleOption(option, index)  # type: ignore[attr-defined]
    box = QStyle.SubElement.SE_ItemViewItemCheckIndicator
    place = table.style().subElementRect(box, option, table)  # each system has its own
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert shown.terms.of_document == (Term("甲", keep_script=True),)


def test_one_term_is_looked_for(shown: Shown) -> None:
    shown.terms.set_document((Term("甲"), Term("乙")))
    assert shown.column(TERM) == ["甲", "乙", ""]
    wanted: list[str] = []
    shown.panel.term_wanted.connect(wanted.append)
    for row in (1, 2):  # the last one is empty
        shown.panel.table.setCurrentCell(row, TERM)
        QTest.mouseClick(shown.panel.one_button, Qt.MouseButton.LeftButton)
    assert wanted == ["乙"]


def test_what_is_learned_elsewhere_is_seen(shown: Shown) -> None:
    shown.terms.learn("全中", "权重")
    assert (shown.column(TERM), shown.column(HEARD)) == (["权重", ""], ["全中", ""])


def test_a_file_that_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "user").write_text("a file where the folder should be")
    shown = Shown(qtbot, tmp_path / "user" / "glossary.tsv")
    refused: list[object] = []
    shown.panel.refused.connect(refused.append)
    shown.type(0, TERM, "Ilya")
    shown.cell(0, EVERYWHERE).setCheckState(Qt.CheckState.Checked)
    assert len(refused) == 1
    assert shown.terms.of_user == (Term("Ilya"),)  # until the program ends


def test_while_another_window_edits_nothing_is_taken_and_it_is_said(shown: Shown) -> None:
    shown.terms.set_document((Term("甲"),))
    shown.session.elsewhere = "another"
    blocked: list[int] = []
    shown.panel.blocked.connect(lambda: blocked.append(1))
    shown.type(0, TERM, "B")
    assert (shown.terms.of_document, len(blocked)) == ((Term("甲"),), 1)
    assert shown.column(TERM) == ["甲", ""]
