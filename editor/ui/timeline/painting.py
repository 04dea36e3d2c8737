# SPDX-License-Identifier: GPL-3.0-or-later
"""Painting helpers of all layers: lines aligned to device pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from editor.ui.pixels import dpr_of, on_pixel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QColor

    from editor.ui.timeline.viewport import Viewport


TINT = 0.28
"""Opacity of a cue's tint on the audio's background."""


class Layer(Protocol):
    """A layer of the timeline, painted over the layers before it."""

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`; the painter is clipped to it."""
        ...


def label(painter: QPainter, area: QRectF, text: str, colour: QColor, ink: QColor) -> None:
    """Paint a text in the painter's font, in `ink` on a plate of this colour."""
    plate = area.translated(on_pixel(area.left(), dpr_of(painter)) - area.left(), 0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(plate, 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(ink)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


def vertical(  # noqa: PLR0913 - position, extent and look
    painter: QPainter, x: float, top: float, bottom: float, colour: QColor, *, width: int = 1
) -> None:
    """Paint a line at `x`, `width` logical pixels wide, at least one device pixel."""
    verticals(painter, (x,), top, bottom, colour, width=width)


def verticals(  # noqa: PLR0913 - positions, extent and look
    painter: QPainter,
    xs: Iterable[float],
    top: float,
    bottom: float,
    colour: QColor,
    *,
    width: int = 1,
) -> None:
    """Paint a line at each of `xs`, `width` logical pixels wide, at least one device pixel."""
    dpr = dpr_of(painter)
    thick = max(round(width * dpr), 1)
    half, wide, high = thick // 2 / dpr, thick / dpr, bottom - top
    fill = painter.fillRect
    for x in xs:
        fill(QRectF(on_pixel(x, dpr) - half, top, wide, high), colour)


def horizontal(painter: QPainter, y: float, left: float, right: float, colour: QColor) -> None:
    """Paint a line above `y`, one logical pixel thick, at least one device pixel."""
    dpr = dpr_of(painter)
    thick = max(round(dpr), 1) / dpr
    painter.fillRect(QRectF(left, on_pixel(y, dpr) - thick, right - left, thick), colour)
