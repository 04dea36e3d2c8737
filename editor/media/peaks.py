# SPDX-License-Identifier: GPL-3.0-or-later
"""Min/max/RMS pyramid of the samples, for a waveform at any zoom; filled during decoding.

Level 0 has a cell for every 256 samples, each level above one for every four cells below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from editor.media.pcm import Samples

CELL = 256
"""Samples in a cell of level 0."""

_FACTOR = 4
"""Cells of one level in a cell of the next."""

_LEVELS = 8
"""The highest has cells of 4 million samples: an hour in 41 of them."""

_MOST = 48_000 * 3_600 * 24
"""Samples that are believed: a damaged file may state any number."""

Cells = NDArray[np.int16]
"""Shape (cells, 3): minimum, maximum and root mean square (RMS) of each cell's samples."""

CELL_BYTES = 6
"""Of a cell of level 0 in the peaks' file."""

Pair = tuple[NDArray[np.int16], NDArray[np.int16]]


def base_cells(samples: Samples) -> Cells:
    """Cells of level 0. Only the last may have fewer than 256 samples."""
    whole = len(samples) // CELL
    rest = samples[whole * CELL :]
    cells = np.empty((whole + bool(len(rest)), 3), np.int16)
    grid = samples[: whole * CELL].reshape(whole, CELL)
    np.min(grid, axis=1, out=cells[:whole, 0])
    np.max(grid, axis=1, out=cells[:whole, 1])
    cells[:whole, 2] = _loudness(grid)
    if len(rest):
        cells[whole] = rest.min(), rest.max(), _loudness(rest.reshape(1, -1))[0]
    return cells


def _loudness(grid: NDArray[np.int16]) -> NDArray[np.float32]:
    """RMS of each row."""
    wide = grid.astype(np.float32)
    squares: NDArray[np.float32] = np.einsum("ij,ij->i", wide, wide)
    loud: NDArray[np.float32] = np.rint(np.sqrt(squares / np.float32(grid.shape[1])))
    return np.minimum(loud, np.float32(32767), out=loud)


class Pyramid:
    """Minima, maxima and RMS of columns that have at least two cells of level 0."""

    def __init__(self, expected: int = 0) -> None:
        """For about so many samples: then it need not grow, which takes long at many hours."""
        cells = min(expected, _MOST) // CELL
        self._levels = [_Level(cells // _FACTOR**power) for power in range(_LEVELS)]

    @property
    def cells(self) -> int:
        """Cells of level 0, up to the last that was put in."""
        return self._levels[0].count

    def put(self, first: int, cells: Cells) -> None:
        """Fill cells of level 0 from number `first` on, and the levels above.

        Cells that were never filled are zero.
        """
        count = len(cells)
        if not count:
            return
        self._levels[0].put(first, cells)
        for below, above in zip(self._levels, self._levels[1:], strict=False):
            first, last = first // _FACTOR, (first + count - 1) // _FACTOR
            count = last + 1 - first
            above.rebuild(first, count, below)

    def columns(self, start: float, step: float, count: int) -> Pair:
        """Minima and maxima of `count` columns of `step` samples, the first from `start`.

        A column has all of its samples, and of its neighbours' no more than half a
        column's on either side: cells are not cut. Zeros where there are no cells.

        Args:
            start: In samples; may be negative.
            step: In samples, at least 2 * `CELL`.
            count: How many columns.
        """
        level, inside, ranges = self._covered(start, step, count)
        minima, maxima = np.zeros(count, np.int16), np.zeros(count, np.int16)
        if len(inside):
            minima[inside], maxima[inside] = level.reduced(ranges)
        return minima, maxima

    def loudness(self, start: float, step: float, count: int) -> NDArray[np.float32]:
        """RMS of such columns."""
        level, inside, ranges = self._covered(start, step, count)
        result = np.zeros(count, np.float32)
        if len(inside):
            result[inside] = level.loudness(ranges)
        return result

    def _covered(
        self, start: float, step: float, count: int
    ) -> tuple[_Level, NDArray[np.int64], NDArray[np.int64]]:
        """The level to look at, the columns that have cells in it, and from which to which."""
        power, size = 0, CELL
        while size * _FACTOR * 2 <= step and power + 1 < len(self._levels):
            power, size = power + 1, size * _FACTOR
        level = self._levels[power]
        edges = start + np.arange(count + 1) * step
        first = np.floor(edges[:-1] / size).astype(np.int64)
        last = np.ceil(edges[1:] / size).astype(np.int64)
        inside = np.flatnonzero((last > 0) & (first < level.count))
        ranges = np.empty(2 * len(inside), np.int64)
        ranges[::2] = np.maximum(first[inside], 0)
        ranges[1::2] = np.minimum(last[inside], level.count)
        return level, inside, ranges


class _Level:
    """Growing arrays of minima, maxima and mean squares; one cell more, for `reduceat`.

    Zeros take no memory, and no time, until they are written over.
    """

    def __init__(self, expected: int) -> None:
        self.count = 0
        room = max(expected + expected // 50, 1024)
        self._rows = np.zeros((2, room), np.int16)
        self._squares = np.zeros(room, np.float32)

    def put(self, first: int, cells: Cells) -> None:
        """Fill cells from number `first` on."""
        last = first + len(cells)
        self._reserve(last)
        self._rows[:, first:last] = cells[:, :2].T
        self._squares[first:last] = np.square(cells[:, 2].astype(np.float32))

    def rebuild(self, first: int, count: int, below: _Level) -> None:
        """Make `count` cells, from number `first` on, of those below."""
        last = first + count
        self._reserve(last)
        groups = np.arange(first * _FACTOR, min(last * _FACTOR, below.count), _FACTOR)
        begin, end = first * _FACTOR, min(last * _FACTOR, below.count)
        for row, reduce, source in zip(
            self._rows, (np.minimum, np.maximum), below._rows, strict=True
        ):
            row[first:last] = reduce.reduceat(source[begin:end], groups - begin)
        squares = self._squares[first:last]
        np.add.reduceat(below._squares[begin:end], groups - begin, out=squares)
        squares[:-1] /= _FACTOR
        squares[-1] /= end - groups[-1]

    def reduced(self, ranges: NDArray[np.int64]) -> Pair:
        """Minima and maxima of [ranges[0], ranges[1]), [ranges[2], ranges[3]) and so on."""
        low, high = self._rows[:, : self.count + 1]
        return np.minimum.reduceat(low, ranges)[::2], np.maximum.reduceat(high, ranges)[::2]

    def loudness(self, ranges: NDArray[np.int64]) -> NDArray[np.float32]:
        """RMS of such ranges."""
        sums = np.add.reduceat(self._squares[: self.count + 1], ranges)[::2]
        return np.sqrt(sums / np.diff(ranges)[::2]).astype(np.float32)

    def _reserve(self, count: int) -> None:
        self.count = max(self.count, count)
        room = len(self._squares)
        if count + 1 > room:
            rows, squares = self._rows, self._squares
            size = max(count + 1, 2 * room)
            self._rows, self._squares = np.zeros((2, size), np.int16), np.zeros(size, np.float32)
            self._rows[:, :room], self._squares[:room] = rows, squares
