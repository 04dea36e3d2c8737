# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of the glossary panel: its columns, keys and tick boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QWidget,
)

from editor.ui.tick import BOX, draw_tick

if TYPE_CHECKING:
    from editor.ui.theme import Theme

TERM, HEARD, KIND, KEEP, EVERYWHERE, NOTE = range(6)
"""Columns."""


class Ticks(QStyledItemDelegate):
    """Draws tick boxes as everywhere here: those of the style are hardly seen on a dark ground."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The cell as its style has it, but for the box."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        widget: QWidget = shown.widget
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = widget.style().subElementRect(part, shown, widget)
        state = shown.checkState
        shown.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        control = QStyle.ControlElement.CE_ItemViewItem
        widget.style().drawControl(control, shown, painter, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = QPointF(box.center().x() - BOX // 2 + 1, box.center().y() - BOX // 2 + 1)
        draw_tick(painter, corner, self._theme.colours, state)
        painter.restore()


class Table(QTableWidget):
    """Typing edits a cell, Delete deletes the rows of the selection, Ctrl+Z takes a change back.

    Signals:
        delete_wanted (list[int]): Delete these rows.
        undo_wanted: Take the last change back.
    """

    delete_wanted = Signal(list)
    undo_wanted = Signal()

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(rows, columns)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(HEARD, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def event(self, event: QEvent) -> bool:
        """Undo is the table's here, not the text's."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_undo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes rows."""
        if _is_undo(event):
            self.undo_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            rows = sorted({index.row() for index in self.selectedIndexes()})
            self.delete_wanted.emit(rows)
        else:
            super().keyPressEvent(event)


def _is_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
