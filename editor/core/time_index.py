# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds cues by time although they are stored in file order.

Uses plain lists: the first paint of a file needs this index, and importing numpy takes longer
than indexing such a file. `columns` gives numpy arrays, for painting 100,000 cues at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from editor.core.change import Change
    from editor.core.cue import Cue

    Times = NDArray[np.int64]

T = TypeVar("T")

FAR = 2**31 - 1
"""24.8 days in ms. Later times are clamped to it: they only occur in damaged files."""

_FEW = 1_000
"""Up to this many changed cues, updating the index is faster than rebuilding it."""

Spans = tuple[list[int], list[int], list[int]]
"""Rows, their starts, and their stops, in ms."""


class TimeIndex:
    """An immutable index of a document's rows by time.

    Cues may be out of order and may overlap. A cue that ends at or before its start counts as 1 ms
    long in range queries, so that it can be seen and repaired; `at` never returns it.
    """

    def __init__(self, cues: Sequence[Cue] = ()) -> None:
        self._columns: tuple[Times, Times, Times] | None = None
        self._run = 0, 0
        self._starts = [_near(cue.start) for cue in cues]
        self._ends = [_near(cue.end) for cue in cues]
        self._sort()
        self._finish()

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def end(self) -> int:
        """End of the last cue in ms; 0 without cues."""
        return max(self._latest[-1], 0) if self._latest else 0

    @property
    def starts(self) -> Sequence[int]:
        """Starts of all cues in ms, by row, clamped to ±`FAR`."""
        return self._starts

    @property
    def ends(self) -> Sequence[int]:
        """Ends of all cues in ms, by row, clamped to ±`FAR`."""
        return self._ends

    def times(self, row: int) -> tuple[int, int]:
        """Start and end of the cue at `row` in ms, clamped to ±`FAR`."""
        return self._starts[row], self._ends[row]

    def between(self, start: float, end: float) -> list[int]:
        """Rows that overlap [start, end) ms, sorted by start, then by row."""
        return self.spans(start, end)[0]

    def spans(self, start: float, end: float) -> Spans:
        """The rows of `between`, their starts, and their stops (at least start + 1), in ms."""
        before = bisect_left(self._sorted_starts, end)
        first = bisect_right(self._latest, start, 0, before)  # all earlier ones have ended
        stops = self._stops
        found = [place for place in range(first, before) if stops[place] > start]
        return (
            [self._order[place] for place in found],
            [self._sorted_starts[place] for place in found],
            [stops[place] for place in found],
        )

    def groups(self, start: float, end: float, most: int) -> Spans:
        """As `spans`, with all cues that overlap these, and those that overlap them, and so on.

        Once there are `most`, no further ones are looked for.
        """
        begins, latest = self._sorted_starts, self._latest
        stop = bisect_left(begins, end)
        first = bisect_right(latest, start, 0, stop)
        if first == stop:
            return [], [], []
        while first > 0 and latest[first - 1] > begins[first] and stop - first < most:
            first -= 1
        while stop < len(begins) and latest[stop - 1] > begins[stop] and stop - first < most:
            stop += 1
        return self._order[first:stop], begins[first:stop], self._stops[first:stop]

    def meets(self, start: float, end: float) -> bool:
        """Whether any cue overlaps [start, end) ms."""
        before = bisect_left(self._sorted_starts, end)
        return before > 0 and self._latest[before - 1] > start

    def columns(self) -> tuple[Times, Times, Times]:
        """Rows, starts and stops of all cues sorted by start, int64 of shape (cues,); cached."""
        if self._columns is None:
            import numpy as np

            lists = (self._order, self._sorted_starts, self._stops)
            rows, starts, stops = (np.array(column, dtype=np.int64) for column in lists)
            self._columns = rows, starts, stops
        return self._columns

    def at(self, ms: float) -> int | None:
        """The row shown at `ms`, or None; of several, the one that started last."""
        for place in range(bisect_right(self._sorted_starts, ms) - 1, -1, -1):
            row = self._order[place]
            if self._ends[row] > ms:
                return row
            if self._latest[place] <= ms:
                break
        return None

    def near(self, ms: float, row: int) -> int | None:
        """The row shown at `ms` that goes with the cue at `row`, or None.

        Where a clock begins anew, cues of many windows are shown at one time. Then it is the one
        of the run of `row`, which is what stands around it as far as starts ascend; None if none
        of it is. Of several, it is the one that started last.
        """
        shown = [found for found in self.between(ms, ms + 1) if self._ends[found] > ms]
        if len(shown) > 1:
            first, stop = self._run_of(row)
            shown = [found for found in shown if first <= found < stop]
        return shown[-1] if shown else None

    def _run_of(self, row: int) -> tuple[int, int]:
        """The rows [first, stop) around `row` whose starts ascend; cached, as playing goes on."""
        first, stop = self._run
        if not first <= row < stop:
            starts, first, stop = self._starts, row, row + 1
            while first and starts[first - 1] <= starts[first]:
                first -= 1
            while stop < len(starts) and starts[stop - 1] <= starts[stop]:
                stop += 1
            self._run = first, stop
        return first, stop

    def updated(self, change: Change) -> TimeIndex:
        """The index after `change`: `self` if no cue's time changed."""
        splices = change.splices
        if all(
            [(cue.start, cue.end) for cue in splice.removed]
            == [(cue.start, cue.end) for cue in splice.inserted]
            for splice in splices
        ):
            return self
        index = TimeIndex()
        index._starts = spliced(self._starts, change, lambda cue: _near(cue.start))
        index._ends = spliced(self._ends, change, lambda cue: _near(cue.end))
        if sum(len(splice.removed) + len(splice.inserted) for splice in splices) > _FEW:
            index._sort()
        else:
            self._sort_few(index, change)
        index._finish()
        return index

    def _sort(self) -> None:
        """Sort all cues by their starts; the sort is stable: then by row."""
        starts, ends = self._starts, self._ends
        self._order = sorted(range(len(starts)), key=starts.__getitem__)
        self._sorted_starts = [starts[row] for row in self._order]
        self._stops = [_stop(starts[row], ends[row]) for row in self._order]

    def _sort_few(self, index: TimeIndex, change: Change) -> None:
        """Sort `index`, which is this one after a change of few cues: only they move."""
        order, begins, stops = self._order.copy(), self._sorted_starts.copy(), self._stops.copy()
        borders: list[int] = []
        shifts, new = [0], list[int]()
        for splice in change.splices:
            stop = splice.index + len(splice.removed)
            for row in range(splice.index, stop):
                place = bisect_left(begins, self._starts[row])
                while order[place] != row:
                    place += 1
                del order[place], begins[place], stops[place]
            first = splice.index + shifts[-1]
            new += range(first, first + len(splice.inserted))
            borders.append(stop)
            shifts.append(shifts[-1] + len(splice.inserted) - len(splice.removed))
        if len(change.splices) == 1:  # as nearly always
            border, shift = borders[0], shifts[1]
            order = [row + shift if row >= border else row for row in order] if shift else order
        elif any(shifts):
            order = [row + shifts[bisect_right(borders, row)] for row in order]
        for row in new:
            start = index._starts[row]
            place = bisect_left(begins, start)
            while place < len(begins) and begins[place] == start and order[place] < row:
                place += 1
            order.insert(place, row)
            begins.insert(place, start)
            stops.insert(place, _stop(start, index._ends[row]))
        index._order, index._sorted_starts, index._stops = order, begins, stops

    def _finish(self) -> None:
        """Compute the running maximum of the stops."""
        self._latest = list(accumulate(self._stops, max))


def spliced(column: Sequence[T], change: Change, of: Callable[[Cue], T]) -> list[T]:
    """A column of one value per row, updated for `change`; `of` is called for new cues only."""
    new: list[T] = []
    row = 0
    for splice in change.splices:
        new += column[row : splice.index]
        new += map(of, splice.inserted)
        row = splice.index + len(splice.removed)
    new += column[row:]
    return new


def _near(ms: int) -> int:
    """`ms` clamped to ±`FAR`; a file may contain any number."""
    return ms if -FAR <= ms <= FAR else FAR if ms > 0 else -FAR


def _stop(start: int, end: int) -> int:
    return end if end > start else start + 1
