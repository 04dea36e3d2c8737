# SPDX-License-Identifier: GPL-3.0-or-later
"""Viterbi search: one offset for each piece of a transcript, a cost for each change of it.

Offsets are numbered *places*. A piece's curve has its score at each place. Pieces that move
together stay at one place; a pause, a silent chunk or an advertisement changes it, at a
cost. The back pointers take one bit for each place and piece, since an hour of talk has a
thousand pieces and thirty thousand places.
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
"""How the place may change from one piece to the next."""


@dataclass(frozen=True, slots=True)
class Path:
    """The best sequence of places.

    Attributes:
        score: Sum of the curves at the places, less the costs of changes.
        places: One for each piece.
    """

    score: float
    places: tuple[int, ...]


def best_path(curves: Iterable[Curve], costs: Sequence[float], way: Way) -> Path:
    """The places with the highest score.

    Args:
        curves: For each piece its score at each place; all of one length.
        costs: For each piece the cost of a place other than the piece before has, below
            zero where staying would be wrong. The first one is ignored.
        way: Whether places may grow, fall, or both.
    """
    return best_paths(curves, [(costs, way)])[0]


def best_paths(curves: Iterable[Curve], rules: Sequence[tuple[Sequence[float], Way]]) -> list[Path]:
    """The same for several pairs of costs and way, where curves cost more than the search."""
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
    """Update the best scores for a change before the next piece; the back pointers."""
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
    """Back pointers.

    Attributes:
        changed: A bit for each place: whether it was reached from another one.
        records: The places that others were reached from, ascending.
    """

    changed: NDArray[np.uint8]
    records: NDArray[np.intp]

    def before(self, place: int) -> int:
        if not self.changed[place >> 3] >> (7 - (place & 7)) & 1:
            return place
        last = int(np.searchsorted(self.records, place, side="left")) - 1
        return int(self.records[max(0, last)])
