# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the spectrogram. Numpy comes with the first sound."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from editor.media.spectrum import BANDS, decibels
from editor.ui.timeline.tiles import TILE, Kind, image_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QImage

    from editor.ui.timeline.scene import Peaks

_FAINTEST, _LOUDEST = -80.0, -16.0
"""dB that get the first and the last colour."""

_COARSE = 16
"""Pixels that share a column in the picture that stands in for a tile that is not made yet."""

_TO_FULL = 5
"""How much quicker opacity grows than the colour: the ground shows where it is quiet."""


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
