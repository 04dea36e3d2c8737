# SPDX-License-Identifier: GPL-3.0-or-later
"""Images of the spectrogram. It imports numpy, so import it only when there is audio."""

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
"""Levels in dB of the first and the last colour."""

_COARSE = 16
"""Pixels per column in a coarse tile."""

_TO_FULL = 5
"""How much faster opacity grows than colour: at low levels, the background shows."""


def spectrum_tile(sound: Peaks, kind: Kind, number: int) -> QImage:
    """Make a fine tile, for `Tiles`."""
    return spectrum_image(sound, kind, kind.start_of(number), TILE)


def coarse_tile(sound: Peaks, kind: Kind, number: int) -> QImage:
    """Make the same with a sixteenth of the columns, which is fast enough while painting."""
    coarse = Kind(kind.step * _COARSE, kind.height, kind.gain, kind.colours)
    return spectrum_image(sound, coarse, kind.start_of(number), TILE // _COARSE)


def spectrum_image(sound: Peaks, kind: Kind, start: float, columns: int) -> QImage:
    """An image of `columns` pixels, one per `kind.step` samples from `start` on."""
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
    """A colour scale of 256 steps through `colours`, from transparent to opaque, premultiplied."""
    levels = np.arange(256)
    opacity = np.minimum(levels * _TO_FULL, 255)
    ramp = opacity.astype(np.uint32) << np.uint32(24)
    stops = np.linspace(0, 255, len(colours))
    for shift in (16, 8, 0):
        part = np.interp(levels, stops, [colour >> shift & 0xFF for colour in colours])
        ramp |= (part * opacity / 255).astype(np.uint32) << np.uint32(shift)
    return ramp
