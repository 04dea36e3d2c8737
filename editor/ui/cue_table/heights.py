# SPDX-License-Identifier: GPL-3.0-or-later
"""Heights of all rows, of which only those that were seen have been measured. Knows no Qt.

Rows are summed in blocks: the row at a place, and the place of a row, take a sum over the blocks
and one within a block, some 10 µs at 100,000 rows. Rows that come and go cost one pass over the
rows behind them, less than 1 ms.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Piece = tuple[int, int, Sequence[int]]
    """Index before the change, rows that go, heights of the rows that come."""

_BLOCK = 256
"""Rows that are summed together: about the square root of a long document's."""


class Heights:
    """Heights in px, and which of them are measured rather than estimated."""

    def __init__(self, estimates: Iterable[int] = ()) -> None:
        self._heights = list(estimates)
        self._known = bytearray(len(self._heights))
        self._sums: list[int] = []
        self._sum_from(0)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> int:
        return self._heights[row]

    @property
    def total(self) -> int:
        """Height of all rows."""
        return sum(self._sums)

    def top(self, row: int) -> int:
        """Height of all rows before `row`."""
        block = row // _BLOCK
        return sum(self._sums[:block]) + sum(self._heights[block * _BLOCK : row])

    def row_at(self, y: int) -> int:
        """The row at height `y`; the first above all, the last below all; 0 where there is none."""
        if y < 0 or not self._heights:
            return 0
        ends = list(accumulate(self._sums))
        block = bisect_right(ends, y)
        if block == len(ends):
            return len(self._heights) - 1
        first = block * _BLOCK
        inside = y - (ends[block] - self._sums[block])
        return first + bisect_right(list(accumulate(self._heights[first : first + _BLOCK])), inside)

    def is_known(self, row: int) -> bool:
        """Whether the height of `row` was measured."""
        return bool(self._known[row])

    def measured(self, row: int, height: int) -> bool:
        """The height of `row` is known; returns whether it is another than it was."""
        delta = height - self._heights[row]
        self._known[row] = 1
        self._heights[row] = height
        self._sums[row // _BLOCK] += delta
        return bool(delta)

    def splice(self, pieces: Iterable[Piece]) -> None:
        """Take rows out and put new ones in, as the splices of a `Change` say, in one pass."""
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
        """Sum the blocks from this one on."""
        starts = range(block * _BLOCK, len(self._heights), _BLOCK)
        self._sums[block:] = [sum(self._heights[first : first + _BLOCK]) for first in starts]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Guesses a row's height from the length of its text, without laying anything out.

    Attributes:
        line: Height of a line in px.
        padding: What a row has above and below its text, in px.
        halves: How many half-width characters fit into a line.
    """

    line: int
    padding: int
    halves: int

    def of(self, texts: Sequence[str]) -> list[int]:
        """Heights in px. Text beyond ASCII is taken for full-width throughout."""
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
