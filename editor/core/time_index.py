# SPDX-License-Identifier: GPL-3.0-or-later
"""Which cues are where in time, although they stand in the order of their file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from editor.core.change import Change
    from editor.core.cue import Cue

    Times = NDArray[np.int64]

FAR = 2**31 - 1
"""24 days in ms. What lies beyond counts as this: no file that says so means it."""


class TimeIndex:
    """A value: the rows of a document by time.

    Cues may be out of order and may overlap. One that ends at or before its start counts
    as one millisecond where a range is asked for, so that it can be seen and mended; it is
    never the one shown `at` a time.
    """

    def __init__(self, cues: Sequence[Cue] = ()) -> None:
        self._set(_times([cue.start for cue in cues]), _times([cue.end for cue in cues]))

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def end(self) -> int:
        """Where the last cue ends, in ms; 0 without cues."""
        return max(int(self._stops.max()), 0) if len(self._stops) else 0

    def times(self, row: int) -> tuple[int, int]:
        """Start and end of the cue at `row`, none beyond `FAR`."""
        return int(self._starts[row]), int(self._ends[row])

    def between(self, start: float, end: float) -> list[int]:
        """Rows that are at least partly inside [start, end) ms, by start, then by row."""
        rows: list[int] = self.spans(start, end)[0].tolist()
        return rows

    def spans(self, start: float, end: float) -> tuple[Times, Times, Times]:
        """The same rows, their starts, and their stops, each at least 1 ms after the start."""
        before = int(np.searchsorted(self._sorted_starts, end, side="left"))
        found = np.flatnonzero(self._stops[:before] > start)
        return self._order[found], self._sorted_starts[found], self._stops[found]

    def at(self, ms: float) -> int | None:
        """The row shown at `ms`; of several the one that started last."""
        before = int(np.searchsorted(self._sorted_starts, ms, side="right"))
        shown = self._ends[self._order[:before]] > ms
        if not shown.any():
            return None
        return int(self._order[before - 1 - int(shown[::-1].argmax())])

    def updated(self, change: Change) -> TimeIndex:
        """The index after `change`: this very one where no cue's time changed."""
        if all(
            len(splice.removed) == len(splice.inserted)
            and all(
                (old.start, old.end) == (new.start, new.end)
                for old, new in zip(splice.removed, splice.inserted, strict=True)
            )
            for splice in change.splices
        ):
            return self
        index = TimeIndex.__new__(TimeIndex)
        index._set(  # noqa: SLF001 - one of our own
            spliced(self._starts, change, lambda cue: cue.start),
            spliced(self._ends, change, lambda cue: cue.end),
        )
        return index

    def _set(self, starts: Times, ends: Times) -> None:
        self._starts, self._ends = starts, ends
        self._order = np.argsort(starts, kind="stable")  # quick where nearly all are in order
        self._sorted_starts = starts[self._order]
        self._stops = np.maximum(ends, starts + 1)[self._order]


def spliced(column: NDArray[np.generic], change: Change, of: Callable[[Cue], int]) -> Times:
    """A column of one number for each row, as it is after `change`; only new cues are read."""
    pieces: list[NDArray[np.generic]] = []
    row = 0
    for splice in change.splices:
        pieces += [column[row : splice.index], _times([of(cue) for cue in splice.inserted])]
        row = splice.index + len(splice.removed)
    return np.concatenate([*pieces, column[row:]]).astype(column.dtype)


def _times(values: list[int]) -> Times:
    try:
        array = np.array(values, dtype=np.int64)
    except OverflowError:  # a file may hold any number
        array = np.array([min(max(value, -FAR), FAR) for value in values], dtype=np.int64)
    return np.clip(array, -FAR, FAR, out=array)
