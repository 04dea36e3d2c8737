# SPDX-License-Identifier: GPL-3.0-or-later
"""The mark of a severity: a colour, and a shape for those who do not see the colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap, QPolygonF

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from editor.checks.finding import Severity
    from editor.repair.evidence import Confidence
    from editor.ui.theme import Colours

_SHAPES: dict[Severity, tuple[tuple[float, float], ...]] = {
    "error": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    "warning": ((0.5, 0.06), (1.0, 0.94), (0.0, 0.94)),
}
_ICON = 14


def colour_of(severity: Severity, colours: Colours) -> QColor:
    """The theme's colour for it."""
    by_severity: dict[Severity, QColor] = {
        "error": colours.error,
        "warning": colours.warning,
        "note": colours.note,
    }
    return by_severity[severity]


def sureness(colours: Colours, confidence: Confidence) -> QColor:
    """The theme's colour for how sure an interpretation of a clock is."""
    by_confidence: dict[Confidence, QColor] = {
        "high": colours.checked,
        "medium": colours.note,
        "low": colours.warning,
    }
    return by_confidence[confidence]


def draw_severity(painter: QPainter, box: QRectF, severity: Severity, colours: Colours) -> None:
    """A full diamond for errors, a full triangle for warnings, a ring for notes."""
    colour = colour_of(severity, colours)
    shape = _SHAPES.get(severity)
    if shape is None:
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(2, 2, -2, -2))
        return
    painter.setPen(QPen(colour, 1, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour)
    place = box.adjusted(0.5, 0.5, -0.5, -0.5)
    corners = [
        QPointF(place.left() + x * place.width(), place.top() + y * place.height())
        for x, y in shape
    ]
    painter.drawPolygon(QPolygonF(corners))


def severity_icon(severity: Severity, colours: Colours, ratio: float) -> QIcon:
    """The same for a button, on a screen with so many pixels to a point."""
    pixmap = QPixmap(round(_ICON * ratio), round(_ICON * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_severity(painter, QRectF(1, 1, _ICON - 2, _ICON - 2), severity, colours)
    painter.end()
    return QIcon(pixmap)
