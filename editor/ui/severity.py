# SPDX-License-Identifier: GPL-3.0-or-later
"""The mark of a severity: a colour, and a shape for users who cannot tell the colours apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap, QPolygonF

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from editor.checks.finding import Severity
    from editor.repair.evidence import Confidence
    from editor.ui.colours import Colours

# Corners of the polygons, as shares of width and height.
_SHAPES: dict[Severity, tuple[tuple[float, float], ...]] = {
    "error": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    "warning": ((0.5, 0.06), (1.0, 0.94), (0.0, 0.94)),
}
_ICON = 14
"""Size of an icon in logical pixels."""


def colour_of(severity: Severity, colours: Colours) -> QColor:
    """The colour of a severity."""
    by_severity: dict[Severity, QColor] = {
        "error": colours.error,
        "warning": colours.warning,
        "note": colours.note,
    }
    return by_severity[severity]


def sureness(colours: Colours, confidence: Confidence) -> QColor:
    """The colour of a level of confidence in an interpretation."""
    by_confidence: dict[Confidence, QColor] = {
        "high": colours.checked,
        "medium": colours.note,
        "low": colours.warning,
    }
    return by_confidence[confidence]


def draw_severity(painter: QPainter, box: QRectF, severity: Severity, colours: Colours) -> None:
    """Draw a filled diamond for errors, a filled triangle for warnings, a ring for notes."""
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
    """The same as an icon; `ratio` is device pixels per logical pixel."""
    pixmap = QPixmap(round(_ICON * ratio), round(_ICON * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_severity(painter, QRectF(1, 1, _ICON - 2, _ICON - 2), severity, colours)
    painter.end()
    return QIcon(pixmap)
