# SPDX-License-Identifier: GPL-3.0-or-later
"""The bound of an audit holds, whatever is wrong and wherever it is, and few cues are asked."""

from __future__ import annotations

from random import Random

import pytest

from editor.ear.auditing import MOST, Standing, drawn, standings


def population(
    chance: Random, count: int, rate: float, power: float
) -> tuple[list[bool], list[bool]]:
    """Which cues are wrong, and which doubtful: a fifth; `power` times as many of the wrong ones.

    A power below 1: the doubts mislead.
    """
    wrong = [chance.random() < rate for _ in range(count)]
    score = [chance.random() ** (1 / (power if bad else 1)) for bad in wrong]
    least = sorted(score)[-count // 5]
    return wrong, [each >= least for each in score]


def audited(wrong: list[bool], doubtful: list[bool], seed: int, goal: float) -> Standing:
    """Listened to until the goal is met, or no more is asked."""
    order = drawn(doubtful, seed)
    found = Standing(0, 0, 0.0, 1.0, 0.0, 1.0)
    for found in standings(doubtful, order, (wrong[place] for place in order)):
        if found.at_most <= goal:
            break
    return found


def last(doubtful: list[bool], order: list[int], answers: list[bool], right: int = 0) -> Standing:
    """After all of the answers."""
    return list(standings(doubtful, order, answers, right))[-1]


@pytest.mark.long
def test_the_bound_holds_in_95_of_100_audits_and_8_per_cent_are_asked() -> None:
    chance = Random(12)  # noqa: S311 - made populations
    held = asked = cues = 0
    estimates, truths = 0.0, 0.0
    for seed in range(1_000):
        count = chance.choice((150, 300, 500))
        rate = chance.choice((0, 0.003, 0.01, 0.03, 0.1, 0.3))
        wrong, doubtful = population(chance, count, rate, chance.choice((8, 1, 0.25)))
        found = audited(wrong, doubtful, seed, goal=chance.choice((0, 0.1, 0.3)))
        truth = sum(wrong) / count
        held += found.at_most >= truth
        assert found.asked <= MOST * count
        asked, cues = asked + found.asked, cues + count
        estimates, truths = estimates + found.share, truths + truth
    assert held >= 950
    assert asked <= MOST * cues
    assert estimates == pytest.approx(truths, rel=0.1)


def test_more_cues_that_are_right_leave_less_that_may_be_wrong() -> None:
    doubtful = [False] * 1_000
    order = drawn(doubtful, 1)
    bounds = [last(doubtful, order, [False] * count).at_most for count in (0, 10, 40, 80)]
    assert bounds[0] == 1
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] == pytest.approx(0.04, abs=0.005)  # three in eighty


def test_what_is_found_counts_and_what_was_checked_as_right() -> None:
    doubtful = [True] * 20 + [False] * 80
    order = drawn(doubtful, 3)
    found = last(doubtful, order, [True, False])
    assert (found.asked, found.wrong) == (2, 1)
    assert found.at_most >= 0.01
    assert found.left_at_most == found.at_most - 0.01  # the one that was found is mended
    assert found.left == max(0, found.share - 0.01)
    half = last(doubtful, order, [True, False], right=100)
    assert (half.share, half.at_most) == (found.share / 2, found.at_most / 2)
    whole = last([False] * 5, [4, 2, 0, 1, 3], [False, True, False, False, False])
    assert (whole.share > 0, whole.at_most) == (True, 0.2)  # all is known then


def test_doubtful_cues_are_drawn_twice_as_often() -> None:
    doubtful = [True] * 100 + [False] * 100
    first = [drawn(doubtful, seed)[0] < 100 for seed in range(600)]
    assert sum(first) == pytest.approx(400, abs=40)
    assert drawn(doubtful, 7) == drawn(doubtful, 7)
    assert len(set(drawn(doubtful, 7))) == len(drawn(doubtful, 7)) == 16


def test_of_very_few_cues_one_is_asked_about() -> None:
    assert drawn([False], 0) == [0]
    assert last([], [], []) == Standing(0, 0, 0.0, 0.0, 0.0, 0.0)
