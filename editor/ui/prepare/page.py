# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of Prepare: its steps with counts and times, and what stands in the way of one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.actions.prepare_steps import STEPS, Found
from editor.ui.fonts import heading_font
from editor.ui.i18n import told, tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from editor.actions.context import Context
    from editor.actions.prepare_queue import Preparing
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme
    from editor.ui.workbench import Workbench

STEP, STATE, COUNT, SURE, TIME, NOTE = range(6)
_NUMBERS = frozenset({COUNT, SURE, TIME})
_SECOND, _SHORTEST = 1000, 100
_MOST = 2
"""Remedies that have room."""


class PreparePage(QWidget):
    """Shown in place of the table.

    Signals:
        command_wanted (str): Run the command with this id.
        left: The user leaves the page.
    """

    command_wanted = Signal(str)
    left = Signal()

    def __init__(self, preparing: Preparing, commands: Commands, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Prepare for listening"))
        self._preparing, self._commands, self._theme = preparing, commands, theme
        self._moved = False  # whether the user has chosen a row
        self.summary = QLabel(wordWrap=True)
        self.steps = _Steps(len(STEPS), NOTE + 1)
        self.note = QLabel(wordWrap=True)
        self.remedies = [QPushButton() for _ in range(_MOST)]
        self.review = QPushButton(tr("Review…"))
        self.review.setProperty("primary", True)  # noqa: FBT003 - Qt's
        self.passing = QPushButton(tr("Pass over"))
        self.again = QPushButton(tr("Look again"))
        self.close_button = QPushButton(tr("Close"))
        self._fill()
        self._lay_out()
        self.setFocusProxy(self.steps)
        self.steps.currentCellChanged.connect(lambda *_: self._show_current())
        self.steps.itemDoubleClicked.connect(lambda _: self._open())
        self.steps.moved.connect(self._choose)
        self.review.clicked.connect(self._open)
        self.passing.clicked.connect(self._pass)
        self.again.clicked.connect(self._look_again)
        self.close_button.clicked.connect(self.left)
        for place, button in enumerate(self.remedies):
            button.clicked.connect(lambda _=False, place=place: self._remedy(place))
        theme.changed.connect(self.refresh)
        preparing.tell = self.refresh
        self.refresh()

    @property
    def current(self) -> str:
        """The id of the current step."""
        return STEPS[max(0, self.steps.currentRow())].id

    def refresh(self) -> None:
        """Show what is known now; the current row is the one to do next, until the user moves."""
        preparing, colours = self._preparing, self._theme.colours
        for row, step in enumerate(STEPS):
            found = preparing.found.get(step.id)
            to_do = preparing.is_to_do(step.id)
            texts = _texts(found, self._state(step.id, found))
            for column, text in texts.items():
                item = self.steps.item(row, column)
                if item is not None:
                    item.setText(text)
                    item.setForeground(QBrush(colours.text if to_do else colours.dim))
        at = preparing.at
        if at and not self._moved:
            self.steps.setCurrentCell(next(n for n, s in enumerate(STEPS) if s.id == at), STEP)
        self._summarise()
        self._show_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the step, Space passes it over, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.isAutoRepeat():
            event.accept()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        elif event.key() == Qt.Key.Key_Space:
            self._pass()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self._moved = True

    def _open(self) -> None:
        """The list of the current step, or else what makes it possible."""
        found = self._preparing.found.get(self.current)
        if found is not None and found.is_open:
            self._preparing.open(self.current)
        elif found is not None and found.remedies:
            self._remedy(0)

    def _pass(self) -> None:
        found = self._preparing.found.get(self.current)
        if found is not None and found.is_open:
            self._moved = False
            self._preparing.pass_over(self.current)

    def _look_again(self) -> None:
        self._preparing.look()

    def _remedy(self, place: int) -> None:
        found = self._preparing.found.get(self.current)
        if found is not None and place < len(found.remedies):
            self.command_wanted.emit(found.remedies[place])

    def _state(self, step: str, found: Found | None) -> str:
        if found is None:
            looking = self._preparing.looking == step and not self._preparing.stopped
            return tr("Looking…") if looking else ""
        if not found.possible:
            return tr("Not possible")
        if not found.is_open:
            return tr("Done")
        return tr("Passed over") if step in self._preparing.passed else tr("To do")

    def _summarise(self) -> None:
        preparing = self._preparing
        left = [found for name, found in preparing.found.items() if preparing.is_to_do(name)]
        looking = len(preparing.found) < len(STEPS) and not preparing.stopped
        self.again.setVisible(preparing.stopped)
        if left or looking:
            text = tr(
                "Steps to do: {count}. Each is undone in one go.",
                count=len(left),
            )
        elif preparing.stopped:
            text = tr("The search was stopped.")
        else:
            text = tr("All that could be prepared is done. Now listen to it.")
        self.summary.setText(text)

    def _show_current(self) -> None:
        found = self._preparing.found.get(self.current)
        note = found.note if found is not None else None
        self.note.setText("" if note is None else told(note))
        self.review.setEnabled(found is not None and found.is_open)
        self.passing.setEnabled(found is not None and found.is_open)
        passed = self.current in self._preparing.passed
        self.passing.setText(tr("Do it after all") if passed else tr("Pass over"))
        remedies = found.remedies if found is not None else ()
        for place, button in enumerate(self.remedies):
            button.setVisible(place < len(remedies))
            if place < len(remedies):
                button.setText(self._commands.actions[remedies[place]].text().replace("&", ""))

    def _fill(self) -> None:
        table = self.steps
        table.setHorizontalHeaderLabels(
            [tr("Steps"), tr("State"), tr("Places"), tr("Ticked"), tr("Time"), tr("Remark")]
        )
        table.setAccessibleName(tr("Steps"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, step in enumerate(STEPS):
            for column in range(NOTE + 1):
                item = QTableWidgetItem(tr(step.title) if column == STEP else "")
                if column in _NUMBERS:
                    item.setTextAlignment(right)
                table.setItem(row, column, item)

    def _lay_out(self) -> None:
        title = QLabel(tr("Prepare for listening"))
        title.setFont(heading_font(1.4))
        hint = QLabel(tr("Enter: review · Space: pass over · Esc: close"))
        self._hint = hint
        way = QHBoxLayout()
        way.setSpacing(8)
        way.addWidget(self.note, 1)
        for button in self.remedies:
            way.addWidget(button)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.review, self.passing, self.again, self.close_button):
            button.setAutoDefault(True)  # Enter on a focused button presses it
            buttons.addWidget(button)
        buttons.addWidget(hint, 1, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self.summary)
        layout.addWidget(self.steps, 1)
        layout.addLayout(way)
        layout.addLayout(buttons)


class _Cells(QStyledItemDelegate):
    """Cells without a focus frame: the row is what one goes to."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class _Steps(QTableWidget):
    """The table; Enter and Space are the page's.

    Signals:
        moved: The user has gone to a row.
    """

    moved = Signal()

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(rows, columns)
        self.setItemDelegate(_Cells(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            event.ignore()
            return
        before = self.currentRow()
        super().keyPressEvent(event)
        if self.currentRow() != before:
            self.moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.moved.emit()


def _texts(found: Found | None, state: str) -> dict[int, str]:
    """What the columns of a step say."""
    if found is None:
        return dict.fromkeys((COUNT, SURE, TIME, NOTE), "") | {STATE: state}
    note = "" if found.note is None else told(found.note)
    return {
        STATE: state,
        COUNT: str(found.count) if found.possible else "",
        SURE: str(found.sure) if found.sure else "",
        TIME: tr("{seconds} s", seconds=_seconds(found.ms)) if found.ms else "",
        NOTE: note,
    }


def _seconds(ms: int) -> str:
    return f"{ms / _SECOND:.1f}" if ms >= _SHORTEST else "< 0.1"


def show(
    preparing: Preparing, context: Context, bench: Workbench, commands: Commands, theme: Theme
) -> None:
    """Show the page, and have it follow what the steps depend on."""
    page = PreparePage(preparing, commands, theme)

    def leave() -> None:
        bench.show_page(None)
        bench.table.focus_text()

    def run(name: str) -> None:
        if name.startswith("view."):
            leave()  # a panel is beside the table
        commands.run(name)

    news = (
        (context.session.changed, lambda *_: preparing.look()),
        (context.terms.changed, lambda *_: preparing.look("terms")),
        (context.playback.medium_changed, lambda *_: preparing.look("clock", "ear")),
        (context.medium.speech_changed, lambda *_: preparing.look("clock")),
        (context.doubts.changed, lambda *_: preparing.look("doubts", "ear")),
        (context.settings.changed, lambda *_: preparing.look("ear")),
        (context.jobs.changed, lambda *_: page.refresh()),
    )
    for signal, follow in news:
        signal.connect(follow)

    def forget() -> None:
        preparing.tell = lambda: None
        for signal, follow in news:
            with suppress(RuntimeError):  # when the program ends, the signals' objects go first
                signal.disconnect(follow)

    page.destroyed.connect(forget)
    page.left.connect(preparing.close)
    page.left.connect(leave)
    page.command_wanted.connect(run)
    bench.show_page(page)
    page.setFocus()
