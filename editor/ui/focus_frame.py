# SPDX-License-Identifier: GPL-3.0-or-later
"""The ring that `FocusRing` shows."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFocusFrame

_WIDTH = 1.5
"""In logical pixels; the frame of Qt's styles has 2 beside the control."""

_ROUND = 5
"""Radius of the corners, in logical pixels: that of a control, and the distance to it."""


class FocusFrame(QFocusFrame):
    """Qt keeps it around its control, below it, and out of the way of the pointer."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring at the rim."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), _WIDTH))
        rim = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(rim, rim, -rim, -rim), _ROUND, _ROUND)
