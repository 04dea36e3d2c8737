# SPDX-License-Identifier: GPL-3.0-or-later
"""A reference subtitle as a witness: the same words with the right times, though cut otherwise."""

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
_GRAM = 3
_RARE = 40
"""A piece of text that stands in more cues of the reference than this tells nothing."""
_TRIED = 4
"""So many of a cue's rarest pieces are looked up."""
_CONTAINED = 0.75
"""Share of a cue's pieces that the cue of the reference must have."""
_EDGE = 3
"""A text begins with another if that begins within so many characters."""
_LEAST = 0.2
"""A reference in which fewer cues are found than this is of another talk or language."""

_CLOSE, _FAR = 170, 330
"""A reference's times are right to within the first, and never wrong by the second, in ms."""
_INSIDE = 900
_WELL = 1.3
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Sight:
    """A cue was found in the reference.

    Attributes:
        row: Of the transcript.
        starts: When it starts, in ms; None where only roughly known.
        ends: When it ends; None where only roughly known.
        about: About when it starts.
    """

    row: int
    starts: int | None
    ends: int | None
    about: int


class ReferenceWitness:
    """What a reference says about the rows of one transcript.

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
        rough = np.abs(sight.about - times[0] - shifts) <= _INSIDE
        exact = np.mean(known, axis=0) if known else np.zeros(count)
        fit = _WELL * (exact + 0.3 * rough) / 1.3 - 0.3
        return np.asarray(fit, np.float32)

    def met(self, rows: Times, starts: Times) -> float:
        """See `Witness.met`."""
        fits = self._slope(self._start[rows] - starts)
        fits = fits[~np.isnan(fits)]
        return float((fits > _HALF).mean()) if len(fits) else 0.0

    def mirrored(self) -> None:
        """See `Witness.mirrored`: so many words are not the same by chance."""

    def known(self, rows: Times) -> Times:
        """See `Witness.known`: those with an edge that is exactly known."""
        unknown = np.isnan(self._start[rows]) & np.isnan(self._end[rows])
        return np.asarray(rows[~unknown], np.int64)

    def votes(
        self, rows: Times, starts: Times, ends: Times, reach: int
    ) -> tuple[NDArray[np.intp], Times]:
        """See `Witness.votes`: both edges tell about the start."""
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
    """The witness of a reference, or None where it tells of another talk or in another language.

    Args:
        cues: The transcript, in file order.
        reference: In the order of its times.
        blur: See `ReferenceWitness`.
    """
    mine, theirs = [_bare(cue.text) for cue in cues], [_bare(cue.text) for cue in reference]
    chain = _chain(list(_pairs(mine, theirs)))
    if len(chain) < max(3, _LEAST * len(cues)):
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
    """Row, row of the reference, and how much of the first's text the second has."""
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
    """The heaviest selection in which both sides go forward; several rows may share a place."""
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
    """Keep `tops` ascending in place and in weight."""
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
    """Which edges of a cue of the reference are those of ours; its middle is only about right."""
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
