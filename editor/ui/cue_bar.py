# SPDX-License-Identifier: GPL-3.0-or-later
"""Buttons for the current cue, in the table's header: all that a mouse user needs to correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor.ui.i18n import tr
from editor.ui.icon_button import CommandButton, cross

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.ui.commands import Commands
    from editor.ui.theme import Theme

_SIZE = 24
"""Width of a button in logical pixels; its height is the header's."""


class CueBar(QWidget):
    """Flat buttons that run commands; their tooltips teach the keys."""

    def __init__(self, commands: Commands, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Cue"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(0)
        for name, icon in BUTTONS:
            layout.addWidget(BarButton(name, icon, commands, theme))


class BarButton(CommandButton):
    """A low button."""

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(_SIZE, 8)

    def area(self) -> QRectF:  # noqa: D102 - see `IconButton`
        return QRectF(0, 0, 10, 10).translated(QRectF(self.rect()).center() - QPointF(5, 5))


def _polyline(painter: QPainter, area: QRectF, *points: tuple[float, float]) -> None:
    """A line through points given as shares of the area."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner, width, height = area.topLeft(), area.width(), area.height()
    painter.drawPolyline(QPolygonF([corner + QPointF(x * width, y * height) for x, y in points]))


def _tick(painter: QPainter, area: QRectF) -> None:
    _polyline(painter, area, (0, 0.55), (0.35, 0.9), (1, 0.15))


def arrow_up(painter: QPainter, area: QRectF) -> None:
    """The icon of going up."""
    _polyline(painter, area, (0.1, 0.65), (0.5, 0.25), (0.9, 0.65))


def arrow_down(painter: QPainter, area: QRectF) -> None:
    """The icon of going down."""
    _polyline(painter, area, (0.1, 0.35), (0.5, 0.75), (0.9, 0.35))


def _split(painter: QPainter, area: QRectF) -> None:
    """Two halves that go apart from a line."""
    _middle(painter, area)
    _polyline(painter, area, (0.25, 0.25), (0, 0.5), (0.25, 0.75))
    _polyline(painter, area, (0.75, 0.25), (1, 0.5), (0.75, 0.75))


def _join(painter: QPainter, area: QRectF) -> None:
    """Two halves that come together at a line."""
    _middle(painter, area)
    _polyline(painter, area, (0.05, 0.25), (0.3, 0.5), (0.05, 0.75))
    _polyline(painter, area, (0.95, 0.25), (0.7, 0.5), (0.95, 0.75))


def _middle(painter: QPainter, area: QRectF) -> None:
    x = area.center().x()
    painter.drawLine(QLineF(x, area.top() - 1, x, area.bottom() + 1))


def _new(painter: QPainter, area: QRectF) -> None:
    _middle(painter, area.adjusted(0, 1, 0, -1))
    _polyline(painter, area, (0, 0.5), (1, 0.5))


BUTTONS: tuple[tuple[str, Callable[[QPainter, QRectF], None]], ...] = (
    ("cue.check", _tick),
    ("cue.previous", arrow_up),
    ("cue.next", arrow_down),
    ("cue.split", _split),
    ("cue.join-next", _join),
    ("cue.insert", _new),
    ("cue.delete", cross),
)
"""The commands, with their icons."""
