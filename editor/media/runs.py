# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a sound is decoded, who decodes what, and what comes next. Pure bookkeeping.

A sound is decoded in runs [start, stop) by several workers. What is wanted first comes
first; a worker without a run takes half of the longest that is going on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from editor.media.peaks import CELL

Ranges = tuple[tuple[int, int], ...]
"""Ranges [start, stop) of samples: ascending, disjoint, not touching."""

OPEN = 1 << 62
"""Where a run stops that goes on to the end of the sound, wherever that is."""


_SHARED = 8
"""Blinks that a run must last to be shared: whoever takes half of it has to get there first."""


class Order(NamedTuple):
    """What a worker is to do: a run. Under a number it has already, a run stops elsewhere."""

    number: int
    start: int
    stop: int


@dataclass
class _Run:
    number: int
    at: int  # how far it got
    stop: int


def joined(ranges: Ranges, start: int, stop: int) -> Ranges:
    """`ranges` and [start, stop)."""
    if stop <= start:
        return ranges
    before = [each for each in ranges if each[1] < start]
    after = [each for each in ranges if each[0] > stop]
    within = ranges[len(before) : len(ranges) - len(after)]
    if within:
        start, stop = min(start, within[0][0]), max(stop, within[-1][1])
    return (*before, (start, stop), *after)


class Runs:
    """The runs of one sound. Every place is a multiple of `CELL`, but for the sound's end.

    Attributes:
        ranges: What is decoded.
        end: How many samples there are, once it is known.
    """

    def __init__(self, ranges: Ranges = ()) -> None:
        """Begin, or go on where `ranges` are decoded already. See `expect`, too."""
        self.ranges = ranges
        self.end: int | None = None
        self._expected = self._near = 0
        self._busy: dict[int, _Run] = {}
        self._wanted: int | None = None
        self._number = 0

    @property
    def decoded(self) -> int:
        """Samples that are decoded, in all."""
        return sum(stop - start for start, stop in self.ranges)

    @property
    def total(self) -> int:
        """Samples there will be; exact once `end` is known."""
        return self.end if self.end is not None else max(self._expected, self._last)

    @property
    def complete(self) -> bool:
        """Whether all is decoded."""
        if self._busy or self.end is None:
            return False
        return self.ranges == (((0, self.end),) if self.end else ())

    def expect(self, samples: int, near: int) -> None:
        """There will be about so many samples.

        Of them, `near` are decoded in a blink: who comes so near to what is wanted is not
        called away, and a run that is not much longer is not shared.
        """
        self._expected, self._near = samples, near

    def busy(self, worker: int) -> bool:
        """Whether `worker` has a run."""
        return worker in self._busy

    def give(self, worker: int) -> dict[int, Order]:
        """A run for `worker`, which has none; and what another one must know. May be nothing."""
        gap = self._next_gap()
        if gap is not None:
            return {worker: self._begin(worker, *gap)}
        left = {other: min(run.stop, self.total) - run.at for other, run in self._busy.items()}
        longest = max(left, key=left.__getitem__, default=None)
        if longest is None or left[longest] <= _SHARED * self._near:
            return {}
        run = self._busy[longest]
        middle = _aligned(run.at + left[longest] // 2)
        stop, run.stop = run.stop, middle
        return {
            longest: Order(run.number, run.at, middle),
            worker: self._begin(worker, middle, stop),
        }

    def lacks(self, sample: int) -> bool:
        """Whether what is at `sample`, or follows within a blink, is not decoded."""
        place = self._reach(max(0, sample))
        return place - sample <= self._near and (self.end is None or place < self.end)

    def want(self, sample: int) -> dict[int, Order]:
        """What is at `sample` comes first: what some workers must do instead of what they do."""
        place = _aligned(self._reach(max(0, sample)))
        if not self.lacks(sample) or any(
            run.at <= place < min(run.stop, run.at + self._near) for run in self._busy.values()
        ):
            return {}
        self._wanted = place
        if not self._busy:
            return {}
        # Whoever has most before it loses least by going elsewhere.
        worker = max(self._busy, key=lambda each: self._busy[each].stop - self._busy[each].at)
        orders = {}
        del self._busy[worker]
        for other, run in self._busy.items():
            if run.at <= place < run.stop:
                run.stop = place
                orders[other] = Order(run.number, run.at, place)
        return orders | self.give(worker)

    def fill(self, worker: int, number: int, start: int, stop: int) -> None:
        """`worker` decoded [start, stop), as part of the run of that number."""
        self.ranges = joined(self.ranges, start, stop)
        if self.end is not None:
            self.end = max(self.end, stop)
        run = self._busy.get(worker)
        if run is not None and run.number == number:
            run.at = max(run.at, stop)

    def finish(self, worker: int, number: int, end: int | None = None) -> tuple[int, int] | None:
        """A run is over; because the sound ended at sample `end`, where that is told.

        Where others got further, a piece is missing: its range, which counts as decoded.
        """
        run = self._busy.get(worker)
        stop = end or 0  # of a run that was given up, where it stopped is no matter
        if run is not None and run.number == number:
            stop = run.stop
            del self._busy[worker]
        lost = None
        if end is not None:
            if end < min(stop, self._last):
                lost = _aligned(end), min(stop, self._last)
                self.ranges = joined(self.ranges, *lost)
            if self.end is None or stop >= self.end:
                self.end = max(end, self._last)
        return lost

    def drop(self, worker: int) -> None:
        """`worker` is no more: what it did not do is left for others."""
        self._busy.pop(worker, None)

    @property
    def _last(self) -> int:
        return self.ranges[-1][1] if self.ranges else 0

    def _reach(self, sample: int) -> int:
        return next((stop for start, stop in self.ranges if start <= sample < stop), sample)

    def _begin(self, worker: int, start: int, stop: int) -> Order:
        self._number += 1
        self._busy[worker] = _Run(self._number, start, stop)
        return Order(self._number, start, stop)

    def _next_gap(self) -> tuple[int, int] | None:
        """What nobody does: from what is wanted on, or else the first of it."""
        wanted, self._wanted = self._wanted, None
        taken = self.ranges
        for run in self._busy.values():
            taken = joined(taken, run.at, run.stop)
        starts = [0, *(stop for _, stop in taken)]
        stops = [*(start for start, _ in taken), OPEN if self.end is None else self.end]
        gaps = [(start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop]
        if wanted is not None:
            for start, stop in gaps:
                if start <= wanted < stop:
                    return wanted, stop
        return gaps[0] if gaps else None


def _aligned(sample: int) -> int:
    return sample // CELL * CELL
