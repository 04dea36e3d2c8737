# SPDX-License-Identifier: GPL-3.0-or-later
"""While a cue is dragged: its new time at the edge, its length, and whether it is too fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetricsF

from editor.core.text import cps
from editor.core.timecode import clock, seconds
from editor.ui.fonts import digits_font
from editor.ui.timeline.painting import label

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

    from editor.ui.theme import Theme
    from editor.ui.timeline.scene import Scene
    from editor.ui.timeline.viewport import Viewport

_HEIGHT = 18
"""Height of the label in logical pixels."""

_GAP = 6
"""Space inside the label and beside the edge, in logical pixels."""


class DragLabel:
    """A label at the edge that is dragged; at the start of a cue that is dragged as a whole."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme
        self._font = digits_font(8.5)
        self._metrics = QFontMetricsF(self._font)

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint it, wherever `rect` is: a drag repaints all."""
        del rect
        for row, (start, end) in list(self._scene.dragged.items())[:2]:  # of several, the first
            at_end = start == self._scene.document.cues[row].start
            at = end if at_end else start
            text = f"{clock(at, hour_digits=1)}  ·  {seconds(end - start)} s"
            wide = self._metrics.horizontalAdvance(text) + 2 * _GAP
            x = viewport.x_of(at)
            left = x - wide - _GAP if at_end else x + _GAP
            left = min(max(left, 0.0), viewport.width - wide)
            area = QRectF(left, self._scene.bands.ruler + 4, wide, _HEIGHT)
            painter.setFont(self._font)
            ink = self._theme.colours.on_accent
            label(painter, area, text, self._colour(row, end - start), ink)

    def _colour(self, row: int, length: int) -> QColor:
        """The error colour if the text is too long for this length."""
        scene, colours = self._scene, self._theme.colours
        profile = scene.profile
        speed = cps(scene.document.cues[row].text, length, profile.count)
        too_fast = profile.cps is not None and (speed > profile.cps or length <= 0)
        return colours.error if too_fast else colours.accent
