# SPDX-License-Identifier: GPL-3.0-or-later
"""From scores and verdicts to probabilities: for any, and with many, as they were drawn."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.ear.calibrating import PRIOR, Calibration, Verdict, calibrated

SCORES = st.floats(-30, 1) | st.sampled_from([math.nan, math.inf, -math.inf])
VERDICTS = st.lists(st.builds(Verdict, SCORES, st.booleans()), max_size=60)
PLACES = [-40.0, -15.0, -9.0, -6.0, -4.0, -3.0, -2.0, -1.0, -0.5, 0.0, 3.0]


@given(VERDICTS)
def test_a_lower_score_is_never_more_likely_to_be_right(verdicts: list[Verdict]) -> None:
    chances = [calibrated(verdicts).chance(score) for score in PLACES]
    assert all(0 < chance < 1 for chance in chances)
    assert all(low >= high for low, high in pairwise(chances))


@given(VERDICTS, SCORES)
def test_one_more_verdict_moves_its_chance_towards_what_was_found(
    verdicts: list[Verdict], score: float
) -> None:
    before = calibrated(verdicts).chance(score)
    assert calibrated([*verdicts, Verdict(score, wrong=True)]).chance(score) >= before - 1e-6
    assert calibrated([*verdicts, Verdict(score, wrong=False)]).chance(score) <= before + 1e-6


@given(VERDICTS)
def test_the_order_of_marks_does_not_matter(verdicts: list[Verdict]) -> None:
    assert calibrated(verdicts[::-1]) == pytest.approx(calibrated(verdicts), abs=1e-6)


def test_without_marks_it_is_what_was_measured_and_with_few_near_it() -> None:
    assert calibrated([]) == PRIOR
    few = calibrated([Verdict(-2.5, wrong=False)] * 2)
    assert 0.6 < few.chance(-2.5) / PRIOR.chance(-2.5) < 1


def test_with_many_marks_it_is_as_they_were_drawn() -> None:
    truth = Calibration(-3.5, -1.4)
    chance = np.random.default_rng(18)
    scores = chance.uniform(-8, -0.5, 5000)
    verdicts = [Verdict(score, bool(chance.random() < truth.chance(score))) for score in scores]
    found = calibrated(verdicts)
    assert all(found.chance(at) == pytest.approx(truth.chance(at), abs=0.03) for at in PLACES)


def test_scores_that_tell_nothing_leave_the_share_of_wrong_ones() -> None:
    verdicts = [Verdict(-1.0 - n % 7, n % 5 == 0) for n in range(3500)]
    found = calibrated(verdicts)
    assert found.chance(-1) == pytest.approx(0.2, abs=0.05)
    assert found.chance(-7) == pytest.approx(0.2, abs=0.06)
