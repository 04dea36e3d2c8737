# SPDX-License-Identifier: GPL-3.0-or-later
"""The history panel: all steps by name and time, to go back to and forward again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from editor.actions import undoing
from editor.ui.i18n import tr
from editor.ui.panels.history_rows import HistoryDelegate, HistoryRows

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.session import Session
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme


def make(context: Context, commands: Commands, theme: Theme) -> HistoryPanel:
    """Create the panel, connected to the session and the commands."""
    panel = HistoryPanel(context.session, theme)

    def go(row: int) -> None:
        commands.run("view.history", partial(undoing.go_to, count=row))
        panel.show_now()  # also where it was refused

    panel.wanted.connect(go)
    return panel


class HistoryPanel(QWidget):
    """A list of steps; a click or Enter goes to the document as it was after one.

    Signals:
        wanted (int): Go to the state after this many steps.
    """

    wanted = Signal(int)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.rows = HistoryRows()
        self.list = _list_of(self.rows, theme)
        self.list.installEventFilter(self)
        self.list.clicked.connect(lambda index: self.wanted.emit(index.row()))
        hint = QLabel(tr("A click or Enter goes back to a step, and forward again."))
        hint.setWordWrap(True)
        hint.setContentsMargins(14, 12, 12, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(hint)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        session.opened.connect(self.show_now)
        session.changed.connect(self.show_now)
        theme.changed.connect(self.list.viewport().update)

    def show_now(self) -> None:
        """Show the history as it is now; nothing is done while the panel is hidden."""
        if not self.isVisible():
            return
        before = (self.rows.current, self.rows.rowCount())
        self.rows.follow(self._session.history)
        if before != (self.rows.current, self.rows.rowCount()):
            self._reveal()

    def _reveal(self) -> None:
        index = self.rows.index(self.rows.current)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102 - Qt's
        super().showEvent(event)
        self.rows.follow(self._session.history)
        self._reveal()
        QTimer.singleShot(0, self, self._reveal)  # a list can scroll only once it is laid out

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102 - Qt's
        # Not `activated`, which also reacts to a double click, and on some desktops to a click.
        if (
            watched is self.list
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        ):
            index: QModelIndex = self.list.currentIndex()
            if index.isValid():
                self.wanted.emit(index.row())
            return True
        return super().eventFilter(watched, event)


def _list_of(rows: HistoryRows, theme: Theme) -> QTableView:
    """A list of one column. A `QListView` would ask for all of its rows with each new one."""
    view = QTableView()
    delegate = HistoryDelegate(rows, theme, view)
    view.setModel(rows)
    view.setItemDelegate(delegate)
    view.horizontalHeader().hide()
    view.horizontalHeader().setStretchLastSection(True)
    view.verticalHeader().hide()
    view.verticalHeader().setMinimumSectionSize(1)
    view.verticalHeader().setDefaultSectionSize(delegate.height)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setMouseTracking(True)
    view.setAccessibleName(tr("History"))
    return view
