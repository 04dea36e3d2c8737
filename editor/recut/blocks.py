# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds blocks of one sound in another, wherever they are: normalised cross-correlation.

By Fourier transforms of overlapping segments (overlap-save): the spectra of the sound that is
searched are made once, and the product over bands and blocks is a matrix product for each
frequency.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.recut.sounding import STEP, between

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from editor.recut.sounding import Floats

COARSE = 4
"""Frames that are one here: 40 ms. Syllables are five a second."""

_BATCH = 32
"""Blocks that are looked for in one go: their products take 15 MB for an hour."""

_APART = 15
"""Coarse frames between two places where a block is found."""

_LEAST_ENERGY = 0.2
"""Of the mean energy of such a block: what is fainter is silence, and like anything."""


class Hits(NamedTuple):
    """Where some blocks were found; arrays of shape (blocks, places), the best place first.

    Attributes:
        new: Middle of each block, ms of the new sound; shape (blocks,).
        old: Middle of each place, ms of the old sound.
        alike: Correlation, from 0 to 1.
        clear: How many standard deviations it is above the correlation with all places.
    """

    new: NDArray[np.float64]
    old: NDArray[np.float64]
    alike: Floats
    clear: Floats


def coarse(contours: Floats) -> Floats:
    """The means of `COARSE` frames each."""
    count = len(contours) // COARSE
    shape = (count, COARSE, contours.shape[1])
    return np.asarray(contours[: count * COARSE].reshape(shape).mean(axis=1), np.float32)


class Searched:
    """A sound in which blocks of `length` coarse frames are looked for."""

    def __init__(self, rows: Floats, length: int) -> None:
        """Prepare the spectra of `rows`, see `coarse`."""
        self.length = length
        self._count = max(len(rows) - length + 1, 0)
        self._size = size = 1 << max(8 * length - 1, 1).bit_length()
        self._valid = size - length + 1
        segments = max(1, -(-self._count // self._valid))
        padded = np.zeros(((segments - 1) * self._valid + size, rows.shape[1]), np.float32)
        padded[: len(rows)] = rows
        views = np.lib.stride_tricks.sliding_window_view(padded, size, axis=0)[:: self._valid]
        spectra = np.fft.rfft(views, axis=-1).astype(np.complex64)  # (segments, bands, bins)
        self._spectra = np.ascontiguousarray(np.moveaxis(spectra, -1, 0))
        sums = np.concatenate(([0.0], np.cumsum(np.sum(rows.astype(np.float64) ** 2, axis=1))))
        energy = sums[length:] - sums[:-length] if self._count else np.zeros(0)
        least = _LEAST_ENERGY * float(energy.mean()) if self._count else 1.0
        self._scale = (1 / np.sqrt(np.maximum(energy, max(least, 1e-6)))).astype(np.float32)

    def find(self, blocks: Floats, middles: NDArray[np.float64], places: int) -> Hits:
        """Where these blocks are found best.

        Args:
            blocks: Shape (blocks, length, bands).
            middles: Of the blocks, in ms.
            places: How many for each block.
        """
        shape = len(blocks), places
        old = np.zeros(shape)
        alike, clear = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        if not self._count:
            return Hits(middles, old, alike, clear)
        for first in range(0, len(blocks), _BATCH):
            some = slice(first, first + _BATCH)
            found = self._correlated(blocks[some])
            usual, spread = found[:, ::7].mean(axis=1), found[:, ::7].std(axis=1) + 1e-6
            rows = np.arange(len(found))
            for place in range(places):
                best = found.argmax(axis=1)
                alike[some, place] = found[rows, best]
                clear[some, place] = (found[rows, best] - usual) / spread
                old[some, place] = (best + self.length / 2) * COARSE * STEP + STEP / 2
                for row, at in enumerate(best):
                    found[row, max(at - _APART, 0) : at + _APART] = -1
        return Hits(middles, old, alike, clear)

    def _correlated(self, blocks: Floats) -> Floats:
        """The correlation of each block (row) with each place (column)."""
        spectra = np.conj(np.fft.rfft(blocks, self._size, axis=1)).astype(np.complex64)
        product = np.matmul(self._spectra, np.transpose(spectra, (1, 2, 0)))
        turned = np.ascontiguousarray(np.transpose(product, (2, 1, 0)))  # (blocks, segments, bins)
        sums = np.fft.irfft(turned, self._size, axis=-1)[..., : self._valid]
        found = sums.reshape(len(blocks), -1)[:, : self._count].astype(np.float32)
        energy = np.sqrt(np.sum(blocks**2, axis=(1, 2)))
        typical = np.sqrt(_LEAST_ENERGY * blocks.shape[1] * blocks.shape[2] / 4)
        found *= self._scale / np.maximum(energy, typical)[:, None]
        return found


def cut(rows: Floats, middles: NDArray[np.float64], length: int, speed: float) -> Floats:
    """Blocks around `middles` (ms), as the old sound has them: `speed` times as slow.

    A piece that is `speed` times as fast as it was has `length / speed` frames for `length`.
    """
    steps = (np.arange(length) - (length - 1) / 2) / speed
    centre = middles / (COARSE * STEP) - 0.5 - 0.5 / COARSE
    places = (centre[:, None] + steps[None, :]).ravel()
    return between(rows, places).reshape(len(middles), length, rows.shape[1])
