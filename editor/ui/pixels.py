# SPDX-License-Identifier: GPL-3.0-or-later
"""Device pixels and blended colours, for custom-painted widgets."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_HALF = 0.5 + 1e-6
"""Slightly over one half, so that an exact half always rounds up despite floating-point errors."""


def dpr_of(painter: QPainter) -> float:
    """Device pixels per logical pixel; also correct for a painter on an image."""
    return painter.deviceTransform().m11()


def on_pixel(x: float, dpr: float) -> float:
    """The device pixel boundary nearest to `x`, in logical pixels.

    Halves round up: with Python's `round`, the distance of neighbours would change while scrolling.
    """
    return math.floor(x * dpr + _HALF) / dpr


def faint(colour: QColor, opacity: float) -> QColor:
    """A copy of the colour with that opacity, 0 to 1."""
    copy = QColor(colour)
    copy.setAlphaF(opacity)
    return copy


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """The opaque result of `colour` over `ground`; `share` is the opacity of `colour`, 0 to 1."""
    return QColor(
        round(ground.red() + (colour.red() - ground.red()) * share),
        round(ground.green() + (colour.green() - ground.green()) * share),
        round(ground.blue() + (colour.blue() - ground.blue()) * share),
    )
