# SPDX-License-Identifier: GPL-3.0-or-later
"""Signs for the user's marks and notes: a shape for each colour, told apart without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from editor.core.i18n import N_
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from editor.core.cue import Cue, Mark
    from editor.ui.colours import Colours

NAMES: dict[Mark, str] = {
    "red": N_("Red mark"),
    "yellow": N_("Yellow mark"),
    "blue": N_("Blue mark"),
}

_SHAPES: dict[Mark, tuple[tuple[float, float], ...]] = {
    "red": ((0, 0), (1, 0), (1, 1), (0.5, 0.65), (0, 1)),  # a ribbon
    "yellow": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),  # a diamond
    "blue": ((0, 0), (1, 0.5), (0, 1)),  # a pennant
}
"""Corners as shares of the area."""


def mark_colour(mark: Mark, colours: Colours) -> QColor:
    """The colour of a mark."""
    return {
        "red": colours.mark_red,
        "yellow": colours.mark_yellow,
        "blue": colours.mark_blue,
    }[mark]


def draw_mark(painter: QPainter, area: QRectF, mark: Mark, colours: Colours) -> None:
    """Draw the shape of a mark, which fills `area`."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark_colour(mark, colours))
    corner, width, height = area.topLeft(), area.width(), area.height()
    points = [corner + QPointF(x * width, y * height) for x, y in _SHAPES[mark]]
    painter.drawPolygon(QPolygonF(points))


def draw_note(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """Draw a sheet with two lines of writing."""
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, 1.5, 1.5)
    for share in (0.36, 0.64):
        y = area.top() + share * area.height()
        painter.drawLine(QPointF(area.left() + 2.2, y), QPointF(area.right() - 2.2, y))


def told_labels(cue: Cue) -> list[str]:
    """A cue's mark and its note, for tool tips and screen readers."""
    mark = [tr(NAMES[cue.mark])] if cue.mark is not None else []
    note = [tr("Note: {note}", note=cue.note)] if cue.note else []
    return mark + note
