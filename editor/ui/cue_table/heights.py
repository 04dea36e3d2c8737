# SPDX-License-Identifier: GPL-3.0-or-later
"""Heights of all rows: measured for rows that have been visible, estimated for the others.

A row that is hidden has the height 0.

Independent of Qt. Heights are summed in blocks: finding the row at a position, or the position of
a row, takes one sum over the blocks and one within a block, about 10 µs at 100,000 rows.
Inserting or removing rows takes one pass over the rows after them, less than 1 ms.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Piece = tuple[int, int, Sequence[int]]
    """Index before the change, number of removed rows, heights of inserted rows."""

_BLOCK = 256
"""Rows per block: about the square root of the rows of a long document."""


class Heights:
    """Heights in logical pixels, and which of them are measured."""

    def __init__(self, estimates: Iterable[int] = ()) -> None:
        self._heights = list(estimates)
        self._known = bytearray(len(self._heights))
        self._sums: list[int] = []
        self._ends: list[int] = []  # sums up to the end of each block; empty if not known
        self._sum_from(0)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> int:
        return self._heights[row]

    @property
    def total(self) -> int:
        """Sum of all heights."""
        return sum(self._sums)

    def top(self, row: int) -> int:
        """Sum of the heights before `row`."""
        block = row // _BLOCK
        return sum(self._sums[:block]) + sum(self._heights[block * _BLOCK : row])

    def row_at(self, y: int) -> int:
        """The row at position `y`, clamped to the first and last; 0 if there are no rows."""
        if y < 0 or not self._heights:
            return 0
        ends = self._ends = self._ends or list(accumulate(self._sums))
        block = bisect_right(ends, y)
        if block == len(ends):
            return self._last()
        first = block * _BLOCK
        inside = y - (ends[block] - self._sums[block])
        return first + bisect_right(list(accumulate(self._heights[first : first + _BLOCK])), inside)

    def between(self, y: int, end: int) -> list[int]:
        """The rows in [y, end] px that are not hidden; at least one, if there is any."""
        if not self._heights:
            return []
        first, last = self.row_at(y), self.row_at(max(end, y))
        rows: list[int] = []
        for block in range(first // _BLOCK, last // _BLOCK + 1):
            if self._sums[block]:
                low, high = max(first, block * _BLOCK), min(last + 1, (block + 1) * _BLOCK)
                rows += [row for row in range(low, high) if self._heights[row]]
        return rows

    def is_known(self, row: int) -> bool:
        """Whether the height of `row` is measured."""
        return bool(self._known[row])

    def _last(self) -> int:
        """The last row that is not hidden, or 0."""
        rows = range(len(self._heights) - 1, -1, -1)
        return next((row for row in rows if self._heights[row]), 0)

    def measured(self, row: int, height: int) -> bool:
        """Set the measured height of `row`; returns whether it has changed."""
        delta = height - self._heights[row]
        self._known[row] = 1
        self._heights[row] = height
        if delta:
            self._sums[row // _BLOCK] += delta
            self._ends = []
        return bool(delta)

    def splice(self, pieces: Iterable[Piece]) -> None:
        """Remove and insert rows, as the splices of a `Change` say, in one pass."""
        heights: list[int] = []
        known = bytearray()
        row = 0
        first: int | None = None
        for index, removed, inserted in pieces:
            heights += self._heights[row:index]
            heights += inserted
            known += self._known[row:index]
            known += bytes(len(inserted))
            row = index + removed
            first = index if first is None else first
        if first is None:
            return
        heights += self._heights[row:]
        known += self._known[row:]
        self._heights, self._known = heights, known
        self._sum_from(first // _BLOCK)

    def _sum_from(self, block: int) -> None:
        """Recompute the sums from this block on."""
        starts = range(block * _BLOCK, len(self._heights), _BLOCK)
        self._sums[block:] = [sum(self._heights[first : first + _BLOCK]) for first in starts]
        self._ends = []


@dataclass(frozen=True, slots=True)
class Estimate:
    """Estimates a row's height from the length of its text, without layout.

    Attributes:
        line: Height of a line in logical pixels.
        padding: Space above and below the text together, in logical pixels.
        halves: Half-width characters per line.
    """

    line: int
    padding: int
    halves: int

    def of(self, texts: Sequence[str]) -> list[int]:
        """Heights in logical pixels. A text that is not pure ASCII counts as all full-width."""
        line, padding, halves = self.line, self.padding, max(self.halves, 1)
        return [
            (
                max(-(-(len(text) if text.isascii() else 2 * len(text)) // halves), 1)
                + text.count("\n")
            )
            * line
            + padding
            for text in texts
        ]
