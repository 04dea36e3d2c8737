# SPDX-License-Identifier: GPL-3.0-or-later
"""The wave: peaks to pictures with numpy, cut in tiles that are painted once and then moved."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from editor.ui.timeline.painting import TINT, dpr_of, mixed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from editor.ui.theme import Theme
    from editor.ui.timeline.scene import Peaks, Scene
    from editor.ui.timeline.viewport import Viewport

TILE = 512
"""Width of a tile, in pixels of the device."""

_KEPT = 96 * 1024 * 1024
"""Bytes of tiles that are kept; a screen of 4K has about 10 MB of them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """All that makes one tile look unlike another, but for its number.

    Attributes:
        step: Samples for each pixel of the device.
        height: In pixels of the device.
        gain: How much higher than it is the wave is drawn.
        colour: Of the wave, as ARGB.
    """

    step: float
    height: int
    gain: float
    colour: int


class Tiles:
    """Pictures of the wave, the ones used last kept. Tile n begins at pixel n * `TILE`."""

    def __init__(self, sound: Peaks) -> None:
        self._sound = sound
        self._tiles: OrderedDict[tuple[Kind, int], tuple[QImage, bool]] = OrderedDict()
        self._bytes = 0
        self.painted = 0

    def tile(self, kind: Kind, number: int) -> QImage:
        """The picture of these pixels, transparent where nothing sounds."""
        key = (kind, number)
        known = self._tiles.get(key)
        if known is not None:
            self._tiles.move_to_end(key)
            return known[0]
        start = number * TILE * kind.step
        lows, highs = self._sound.peaks(start, kind.step, TILE)
        image = wave_image(lows, highs, kind)
        self.painted += 1
        whole = self._sound.complete or self._sound.decoded >= start + TILE * kind.step
        self._tiles[key] = (image, whole)
        self._bytes += image.sizeInBytes()
        while self._bytes > _KEPT and len(self._tiles) > 1:
            _, (dropped, _) = self._tiles.popitem(last=False)
            self._bytes -= dropped.sizeInBytes()
        return image

    def grew(self) -> None:
        """More is decoded: the tiles that lacked something are painted anew when needed."""
        for key in [key for key, (_, whole) in self._tiles.items() if not whole]:
            self._bytes -= self._tiles.pop(key)[0].sizeInBytes()


def wave_image(lows: NDArray[np.int16], highs: NDArray[np.int16], kind: Kind) -> QImage:
    """A picture of peaks: one column each, ends smoothed, silence one pixel thick."""
    middle = kind.height / 2
    scale = np.float32(middle * kind.gain / 32768)
    top = middle - highs.astype(np.float32) * scale
    bottom = middle - lows.astype(np.float32) * scale
    thin = np.maximum(1 - (bottom - top), 0) / 2
    rows = np.arange(kind.height, dtype=np.float32)[:, None]
    cover = np.clip(bottom + thin - rows, 0, 1)
    cover -= np.clip(top - thin - rows, 0, 1)
    cover *= 255
    pixels = np.ascontiguousarray(_shades(kind.colour)[cover.astype(np.uint8)])
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()  # the pixels go with this call


def _shades(colour: int) -> NDArray[np.uint32]:
    """The colour at each of 256 opacities, as premultiplied ARGB."""
    levels = np.arange(256, dtype=np.uint32)
    shades = levels << np.uint32(24)
    for shift in (16, 8, 0):
        part = np.uint32(colour >> shift & 0xFF)
        shades |= (part * levels // np.uint32(255)) << np.uint32(shift)
    return shades


class WaveLayer:
    """The sound, what is not decoded yet, and the current cue's part of it in its own colour."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme
        self._tiles: Tiles | None = None

    def set_sound(self) -> None:
        """The scene has another sound, or none."""
        self._tiles = Tiles(self._scene.sound) if self._scene.sound is not None else None

    def grew(self) -> None:
        """More of the sound is decoded."""
        if self._tiles is not None:
            self._tiles.grew()

    @property
    def painted(self) -> int:
        """Tiles that had to be made so far."""
        return self._tiles.painted if self._tiles is not None else 0

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`."""
        scene, colours = self._scene, self._theme.colours
        if scene.sound is None or self._tiles is None:
            return
        bands = scene.bands
        area = rect & QRect(0, bands.ruler, viewport.width, bands.blocks - bands.ruler)
        if area.isEmpty():
            return
        known = viewport.x_of(scene.sound.decoded * 1000 / scene.sound.rate)
        if not scene.sound.complete and known < area.right() + 1:
            blank = QRectF(area)
            blank.setLeft(max(known, blank.left()))
            painter.fillRect(blank, colours.undecoded)
        self._wave(painter, viewport, QRectF(area), colours.wave)
        if scene.document.cues:
            start, end = scene.times_of(scene.selection.current)
            x0, x1 = viewport.x_of(start), viewport.x_of(end)
            spoken = QRectF(x0, area.top(), x1 - x0, area.height()) & QRectF(area)
            if x1 > x0 and not spoken.isEmpty():
                # Off the plain wave first: its smoothed ends would shine through.
                painter.fillRect(spoken, mixed(colours.timeline, colours.cue_current, TINT))
                self._wave(painter, viewport, spoken, colours.wave_current)

    def _wave(self, painter: QPainter, viewport: Viewport, area: QRectF, colour: QColor) -> None:
        sound, tiles = self._scene.sound, self._tiles
        if sound is None or tiles is None:
            return
        bands, dpr = self._scene.bands, dpr_of(painter)
        kind = Kind(
            viewport.ms_per_px / dpr * sound.rate / 1000,
            max(round((bands.blocks - bands.ruler) * dpr), 1),
            self._scene.gain,
            colour.rgb(),
        )
        # Tiles are set on whole pixels of the device: nothing is ever scaled.
        origin = round(viewport.start_ms / viewport.ms_per_px * dpr)
        first = origin + int(area.left() * dpr)
        last = min(origin + area.right() * dpr, max(sound.total, sound.decoded) / kind.step)
        painter.save()
        painter.setClipRect(area)
        for number in range(max(first // TILE, 0), int(last // TILE) + 1):
            image = tiles.tile(kind, number)
            x = (number * TILE - origin) / dpr
            painter.drawImage(QRectF(x, bands.ruler, TILE / dpr, kind.height / dpr), image)
        painter.restore()
