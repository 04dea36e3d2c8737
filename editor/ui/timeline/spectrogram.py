# SPDX-License-Identifier: GPL-3.0-or-later
"""The layer of the spectrogram: level by frequency, as colour; low frequencies at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, QTimer, Signal

from editor.ui.pixels import dpr_of, on_pixel
from editor.ui.timeline.painting import horizontal
from editor.ui.timeline.tiles import TILE, Kind, Tiles
from editor.ui.timeline.waveform import placed

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from editor.ui.theme import Theme
    from editor.ui.timeline.ranges import Ranges
    from editor.ui.timeline.scene import Scene
    from editor.ui.timeline.viewport import Viewport

_WAIT = 16
"""Interval in ms at which missing tiles are made, one at a time: about one per frame."""


class SpectrumLayer(QObject):
    """Paints the spectrogram in its band.

    Painting never waits for a fine tile: a coarse one is shown until it is made.

    Signals:
        arrived (float, float): A fine tile is ready; repaint from start to end in ms.
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
        """Take over the scene's audio, which has changed."""
        from editor.ui.timeline.spectrum_image import coarse_tile, spectrum_tile

        sound = self._scene.sound
        self._wanted.clear()
        self._fine = Tiles(sound, spectrum_tile) if sound is not None else None
        self._coarse = Tiles(sound, coarse_tile) if sound is not None else None

    def grew(self, new: Ranges) -> None:
        """These samples have been decoded."""
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
            self._wanted.clear()  # zoom, size or colours changed: the requests are outdated
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
