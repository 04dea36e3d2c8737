# SPDX-License-Identifier: GPL-3.0-or-later
"""Least and greatest samples, at every zoom: a pyramid that grows while the sound is decoded.

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
_LEVELS = 8
"""The highest has cells of 4 million samples: an hour in 41 of them."""

Pairs = NDArray[np.int16]
"""Shape (cells, 2): least and greatest sample of each."""


def base_cells(samples: Samples) -> Pairs:
    """Cells of level 0. Only the last may have fewer than 256 samples."""
    whole = len(samples) // CELL
    rest = samples[whole * CELL :]
    cells = np.empty((whole + bool(len(rest)), 2), np.int16)
    grid = samples[: whole * CELL].reshape(whole, CELL)
    np.min(grid, axis=1, out=cells[:whole, 0])
    np.max(grid, axis=1, out=cells[:whole, 1])
    if len(rest):
        cells[whole] = rest.min(), rest.max()
    return cells


class Pyramid:
    """Answers for columns of at least two cells of level 0; below that, ask the samples."""

    def __init__(self) -> None:
        self._levels = [_Level() for _ in range(_LEVELS)]

    @property
    def cells(self) -> int:
        """Cells of level 0 so far."""
        return self._levels[0].count

    def append(self, cells: Pairs) -> None:
        """Add cells to the end of level 0, and what follows from them above."""
        first = self._levels[0].append(cells)
        for below, above in zip(self._levels, self._levels[1:], strict=False):
            # The last cell above may have been made of fewer than four, so it is made anew.
            first = above.rebuild(first // _FACTOR, below)

    def columns(
        self, start: float, step: float, count: int
    ) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
        """Minima and maxima of `count` columns of `step` samples, the first from `start`.

        A column has all of its samples, and of its neighbours' no more than half a
        column's on either side: cells are not cut. Zeros where there are no cells.

        Args:
            start: In samples; may be negative.
            step: In samples, at least 2 * `CELL`.
            count: How many columns.
        """
        power, size = 0, CELL
        while size * _FACTOR * 2 <= step and power + 1 < len(self._levels):
            power, size = power + 1, size * _FACTOR
        level = self._levels[power]
        edges = start + np.arange(count + 1) * step
        first = np.floor(edges[:-1] / size).astype(np.int64)
        last = np.ceil(edges[1:] / size).astype(np.int64)
        minima, maxima = np.zeros(count, np.int16), np.zeros(count, np.int16)
        inside = np.flatnonzero((last > 0) & (first < level.count))
        if len(inside):
            ranges = np.empty(2 * len(inside), np.int64)
            ranges[::2] = np.maximum(first[inside], 0)
            ranges[1::2] = np.minimum(last[inside], level.count)
            lowest, highest = level.reduced(ranges)
            minima[inside], maxima[inside] = lowest, highest
        return minima, maxima


class _Level:
    """Two growing rows: minima and maxima, and behind them one cell of slack for `reduceat`."""

    def __init__(self) -> None:
        self.count = 0
        self._rows = np.zeros((2, 1024), np.int16)

    def append(self, cells: Pairs) -> int:
        """Add cells; the number of the first that is new."""
        first = self.count
        self._reserve(first + len(cells))
        self._rows[:, first : first + len(cells)] = cells.T
        self.count += len(cells)
        return first

    def rebuild(self, first: int, below: _Level) -> int:
        """Make the cells from `first` on, of those below; `first`."""
        groups = np.arange(first * _FACTOR, below.count, _FACTOR)
        self._reserve(first + len(groups))
        if len(groups):
            for row, reduce, source in zip(
                self._rows, (np.minimum, np.maximum), below.rows(), strict=True
            ):
                row[first : first + len(groups)] = reduce.reduceat(source, groups)
        self.count = first + len(groups)
        return first

    def rows(self) -> NDArray[np.int16]:
        return self._rows[:, : self.count]

    def reduced(self, ranges: NDArray[np.int64]) -> tuple[Pairs, Pairs]:
        """Minima and maxima of [ranges[0], ranges[1]), [ranges[2], ranges[3]) and so on."""
        low, high = self._rows[:, : self.count + 1]
        return np.minimum.reduceat(low, ranges)[::2], np.maximum.reduceat(high, ranges)[::2]

    def _reserve(self, count: int) -> None:
        room = self._rows.shape[1]
        if count + 1 > room:
            rows = np.zeros((2, max(count + 1, 2 * room)), np.int16)
            rows[:, : self.count] = self.rows()
            self._rows = rows
