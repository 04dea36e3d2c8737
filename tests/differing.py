# SPDX-License-Identifier: GPL-3.0-or-later
"""Two pictures of a window, compared where a control is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

AROUND = 4
"""Pixels beside a control that belong to it: its ring may be there."""

FAR = 40
"""Difference of a colour channel, of 255, that one sees."""


def differing(before: QImage, after: QImage, control: QWidget) -> int:
    """How many pixels on and around a control are of a plainly different colour."""
    corner = control.mapTo(control.window(), QPoint(0, 0))
    area = control.rect().translated(corner).adjusted(-AROUND, -AROUND, AROUND, AROUND)
    area &= before.rect()
    count = 0
    for y in range(area.top(), area.bottom() + 1):
        for x in range(area.left(), area.right() + 1):
            one, other = before.pixelColor(x, y), after.pixelColor(x, y)
            channels = (QColor.red, QColor.green, QColor.blue)
            count += max(abs(part(one) - part(other)) for part in channels) > FAR
    return count
