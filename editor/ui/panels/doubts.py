# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel of doubtful cues, the worst first: to listen to, and to put away as right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
)

from editor.actions import listening
from editor.settings import MODEL
from editor.ui.entrance import Entrance
from editor.ui.i18n import told, tr
from editor.ui.panels.doubt_rows import DoubtDelegate, DoubtRow, DoubtRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.actions.context import Context
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MOVES = frozenset(
    {
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        *(Qt.Key.Key_Home, Qt.Key.Key_End),
    }
)

_SOON = 100
"""Delay in ms after a change before the list is made anew."""


def make(context: Context, commands: Commands, theme: Theme) -> DoubtsPanel:
    """Create the panel, connected to the doubts and the commands."""
    session, ear, doubts = context.session, context.listening, context.doubts
    panel = DoubtsPanel(theme)

    def show() -> None:
        if panel.isVisible():
            panel.show_doubts([DoubtRow(*listed) for listed in doubts.listed()])
            panel.show_state(_state(context))
            panel.follow(session.selection.current)

    soon = QTimer(panel, singleShot=True, interval=_SOON)
    soon.timeout.connect(show)
    for signal in (doubts.changed, session.changed, session.opened, ear.moved):
        signal.connect(soon.start)
    context.settings.changed.connect(lambda name: soon.start() if name == MODEL.id else None)
    session.selected.connect(lambda selection: panel.follow(selection.current))
    panel.shown.connect(show)

    def go(row: int) -> None:
        commands.run("doubts.next", partial(listening.go_to, row=row))

    def right(row: int) -> None:
        commands.run("doubts.right", partial(listening.mark_right, row=row))

    panel.wanted.connect(go)
    panel.right.connect(right)
    panel.left.connect(lambda: context.views.focus("table"))
    panel.action.clicked.connect(lambda: commands.click(panel.command))
    return panel


class State(NamedTuple):
    """What is known of the doubts.

    Attributes:
        told: A sentence of it, translated.
        command: Id of the command that leads on.
        label: The name of its button, translated.
    """

    told: str
    command: str
    label: str


def _state(context: Context) -> State:
    ear, count = context.listening, len(context.doubts.listed())
    if ear.progress is not None:
        done, total = ear.progress
        said = tr("Listening: {done} of {total}", done=done, total=total or "…")
        return State(said, "ear.listen", tr("Stop listening"))
    if not context.settings[MODEL] and not ear.doubts:
        return State(told(listening.NO_MODEL), "ear.model", tr("Speech model…"))
    said = tr("A speech model has not listened yet.")
    if ear.doubts:
        said = tr("Doubtful: {count} of {heard} cues", count=count, heard=len(ear.doubts))
    return State(said, "ear.listen", tr("Listen for doubtful cues"))


class DoubtsPanel(Entrance):
    """A list that follows the current cue.

    Signals:
        shown: The panel became visible.
        wanted (int): Go to the cue at this row, and play it.
        right (int): The cue at this row is right as it is.
        left: Go to the text of the current cue.

    Attributes:
        command: Id of the command that leads on, for which `action` is the button.
    """

    shown = Signal()
    wanted = Signal(int)
    right = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.command = "ear.listen"
        self.rows = DoubtRows()
        self.header, self.empty = QLabel(), QLabel()
        self.action = QPushButton()
        self.right_button = QPushButton(tr("Right as it is"))
        self.right_button.setToolTip(tr("Enter marks it checked and goes to the next one"))
        self.right_button.clicked.connect(self._mark)
        self.list = self._list()
        self._body = QStackedLayout()
        self._lay_out()
        theme.changed.connect(self._colour)
        self._colour()

    def show_doubts(self, rows: Sequence[DoubtRow]) -> None:
        """Show doubtful cues; the list stays where it is, as far as it is the same."""
        if rows != self.rows.rows:
            top = self.list.verticalScrollBar().value()
            self.rows.show(rows)
            self.list.verticalScrollBar().setValue(top)
        self._body.setCurrentWidget(self.list if rows else self.empty)
        self.right_button.setVisible(bool(rows))
        self.enter_at(self.list if rows else self.action)

    def show_state(self, state: State) -> None:
        """Show what is known, and the button of the command that leads on."""
        listens = state.command == "ear.listen"
        self.header.setText(state.told)
        self.header.setVisible(listens)
        self.empty.setText(tr("No cue is doubtful.") if listens else state.told)
        self.command = state.command
        self.action.setText(state.label)

    def follow(self, cue: int) -> None:
        """Select the cue at a row of the document, which became the current one."""
        place = self.rows.place_of(cue)
        self.list.setCurrentIndex(QModelIndex() if place is None else self.rows.index(place))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102 - Qt's
        super().showEvent(event)
        self.shown.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if watched is not self.list or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self._mark()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            if self._selected() is None:  # a list that gets the focus has a current row, unseen
                self.list.setCurrentIndex(self.rows.index(0))
                self._go()
                return True
            QTimer.singleShot(0, self, self._go)
        return super().eventFilter(watched, event)

    def _list(self) -> QListView:
        view = QListView()
        view.setModel(self.rows)
        view.setItemDelegate(DoubtDelegate(self.rows, self._theme, view))
        view.setUniformItemSizes(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setMouseTracking(True)
        view.setAccessibleName(tr("Doubtful cues"))
        view.installEventFilter(self)
        view.clicked.connect(self._go)
        view.doubleClicked.connect(self.left)
        return view

    def _lay_out(self) -> None:
        for label in (self.header, self.empty):
            label.setWordWrap(True)
        self.header.setContentsMargins(14, 12, 12, 8)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(32)
        self._body.addWidget(self.list)
        self._body.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 12, 12)
        foot.addWidget(self.action)
        foot.addStretch()
        foot.addWidget(self.right_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(self._body, 1)
        layout.addLayout(foot)

    def _colour(self) -> None:
        self.empty.setStyleSheet(f"color: {self._theme.colours.dim.name()}")
        self.list.viewport().update()

    def _selected(self) -> int | None:
        """The row in the document of the cue that is selected in the list, or None."""
        chosen = self.list.selectedIndexes()
        return self.rows.rows[chosen[0].row()].cue if chosen else None

    def _go(self) -> None:
        cue = self._selected()
        if cue is not None:
            self.wanted.emit(cue)

    def _mark(self) -> None:
        cue = self._selected()
        if cue is not None:
            self.right.emit(cue)
