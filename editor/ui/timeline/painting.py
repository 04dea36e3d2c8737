# SPDX-License-Identifier: GPL-3.0-or-later
"""Small things that all layers paint with: lines exactly one pixel of the device wide."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

if TYPE_CHECKING:
    from editor.ui.timeline.viewport import Viewport


TINT = 0.28
"""Opacity with which a block's colour lies on the wave's ground above it."""

_HALF = 0.5 + 1e-6
"""A little more, so that what stands exactly between two pixels falls to the same one always."""


class Layer(Protocol):
    """Something painted on the timeline, above what was painted before it."""

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`; the painter is clipped to it."""
        ...


def dpr_of(painter: QPainter) -> float:
    """Pixels of the device for each logical one; also right where a picture is painted on."""
    return painter.deviceTransform().m11()


def on_pixel(x: float, dpr: float) -> float:
    """The place nearest to `x` at which a pixel of the device begins.

    Halves go up: Python's `round` would let neighbours apart and together while they scroll.
    """
    return math.floor(x * dpr + _HALF) / dpr


def vertical(  # noqa: PLR0913 - a place, a span, a look
    painter: QPainter, x: float, top: float, bottom: float, colour: QColor, *, width: int = 1
) -> None:
    """A line at `x`, `width` logical pixels wide, at least one of the device."""
    dpr = dpr_of(painter)
    thick = max(round(width * dpr), 1)
    left = on_pixel(x, dpr) - thick // 2 / dpr
    painter.fillRect(QRectF(left, top, thick / dpr, bottom - top), colour)


def horizontal(painter: QPainter, y: float, left: float, right: float, colour: QColor) -> None:
    """A line above `y`, one logical pixel thick, at least one of the device."""
    dpr = dpr_of(painter)
    thick = max(round(dpr), 1) / dpr
    painter.fillRect(QRectF(left, on_pixel(y, dpr) - thick, right - left, thick), colour)


def faint(colour: QColor, opacity: float) -> QColor:
    """The colour, so far transparent."""
    copy = QColor(colour)
    copy.setAlphaF(opacity)
    return copy


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """What one sees where `colour`, with this opacity, lies on `ground`."""
    return QColor(
        round(ground.red() + (colour.red() - ground.red()) * share),
        round(ground.green() + (colour.green() - ground.green()) * share),
        round(ground.blue() + (colour.blue() - ground.blue()) * share),
    )
