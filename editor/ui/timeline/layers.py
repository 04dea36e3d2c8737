# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers: background, ruler, undecoded audio, speech, selected range, chunk borders, playhead."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from itertools import compress
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPolygonF

from editor.core.timecode import mark
from editor.ui.fonts import digits_font
from editor.ui.pixels import faint, mixed
from editor.ui.timeline.blocks import chosen_of, cover
from editor.ui.timeline.painting import TINT, horizontal, label, vertical, verticals
from editor.ui.timeline.ranges import missing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.ui.theme import Theme
    from editor.ui.timeline.blocks import Block
    from editor.ui.timeline.scene import Scene
    from editor.ui.timeline.viewport import Viewport

HEAD = 6
"""Half the width of the playhead's handle, in px; it determines what is repainted."""

# Possible distances of ticks, in ms.
_STEPS = (
    *(1, 2, 5, 10, 20, 50, 100, 200, 500),
    *(1_000, 2_000, 5_000, 10_000, 15_000, 30_000),
    *(60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000),
    *(3_600_000, 7_200_000, 18_000_000, 36_000_000, 86_400_000, 864_000_000),
)
_APART = 88
"""Minimum distance of labelled ticks, in px."""

_SPEECH = 3
"""Height of the speech line, in px."""

_SMALL_APART = 8
"""Minimum distance of ticks without a label, in px."""


def step_of(ms_per_px: float) -> tuple[int, int]:
    """Distance in ms of labelled ticks, and of small ones."""
    wide = next((step for step in _STEPS if step / ms_per_px >= _APART), _STEPS[-1])
    small = next(
        step
        for step in _STEPS
        if wide % step == 0 and (step / ms_per_px >= _SMALL_APART or step == wide)
    )
    return wide, small


class GroundLayer:
    """The background: tinted where there are cues, with the grid."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`."""
        colours, bands = self._theme.colours, self._scene.bands
        painter.fillRect(rect, colours.timeline)
        if not viewport.length_ms:
            return
        if rect.top() < bands.blocks and bands.blocks > bands.ruler:
            self._tint(painter, viewport, QRectF(rect))
        wide, _ = step_of(viewport.ms_per_px)
        lines = map(viewport.x_of, _marks(viewport, rect, wide))
        verticals(painter, lines, bands.ruler, bands.height, colours.grid)

    def _tint(self, painter: QPainter, viewport: Viewport, rect: QRectF) -> None:
        scene, colours = self._scene, self._theme.colours
        bands, blocks = scene.bands, scene.layout.blocks
        chosen = chosen_of([block.row for block in blocks], scene.selection.ranges)
        # Blended beforehand: painting many tall translucent stripes is slow.
        for colour, picked in (
            (mixed(colours.timeline, colours.cue, 0.45), blocks),
            (mixed(colours.timeline, colours.cue_chosen, TINT), compress(blocks, chosen)),
        ):
            for start, end in _united(picked):
                x0, x1 = viewport.x_of(start), viewport.x_of(end)
                area = QRectF(x0, bands.ruler, x1 - x0, bands.blocks - bands.ruler) & rect
                if not area.isEmpty():
                    painter.fillRect(area, colour)


class RulerLayer:
    """The ruler: ticks and times."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme
        self._font = digits_font(8.5)

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`."""
        bottom = self._scene.bands.ruler
        if rect.top() >= bottom:
            return
        colours = self._theme.colours
        painter.fillRect(rect & QRect(0, 0, viewport.width, bottom), colours.ruler)
        horizontal(painter, bottom, rect.left(), rect.right() + 1, colours.border)
        if not viewport.length_ms:
            return
        wide, small = step_of(viewport.ms_per_px)
        faded = faint(colours.ruler_text, 0.45)
        ticks = [ms for ms in _marks(viewport, rect, small) if ms % wide]
        verticals(painter, map(viewport.x_of, ticks), bottom - 4, bottom - 1, faded)
        labelled = map(viewport.x_of, _marks(viewport, rect, wide))
        verticals(painter, labelled, 0, bottom - 1, faded)
        painter.setFont(self._font)
        painter.setPen(colours.ruler_text)
        for ms in _marks(viewport, rect.adjusted(-_APART, 0, _APART, 0), wide):
            box = QRectF(viewport.x_of(ms) + 5, 0, _APART, bottom - 3)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, mark(ms, wide))


