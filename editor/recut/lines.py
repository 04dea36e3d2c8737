# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines: how a piece of the new sound lies in the old one, by an offset and a speed.

Blocks that were found one after the other, where one of them says that the next must be, are a
line. It is then fitted to the frames, to a few ms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from editor.recut.sounding import STEP, between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from editor.recut.blocks import Hits
    from editor.recut.sounding import Floats

    Numbers = NDArray[np.float64]

_TOLERANCE, _UNSURE = 70.0, 0.004
"""ms, and share of the time between two blocks, by which the second may be off the first's line."""

_MISSED = 4
"""Blocks in a row that may be missing in a line."""

_REACH = 9
"""Frames by which a line may be off before it is fitted."""

_WINDOW, _PACE = 2_500, 1_000
"""ms: length of the windows that a line is fitted by, and how far one is from the next."""

_SHORTEST = 50
"""Frames: a shorter line cannot be fitted."""

_GOOD = 0.3
"""Correlation from which a window tells where it lies."""

_SLOPE = 15_000
"""ms: a shorter line does not tell its speed better than the blocks did."""

_LEAST_STEP = 14.0
"""ms: what is cut out or put in to be noticed by a fit."""

_STEP_WINDOWS = 7
"""Windows of a line in which a step can be told: three on either side of it."""

_SPAN = 8
"""Windows between two whose difference tells a speed."""

_STRAIGHT = 4.0
"""ms: if half of the windows are further off, it is not one straight line."""

_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """Where a piece of the new sound lies in the old one. All times are ms.

    Attributes:
        speed: How many ms of the old sound a ms of the new one has.
        offset: The moment of the old sound at the beginning of the new one, if it were there.
        first: Where it was seen, in the new sound: from here …
        last: … to here.
        alike: Correlation of the two, from 0 to 1.
    """

    speed: float
    offset: float
    first: float
    last: float
    alike: float

    def at(self, new: float) -> float:
        """The moment of the old sound."""
        return self.offset + self.speed * new

    def places(self, first: int, stop: int) -> Numbers:
        """Where frames [first, stop) of the new sound are, in frames of the old one."""
        times = np.arange(first + 1, stop + 1) * float(STEP)
        return np.asarray((self.offset + self.speed * times) / STEP - 1)

    def back(self, old: float) -> float:
        """The moment of the new sound."""
        return (old - self.offset) / self.speed


def chained(
    hits: Hits, speed: float, block: float, pace: float, least: tuple[float, float]
) -> list[Line]:
    """Lines of the blocks that were found.

    Args:
        hits: Where they were found.
        speed: That they were found with.
        block: Length of a block in ms.
        pace: ms from one block to the next.
        least: `Hits.alike` and `Hits.clear` that a block has at least.
    """
    kept = (hits.alike >= least[0]) & (hits.clear >= least[1])
    chains: list[list[tuple[float, float, float]]] = []
    going: list[list[tuple[float, float, float]]] = []
    for row in np.flatnonzero(kept.any(axis=1)):
        new = float(hits.new[row])
        going = [chain for chain in going if new - chain[-1][0] <= _MISSED * pace]
        for place in np.flatnonzero(kept[row]):
            point = (new, float(hits.old[row, place]), float(hits.alike[row, place]))
            chain = min(
                (each for each in going if _fits(each[-1], point, speed)),
                key=lambda each: _miss(each[-1], point, speed),
                default=None,
            )
            if chain is None:
                chains.append(chain := [])
                going.append(chain)
            chain.append(point)
    return [_line(chain, speed, block / 2) for chain in chains]


def _miss(last: tuple[float, float, float], point: tuple[float, float, float], by: float) -> float:
    return abs(last[1] + by * (point[0] - last[0]) - point[1])


def _fits(last: tuple[float, float, float], point: tuple[float, float, float], by: float) -> bool:
    time = point[0] - last[0]
    return time > 0 and _miss(last, point, by) <= _TOLERANCE + _UNSURE * time


def _line(chain: Sequence[tuple[float, float, float]], speed: float, half: float) -> Line:
    new, old, alike = (np.array(column) for column in zip(*chain, strict=True))
    if new[-1] - new[0] >= _SLOPE:
        speed = float(np.polyfit(new, old, 1)[0])
    offset = float(np.median(old - speed * new))
    return Line(speed, offset, new[0] - half, new[-1] + half, float(alike.mean()))


