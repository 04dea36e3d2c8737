# SPDX-License-Identifier: GPL-3.0-or-later
"""The schedule of decoding: what is decoded, which worker decodes what, what comes next.

Several workers decode runs [start, stop) of a sound. Wanted places come first; a worker
without a run takes over half of the longest one. No I/O, no processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from editor.media.peaks import CELL

Ranges = tuple[tuple[int, int], ...]
"""Ranges [start, stop) of samples: ascending, disjoint, not touching."""

OPEN = 1 << 62
"""The stop of a run that goes on to the end of the sound, which is not known yet."""


_SHARED = 8
"""Times `near`, see `Runs.expect`, that a run must last to be shared: seeking takes time."""


class Order(NamedTuple):
    """A run for a worker to decode. With the number of its current run: a new stop of that."""

    number: int
    start: int
    stop: int


@dataclass
class _Run:
    number: int
    at: int  # decoded up to here
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
    """The runs of one sound. All places are samples, and multiples of `CELL` except the end.

    Attributes:
        ranges: What is decoded.
        end: Number of samples in all, or None as long as it is not known.
    """

    def __init__(self, ranges: Ranges = ()) -> None:
        """Begin with what is decoded already."""
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
        """Number of samples in all; an estimate until `end` is known."""
        return self.end if self.end is not None else max(self._expected, self._last)

    @property
    def complete(self) -> bool:
        """Whether all is decoded."""
        if self._busy or self.end is None:
            return False
        return self.ranges == (((0, self.end),) if self.end else ())

    def expect(self, samples: int, near: int) -> None:
        """Set the estimated number of samples.

        `near` samples are decoded so quickly that a worker which is that close to a wanted
        place is not sent elsewhere; runs that are not much longer are not shared.
        """
        self._expected, self._near = samples, near

    def busy(self, worker: int) -> bool:
        """Whether `worker` has a run."""
        return worker in self._busy

    def give(self, worker: int) -> dict[int, Order]:
        """Orders that give `worker`, which has none, a run; empty if there is nothing to do."""
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
        """Whether `sample`, or some sample within `near` after it, is not decoded."""
        place = self._reach(max(0, sample))
        return place - sample <= self._near and (self.end is None or place < self.end)

    def want(self, sample: int) -> dict[int, Order]:
        """Have `sample` decoded first: the orders for that. Empty if that is happening already."""
        place = _aligned(self._reach(max(0, sample)))
        if not self.lacks(sample) or any(
            run.at <= place < min(run.stop, run.at + self._near) for run in self._busy.values()
        ):
            return {}
        self._wanted = place
        if not self._busy:
            return {}
        # The worker with the longest way to go loses least by going elsewhere.
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
        """A run is over; if the sound ended with it, at sample `end`.

        Returns:
            The range that is missing, and counts as decoded, if others got further than `end`.
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
        """`worker` ended: the rest of its run is left to others."""
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
        """A range that no worker has: from the wanted place on, or else the first one."""
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
