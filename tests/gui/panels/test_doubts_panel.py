# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel of doubtful cues, by keys and clicks."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.core.doubt import Candidate, Doubt
from editor.project.journal_port import NoJournal
from editor.settings import MODEL
from editor.ui.panels import doubts
from editor.ui.panels.doubt_rows import DoubtRow
from editor.ui.theme import Theme
from tests.desk import Desk
from tests.making import written
from tests.mouse import double_click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from editor.actions.context import Context
    from editor.ui.commands import Commands
    from editor.ui.panels.doubts import DoubtsPanel

Key = Qt.Key
ROWS = [(1000 * n, 1000 * n + 900, f"这是第{n}句话看全中变化") for n in range(20)]


class Table:
    """A program without a window, and the panel."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self.desk = Desk(home)
        self.desk.session.open(written(*ROWS), journal=NoJournal())
        self.ran: list[str] = []

        def run(name: str, instead: Callable[[Context], None] | None = None) -> None:
            self.ran.append(name)
            if instead is not None:
                instead(self.desk.context)

        commands = SimpleNamespace(run=run, click=run)
        self.panel: DoubtsPanel = doubts.make(
            self.desk.context, cast("Commands", commands), Theme()
        )
        qtbot.addWidget(self.panel)
        self.panel.resize(400, 500)
        with qtbot.waitExposed(self.panel):
            self.panel.show()
        self.panel.activateWindow()

    def doubt(self, *rows: int) -> None:
        """The worst first."""
        cues = self.desk.session.document.cues
        words = (Candidate(7, 9, "权重", 0.2),)
        found = [Doubt(cues[row], place - 9.0, (7, 9), words) for place, row in enumerate(rows)]
        self.desk.context.doubts.put("ear", found)
        self.settle(*rows)

    def settle(self, *rows: int) -> None:
        self.desk.until(lambda: [row.cue for row in self.panel.rows.rows] == [*rows])

    @property
    def row(self) -> int:
        return self.desk.context.row


@pytest.fixture
def table(qtbot: QtBot, tmp_path: Path) -> Iterator[Table]:
    table = Table(qtbot, tmp_path)
    yield table
    table.desk.close()


def test_arrows_walk_the_list_and_enter_takes_a_right_one_off(table: Table, qtbot: QtBot) -> None:
    table.doubt(5, 11, 2)
    table.panel.setFocus()
    qtbot.waitUntil(table.panel.list.hasFocus)
    assert table.row == 0  # nothing has moved yet
    QTest.keyClick(table.panel.list, Key.Key_Return)
    assert table.ran == []  # and nothing is marked that was not seen
    QTest.keyClick(table.panel.list, Key.Key_Down)
    assert table.row == 5
    QTest.keyClick(table.panel.list, Key.Key_Down)
    qtbot.waitUntil(lambda: table.row == 11)
    QTest.keyClick(table.panel.list, Key.Key_Return)
    assert table.desk.session.document.cues[11].checked
    table.settle(5, 2)
    assert table.row == 2
    assert table.panel.list.currentIndex().row() == 1


def test_a_click_goes_there_and_the_list_follows(table: Table) -> None:
    table.doubt(5, 11)
    view = table.panel.list
    place = view.visualRect(table.panel.rows.index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (table.row, table.desk.session.selection.caret) == (11, 7)
    table.desk.session.select(table.desk.session.selection.at(5))
    assert view.currentIndex().row() == 0
    table.desk.session.select(table.desk.session.selection.at(6))
    assert not view.currentIndex().isValid()
    double_click(view.viewport(), place)
    assert table.desk.views.focused == ["table"]


def test_it_says_what_is_known_and_leads_on(table: Table) -> None:
    panel = table.panel
    assert "no speech model yet" in panel.empty.text()
    QTest.mouseClick(panel.action, Qt.MouseButton.LeftButton)
    table.desk.context.settings[MODEL] = "ggml-base.bin"
    table.desk.until(lambda: panel.command == "ear.listen")
    assert panel.header.text() == "A speech model has not listened yet."
    QTest.mouseClick(panel.action, Qt.MouseButton.LeftButton)
    assert table.ran == ["ear.model", "ear.listen"]
    table.desk.context.listening.start(Path("ggml-base.bin"), ())
    table.desk.until(lambda: panel.action.text() == "Stop listening")
    assert panel.header.text() == "Listening: 0 of …"
    table.desk.context.listening.stop()
    table.desk.until(lambda: panel.action.text() == "Listen for doubtful cues")


def test_the_weakest_word_is_in_sight_and_all_is_told() -> None:
    (cue,) = written((61_000, 62_000, "一二三四五六七八九十\n看全中变化")).cues
    row = DoubtRow(9, Doubt(cue, -3, (12, 14), (Candidate(12, 14, "权重", 0.2),)))
    assert row.parts == ("…五六七八九十 看", "全中", "变化")
    assert row.told == "10   1:01.0. 一二三四五六七八九十\n看全中变化. Doubtful: 全中. 权重"
    assert DoubtRow(9, row.doubt._replace(heard=False)).words == "not heard"