def fitted(line: Line, new: Floats, old: Floats) -> Iterator[Line]:
    """The line fitted to the frames; several, where a little was cut out on the way.

    None where the frames do not bear it out.
    """
    for _ in range(_ROUNDS):
        times, off, alike = _drift(line, new, old)
        good = alike >= _GOOD
        if not good.any():
            return
        times, off, alike = times[good], off[good], alike[good]
        slope, begin = _straight(times, off)
        line = replace(
            line,
            speed=line.speed + slope,
            offset=line.offset + begin,
            alike=float(np.median(alike)),
        )
        if abs(slope) * (line.last - line.first) + abs(begin) < 1:
            break
    rest = off - (begin + slope * times)
    place = _step(rest)
    if place is None:
        yield line
        return
    border = float(times[place - 1] + times[place]) / 2
    for first, last, part in (
        (line.first, border, slice(0, place)),
        (border, line.last, slice(place, None)),
    ):
        off_by = float(np.median(rest[part]))
        yield from fitted(
            replace(line, first=first, last=last, offset=line.offset + off_by), new, old
        )


def _step(rest: Numbers) -> int | None:
    """The number of the window from which on what is left of the drift is another one, or None.

    Windows on a step have a part of either side: they are left out.
    """
    if len(rest) < _STEP_WINDOWS:
        return None
    middles = np.median(np.lib.stride_tricks.sliding_window_view(rest, 3), axis=1)
    changes = np.abs(middles[4:] - middles[:-4])  # of windows n - 3 … n - 1, and n + 1 … n + 3
    place = int(changes.argmax())
    return place + 3 if changes[place] >= _LEAST_STEP else None


def _straight(times: Numbers, off: Numbers) -> tuple[float, float]:
    """Slope and beginning of the line through most of these points.

    The slope is first told by points that are near each other, since steps are between few.
    """
    if times[-1] - times[0] < _SLOPE:
        return 0.0, float(np.median(off))
    near = min(_SPAN, len(times) // 2)
    slope = float(np.median((off[near:] - off[:-near]) / (times[near:] - times[:-near])))
    begin = float(np.median(off - slope * times))
    for _ in range(_ROUNDS):
        rest = off - (begin + slope * times)
        if np.median(np.abs(rest)) > _STRAIGHT or _step(rest) is not None:
            break
        kept = np.abs(rest) <= max(3 * float(np.median(np.abs(rest))), 5.0)
        slope, begin = (float(value) for value in np.polyfit(times[kept], off[kept], 1))
    return slope, begin


def _drift(line: Line, new: Floats, old: Floats) -> tuple[Numbers, Numbers, Numbers]:
    """By how much windows of the new sound lie beside the line.

    Returns:
        Their middles and how far they are off, in ms; and the correlation there.
    """
    first = max(round(line.first / STEP) - 1, 0)
    stop = min(round(line.last / STEP), len(new))
    width, pace = _WINDOW // STEP, _PACE // STEP
    if stop - first < _SHORTEST:
        nothing = np.zeros(0)
        return nothing, nothing, nothing
    here = new[first:stop]
    there = between(old, line.places(first - _REACH, stop + _REACH))
    begins = np.arange(0, max(stop - first - width, 0) + 1, pace)
    ends = np.minimum(begins + width, stop - first)
    count = stop - first
    found = np.empty((2 * _REACH + 1, len(begins)))
    for lag in range(2 * _REACH + 1):
        products = np.einsum("ij,ij->i", here, there[lag : lag + count])
        found[lag] = _sums(products, begins, ends)
    there = there[_REACH : _REACH + count]
    theirs = _sums(np.einsum("ij,ij->i", there, there), begins, ends)
    ours = _sums(np.einsum("ij,ij->i", here, here), begins, ends)
    best = np.clip(found.argmax(axis=0), 1, 2 * _REACH - 1)
    columns = np.arange(len(begins))
    left, top, right = (found[best + side, columns] for side in (-1, 0, 1))
    bend = np.minimum(left - 2 * top + right, -1e-6)
    lags = best - _REACH + np.clip((left - right) / (2 * bend), -1, 1)
    least = 0.1 * width * new.shape[1]
    alike = top / np.sqrt(np.maximum(ours, least) * np.maximum(theirs, least))
    return (first + (begins + ends) / 2 + 0.5) * STEP, lags * STEP * line.speed, alike


def _sums(values: Floats, begins: NDArray[np.intp], ends: NDArray[np.intp]) -> Numbers:
    sums = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return np.asarray(sums[ends] - sums[begins])
