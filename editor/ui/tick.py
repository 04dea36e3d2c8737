# SPDX-License-Identifier: GPL-3.0-or-later
"""A tick box that looks the same in lists and as a widget with a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from editor.ui.colours import Colours
    from editor.ui.theme import Theme

BOX = 16
"""Width and height in logical pixels."""

_GAP = 10
"""Space between box and label, in logical pixels."""

# Points of the lines, as shares of the box.
_MARKS = {
    Qt.CheckState.Checked: ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31)),
    Qt.CheckState.PartiallyChecked: ((0.28, 0.5), (0.72, 0.5)),
}


def draw_tick(
    painter: QPainter, corner: QPointF, colours: Colours, state: Qt.CheckState, *, on: bool = True
) -> None:
    """Draw a box with a tick, a dash or nothing in it; greyed out if not `on`."""
    box = QRectF(corner.x(), corner.y(), BOX, BOX)
    filled = state != Qt.CheckState.Unchecked
    ground = colours.accent if on else colours.dim
    painter.setPen(QPen(ground if filled else colours.dim, 1))
    painter.setBrush(ground if filled else colours.base)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if filled:
        mark = [QPointF(box.left() + x * BOX, box.top() + y * BOX) for x, y in _MARKS[state]]
        round_ends = Qt.PenCapStyle.RoundCap
        painter.setPen(QPen(colours.on_accent, 2, Qt.PenStyle.SolidLine, round_ends))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(mark))


class TickBox(QCheckBox):
    """A check box that looks like the tick boxes in lists."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        metrics = self.fontMetrics()
        width = BOX + (_GAP + metrics.horizontalAdvance(self.text()) if self.text() else 0)
        return QSize(width + 4, max(BOX, metrics.height()) + 8)

    def hitButton(self, _position: QPoint) -> bool:  # noqa: D102 - Qt's
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        top = (self.height() - BOX) // 2
        draw_tick(painter, QPointF(0, top), colours, self.checkState(), on=self.isEnabled())
        text = QRectF(BOX + _GAP, 0, self.width() - BOX - _GAP, self.height())
        painter.setPen(colours.text if self.isEnabled() else colours.dim)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(-2, 0.5, -0.5, -0.5), 4, 4)
