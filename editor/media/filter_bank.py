# SPDX-License-Identifier: GPL-3.0-or-later
"""Filter bank: the level of a sound in eight bands of the voice, 100 times a second.

A short-time Fourier transform. Only about a hundred bins of each window are needed, so it is a
matrix product, which is three times as fast here as an FFT, and as exact. Two things save half
of the work each:

- Windows overlap by half. Each half, a *hop*, is transformed once, without a window; the Hann
  window is applied to the spectrum, where it is a sum of three neighbouring bins.
- Cosines are even and sines odd about the middle of a hop: so sums and differences of the
  samples on either side of it are transformed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from editor.media.pcm import Samples

FRAMES = 100
"""Frames a second, and hops; a frame is two hops long, so that neighbours overlap by half."""

_BANDS = (250, 450, 650, 900, 1300, 1900, 2700, 3800, 5400)
"""Hz: the borders of the bands. Lower and narrower ones would beat with the mains' hum."""

_BATCH = 500
"""Hops transformed in one go: their bins fit into the processor's cache."""

_FAINTEST = 1e-9
"""Power that is added, of a full-scale sine's: silence has -90 dB, not minus infinity."""


class FilterBank:
    """For sound of one rate.

    Attributes:
        hop: Samples from one frame to the next.
        bands: How many bands there are: eight, fewer below 11 kHz.
    """

    def __init__(self, rate: int) -> None:
        self.hop = hop = rate // FRAMES
        pitches = np.fft.rfftfreq(2 * hop, 1 / rate)
        borders = np.searchsorted(pitches, [hz for hz in _BANDS if hz < rate / 2])
        self.bands = len(borders) - 1
        self._borders = borders[:-1] - borders[0]
        bins = np.arange(borders[0] - 1, borders[-1] + 1)  # and one neighbour on either side
        self._sign = np.where(bins % 2, -1, 1).astype(np.float32)
        # Samples n and hop - n lie on either side of the middle, but for the first.
        half = hop // 2 + 1
        angles = np.outer(np.arange(half) - hop / 2, bins * np.pi / hop)
        # A full-scale sine has the power 1; the window's factor of a half is in it, too.
        scale = 0.5 / (32768 * hop * np.sqrt(0.75))
        cosines, sines = scale * np.cos(angles), -scale * np.sin(angles)
        if hop % 2 == 0:
            cosines[-1] /= 2  # the middle sample is on both sides
        self._cosines, self._sines = cosines.astype(np.float32), sines.astype(np.float32)

    def levels(self, samples: Samples, frames: range) -> NDArray[np.float32]:
        """The power in each band, in dB of full scale; shape (frames, bands).

        Frame n has the samples of hops n and n + 1; beyond the last sample is silence.
        """
        levels = np.empty((len(frames), self.bands), np.float32)
        for first in range(frames.start, frames.stop, _BATCH):
            count = min(_BATCH, frames.stop - first)
            there = samples[first * self.hop : (first + count + 1) * self.hop]
            hops = np.zeros((count + 1) * self.hop, np.int16)
            hops[: len(there)] = there
            place = first - frames.start
            levels[place : place + count] = self._powers(hops.reshape(count + 1, self.hop))
        decibels: NDArray[np.float32] = 10 * np.log10(levels + np.float32(_FAINTEST))
        return decibels

    def _powers(self, hops: Samples) -> NDArray[np.float32]:
        """The power in each band (column) of the frame that each hop but the last begins."""
        half = len(self._cosines)
        left = hops[:, :half].astype(np.float32)
        right = np.zeros_like(left)
        right[:, 1:] = hops[:, : self.hop - half : -1]
        real, imaginary = (left + right) @ self._cosines, (left - right) @ self._sines
        # Of a frame: the hops' phases differ by half a turn in every other bin.
        real = real[:-1] + real[1:] * self._sign
        imaginary = imaginary[:-1] + imaginary[1:] * self._sign
        # The window; turned by a quarter for each bin, which leaves the power as it is.
        windowed = real[:, 1:-1] - (imaginary[:, 2:] - imaginary[:, :-2]) / 2
        other = imaginary[:, 1:-1] + (real[:, 2:] - real[:, :-2]) / 2
        powers: NDArray[np.float32] = np.add.reduceat(
            windowed * windowed + other * other, self._borders, axis=1
        )
        return powers
