# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of a review, with its keys; only visible rows are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from editor.ui.announce import announce
from editor.ui.i18n import tr
from editor.ui.review.delegate import TICK_AREA, ReviewDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from editor.ui.review.rows import Index, ReviewRows
    from editor.ui.theme import Theme


class ReviewList(QListView):
    """Rows with a tick, before and after. Space ticks, P or Tab plays, A and N tick all and none.

    Signals:
        audition (int): Play the cue of the proposal with that number.
        moved: The current row has changed.

    Attributes:
        spared: Keys that are left to the parent widget.
    """

    audition = Signal(int)
    moved = Signal()

    def __init__(self, rows: ReviewRows, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setModel(rows)
        self.painter_of_rows = ReviewDelegate(rows, theme, self)
        self.setItemDelegate(self.painter_of_rows)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.spared: frozenset[int] = frozenset()
        self.setAccessibleName(tr("Proposed changes"))
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> int | None:
        """The number of the current proposal, or None."""
        index = self.currentIndex()
        return self._rows.number(index.row()) if index.isValid() else None

    def cuts_off(self, number: int) -> bool:
        """Whether the row of a proposal shows only a part of it."""
        return self.painter_of_rows.cuts_off(number, self.viewport().width())

    def go_to(self, row: int) -> None:
        """Make `row` the current row."""
        self.setCurrentIndex(self._rows.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: D102 - Qt's
        super().currentChanged(current, previous)
        self.moved.emit()

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's
        # Handle Tab before Qt moves the focus; Shift+Tab still moves it, and Tab where there is
        # nothing to play.
        if (
            self.currentIndex().isValid()
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
        ):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        key, row = event.key(), self.currentIndex().row()
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        ending = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
        if not plain or key in ending | self.spared:
            event.ignore()  # handled by the panel
        elif key == Qt.Key.Key_Space and row >= 0:
            self._rows.toggle(row)
            ticked = self._rows.is_ticked(self._rows.number(row))
            announce(self, tr("selected") if ticked else tr("not selected"))
        elif key in {Qt.Key.Key_P, Qt.Key.Key_Tab} and row >= 0:
            self.audition.emit(self._rows.number(row))
        elif key in {Qt.Key.Key_A, Qt.Key.Key_N}:
            self._rows.tick_shown(on=key == Qt.Key.Key_A)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        super().mousePressEvent(event)
        row = self._ticking(event.position().toPoint())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self._rows.toggle(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        point = event.position().toPoint()
        index = self.indexAt(point)
        if (row := self._ticking(point)) is not None:
            self._rows.toggle(row)
        elif index.isValid():
            self.audition.emit(self._rows.number(index.row()))

    def _ticking(self, point: QPoint) -> int | None:
        """The row whose tick area contains `point`, or None."""
        index = self.indexAt(point)
        return index.row() if index.isValid() and point.x() < TICK_AREA else None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # stacked rows are taller than columns
        self.scrollTo(self.currentIndex())
