# SPDX-License-Identifier: GPL-3.0-or-later
"""Mel spectrogram: short-time Fourier transforms, summed in mel bands up to 8 kHz."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from editor.media.pcm import Samples

BANDS = 96
"""Number of mel bands: rows of the spectrogram."""

LOWEST, HIGHEST = 60.0, 8000.0
"""Hz between which the bands lie."""

_WINDOW = 0.024
"""Seconds of a window: harmonics of a vowel are apart, and a stop consonant is not smeared."""

_SILENCE = 1e-12
"""Power of a full-scale sine that silence is shown as: -120 dB."""


class Sampled(Protocol):
    """Sound whose samples can be looked at: a `Sound`."""

    @property
    def rate(self) -> int:
        """Samples a second."""
        ...

    def samples(self, start: int, stop: int) -> Samples:
        """The samples of [start, stop); zeros for those that are not there."""
        ...


def decibels(sound: Sampled, start: float, step: float, columns: int) -> NDArray[np.float32]:
    """The power in each band in dB of a full-scale sine's; -120 in silence.

    Args:
        sound: What is looked at.
        start: Where the first column begins, in samples.
        step: Samples between two columns; a column is looked at around its middle.
        columns: How many.

    Returns:
        Shape (`BANDS`, columns), the lowest band first.
    """
    size = window_size(sound.rate)
    places = np.floor(start + (np.arange(columns) + 0.5) * step).astype(np.int64) - size // 2
    pieces = _pieces(sound, places, size, together=step <= size)
    spectra = np.fft.rfft(pieces * _hann(size))[:, : _bins(sound.rate, size)]
    power = _banded(np.square(np.abs(spectra)), sound.rate, size)
    loud: NDArray[np.float32] = np.log10(np.maximum(power.T, _SILENCE), dtype=np.float32)
    return loud * np.float32(10)


def window_size(rate: int) -> int:
    """Samples of a window: a power of two."""
    return 1 << round(math.log2(rate * _WINDOW))


def _pieces(
    sound: Sampled, places: NDArray[np.int64], size: int, *, together: bool
) -> NDArray[np.float32]:
    """`size` samples from each of the ascending `places`, of shape (len(places), size)."""
    if not len(places):
        return np.zeros((0, size), np.float32)
    if not together:  # far apart: what lies between them need not be read
        rows = [sound.samples(place, place + size) for place in places.tolist()]
        return np.asarray(rows, np.float32)
    first = int(places[0])
    run = sound.samples(first, int(places[-1]) + size)
    windows = np.lib.stride_tricks.sliding_window_view(run, size)
    return windows[places - first].astype(np.float32)


@lru_cache(maxsize=4)
def _hann(size: int) -> NDArray[np.float32]:
    """A window that makes a full-scale sine's strongest bin 1."""
    return (np.hanning(size + 1)[:-1] / (32768 * size / 4)).astype(np.float32)


def _bins(rate: int, size: int) -> int:
    """How many of the transform's bins the bands reach."""
    return min(int(HIGHEST * 1.1 * size / rate) + 2, size // 2 + 1)


def _banded(power: NDArray[np.floating], rate: int, size: int) -> NDArray[np.float64]:
    """The power of bins, shape (columns, bins), summed up in bands, shape (columns, BANDS).

    By differences of running sums, since a matrix product would occupy all cores.
    """
    sums = np.zeros((len(power), power.shape[1] + 1))
    np.cumsum(power, axis=1, out=sums[:, 1:])
    low, high = (_sum_up_to(sums, edges) for edges in _edges(rate, size))
    return high - low


def _sum_up_to(sums: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Running sums at places between two bins."""
    whole = edges.astype(np.intp)
    below = sums[:, whole]
    between: NDArray[np.float64] = below + (sums[:, whole + 1] - below) * (edges - whole)
    return between


@lru_cache(maxsize=4)
def _edges(rate: int, size: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where each band begins and ends, in bins; at least one wide, so that low ones blend."""
    hertz = _hertz(np.linspace(_mel(LOWEST), _mel(HIGHEST), BANDS + 2))
    middle = hertz[1:-1] * size / rate + 0.5
    half = np.maximum((hertz[2:] - hertz[:-2]) * size / rate / 4, 0.5)
    last = _bins(rate, size) - 1
    return np.clip(middle - half, 0, last), np.clip(middle + half, 0, last)


def _mel(hertz: float) -> float:
    return 2595 * math.log10(1 + hertz / 700)


def _hertz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return 700 * (10 ** (mel / 2595) - 1)
