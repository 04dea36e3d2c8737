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
    """Attributes:
    score: Sum of the curves at the places, less what the changes cost.
    places: One for each piece.
    """

    score: float
    places: tuple[int, ...]


def best_path(curves: Iterable[Curve], costs: Sequence[float], way: Way) -> Path:
    """The places with the highest score.

    Args:
        curves: For each piece, how well it lies at each place; all of one length, one at least.
        costs: For each piece, what it costs that its place is another one than that of
            the piece before (less than nothing where staying would be wrong); the first
            one's is not asked.
        way: Whether places may grow, fall, or both.
    """
    steps = [_Step(np.zeros(0, np.uint8), np.zeros(0, np.intp))]
    best = np.zeros(0, np.float32)
    count = 0
    for number, curve in enumerate(curves):
        turned = curve[::-1] if way == "earlier" else curve
        count = len(turned)
        if not number:
            best = turned.copy()
            continue
        best, step = _onward(best, costs[number], way)
        steps.append(step)
        best += turned
    place = int(best.argmax())
    score = float(best[place])
    places = [place]
    for step in reversed(steps[1:]):
        place = step.before(place)
        places.append(place)
    if way == "earlier":
        places = [count - 1 - place for place in places]
    return Path(score, tuple(reversed(places)))


def _onward(best: Curve, cost: float, way: Way) -> tuple[Curve, _Step]:
    """The best scores before the next piece is looked at, and where they come from."""
    if way == "any":
        peak = int(best.argmax())
        reached = np.full_like(best, best[peak] - cost)
        records = np.array([peak], np.intp)
    else:
        reached = np.empty_like(best)
        reached[0] = -np.inf
        np.maximum.accumulate(best[:-1], out=reached[1:])
        rises = np.flatnonzero(reached[2:] > reached[1:-1]) + 1
        records = np.concatenate(([0], rises))
        reached -= np.float32(cost)
    changed = reached > best
    return np.where(changed, reached, best), _Step(np.packbits(changed), records)


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
