# SPDX-License-Identifier: GPL-3.0-or-later
"""Scrolling: rows are measured when they become visible, without visible jumps. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.ui.cue_table.heights import Heights

if TYPE_CHECKING:
    from collections.abc import Callable

CONTEXT = 2
"""Rows kept visible before and after a row that is scrolled to."""


class Scrolling:
    """A viewport `view` px high, `top` px below the top of the first row; logical pixels.

    Attributes:
        heights: Heights of all rows.
        top: Scroll position: px of rows above the viewport.
        view: Height of the viewport in px.
    """

    def __init__(self, measure: Callable[[int], int]) -> None:
        self.heights = Heights()
        self.top = 0
        self.view = 0
        self._measure = measure

    @property
    def most(self) -> int:
        """The maximum of `top`."""
        return max(self.heights.total - self.view, 0)

    @property
    def stand(self) -> tuple[int, int]:
        """Scroll position and height of all rows: the same if no row has moved."""
        return self.top, self.heights.total

    def visible(self) -> list[int]:
        """The visible rows."""
        return self.heights.between(self.top, self.top + max(self.view - 1, 0))

    def y(self, row: int) -> int:
        """The y of the top of `row` in the viewport."""
        return self.heights.top(row) - self.top

    def row_at(self, y: int) -> int:
        """The row at `y` in the viewport, clamped to the first and last."""
        return self.heights.row_at(self.top + y)

    def anchor(self) -> tuple[int, int]:
        """A visible row, measured if there is one, and its y: what must not move on the screen."""
        rows = self.visible()
        first = rows[0] if rows else 0
        row = next((row for row in rows if self.heights.is_known(row)), first)
        return row, self.y(row)

    def fitted(self, anchor: tuple[int, int], view: int) -> tuple[int, int]:
        """The anchor in a view of another height: its row stays whole, if it is so now."""
        row, y = anchor
        tall = self.heights.top(row + 1) - self.heights.top(row)
        whole = y >= 0 and y + tall <= self.view
        return (row, max(min(y, view - tall), 0)) if whole else anchor

    def settle(self, anchor: tuple[int, int] | None = None) -> None:
        """Measure the rows that became visible, and keep the anchor where it is on the screen."""
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
        """Set the scroll position, clamped to the possible range."""
        self.top = min(max(top, 0), self.most)
        self.settle()

    def centre(self, row: int) -> None:
        """Scroll so that `row` is in the middle, as far as possible."""
        middle = (self.heights.top(row) + self.heights.top(row + 1)) // 2
        self.top = min(max(middle - self.view // 2, 0), self.most)
        self.settle((row, self.y(row)))

    def reveal(self, row: int, context: int) -> None:
        """Scroll `row` into view with `context` rows around it; centre it if it is far away."""
        heights = self.heights
        first, last = max(row - context, 0), min(row + context, len(heights) - 1)
        low, high = heights.top(first), heights.top(last + 1)
        if high - low > self.view:
            low, high = heights.top(row), heights.top(row + 1)
        if self.top <= low and high <= self.top + self.view:
            return
        far = high < self.top or low > self.top + self.view
        if far:
            self.centre(row)
        else:
            above = low < self.top or high - low > self.view
            self.scroll_to(low if above else high - self.view)
