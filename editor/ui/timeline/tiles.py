# SPDX-License-Identifier: GPL-3.0-or-later
"""A cache of images of the audio, in tiles: scrolling reuses them."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from editor.core.values import dataclass
from editor.ui.timeline.ranges import missing

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from editor.ui.timeline.ranges import Ranges
    from editor.ui.timeline.scene import Peaks

TILE = 512
"""Width of a tile, in device pixels."""

_KEPT = 64 * 1024 * 1024
"""Size of the cache in bytes; a 4K screen shows about 5 MB."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Everything but its number that determines how a tile looks.

    Attributes:
        step: Samples per device pixel.
        height: In device pixels.
        gain: Amplitude factor of the drawing.
        colours: As ARGB, from the lowest to the highest level.
    """

    step: float
    height: int
    gain: float
    colours: tuple[int, ...]

    def start_of(self, number: int) -> float:
        """The first sample of a tile."""
        return number * TILE * self.step


class Tiles:
    """An LRU cache of tiles. Tile n starts at pixel n * `TILE`."""

    def __init__(self, sound: Peaks, make: Callable[[Peaks, Kind, int], QImage]) -> None:
        self._sound = sound
        self._make = make
        self._tiles: OrderedDict[tuple[Kind, int], tuple[QImage, bool]] = OrderedDict()
        self._stale: set[tuple[Kind, int]] = set()
        self._bytes = 0
        self.made = 0

    def known(self, kind: Kind, number: int) -> QImage | None:
        """The cached image, which may be outdated, or None."""
        found = self._tiles.get((kind, number))
        if found is None:
            return None
        self._tiles.move_to_end((kind, number))
        return found[0]

    def is_fresh(self, kind: Kind, number: int) -> bool:
        """Whether the image is cached and has everything that is decoded."""
        return (kind, number) in self._tiles and (kind, number) not in self._stale

    def tile(self, kind: Kind, number: int) -> QImage:
        """The image, from the cache or newly made."""
        image = self.known(kind, number)
        if image is not None and self.is_fresh(kind, number):
            return image
        self._drop(kind, number)
        image = self._make(self._sound, kind, number)
        self.made += 1
        self._tiles[kind, number] = (image, self._is_whole(kind, number))
        self._bytes += image.sizeInBytes()
        while self._bytes > _KEPT and len(self._tiles) > 1:
            self._drop(*next(iter(self._tiles)))
        return image

    def grew(self, new: Ranges) -> None:
        """Invalidate the tiles that lacked samples which are decoded now.

        Args:
            new: The newly decoded samples.
        """
        for (kind, number), (_, whole) in self._tiles.items():
            start, stop = kind.start_of(number), kind.start_of(number + 1)
            if not whole and any(first <= stop and last >= start for first, last in new):
                self._stale.add((kind, number))

    def _drop(self, kind: Kind, number: int) -> None:
        dropped = self._tiles.pop((kind, number), None)
        self._stale.discard((kind, number))
        if dropped is not None:
            self._bytes -= dropped[0].sizeInBytes()

    def _is_whole(self, kind: Kind, number: int) -> bool:
        sound = self._sound
        start, stop = int(kind.start_of(number)), int(kind.start_of(number + 1)) + 1
        return sound.complete or not missing(sound.ranges, start, stop)


def image_of(pixels: NDArray[np.uint32]) -> QImage:
    """An image of premultiplied ARGB pixels of shape (height, width)."""
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()  # the buffer is freed after this call
