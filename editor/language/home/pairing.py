# SPDX-License-Identifier: GPL-3.0-or-later
"""Two rows of units, paired: what of the one stands where in the other.

Runs that both have once only are anchors; between them, dynamic programming finds the pairs that
cost least. A syllable that sounds the same is nearly the same.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.language.home.units import Unit

_RUNS = (8, 5, 3)
"""Units of an anchor, tried one after the other between those found before."""
_GAP, _HOMOPHONE, _OTHER = 0.6, 0.3, 1.05
_LARGE = 400
"""Product of lengths from which numpy is quicker."""
_ROUNDING = 1e-6
_MOST = 6_000_000
"""Largest product of lengths that is compared; texts that have nothing in common are not."""

Pair = tuple[int, int]


def pairs(one: Sequence[Unit], other: Sequence[Unit]) -> list[Pair]:
    """Numbers of units that stand for each other, rising in both."""
    return _between(one, other, 0, len(one), 0, len(other), _RUNS)


def _between(  # noqa: PLR0913, PLR0917 - two ranges of two rows
    one: Sequence[Unit],
    other: Sequence[Unit],
    first: int,
    stop: int,
    begin: int,
    end: int,
    runs: Sequence[int],
) -> list[Pair]:
    """The pairs of two stretches."""
    if first == stop or begin == end:
        return []
    if not runs:
        return _least(one, other, first, stop, begin, end)
    found: list[Pair] = []
    size = runs[0]
    for at, there in _anchors(one, other, first, stop, begin, end, size):
        if at < first or there < begin:
            continue
        found += _between(one, other, first, at, begin, there, runs[1:])
        while at < stop and there < end and one[at].key == other[there].key:
            found.append((at, there))
            at, there = at + 1, there + 1  # noqa: PLW2901 - along the run
        first, begin = at, there
    return found + _between(one, other, first, stop, begin, end, runs[1:])


def _anchors(  # noqa: PLR0913, PLR0917 - two ranges of two rows
    one: Sequence[Unit],
    other: Sequence[Unit],
    first: int,
    stop: int,
    begin: int,
    end: int,
    size: int,
) -> list[Pair]:
    """Where runs begin that both stretches have once, as many as rise in both."""
    here = _once(one, first, stop, size)
    there = _once(other, begin, end, size)
    common = sorted((place, there[run]) for run, place in here.items() if run in there)
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(common):
        length = bisect_left(tails, place)
        before.append(last[length - 1] if length else -1)
        tails[length : length + 1] = [place]
        last[length : length + 1] = [number]
    found = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(common[number])
        number = before[number]
    return found[::-1]


def _once(units: Sequence[Unit], first: int, stop: int, size: int) -> dict[tuple[str, ...], int]:
    seen: dict[tuple[str, ...], int] = {}
    again = set()
    for place in range(first, stop - size + 1):
        run = tuple(unit.key for unit in units[place : place + size])
        if run in seen:
            again.add(run)
        seen[run] = place
    return {run: place for run, place in seen.items() if run not in again}


def _least(  # noqa: PLR0913, PLR0917 - two ranges of two rows
    one: Sequence[Unit], other: Sequence[Unit], first: int, stop: int, begin: int, end: int
) -> list[Pair]:
    """The pairs that cost least."""
    if (stop - first) * (end - begin) > _MOST:
        return _beginning(one, other, first, stop, begin, end)
    rows = list(_rows(one[first:stop], other[begin:end]))
    found = []
    at, there = stop - first, end - begin
    while at and there:
        here = rows[at][there]
        cost = _cost(one[first + at - 1], other[begin + there - 1])
        if cost < _OTHER and abs(rows[at - 1][there - 1] + cost - here) < _ROUNDING:
            at, there = at - 1, there - 1
            found.append((first + at, begin + there))
        elif abs(rows[at - 1][there] + _GAP - here) < _ROUNDING:
            at -= 1
        elif abs(rows[at][there - 1] + _GAP - here) < _ROUNDING:
            there -= 1
        else:
            at, there = at - 1, there - 1
            found.append((first + at, begin + there))
    return found[::-1]


def _beginning(  # noqa: PLR0913, PLR0917 - two ranges of two rows
    one: Sequence[Unit], other: Sequence[Unit], first: int, stop: int, begin: int, end: int
) -> list[Pair]:
    """The pairs at the beginning of stretches that are too long to be compared otherwise."""
    both = zip(range(first, stop), range(begin, end), strict=False)
    return list(takewhile(lambda pair: one[pair[0]].key == other[pair[1]].key, both))


def _rows(one: Sequence[Unit], other: Sequence[Unit]) -> Iterator[Sequence[float]]:
    """The costs of all beginnings of the one on all beginnings of the other."""
    if len(one) * len(other) > _LARGE:
        yield from _large(one, other)
        return
    row = [number * _GAP for number in range(len(other) + 1)]
    yield row
    for unit in one:
        above, row = row, [row[0] + _GAP]
        for place, opposite in enumerate(other):
            best = above[place] + _cost(unit, opposite)
            gap = min(above[place + 1], row[place]) + _GAP
            row.append(min(best, gap))
        yield row


def _large(one: Sequence[Unit], other: Sequence[Unit]) -> Iterator[Any]:
    import numpy as np

    names: dict[str, int] = {}

    def number(name: str) -> int:
        return names.setdefault(name, len(names))

    keys = np.array([number(unit.key) for unit in other])
    sounds = np.array([number("~" + unit.sound) for unit in other])
    gaps = np.arange(len(other) + 1) * _GAP
    row = gaps.copy()
    yield row
    for unit in one:
        cost = np.where(sounds == number("~" + unit.sound), _HOMOPHONE, _OTHER)
        cost[keys == number(unit.key)] = 0.0
        here = row + _GAP
        np.minimum(here[1:], row[:-1] + cost, out=here[1:])
        here -= gaps
        np.minimum.accumulate(here, out=here)
        here += gaps
        row = here
        yield row


def _cost(unit: Unit, other: Unit) -> float:
    if unit.key == other.key:
        return 0.0
    return _HOMOPHONE if unit.sound == other.sound else _OTHER
