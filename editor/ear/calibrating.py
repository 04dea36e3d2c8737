# SPDX-License-Identifier: GPL-3.0-or-later
"""How likely a cue is wrong, by its score: what was measured, fitted to what the user finds.

Logistic regression (Platt, *Probabilistic outputs for support vector machines*, 1999) with normal
priors of its two parameters, at their maximum a posteriori. Which cues are checked does not matter
for that, as long as it goes by their scores: who begins with the worst ones learns the same map.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Column = NDArray[np.float64]

_LOWEST = -15.0
"""Scores below are no worse."""

_MIDDLE = -3.0
"""Score at which the level is told: with a middle one, level and slope depend little on each
other."""

_LEVEL_SPREAD, _SLOPE_SPREAD = 1.0, 0.35
"""Standard deviations of the priors: another talk may have thrice the errors, or a third of them;
another model may have other scores."""

_FLATTEST = -0.05
"""A lower score never makes a cue more likely to be right."""

_STEPS = 50
_CLOSE = 1e-9


class Verdict(NamedTuple):
    """What the user found of a cue that a model had judged.

    Attributes:
        score: Its score, see `ear.fit.Doubt`.
        wrong: Whether another text was put there before it was marked checked.
    """

    score: float
    wrong: bool


class Calibration(NamedTuple):
    """A map from scores to probabilities.

    Attributes:
        level: Log-odds of being wrong at the middle score.
        slope: How much they change with the score; below 0.
    """

    level: float
    slope: float

    def chance(self, score: float) -> float:
        """The probability that a cue of that score is wrong."""
        return 1 / (1 + math.exp(-(self.level + self.slope * (_clipped(score) - _MIDDLE))))


PRIOR = Calibration(-2.2, -0.95)
"""Measured with *base*: real Mandarin with one wrong word in one of eight lines, and a
transcript's own errors; see docs/ear.md."""


def calibrated(verdicts: Iterable[Verdict]) -> Calibration:
    """The map that fits verdicts and what was measured before best; without any, the latter."""
    rows = [(_clipped(each.score) - _MIDDLE, float(each.wrong)) for each in verdicts]
    if not rows:
        return PRIOR
    scores, wrong = np.asarray(rows).T
    found = _fitted(PRIOR, scores, wrong, free=(True, True))
    if found.slope > _FLATTEST:
        found = _fitted(found._replace(slope=_FLATTEST), scores, wrong, free=(True, False))
    return found


def _clipped(score: float) -> float:
    return min(max(score, _LOWEST), 0.0) if math.isfinite(score) else _LOWEST


def _fitted(
    begin: Calibration, scores: Column, wrong: Column, *, free: tuple[bool, bool]
) -> Calibration:
    """Newton's method, each step halved until it leads uphill; what is not free stays."""
    at, chosen = np.array(begin), np.array(free)
    best = _fit(at, scores, wrong)
    for _ in range(_STEPS):
        gradient, curvature = _slopes(at, scores, wrong)
        step = np.zeros(2)
        step[chosen] = np.linalg.solve(curvature[np.ix_(chosen, chosen)], gradient[chosen])
        while (there := _fit(at + step, scores, wrong)) < best and np.abs(step).max() > _CLOSE:
            step /= 2
        if there < best or np.abs(step).max() <= _CLOSE:
            break
        at, best = at + step, there
    return Calibration(float(at[0]), float(at[1]))


def _fit(at: Column, scores: Column, wrong: Column) -> float:
    """The logarithm of the posterior, but for a constant."""
    odds = at[0] + at[1] * scores
    likelihood = (wrong * odds - np.logaddexp(0, odds)).sum()
    return float(likelihood - (_away(at) ** 2).sum() / 2)


def _slopes(at: Column, scores: Column, wrong: Column) -> tuple[Column, Column]:
    """Its gradient, shape (2,), and the negative of its second derivatives, shape (2, 2)."""
    chances = 1 / (1 + np.exp(-np.clip(at[0] + at[1] * scores, -30, 30)))
    design = np.stack((np.ones_like(scores), scores), axis=1)
    spreads = np.array([_LEVEL_SPREAD, _SLOPE_SPREAD])
    gradient = design.T @ (wrong - chances) - _away(at) / spreads
    weighted = design * (chances * (1 - chances))[:, None]
    return gradient, design.T @ weighted + np.diag(spreads**-2)


def _away(at: Column) -> Column:
    """How many standard deviations it is from the prior."""
    away: Column = (at - np.array(PRIOR)) / np.array([_LEVEL_SPREAD, _SLOPE_SPREAD])
    return away
