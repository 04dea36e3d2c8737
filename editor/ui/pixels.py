# SPDX-License-Identifier: GPL-3.0-or-later
"""Device pixels and blended colours, for all widgets that paint themselves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_HALF = 0.5 + 1e-6
"""A little over half, so that a place exactly between two pixels always rounds the same way."""


def dpr_of(painter: QPainter) -> float:
    """Device pixels for each logical pixel; right also for a painter on an image."""
    return painter.deviceTransform().m11()


def on_pixel(x: float, dpr: float) -> float:
    """The device pixel border nearest to `x`, in logical pixels.

    Halves go up: Python's `round` would let neighbours apart and together while they scroll.
    """
    return math.floor(x * dpr + _HALF) / dpr


def faint(colour: QColor, opacity: float) -> QColor:
    """The colour with that opacity, 0 to 1."""
    copy = QColor(colour)
    copy.setAlphaF(opacity)
    return copy


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """What one sees of `colour` on `ground`; `share` is its opacity, 0 to 1."""
    return QColor(
        round(ground.red() + (colour.red() - ground.red()) * share),
        round(ground.green() + (colour.green() - ground.green()) * share),
        round(ground.blue() + (colour.blue() - ground.blue()) * share),
    )
