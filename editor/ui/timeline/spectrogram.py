# SPDX-License-Identifier: GPL-3.0-or-later
"""The spectrogram: how loud each pitch is, in colour, low pitches below."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QRect, QRectF, QTimer, Signal

from editor.media.spectrum import BANDS, decibels
from editor.ui.pixels import dpr_of, on_pixel
from editor.ui.timeline.painting import horizontal
from editor.ui.timeline.tiles import TILE, Kind, Tiles, image_of
from editor.ui.timeline.waveform import placed

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QImage, QPainter

    from editor.ui.theme import Theme
    from editor.ui.timeline.ranges import Ranges
    from editor.ui.timeline.scene import Peaks, Scene
    from editor.ui.timeline.viewport import Viewport

_FAINTEST, _LOUDEST = -80.0, -16.0
"""dB that get the first and the last colour."""

_COARSE = 16
"""Pixels that share a column in the picture that stands in for a tile that is not made yet."""

_TO_FULL = 5
"""How much quicker opacity grows than the colour: the ground shows where it is quiet."""

_WAIT = 16
"""Milliseconds before a missing tile is made, one at a time: about one in each frame."""


def spectrum_tile(sound: Peaks, kind: Kind, number: int) -> QImage:
    """One of the spectrogram's `Tiles`."""
    return spectrum_image(sound, kind, kind.start_of(number), TILE)


def coarse_tile(sound: Peaks, kind: Kind, number: int) -> QImage:
    """The same a sixteenth as wide, made in no time."""
    coarse = Kind(kind.step * _COARSE, kind.height, kind.gain, kind.colours)
    return spectrum_image(sound, coarse, kind.start_of(number), TILE // _COARSE)


def spectrum_image(sound: Peaks, kind: Kind, start: float, columns: int) -> QImage:
    """A picture of `columns` pixels, one for each `kind.step` samples from `start` on."""
    loud = decibels(sound, start, kind.step, columns)
    loud += np.float32(20 * np.log10(kind.gain) - _FAINTEST)
    loud *= np.float32(255 / (_LOUDEST - _FAINTEST))
    places = np.linspace(BANDS - 1, 0, kind.height, dtype=np.float32)
    below = np.minimum(places.astype(np.intp), BANDS - 2)
    share = (places - below)[:, None]
    smooth = loud[below]
    smooth += (loud[below + 1] - smooth) * share
    levels = np.clip(smooth, 0, 255).astype(np.uint8)
    return image_of(_ramp(kind.colours)[levels])


@lru_cache(maxsize=8)
def _ramp(colours: tuple[int, ...]) -> NDArray[np.uint32]:
    """256 colours through all of `colours`, premultiplied, from nothing to opaque."""
    levels = np.arange(256)
    opacity = np.minimum(levels * _TO_FULL, 255)
    ramp = opacity.astype(np.uint32) << np.uint32(24)
    stops = np.linspace(0, 255, len(colours))
    for shift in (16, 8, 0):
        part = np.interp(levels, stops, [colour >> shift & 0xFF for colour in colours])
        ramp |= (part * opacity / 255).astype(np.uint32) << np.uint32(shift)
    return ramp


class SpectrumLayer(QObject):
    """The spectrogram, where the scene gives it room.

    No painting waits for a tile: a coarse one stands in until there is time.

    Signals:
        arrived (float, float): There is better to paint between these times in ms.
    """

    arrived = Signal(float, float)

    def __init__(self, scene: Scene, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._theme = theme
        self._fine: Tiles | None = None
        self._coarse: Tiles | None = None
        self._wanted: dict[tuple[Kind, int], None] = {}
        self._timer = QTimer(self, interval=_WAIT)
        self._timer.timeout.connect(self._make_one)

    def set_sound(self) -> None:
        """The scene has another sound, or none."""
        sound = self._scene.sound
        self._wanted.clear()
        self._fine = Tiles(sound, spectrum_tile) if sound is not None else None
        self._coarse = Tiles(sound, coarse_tile) if sound is not None else None

    def grew(self, new: Ranges) -> None:
        """These samples are decoded now."""
        for tiles in (self._fine, self._coarse):
            if tiles is not None:
                tiles.grew(new)

    def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
        """Paint what is inside `rect`."""
        sound, fine, coarse = self._scene.sound, self._fine, self._coarse
        top, bottom = self._scene.bands.spectrum
        area = QRectF(rect & QRect(0, top, viewport.width, bottom - top))
        if sound is None or fine is None or coarse is None or area.isEmpty():
            return
        colours, dpr = self._theme.colours, dpr_of(painter)
        kind = Kind(
            viewport.ms_per_px / dpr * sound.rate / 1000,
            max(round((bottom - top) * dpr), 1),
            self._scene.gain,
            tuple(colour.rgb() for colour in colours.spectrum),
        )
        painter.save()
        painter.setClipRect(area)
        for number, x in placed(sound, kind, viewport, area, dpr):
            if not fine.is_fresh(kind, number):
                self._want(kind, number)
            image = fine.known(kind, number) or coarse.tile(kind, number)
            place = QRectF(x, on_pixel(top, dpr), TILE / dpr, kind.height / dpr)
            painter.drawImage(place, image)
        horizontal(painter, top + 1, area.left(), area.right(), colours.grid)
        painter.restore()

    def _want(self, kind: Kind, number: int) -> None:
        if any(other != kind for other, _ in self._wanted):
            self._wanted.clear()  # the zoom changed: what was wanted before is out of date
        self._wanted[kind, number] = None
        if not self._timer.isActive():
            self._timer.start()

    def _make_one(self) -> None:
        if not self._wanted or self._fine is None or self._scene.sound is None:
            self._timer.stop()
            return
        kind, number = next(iter(self._wanted))
        del self._wanted[kind, number]
        self._fine.tile(kind, number)
        per_ms = self._scene.sound.rate / 1000
        self.arrived.emit(kind.start_of(number) / per_ms, kind.start_of(number + 1) / per_ms)
