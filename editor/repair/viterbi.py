# SPDX-License-Identifier: GPL-3.0-or-later
"""The best way through a row of choices, where changing one's place costs something.

Each piece of a transcript can lie at any of the same places (moved by so many steps);
a curve says how well it would lie at each. Where the pieces move together the place
stays the same from one to the next; a pause, a silent window, an advertisement changes
it, and such a change costs. This is Viterbi's algorithm, with the past kept in a bit for
each place: an hour of talk has a thousand pieces and thirty thousand places.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Curve = NDArray[np.float32]

Way = Literal["later", "earlier", "any"]
"""How the place may change from a piece to the next one."""


@dataclass(frozen=True, slots=True)
class Path:
    """The places of the pieces.

    Attributes:
        score: Sum of the curves at the places, less what the changes cost.
        places: One for each piece.
    """

    score: float
    places: tuple[int, ...]


def best_path(curves: Iterable[Curve], costs: Sequence[float], way: Way) -> Path:
    """The places with the highest score.

    Args:
        curves: For each piece, how well it lies at each place; all of one length.
        costs: For each piece, what it costs that its place is another one than that of
            the piece before (less than nothing where staying would be wrong); the first
            one's is not asked.
        way: Whether places may grow, fall, or both.
    """
    return best_paths(curves, [(costs, way)])[0]


def best_paths(curves: Iterable[Curve], rules: Sequence[tuple[Sequence[float], Way]]) -> list[Path]:
    """The same by several rules, for curves that cost more than the search."""
    searches = [_Search(costs, way) for costs, way in rules]
    for curve in curves:
        for search in searches:
            search.add(curve)
    return [search.path() for search in searches]


class _Search:
    def __init__(self, costs: Sequence[float], way: Way) -> None:
        self._costs, self._way = costs, way
        self._steps: list[_Step] = []
        self._best: Curve | None = None

    def add(self, curve: Curve) -> None:
        turned = curve[::-1] if self._way == "earlier" else curve
        if self._best is None:
            self._best = turned.copy()
            return
        self._steps.append(_onward(self._best, self._costs[len(self._steps) + 1], self._way))
        self._best += turned

    def path(self) -> Path:
        if self._best is None:
            return Path(0, ())
        place = int(self._best.argmax())
        places = [place]
        for step in reversed(self._steps):
            place = step.before(place)
            places.append(place)
        if self._way == "earlier":
            places = [len(self._best) - 1 - place for place in places]
        return Path(float(self._best.max()), tuple(reversed(places)))


def _onward(best: Curve, cost: float, way: Way) -> _Step:
    """Bring the best scores to before the next piece is looked at; where they come from."""
    if way == "any":
        peak = int(best.argmax())
        reached = best[peak] - np.float32(cost)
        changed = best < reached
        records = np.array([peak], np.intp)
    else:
        reached = np.empty_like(best)
        reached[0] = -np.inf
        np.maximum.accumulate(best[:-1], out=reached[1:])
        records = np.flatnonzero(best > reached)
        reached -= np.float32(cost)
        changed = best < reached
    np.maximum(best, reached, out=best)
    return _Step(np.packbits(changed), records)


@dataclass(frozen=True, slots=True)
class _Step:
    """For each place whether one came from another one; and the places that one came from."""

    changed: NDArray[np.uint8]
    records: NDArray[np.intp]

    def before(self, place: int) -> int:
        if not self.changed[place >> 3] >> (7 - (place & 7)) & 1:
            return place
        last = int(np.searchsorted(self.records, place, side="left")) - 1
        return int(self.records[max(0, last)])
