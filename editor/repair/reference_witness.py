# SPDX-License-Identifier: GPL-3.0-or-later
"""A witness from a reference subtitle: aligns its text with the transcript's by trigrams."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from editor.repair.witness import overlapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from editor.core.cue import Cue
    from editor.repair.viterbi import Curve
    from editor.repair.witness import Times

_NOISE = re.compile(r"[\W_]+")
"""What two texts may differ by: punctuation and spaces."""

_GRAM = 3
"""Characters of a piece of text that is looked up: trigrams."""

_RARE = 40
"""A trigram that stands in more cues of the reference than this tells nothing."""

_TRIED = 4
"""So many of a cue's rarest trigrams are looked up."""

_CONTAINED = 0.75
"""Share of a cue's trigrams that the cue of the reference must have."""

_EDGE = 3
"""Characters within which two texts must begin, or end, together to share that edge."""

_LEAST_FOUND = 0.2
"""Share of the cues: a reference with fewer is of another talk or language."""

_CLOSE, _FAR = 170, 330
"""ms: an edge that is off by up to the first is right, by the second wrong; linear between."""
_ROUGH = 900
"""ms: how near a place must be where only the middle of a cue was found."""

_WELL = 1.3
"""Score of a cue at its place; `SpeechWitness` gives about as much (1.09 to 1.36)."""

_MET = 0.5
"""Closeness, of 0 to 1, from which a start is met."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A cue of the transcript that was found in the reference.

    Attributes:
        row: Of the transcript.
        starts: Its start in ms; None where it is in the middle of a cue of the reference.
        ends: Its end in ms; None likewise.
        about: Estimate of its start in ms.
    """

    row: int
    starts: int | None
    ends: int | None
    about: int


class ReferenceWitness:
    """Where the rows of one transcript are, by a reference.

    Args:
        sights: Where its rows were found.
        end: Where the reference ends, in ms.
        rows: Number of rows.
        blur: The transcript's times are rounded by up to so many ms.
    """

    def __init__(self, sights: Sequence[Sight], end: int, rows: int, blur: int = 0) -> None:
        self.end = end
        self._blur = blur
        self._sights = {sight.row: sight for sight in sights}
        self._start = np.full(rows, np.nan)
        self._end = np.full(rows, np.nan)
        for sight in sights:
            self._start[sight.row] = np.nan if sight.starts is None else sight.starts
            self._end[sight.row] = np.nan if sight.ends is None else sight.ends

    def curve(self, row: int, times: tuple[int, int], low: int, step: int, count: int) -> Curve:
        """See `Witness.curve`."""
        shifts = low + step * np.arange(count, dtype=np.float64)
        sight = self._sights.get(row)
        if sight is None:
            return np.zeros(count, np.float32)
        known = [
            self._slope(truth - time - shifts)
            for time, truth in zip(times, (sight.starts, sight.ends), strict=True)
            if truth is not None
        ]
        rough = np.abs(sight.about - times[0] - shifts) <= _ROUGH
        exact = np.mean(known, axis=0) if known else np.zeros(count)
        fit = _WELL * (exact + 0.3 * rough) / 1.3 - 0.3
        return np.asarray(fit, np.float32)

    def met(self, rows: Times, starts: Times) -> float:
        """See `Witness.met`."""
        fits = self._slope(self._start[rows] - starts)
        fits = fits[~np.isnan(fits)]
        return float((fits > _MET).mean()) if len(fits) else 0.0

    def null_model(self) -> None:
        """See `Witness.null_model`: texts do not agree by chance."""

    def known(self, rows: Times) -> Times:
        """See `Witness.known`: rows of which an edge was found."""
        unknown = np.isnan(self._start[rows]) & np.isnan(self._end[rows])
        return np.asarray(rows[~unknown], np.int64)

    def votes(
        self, rows: Times, starts: Times, ends: Times, reach: int
    ) -> tuple[NDArray[np.intp], Times]:
        """See `Witness.votes`: one vote by each edge that was found."""
        places = np.arange(len(starts))
        at = [self._start[rows], self._end[rows] - (ends - starts)]
        near = [np.abs(truth - starts) <= reach for truth in at]
        return (
            np.concatenate([places[ok] for ok in near]),
            np.concatenate([truth[ok] for truth, ok in zip(at, near, strict=True)]).astype(
                np.int64
            ),
        )

    def score(self, rows: Times, starts: Times, ends: Times) -> float:
        """See `Witness.score`."""
        known, truth = self._start[rows], self._end[rows]
        fits = np.concatenate([self._slope(known - starts), self._slope(truth - ends)])
        fits = fits[~np.isnan(np.concatenate([known, truth]))]
        return float(_WELL * fits.mean()) - overlapping(starts, ends) if len(fits) else 0.0

    def _slope(self, distance: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.clip((_FAR + self._blur - np.abs(distance)) / (_FAR - _CLOSE), 0, 1)


def find(cues: Sequence[Cue], reference: Sequence[Cue], blur: int = 0) -> ReferenceWitness | None:
    """The witness of a reference, or None if that is of another talk or in another language.

    Args:
        cues: The transcript, in file order.
        reference: In the order of its times.
        blur: See `ReferenceWitness`.
    """
    mine, theirs = [_bare(cue.text) for cue in cues], [_bare(cue.text) for cue in reference]
    chain = _chain(list(_pairs(mine, theirs)))
    if len(chain) < max(3, _LEAST_FOUND * len(cues)):
        return None
    sights = [_sight(row, mine[row], reference[at], theirs[at]) for row, at in chain]
    return ReferenceWitness(sights, max(cue.end for cue in reference), len(cues), blur)


def _bare(text: str) -> str:
    return _NOISE.sub("", text).lower()


def _grams(text: str) -> set[str]:
    if len(text) <= _GRAM:
        return {text} if len(text) == _GRAM else set()
    return {text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)}


