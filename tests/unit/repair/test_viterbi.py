# SPDX-License-Identifier: GPL-3.0-or-later
"""The search finds what trying everything finds."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.repair.viterbi import best_path, best_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from editor.repair.viterbi import Way


def allowed(way: Way, one: int, other: int) -> bool:
    """Whether a piece may be at `other` after one at `one`."""
    return way == "any" or one == other or (other > one) == (way == "later")


def score(curves: NDArray[np.float32], costs: Sequence[float], places: Sequence[int]) -> float:
    total = sum(float(curve[place]) for curve, place in zip(curves, places, strict=True))
    changes = zip(costs[1:], pairwise(places), strict=True)
    return total - sum(cost for cost, (one, other) in changes if one != other)


def by_trying(curves: NDArray[np.float32], costs: Sequence[float], way: Way) -> float:
    """The best score of all ways through."""
    return max(
        score(curves, costs, places)
        for places in product(range(curves.shape[1]), repeat=len(curves))
        if all(allowed(way, one, other) for one, other in pairwise(places))
    )


@pytest.mark.parametrize("way", ["later", "earlier", "any"])
@pytest.mark.parametrize("seed", range(20))
def test_the_best_of_all_ways(way: Way, seed: int) -> None:
    chance = np.random.default_rng(seed)
    curves = chance.uniform(-1, 1, (5, 4)).astype(np.float32)
    costs = chance.uniform(0, 1, 5).tolist()
    path = best_path(curves, costs, way)
    assert path.score == pytest.approx(by_trying(curves, costs, way), abs=1e-5)
    assert path.score == pytest.approx(score(curves, costs, path.places), abs=1e-5)
    assert all(allowed(way, one, other) for one, other in pairwise(path.places))


def test_a_change_is_worth_its_cost_or_is_not_made() -> None:
    curves = np.array([[1, 0, 0]] * 3 + [[0, 0, 1]] * 3, np.float32)
    assert best_path(curves, [2.5] * 6, "later").places == (0, 0, 0, 2, 2, 2)
    assert best_path(curves, [3.5] * 6, "later").places in {(0,) * 6, (2,) * 6}
    assert best_path(curves, [2.5] * 6, "earlier").places in {(0,) * 6, (2,) * 6}


def test_several_rules_in_one_pass_and_nothing_to_place() -> None:
    curves = np.array([[1, 0], [0, 0.9]], np.float32)
    both = best_paths(curves, [([0, 0.5], "later"), ([0, 0.5], "earlier")])
    assert [path.places for path in both] == [(0, 1), (0, 0)]
    assert best_path([], [], "any").places == ()
