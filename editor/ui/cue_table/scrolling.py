# SPDX-License-Identifier: GPL-3.0-or-later
"""Which rows are in view. Rows are measured as they come into it, and nothing jumps. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.ui.cue_table.heights import Heights

if TYPE_CHECKING:
    from collections.abc import Callable

CONTEXT = 2
"""Rows kept in view before and after the one that is looked for."""


class Scrolling:
    """A window of `view` px that begins `top` px below the first row's top.

    Attributes:
        heights: Of all rows.
        top: Px of rows above the view.
        view: Height of the view in px.
    """

    def __init__(self, measure: Callable[[int], int]) -> None:
        self.heights = Heights()
        self.top = 0
        self.view = 0
        self._measure = measure

    @property
    def most(self) -> int:
        """The greatest `top`."""
        return max(self.heights.total - self.view, 0)

    def visible(self) -> range:
        """The rows in view."""
        if not len(self.heights):
            return range(0)
        first = self.heights.row_at(self.top)
        return range(first, self.heights.row_at(self.top + max(self.view - 1, 0)) + 1)

    def y(self, row: int) -> int:
        """Px from the top of the view to that of `row`."""
        return self.heights.top(row) - self.top

    def row_at(self, y: int) -> int:
        """The row `y` px below the top of the view; the nearest where there is none."""
        return self.heights.row_at(self.top + y)

    def anchor(self) -> tuple[int, int]:
        """A row in view that was seen already, and its place: what must not move."""
        rows = self.visible()
        row = next((row for row in rows if self.heights.is_known(row)), rows.start)
        return row, self.y(row)

    def settle(self, anchor: tuple[int, int] | None = None) -> None:
        """Measure what has come into view; the anchor stays where it was on the screen."""
        if not len(self.heights):
            self.top = 0
            return
        at_end = anchor is None and 0 < self.most <= self.top
        row, place = anchor or self.anchor()
        while True:
            self.top = self.most if at_end else self.heights.top(row) - place
            self.top = min(max(self.top, 0), self.most)
            new = [row for row in self.visible() if not self.heights.is_known(row)]
            if not new:
                return
            for unknown in new:
                self.heights.measured(unknown, self._measure(unknown))

    def scroll_to(self, top: int) -> None:
        """Let the view begin at `top`."""
        self.top = min(max(top, 0), self.most)
        self.settle()

    def reveal(self, row: int, context: int) -> None:
        """Bring `row` into view with `context` rows around it; from afar, into the middle."""
        heights = self.heights
        first, last = max(row - context, 0), min(row + context, len(heights) - 1)
        low, high = heights.top(first), heights.top(last + 1)
        if high - low > self.view:
            low, high = heights.top(row), heights.top(row + 1)
        if self.top <= low and high <= self.top + self.view:
            return
        far = high < self.top or low > self.top + self.view
        if far:
            middle = (heights.top(row) + heights.top(row + 1)) // 2
            self.top = min(max(middle - self.view // 2, 0), self.most)
            self.settle((row, self.y(row)))
        else:
            above = low < self.top or high - low > self.view
            self.scroll_to(low if above else high - self.view)
