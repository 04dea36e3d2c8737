# SPDX-License-Identifier: GPL-3.0-or-later
"""Times of tokens: dynamic time warping, and the attention it goes along."""

from __future__ import annotations

import numpy as np
import pytest

from editor.ear.alignment import alignment_heads, token_starts, warped
from editor.ear.weights import Dims


def cheapest(cost: np.ndarray) -> float:
    """The cost of the cheapest path, cell by cell."""
    rows, columns = cost.shape
    total = np.full((rows + 1, columns + 1), np.inf)
    total[0, 0] = 0
    for row in range(rows):
        for column in range(columns):
            ways = (total[row, column], total[row, column + 1], total[row + 1, column])
            total[row + 1, column + 1] = cost[row, column] + min(ways)
    return float(total[-1, -1])


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (7, 1), (5, 5), (4, 30), (30, 4), (20, 61)])
def test_the_path_is_the_cheapest_one(shape: tuple[int, int]) -> None:
    for seed in range(5):
        cost = np.random.default_rng(seed).normal(size=shape)
        rows, columns = warped(cost)
        assert (rows[0], columns[0]) == (0, 0)
        assert (rows[-1], columns[-1]) == (shape[0] - 1, shape[1] - 1)
        steps = set(zip(np.diff(rows).tolist(), np.diff(columns).tolist(), strict=True))
        assert steps <= {(0, 1), (1, 0), (1, 1)}
        assert cost[rows, columns].sum() == pytest.approx(cheapest(cost), rel=1e-4, abs=1e-4)


def test_tokens_begin_where_the_attention_comes_to_them() -> None:
    # Three tokens before the text, three of text, and the end; 60 positions, 50 with sound.
    scores = np.zeros((2, 8, 60), np.float32)
    for row, (start, stop) in enumerate([(0, 10), (10, 25), (25, 40), (40, 50)]):
        scores[:, 3 + row, start:stop] = 5
    scores[:, :, 50:] = 50  # padding attracts attention, and is left out
    assert token_starts(scores, 3, 50).tolist() == [0, 10, 25, 40]


def test_heads_of_models_by_openai_are_known() -> None:
    base = Dims(51_865, 80, 1500, 512, 8, 6, 448, 6)
    assert alignment_heads(base)[:2] == ((3, 1), (4, 2))
    turbo = Dims(51_866, 128, 1500, 1280, 20, 32, 448, 4)
    assert alignment_heads(turbo)[0] == (2, 4)


def test_other_models_have_the_heads_of_their_later_layers() -> None:
    other = Dims(51_865, 80, 1500, 32, 2, 2, 448, 2)
    assert alignment_heads(other) == ((1, 0), (1, 1))
