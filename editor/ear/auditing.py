# SPDX-License-Identifier: GPL-3.0-or-later
"""An audit: few cues are listened to, and what is found bounds how many of all are wrong.

Cues are drawn one after the other without replacement, doubtful ones twice as often. Each draw
gives an unbiased estimate of the share of wrong cues; bets against every share that it may be
(Waudby-Smith and Ramdas, *Estimating means of bounded random variables by betting*, JRSS B 2024;
for weighted draws without replacement: Shekhar, Xu, Lipton, Liang and Ramdas, *Risk-limiting
financial audits via weighted sampling without replacement*, UAI 2023) grow where it is not that.
A share whose bet has grown twentyfold is ruled out. So the bound may be looked at after every
answer, and the audit be ended at any of them: it still holds in 95 % of audits, whatever the cues
are like and however good the doubts are. Its price: of a thousand cues, 80 that are all right rule
out no less than about 5 %.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

MOST = 0.08
"""Share of the cues that is asked about at most."""

_RISK = 0.05
"""Share of audits in which the bound may not hold."""

_OFTEN = 2.0
"""How much likelier a doubtful cue is drawn than another one. In simulations, more made the bound
worse as soon as few cues were wrong, since what is drawn seldom may hide them."""

_STAKE = 0.95
"""Largest part of the wealth that is betted: a loss must leave some."""

_GUESS = 0.01
"""Share of wrong cues, and its variance, that the first bets go by; counts as one answer."""


class Standing(NamedTuple):
    """What is known after some answers; shares are of all cues.

    Attributes:
        asked: Cues that were asked about.
        wrong: Those of them that were wrong.
        share: Estimated share of cues that were wrong when it began.
        at_most: That share is no larger, in 95 % of audits.
        left: Estimated share of cues that are wrong still, once those that were found are mended.
        left_at_most: That share is no larger, in 95 % of audits.
    """

    asked: int
    wrong: int
    share: float
    at_most: float
    left: float
    left_at_most: float


def drawn(doubtful: Sequence[bool], seed: int) -> list[int]:
    """Places of the cues to ask about, in this order; 8 % of them at most, but one.

    Args:
        doubtful: Whether each cue that nobody has checked is on the list of doubts.
        seed: The same gives the same.
    """
    chance = Random(seed)  # noqa: S311 - a sample, no secret
    # Efraimidis and Spirakis: sorted like this, each is the next with a chance like its weight.
    keys = [chance.random() ** (1 / weight) for weight in _weights(doubtful).tolist()]
    order = sorted(range(len(keys)), key=lambda place: -keys[place])
    return order[: max(1, int(MOST * len(keys)))]


def standings(
    doubtful: Sequence[bool], order: Sequence[int], answers: Iterable[bool], right: int = 0
) -> Iterator[Standing]:
    """What is known before the first answer, and after each.

    Args:
        doubtful: As for `drawn`.
        order: What that returned.
        answers: Whether each of the cues in that order, as far as it is asked about, is wrong.
        right: Cues beside those, which somebody has checked.
    """
    bets = _Bets(_weights(doubtful))
    yield bets.standing(right)
    for place, wrong in zip(order, answers, strict=False):
        bets.settle(place, wrong=wrong)
        yield bets.standing(right)


def _weights(doubtful: Sequence[bool]) -> NDArray[np.float64]:
    return np.where(np.asarray(doubtful, bool), _OFTEN, 1.0)


class _Bets:
    """Bets that the share of wrong cues is smaller, against each share that it may be."""

    def __init__(self, weights: NDArray[np.float64]) -> None:
        self.asked = self.wrong = 0
        self._weights = weights.copy()
        self._count = len(weights)
        self._shares = np.arange(self._count + 1) / max(1, self._count)
        self._wealth = np.zeros(self._count + 1)  # logarithms
        self._possible = np.ones(self._count + 1, bool)
        self._sum, self._squares = 0.0, 0.0

    def settle(self, place: int, *, wrong: bool) -> None:
        """Draw the cue at a place, and see whether it is wrong."""
        left, weight = float(self._weights.sum()), float(self._weights[place])
        rest = self._weights[self._weights > 0].min()
        known = self.wrong / self._count
        largest = known + left / (self._count * rest)
        estimate = known + wrong * left / (self._count * weight)
        self._wealth += np.log1p(self._stakes(largest) * (self._shares - estimate))
        self.asked += 1
        self.wrong += wrong
        self._sum += estimate
        self._squares += estimate**2
        self._weights[place] = 0
        self._possible &= self._wealth < -np.log(_RISK)
        self._possible[: self.wrong] = False
        self._possible[self._count - (self.asked - self.wrong) + 1 :] = False

    def _stakes(self, largest: float) -> NDArray[np.float64]:
        """Against each share, what makes the wealth grow fastest, by what was seen so far."""
        mean = (_GUESS + self._sum) / (1 + self.asked)
        variance = (_GUESS + self._squares) / (1 + self.asked) - mean**2
        above = np.maximum(self._shares - mean, 0)
        best = above / np.maximum(variance + above**2, np.finfo(float).tiny)
        return np.minimum(best, _STAKE / np.maximum(largest - self._shares, 1e-9))

    def standing(self, right: int) -> Standing:
        """What is known; `right` are cues beside these, which are right."""
        cues = max(1, self._count + right)
        possible = np.flatnonzero(self._possible)
        most = (int(possible[-1]) if len(possible) else self.wrong) / cues
        share = self._sum / max(1, self.asked) * self._count / cues
        found = self.wrong / cues
        left = max(0.0, share - found)
        return Standing(self.asked, self.wrong, share, most, left, most - found)
