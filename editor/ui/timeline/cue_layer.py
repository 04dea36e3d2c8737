# SPDX-License-Identifier: GPL-3.0-or-later
"""The layer of cues: blocks with text, and edges through the waveform."""

from __future__ import annotations

from collections import OrderedDict
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from editor.core.tags import without_tags
from editor.ui.fonts import text_font
from editor.ui.marks import draw_mark
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
"""Space left of a block's text, in logical pixels."""

_SIGN = 7
"""Width and height of a block's mark, in logical pixels."""

_ROUND = 3.0
"""Radius of a block's corners, in logical pixels."""

_LINES = 2
"""Maximum of text lines in a block: the text only identifies the cue."""

_TIGHT = 0.2
"""Share of a line's height that a block may lack for its last line: it is leading."""

_TEXTS = 4000
"""Size of the cache of shortened texts."""


class CueLayer:
    """Paints the visible cues."""

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
        blocks.sort(key=lambda block: block.row == current)  # the current one on top
        bands = self._scene.bands
        if rect.top() < bands.blocks and bands.blocks > bands.ruler:
            for block in blocks:
                self._edges(painter, viewport, block, bands)
        chosen = chosen_of([block.row for block in blocks], self._scene.selection.ranges)
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
        """Draw the cue's start and end through the waveform."""
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
        # One pixel less, to separate neighbours that touch.
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
        if cue.mark is not None and body.width() > 3 * _SIGN:
            area = QRectF(x1 - _SIGN - 2, top + 4, _SIGN, _SIGN)
            draw_mark(painter, area, cue.mark, colours)
            x1 -= _SIGN
        # The text of a cue that starts left of the viewport stays visible.
        left = max(x0, 0.0) + _PAD
        room = x1 - _PAD / 2 - left
        text = self._texts.fitting(cue.text, room, body.height())
        if text:
            painter.setFont(self._texts.font)
            painter.setPen(colours.cue_text)
            box = QRectF(left, body.top(), room + _PAD, body.height() - 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _cover(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint merged runs: first all cues, then several selected ones, then the current one."""
        import numpy as np  # faster for so many cues

        scene, colours = self._scene, self._theme.colours
        rows, starts, stops = scene.index.columns()
        low, high = viewport.ms_at(rect.left() - 1), viewport.ms_at(rect.right() + 2)
        seen = (starts < high) & (stops > low)
        layers = [(colours.cue_alternate, seen)]
        if scene.selection.is_several:
            borders = list(chain.from_iterable(scene.selection.ranges))
            chosen = np.searchsorted(borders, rows, side="right") % 2 == 1
            layers = [(colours.cue_alternate, seen & ~chosen), (colours.cue_chosen, seen & chosen)]
        top, bottom = scene.bands.blocks + 2, scene.bands.height - 1
        for colour, picked in layers:
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
    """Texts shortened to the available space; cached, since measuring costs more than painting."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self._line = self._metrics.height()
        self._narrowest = self._metrics.horizontalAdvance("两字")
        self._known: OrderedDict[tuple[str, int, int], str] = OrderedDict()

    def fitting(self, text: str, width: float, height: float) -> str:
        """`text` in as many lines as fit, elided with … if necessary; empty if nothing fits."""
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
        """Number of characters that fill a line; Latin text breaks at a space if one is near."""
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
