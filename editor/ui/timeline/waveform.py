# SPDX-License-Identifier: GPL-3.0-or-later
"""The wave: peaks and their loud core to pictures, with numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QRectF

from editor.ui.pixels import dpr_of, mixed, on_pixel
from editor.ui.timeline.painting import TINT
from editor.ui.timeline.tiles import TILE, Kind, Tiles, image_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QColor, QImage, QPainter

    from editor.ui.theme import Theme
    from editor.ui.timeline.ranges import Ranges
    from editor.ui.timeline.scene import Peaks, Scene
    from editor.ui.timeline.viewport import Viewport

    Floats = NDArray[np.float32]


def wave_tile(sound: Peaks, kind: Kind, number: int) -> QImage:
    """One of the wave's `Tiles`."""
    return wave_image(sound, kind, kind.start_of(number), TILE)


def wave_image(sound: Peaks, kind: Kind, start: float, columns: int) -> QImage:
    """Peaks in the first colour, ends smoothed, silence one pixel thick; RMS in the second."""
    middle = kind.height / 2
    scale = np.float32(middle * kind.gain / 32768)
    lows, highs = sound.peaks(start, kind.step, columns)
    top = middle - highs.astype(np.float32) * scale
    bottom = middle - lows.astype(np.float32) * scale
    loud = sound.loudness(start, kind.step, columns) * scale
    thin = np.maximum(1 - (bottom - top), 0) / 2
    whole = _cover(top - thin, bottom + thin, kind.height)
    core = _cover(np.maximum(middle - loud, top), np.minimum(middle + loud, bottom), kind.height)
    outer, inner = kind.colours
    pixels = _shades(outer)[whole]
    # Where the peaks' own smoothed ends begin, there is no core any more.
    np.copyto(pixels, _between(outer, inner)[core], where=(core > 0) & (whole == 255))  # noqa: PLR2004 - opaque
    return image_of(pixels)


def _cover(top: Floats, bottom: Floats, height: int) -> NDArray[np.uint8]:
    """How much of each pixel is between `top` and `bottom`, 0 to 255, of shape (height, width)."""
    rows = np.arange(height, dtype=np.float32)[:, None]
    cover = np.clip(bottom - rows, 0, 1)
    cover -= np.clip(top - rows, 0, 1)
    cover *= 255
    opacity: NDArray[np.uint8] = cover.astype(np.uint8)
    return opacity


def _shades(colour: int) -> NDArray[np.uint32]:
    """The colour at each of 256 opacities, as premultiplied ARGB."""
    levels = np.arange(256, dtype=np.uint32)
    shades = levels << np.uint32(24)
    for shift in (16, 8, 0):
        part = np.uint32(colour >> shift & 0xFF)
        shades |= (part * levels // np.uint32(255)) << np.uint32(shift)
    return shades


def _between(outer: int, inner: int) -> NDArray[np.uint32]:
    """256 opaque steps from one colour to another."""
    levels = np.arange(256, dtype=np.uint32)
    steps = np.full(256, 0xFF000000, np.uint32)
    for shift in (16, 8, 0):
        first, last = np.uint32(outer >> shift & 0xFF), np.uint32(inner >> shift & 0xFF)
        part = (first * (np.uint32(255) - levels) + last * levels) // np.uint32(255)
        steps |= part << np.uint32(shift)
    return steps


class WaveLayer:
    """The sound, the current cue's part of it in its own colour."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme
        self._tiles: Tiles | None = None

    def set_sound(self) -> None:
        """The scene has another sound, or none."""
        sound = self._scene.sound
        self._tiles = Tiles(sound, wave_tile) if sound is not None else None

    def grew(self, new: Ranges) -> None:
        """These samples are decoded now."""
        if self._tiles is not None:
            self._tiles.grew(new)

    @property
    def made(self) -> int:
        """Tiles that had to be made so far."""
        return self._tiles.made if self._tiles is not None else 0

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`."""
        scene, colours = self._scene, self._theme.colours
        if scene.sound is None or self._tiles is None:
            return
        bands = scene.bands
        top, bottom = bands.wave
        area = QRectF(rect & QRect(0, top, viewport.width, bottom - top))
        self._wave(painter, viewport, area, colours.wave, colours.wave_core)
        if scene.document.cues:
            start, end = scene.times_of(scene.selection.current)
            x0, x1 = viewport.x_of(start), viewport.x_of(end)
            sound = QRectF(x0, bands.ruler, x1 - x0, bands.blocks - bands.ruler) & QRectF(rect)
            if x1 > x0 and not sound.isEmpty():
                # Off the plain wave first: its smoothed ends would shine through.
                painter.fillRect(sound, mixed(colours.timeline, colours.cue_current, TINT))
                current = (colours.wave_current, colours.wave_current_core)
                self._wave(painter, viewport, sound & area, *current)

    def _wave(self, painter: QPainter, viewport: Viewport, area: QRectF, *colours: QColor) -> None:
        sound, tiles = self._scene.sound, self._tiles
        if sound is None or tiles is None or area.isEmpty():
            return
        top, bottom = self._scene.bands.wave
        dpr = dpr_of(painter)
        kind = Kind(
            viewport.ms_per_px / dpr * sound.rate / 1000,
            max(round((bottom - top) * dpr), 1),
            self._scene.gain,
            tuple(colour.rgb() for colour in colours),
        )
        painter.save()
        painter.setClipRect(area)
        for number, x in placed(sound, kind, viewport, area, dpr):
            place = QRectF(x, on_pixel(top, dpr), TILE / dpr, kind.height / dpr)
            painter.drawImage(place, tiles.tile(kind, number))
        painter.restore()


def placed(
    sound: Peaks, kind: Kind, viewport: Viewport, area: QRectF, dpr: float
) -> list[tuple[int, float]]:
    """The tiles that reach into `area`, and where they begin: on whole pixels of the device."""
    origin = viewport.origin(dpr)
    first = origin + int(area.left() * dpr)
    last = min(origin + area.right() * dpr, sound.total / kind.step)
    return [
        (number, (number * TILE - origin) / dpr)
        for number in range(max(first // TILE, 0), int(last // TILE) + 1)
    ]
