# SPDX-License-Identifier: GPL-3.0-or-later
"""Images of the waveform. It imports numpy, so import it only when there is audio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.ui.timeline.tiles import TILE, image_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QImage

    from editor.ui.timeline.scene import Peaks
    from editor.ui.timeline.tiles import Kind

    Floats = NDArray[np.float32]


def wave_tile(sound: Peaks, kind: Kind, number: int) -> QImage:
    """Make a tile, for `Tiles`."""
    return wave_image(sound, kind, kind.start_of(number), TILE)


def wave_image(sound: Peaks, kind: Kind, start: float, columns: int) -> QImage:
    """Peaks in the first colour, antialiased, at least one pixel thick; RMS in the second."""
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
    # No RMS on the antialiased ends of the peaks.
    np.copyto(pixels, _between(outer, inner)[core], where=(core > 0) & (whole == 255))  # noqa: PLR2004 - opaque
    return image_of(pixels)


def _cover(top: Floats, bottom: Floats, height: int) -> NDArray[np.uint8]:
    """Coverage of each pixel between `top` and `bottom`, 0 to 255, of shape (height, width)."""
    rows = np.arange(height, dtype=np.float32)[:, None]
    cover = np.clip(bottom - rows, 0, 1)
    cover -= np.clip(top - rows, 0, 1)
    cover *= 255
    opacity: NDArray[np.uint8] = cover.astype(np.uint8)
    return opacity


def _shades(colour: int) -> NDArray[np.uint32]:
    """The colour at 256 opacities, as premultiplied ARGB."""
    levels = np.arange(256, dtype=np.uint32)
    shades = levels << np.uint32(24)
    for shift in (16, 8, 0):
        part = np.uint32(colour >> shift & 0xFF)
        shades |= (part * levels // np.uint32(255)) << np.uint32(shift)
    return shades


def _between(outer: int, inner: int) -> NDArray[np.uint32]:
    """A gradient of 256 opaque colours from `outer` to `inner`."""
    levels = np.arange(256, dtype=np.uint32)
    steps = np.full(256, 0xFF000000, np.uint32)
    for shift in (16, 8, 0):
        first, last = np.uint32(outer >> shift & 0xFF), np.uint32(inner >> shift & 0xFF)
        part = (first * (np.uint32(255) - levels) + last * levels) // np.uint32(255)
        steps |= part << np.uint32(shift)
    return steps
