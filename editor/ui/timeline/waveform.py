# SPDX-License-Identifier: GPL-3.0-or-later
"""The layer of the waveform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF

from editor.ui.pixels import dpr_of, mixed, on_pixel
from editor.ui.timeline.painting import TINT
from editor.ui.timeline.tiles import TILE, Kind, Tiles

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

    from editor.ui.theme import Theme
    from editor.ui.timeline.ranges import Ranges
    from editor.ui.timeline.scene import Peaks, Scene
    from editor.ui.timeline.viewport import Viewport


class WaveLayer:
    """Paints the waveform; the part in the current cue has its own colours."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme
        self._tiles: Tiles | None = None

    def set_sound(self) -> None:
        """Take over the scene's audio, which has changed."""
        from editor.ui.timeline.wave_image import wave_tile

        sound = self._scene.sound
        self._tiles = Tiles(sound, wave_tile) if sound is not None else None

    def grew(self, new: Ranges) -> None:
        """These samples have been decoded."""
        if self._tiles is not None:
            self._tiles.grew(new)

    @property
    def made(self) -> int:
        """Number of tiles made so far."""
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
                # Erase the plain waveform first: its antialiased ends would show through.
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
    """The tiles that intersect `area`, with their x in px, aligned to device pixels."""
    origin = viewport.origin(dpr)
    first = origin + int(area.left() * dpr)
    last = min(origin + area.right() * dpr, sound.total / kind.step)
    return [
        (number, (number * TILE - origin) / dpr)
        for number in range(max(first // TILE, 0), int(last // TILE) + 1)
    ]
