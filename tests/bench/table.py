# SPDX-License-Identifier: GPL-3.0-or-later
"""The cue table against a QTableView of the same document: keys, painting, scrolling, opening."""

from __future__ import annotations

import os
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from editor.core import editing
from editor.core.timecode import clock
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.ui.cue_table.table import CueTable
from editor.ui.fonts import text_font
from editor.ui.theme import Theme
from tests import screen
from tests.bench import cues
from tests.bench.measure import against, report, rounds

if TYPE_CHECKING:
    from editor.core.change import Change
    from editor.core.document import Document
    from editor.core.selection import Selection
    from editor.session import Applied
    from tests.bench.measure import Figure, Task

_SIZE = QSize(1280, 640)
_TIMES = 20
_COUNTS = (906, cues.COUNT)
_ROUNDS = 7
_Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractTableModel):
    """A plain table model: one Python call for each cell and role."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        session.changed.connect(self._changed)

    def rowCount(self, _parent: _Index | None = None) -> int:  # noqa: N802 - Qt's
        return len(self._session.document.cues)

    def columnCount(self, _parent: _Index | None = None) -> int:  # noqa: N802 - Qt's
        return 5

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        cue = self._session.document.cues[index.row()]
        column = index.column()
        if column == 0:
            return index.row() + 1
        if column in (1, 2):
            return clock(cue.start if column == 1 else cue.end)
        return f"{cue.duration / 1000:.2f}" if column == 3 else cue.text

    def _changed(self, applied: Applied) -> None:
        for splice in applied.change.splices:
            self.dataChanged.emit(self.index(splice.index, 0), self.index(splice.index, 4))


class _Ours:
    name = "cue table"

    def __init__(self, document: Document) -> None:
        self.session = Session()
        self.widget = CueTable(self.session, Theme(), lambda _: False, self._commit)
        self.document = document
        self.reopen()

    def _commit(self, change: Change, there: Selection | None) -> bool:
        self.session.commit(change, there)
        return True

    def reopen(self) -> None:
        self.session.open(self.document, journal=NoJournal())
        self.widget.viewport().repaint()

    def go(self, row: int) -> None:
        self.session.select(self.session.selection.at(row))

    def type(self) -> None:
        text = self.widget.focusProxy()
        if text is None:
            raise RuntimeError("Nobody takes the keys.")
        QTest.keyClick(text, Qt.Key.Key_X)
        QApplication.processEvents()


class _Theirs:
    name = "QTableView"

    def __init__(self, document: Document) -> None:
        self.session = Session()
        self.widget = QTableView()
        self.widget.setFont(text_font(13))
        self.widget.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.document = document
        self._row = 0
        self.reopen()

    def _commit(self, change: Change, there: Selection | None) -> bool:
        self.session.commit(change, there)
        return True

    def reopen(self) -> None:
        self.session.open(self.document, journal=NoJournal())
        self.widget.setModel(_Model(self.session))
        self.widget.setColumnWidth(4, 800)
        self.widget.viewport().repaint()

    def go(self, row: int) -> None:
        self._row = row
        self.widget.setCurrentIndex(self.widget.model().index(row, 4))

    def type(self) -> None:
        """What an edit field beside such a table does on a key."""
        text = self.session.document.cues[self._row].text
        self.session.commit(editing.set_text(self.session.document, self._row, text + "x"))
        QApplication.processEvents()


def main() -> None:
    """Measure and report."""
    virtual = screen.VirtualScreen()
    os.environ |= {"DISPLAY": virtual.display, "QT_QPA_PLATFORM": "xcb"}
    application = QApplication([])
    with closing(virtual):
        figures = [figure for count in _COUNTS for figure in _measure(count)]
        report("table", figures)
        application.quit()


def _measure(count: int) -> list[Figure]:
    document = cues.document(cues.lines(count))
    tasks: dict[str, Task] = {}
    sides = (_Ours(document), _Theirs(document))
    kinds = ("key to painted text", "repaint", "scroll by a page", "open and paint")
    for side in sides:
        side.widget.resize(_SIZE)
        side.widget.show()
        QTest.qWaitForWindowExposed(side.widget)
        side.widget.setFocus()
        for kind, task in zip(kinds, (_keys, _repaint, _pages, _open), strict=True):
            tasks[f"{kind}, {count} cues: {side.name}"] = partial(task, side)
    times = rounds(tasks, _ROUNDS)
    each = {name: [1000 * second / _TIMES for second in spent] for name, spent in times.items()}
    return [
        figure
        for kind in kinds
        for figure in against(
            each,
            f"{kind}, {count} cues: {sides[0].name}",
            f"{kind}, {count} cues: {sides[1].name}",
            unit="ms",
        )
    ]


def _keys(side: _Ours | _Theirs) -> None:
    side.go(len(side.document.cues) // 2)
    QApplication.processEvents()
    for _ in range(_TIMES):
        side.type()


def _repaint(side: _Ours | _Theirs) -> None:
    for _ in range(_TIMES):
        side.widget.viewport().repaint()


def _pages(side: _Ours | _Theirs) -> None:
    bar = side.widget.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    for _ in range(_TIMES):
        bar.setValue(bar.value() + bar.pageStep())
        QApplication.processEvents()


def _open(side: _Ours | _Theirs) -> None:
    for _ in range(_TIMES):
        side.reopen()


if __name__ == "__main__":
    main()