def _pairs(mine: Sequence[str], theirs: Sequence[str]) -> Iterable[tuple[int, int, float]]:
    """Candidate pairs: row, row of the reference, and the number of trigrams they share."""
    grams = [_grams(text) for text in theirs]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, pieces in enumerate(grams):
        for piece in pieces:
            places[piece].append(at)
    for row, text in enumerate(mine):
        own = _grams(text)
        rare = sorted(
            (piece for piece in own if piece in places), key=lambda piece: len(places[piece])
        )
        near = Counter(
            at for piece in rare[:_TRIED] if len(places[piece]) <= _RARE for at in places[piece]
        )
        for at in near:
            share = len(own & grams[at]) / len(own)
            if share >= _CONTAINED:
                yield row, at, share * len(own)


def _chain(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The pairs of greatest weight in which both rows ascend; several may share one of the second.

    The heaviest increasing subsequence, in O(n log n).
    """
    tops: list[tuple[int, float, int]] = []  # place, weight of the best chain up to it, its pair
    previous: list[int] = []
    number = 0
    while number < len(pairs):
        row = pairs[number][0]
        stop = number
        added = []
        while stop < len(pairs) and pairs[stop][0] == row:
            _, at, weight = pairs[stop]
            below = bisect_right(tops, (at, float("inf"), 0)) - 1
            before, ahead = (tops[below][2], tops[below][1]) if below >= 0 else (-1, 0.0)
            previous.append(before)
            added.append((at, ahead + weight, stop))
            stop += 1
        for top in added:
            _raise(tops, top)
        number = stop
    chain = []
    number = tops[-1][2] if tops else -1
    while number >= 0:
        chain.append(pairs[number][:2])
        number = previous[number]
    return chain[::-1]


def _raise(tops: list[tuple[int, float, int]], top: tuple[int, float, int]) -> None:
    """Insert `top`, and keep `tops` ascending in place and weight."""
    at = bisect_right(tops, (top[0], float("inf"), 0))
    if at and tops[at - 1][1] >= top[1]:
        return
    stop = at
    while stop < len(tops) and tops[stop][1] <= top[1]:
        stop += 1
    if at and tops[at - 1][0] == top[0]:
        at -= 1
    tops[at:stop] = [top]


def _sight(row: int, text: str, there: Cue, whole: str) -> Sight:
    """Which edges a row shares with the cue of the reference that has its text."""
    own = [at for at in range(len(text) - _GRAM + 1) if text[at : at + _GRAM] in whole]
    first, last = own[0], own[-1]
    ahead = whole.find(text[first : first + _GRAM])
    behind = len(whole) - whole.rfind(text[last : last + _GRAM])
    begins = ahead - first <= _EDGE and ahead <= 2 * _EDGE
    stops = behind - (len(text) - last) <= _EDGE and behind <= 2 * _EDGE + _GRAM
    about = there.start + round((there.end - there.start) * ahead / max(1, len(whole)))
    return Sight(
        row,
        there.start if begins else None,
        there.end if stops else None,
        about if not begins else there.start,
    )
