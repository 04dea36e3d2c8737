# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the sound, cut in tiles that are made once and then only moved."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from editor.ui.timeline.ranges import missing

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from editor.ui.timeline.ranges import Ranges
    from editor.ui.timeline.scene import Peaks

TILE = 512
"""Width of a tile, in pixels of the device."""

_KEPT = 64 * 1024 * 1024
"""Bytes of tiles that are kept; a screen of 4K has about 5 MB of them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """All that makes one tile look unlike another, but for its number.

    Attributes:
        step: Samples for each pixel of the device.
        height: In pixels of the device.
        gain: How much louder than it is the sound is drawn.
        colours: As ARGB, from the faintest to the strongest.
    """

    step: float
    height: int
    gain: float
    colours: tuple[int, ...]

    def start_of(self, number: int) -> float:
        """The first sample of a tile."""
        return number * TILE * self.step


class Tiles:
    """The pictures used last are kept. Tile n begins at pixel n * `TILE`."""

    def __init__(self, sound: Peaks, make: Callable[[Peaks, Kind, int], QImage]) -> None:
        self._sound = sound
        self._make = make
        self._tiles: OrderedDict[tuple[Kind, int], tuple[QImage, bool]] = OrderedDict()
        self._stale: set[tuple[Kind, int]] = set()
        self._bytes = 0
        self.made = 0

    def known(self, kind: Kind, number: int) -> QImage | None:
        """The picture of these pixels, if it was made already, though it may be out of date."""
        found = self._tiles.get((kind, number))
        if found is None:
            return None
        self._tiles.move_to_end((kind, number))
        return found[0]

    def is_fresh(self, kind: Kind, number: int) -> bool:
        """Whether that picture is there and has all that is decoded."""
        return (kind, number) in self._tiles and (kind, number) not in self._stale

    def tile(self, kind: Kind, number: int) -> QImage:
        """The picture of these pixels, transparent where nothing sounds."""
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
        """More is decoded: the tiles that lacked some of it are made anew when needed.

        Args:
            new: The samples that were not known before.
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
    """A picture of premultiplied ARGB, of shape (height, width)."""
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()  # the pixels go with this call
