# SPDX-License-Identifier: GPL-3.0-or-later
"""The cues: blocks with their text, edges through the wave, the current one unmistakable."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from editor.core.text import without_tags
from editor.ui.fonts import text_font
from editor.ui.pixels import dpr_of, on_pixel
from editor.ui.timeline.blocks import chosen_of, cover
from editor.ui.timeline.gestures import Part
from editor.ui.timeline.painting import vertical

if TYPE_CHECKING:
    from editor.ui.theme import Theme
    from editor.ui.timeline.blocks import Block
    from editor.ui.timeline.gestures import Bands
    from editor.ui.timeline.scene import Scene
    from editor.ui.timeline.viewport import Viewport

_PAD = 6
_ROUND = 3.0
_LINES = 2
"""No block has more, however high it is: it is there to be found, not to be read."""

_TIGHT = 0.2
"""Share of a line's height that is air, and can be done without."""

_TEXTS = 4000
"""Texts whose shortened forms are kept."""


class CueLayer:
    """All cues in view."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme
        self._texts = Elided(text_font(9.5))

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`."""
        layout = self._scene.layout
        if layout.dense:
            self._cover(painter, viewport, rect)
            return
        blocks = [
            block
            for block in layout.blocks
            if viewport.x_of(block.end) >= rect.left() - 2
            and viewport.x_of(block.start) <= rect.right() + 2
        ]
        current = self._scene.selection.current
        blocks.sort(key=lambda block: block.row == current)  # on top of its neighbours
        bands = self._scene.bands
        if rect.top() < bands.blocks and bands.blocks > bands.ruler:
            for block in blocks:
                self._edges(painter, viewport, block, bands)
        rows = np.array([block.row for block in blocks], dtype=np.int64)
        chosen = chosen_of(rows, self._scene.selection.ranges).tolist()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, is_chosen in zip(blocks, chosen, strict=True):
            colour = self._colour(block.row, chosen=is_chosen)
            self._block(painter, viewport, block, bands.lane(block), colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _colour(self, row: int, *, chosen: bool) -> QColor:
        colours = self._theme.colours
        if row == self._scene.selection.current:
            return colours.cue_current
        if chosen:
            return colours.cue_chosen
        return colours.cue_alternate if row % 2 else colours.cue

    def _edges(self, painter: QPainter, viewport: Viewport, block: Block, bands: Bands) -> None:
        """Draw the cue's start and end through the wave."""
        scene, colours = self._scene, self._theme.colours
        top, bottom = bands.ruler, bands.blocks
        is_current = block.row == scene.selection.current
        for ms, part in ((block.start, Part.START), (block.end, Part.END)):
            hover = scene.hover
            held = block.row in scene.moved and ms not in scene.index.times(block.row)
            hot = hover is not None and (hover.row, hover.part) == (block.row, part)
            colour = colours.accent if is_current or hot or held else colours.cue_border
            vertical(painter, viewport.x_of(ms), top, bottom, colour, width=2 if hot or held else 1)

    def _block(
        self,
        painter: QPainter,
        viewport: Viewport,
        block: Block,
        lane: tuple[float, float],
        colour: QColor,
    ) -> None:
        scene, colours = self._scene, self._theme.colours
        dpr = dpr_of(painter)
        # A pixel of air parts neighbours that touch.
        x0 = on_pixel(viewport.x_of(block.start), dpr)
        x1 = max(on_pixel(viewport.x_of(block.end), dpr) - 1, x0 + 1)
        top, bottom = lane
        body = QRectF(x0, top + 2, x1 - x0, bottom - top - (3 if block.lanes == 1 else 2))
        is_current = block.row == scene.selection.current
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        rounding = min(_ROUND, body.width() / 2)
        painter.drawRoundedRect(body, rounding, rounding)
        cue = scene.document.cues[block.row]
        stripe = colours.accent if is_current else colours.checked if cue.checked else None
        if stripe is not None:
            painter.fillRect(QRectF(x0, bottom - 3, x1 - x0, 2), stripe)
        # A cue that begins left of the view keeps its text in view.
        left = max(x0, 0.0) + _PAD
        room = x1 - _PAD / 2 - left
        text = self._texts.fitting(cue.text, room, body.height())
        if text:
            painter.setFont(self._texts.font)
            painter.setPen(colours.cue_text)
            box = QRectF(left, body.top(), room + _PAD, body.height() - 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _cover(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Where there are cues at all, chosen ones in their colour, the current one on top."""
        scene, colours = self._scene, self._theme.colours
        rows, starts, stops = scene.index.spans(
            viewport.ms_at(rect.left() - 1), viewport.ms_at(rect.right() + 2)
        )
        chosen = chosen_of(rows, scene.selection.ranges)
        top, bottom = scene.bands.blocks + 2, scene.bands.height - 1
        for colour, picked in ((colours.cue_alternate, ~chosen), (colours.cue_chosen, chosen)):
            spans = (starts[picked], stops[picked])
            runs = cover(spans, viewport.start_ms, viewport.ms_per_px, viewport.width)
            for x0, x1 in runs:
                painter.fillRect(x0, top, x1 - x0, bottom - top, colour)
        start, end = scene.times_of(scene.selection.current)
        left, right = viewport.x_of(start), viewport.x_of(end)
        painter.fillRect(QRectF(left, top, right - left, bottom - top), colours.cue_current)
        for x in (left, right):
            vertical(painter, x, top, bottom, colours.accent)


class Elided:
    """Texts cut to the room there is; measuring them is dearer than painting them."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self._line = self._metrics.height()
        self._narrowest = self._metrics.horizontalAdvance("两字")
        self._known: OrderedDict[tuple[str, int, int], str] = OrderedDict()

    def fitting(self, text: str, width: float, height: float) -> str:
        """`text` in as many lines as fit, the last one ending in … where it must; or nothing."""
        lines = min(int(height / self._line + _TIGHT), _LINES)
        if width < self._narrowest or lines < 1:
            return ""
        key = (text, int(width), lines)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._cut(" ".join(without_tags(text).split()), *key[1:])
            if len(self._known) > _TEXTS:
                self._known.popitem(last=False)
        return known

    def _cut(self, text: str, width: int, lines: int) -> str:
        whole: list[str] = []
        while len(whole) < lines - 1 and self._metrics.horizontalAdvance(text) > width:
            count = self._filling(text, width)
            whole.append(text[:count].rstrip())
            text = text[count:].lstrip()
        last = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return "\n".join([*whole, last])

    def _filling(self, text: str, width: int) -> int:
        """How many characters fill a line; a Latin word is not cut where a space is near."""
        low, high = 1, min(len(text), 400)
        while low < high:
            middle = (low + high + 1) // 2
            if self._metrics.horizontalAdvance(text[:middle]) <= width:
                low = middle
            else:
                high = middle - 1
        inside_word = low < len(text) and text[low].isascii() and text[low - 1].isascii()
        space = text.rfind(" ", 0, low + 1) if inside_word else -1
        return space + 1 if space > low // 2 else low
