# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of two lines in a panel: the small one tells where, the one below it the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.fonts import digits_font, ui_font

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from editor.ui.colours import Colours
    from editor.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
PAD = 8
"""Space above, below and between what a row shows, in logical pixels."""


class Line:
    """One of the two lines: its font, and where it stands.

    Attributes:
        font: Its font.
        metrics: What its texts measure.
        baseline: y of the texts, in a row that begins at 0.
    """

    def __init__(self, font: QFont, top: float) -> None:
        self.font, self.metrics = font, QFontMetricsF(font)
        self.baseline = top + self.metrics.ascent()


class TwoLineDelegate(QStyledItemDelegate):
    """Paints the background and the border of rows; `paint_row` paints what they say.

    Attributes:
        small: The upper line.
        plain: The lower line.
    """

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        font = ui_font()
        self.small = Line(digits_font(max(8.0, font.pointSizeF() - 1)), PAD)
        self.plain = Line(font, PAD + self.small.metrics.height())

    def sizeHint(  # noqa: D102 - Qt's
        self, option: QStyleOptionViewItem, _index: Index
    ) -> QSize:
        height = self.small.metrics.height() + self.plain.metrics.height() + 2 * PAD
        return QSize(option.rect.width(), round(height))

    def paint(  # noqa: D102 - Qt's
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        colours = self._theme.colours
        rect = QRectF(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colours.current if current else colours.hover)
        if current:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), colours.accent)
        painter.setPen(QPen(colours.border, 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom()), QPointF(rect.right(), rect.bottom()))
        self.paint_row(painter, rect, index.row(), colours)
        painter.restore()

    def paint_row(self, painter: QPainter, rect: QRectF, row: int, colours: Colours) -> None:
        """Paint what the row of that number says into `rect`."""
        raise NotImplementedError