class UndecodedLayer:
    """Audio that is not decoded yet, in a colour that does not look like silence."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`."""
        sound, bands = self._scene.sound, self._scene.bands
        if sound is None or sound.complete:
            return
        per_ms = sound.rate / 1000
        first = int(viewport.ms_at(rect.left() - 1) * per_ms)
        last = int(viewport.ms_at(rect.right() + 2) * per_ms)
        for start, stop in missing(sound.ranges, max(first, 0), last):
            x0, x1 = viewport.x_of(start / per_ms), viewport.x_of(stop / per_ms)
            blank = QRectF(x0, bands.ruler, x1 - x0, bands.blocks - bands.ruler) & QRectF(rect)
            painter.fillRect(blank, self._theme.colours.undecoded)


class SpeechLayer:
    """Detected speech (VAD), as a line below the audio."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`."""
        speech, bands = self._scene.speech, self._scene.bands
        if speech is None or bands.blocks == bands.ruler or rect.top() >= bands.blocks:
            return
        colour = faint(self._theme.colours.speech, 0.75)
        first = bisect_right(speech.ends, viewport.start_ms)
        stop = bisect_left(speech.starts, viewport.end_ms, first)
        spans = (speech.starts[first:stop].tolist(), speech.ends[first:stop].tolist())
        for x0, x1 in cover(spans, viewport.start_ms, viewport.ms_per_px, viewport.width):
            line = QRect(x0, bands.blocks - _SPEECH, x1 - x0, _SPEECH) & rect
            if not line.isEmpty():
                painter.fillRect(line, colour)


class MarkedLayer:
    """The range that the user selected."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme
        self._font = digits_font(8.5)
        self._metrics = QFontMetricsF(self._font)

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`."""
        marked = self._scene.marking or self._scene.marked
        if marked is None:
            return
        bands, colour = self._scene.bands, self._theme.colours.marked
        x0, x1 = (viewport.x_of(ms) for ms in marked)
        area = QRectF(x0, bands.ruler, x1 - x0, bands.height - bands.ruler) & QRectF(rect)
        painter.fillRect(area, faint(colour, 0.18))
        for x in (x0, x1):
            vertical(painter, x, bands.ruler, bands.height, colour)
        horizontal(painter, bands.ruler, max(x0, rect.left()), min(x1, rect.right() + 1), colour)
        self._length(painter, (x0 + x1) / 2, marked[1] - marked[0])

    def _length(self, painter: QPainter, x: float, ms: int) -> None:
        """Paint the range's duration on a label in its centre."""
        colours, top = self._theme.colours, self._scene.bands.ruler + 4
        text = f"{ms / 1000:.3f} s"
        wide = self._metrics.horizontalAdvance(text) + 12
        painter.setFont(self._font)
        area = QRectF(x - wide / 2, top, wide, 18)
        label(painter, area, text, colours.accent, colours.on_accent)


class BordersLayer:
    """Borders of a recogniser's chunks: dashed lines with a mark in the ruler."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`."""
        bands, colours = self._scene.bands, self._theme.colours
        for ms in self._scene.borders:
            x, colour = viewport.x_of(ms), colours.chunk
            if ms in self._scene.doubtful:
                colour = colours.warning
            if not rect.left() - HEAD <= x <= rect.right() + HEAD:
                continue
            for top in range(bands.ruler, bands.height, 8):
                vertical(painter, x, top, min(top + 4, bands.height), faint(colour, 0.7))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            y = bands.ruler - 5.0
            corners = [(x, y - 4), (x + 4, y), (x, y + 4), (x - 4, y)]
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


class PlayheadLayer:
    """The playhead, and the time that a dragged edge snaps to."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`."""
        scene, colours = self._scene, self._theme.colours
        if scene.snapped is not None:
            x = viewport.x_of(scene.snapped)
            vertical(painter, x, scene.bands.ruler, scene.bands.height, colours.accent)
        if scene.playhead is None:
            return
        x = viewport.x_of(scene.playhead)
        if not rect.left() - HEAD <= x <= rect.right() + HEAD:
            return
        bottom = scene.bands.ruler
        vertical(painter, x, bottom - HEAD, scene.bands.height, colours.playhead)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.playhead)
        top, half = bottom - 10.0, HEAD - 1.0
        corners = [(x - half, top), (x + half, top), (x + half, top + 4), (x, bottom)]
        corners.append((x - half, top + 4))
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _united(blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """The stretches in ms that blocks, ordered by start, cover together."""
    united: list[tuple[int, int]] = []
    for block in blocks:
        if united and block.start <= united[-1][1]:
            united[-1] = united[-1][0], max(united[-1][1], block.end)
        else:
            united.append((block.start, block.end))
    return united


def _marks(viewport: Viewport, rect: QRect, step: int) -> range:
    first = math.floor(viewport.ms_at(rect.left() - 1) / step) * step
    return range(max(first, 0), math.ceil(viewport.ms_at(rect.right() + 2)), step)
