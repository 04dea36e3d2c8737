# SPDX-License-Identifier: GPL-3.0-or-later
"""Witnesses: what tells where a cue lies in the medium, because it was not timed by the recogniser.

Speech that was found in the sound knows where somebody begins to talk, but not what is
said. A reference subtitle knows what is said; see `matching`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from editor.repair.viterbi import Curve

    Times = NDArray[np.int64]

STEP = 20
"""Whisper's grid: places are tried so many ms apart."""

_HALF = 0.5
_SHARE = 0.8
"""Weight of the share of speech inside a cue, beside its start's."""

# From a cue's start to the onset of speech, in ms: surely the same, hardly any more.
# A detector needs a moment to hear a voice, so an onset comes rather late than early.
_EARLY, _EARLIEST = -60, -140
_LATE, _LATEST = 140, 220


class Witness(Protocol):
    """Says how well a cue would lie at a place."""

    @property
    def end(self) -> int:
        """The last moment it knows of, in ms."""

    def curve(self, row: int, times: tuple[int, int], low: int, step: int, count: int) -> Curve:
        """How well a cue lies if moved by `low`, `low` + `step`, … ms: about 1.2 for well.

        Args:
            row: Of the file.
            times: Start and end of the cue as shown, or as some model has them.
            low: Smallest shift in ms.
            step: From one shift to the next, a multiple of `STEP`.
            count: Number of shifts.
        """

    def votes(
        self, rows: Times, starts: Times, ends: Times, reach: int
    ) -> tuple[NDArray[np.intp], Times]:
        """Where rows placed at these times may truly start, within `reach` ms.

        Returns:
            Pairs of a place in `rows` and a time in ms; of one row any number.
        """

    def known(self, rows: Times) -> Times:
        """Those of `rows` that it could say anything about."""

    def score(self, rows: Times, starts: Times, ends: Times) -> float:
        """How well rows lie at these times, on the average: from about -1 to 1.8."""

    def met(self, rows: Times, starts: Times) -> float:
        """Share of the rows it knows of that start where it has them."""

    def mirrored(self) -> Witness | None:
        """One that knows as much about another talk: what agrees with that agrees by chance.

        None where nothing agrees by chance.
        """


def tent(distance: NDArray[np.float64], blur: int = 0) -> NDArray[np.float64]:
    """1 where an onset is as far from a start as it may be (ms), falling to 0 on both sides.

    Args:
        distance: From starts to onsets.
        blur: By so many ms more, either way, a start may be off.
    """
    rising = (distance + blur - _EARLIEST) / (_EARLY - _EARLIEST)
    falling = (_LATEST + blur - distance) / (_LATEST - _LATE)
    return np.clip(np.minimum(rising, falling), 0, 1)


class SpeechWitness:
    """Speech as a detector finds it.

    Args:
        starts: Of the stretches of speech, in ms, ascending.
        ends: Of the same.
        blur: The transcript's times are rounded by up to so many ms.
    """

    def __init__(self, starts: ArrayLike, ends: ArrayLike, blur: int = 0) -> None:
        self._blur = blur
        self._starts = np.asarray(starts, np.int64)
        self._ends = np.maximum(np.asarray(ends, np.int64), self._starts)
        cells = self.end // STEP + 2
        cell = np.arange(cells, dtype=np.int64) * STEP
        self._onset = self._near(cell).astype(np.float32)
        self._spoken = self._sum(cell).astype(np.float32)

    @property
    def end(self) -> int:
        """Where the last speech ends, in ms."""
        return int(self._ends[-1]) if len(self._ends) else 0

    def __len__(self) -> int:
        return len(self._starts)

    def met(self, rows: Times, starts: Times) -> float:
        """See `Witness.met`."""
        del rows
        return float((self._near(starts) > _HALF).mean()) if len(starts) else 0.0

    def mirrored(self) -> SpeechWitness:
        """See `Witness.mirrored`: the same speech, backwards."""
        starts, ends = self.end - self._ends, self.end - self._starts
        return SpeechWitness(starts[::-1], ends[::-1], self._blur)

    def curve(self, row: int, times: tuple[int, int], low: int, step: int, count: int) -> Curve:
        """See `Witness.curve`."""
        del row  # speech is the same whoever speaks
        start, end = times
        stride = step // STEP
        first, last = (start + low) // STEP, (end + low) // STEP
        onset = _cut(self._onset, first, stride, count, 0)
        spoken = _cut(self._spoken, last, stride, count) - _cut(self._spoken, first, stride, count)
        share = spoken / max(STEP, (last - first) * STEP)
        fit = onset + np.float32(_SHARE) * (2 * np.minimum(share, 1) - 1)
        return fit.astype(np.float32, copy=False)

    def known(self, rows: Times) -> Times:
        """See `Witness.known`."""
        return rows

    def votes(
        self, rows: Times, starts: Times, ends: Times, reach: int
    ) -> tuple[NDArray[np.intp], Times]:
        """See `Witness.votes`: every onset near enough."""
        del rows, ends
        first = np.searchsorted(self._starts, starts - reach)
        counts = np.searchsorted(self._starts, starts + reach) - first
        voters = np.repeat(np.arange(len(starts)), counts)
        begin = np.cumsum(counts) - counts
        onsets = np.arange(len(voters)) - np.repeat(begin, counts) + np.repeat(first, counts)
        return voters, self._starts[onsets] - LAG

    def score(self, rows: Times, starts: Times, ends: Times) -> float:
        """See `Witness.score`; where cues lie on one another it is lower."""
        del rows
        if not len(starts):
            return 0.0
        spoken = (self._sum(ends) - self._sum(starts)) / np.maximum(ends - starts, STEP)
        fit = self._near(starts) + _SHARE * (2 * np.minimum(spoken, 1) - 1)
        return float(fit.mean()) - overlapping(starts, ends)

    def _near(self, starts: Times) -> NDArray[np.float64]:
        """For each start how near the best onset is, from 0 to 1."""
        if not len(self._starts):
            return np.zeros(len(starts))
        after = np.searchsorted(self._starts, starts + _EARLIEST - self._blur)
        best = np.zeros(len(starts))
        for more in range(2):
            onset = self._starts[np.minimum(after + more, len(self._starts) - 1)]
            best = np.maximum(best, tent((onset - starts).astype(np.float64), self._blur))
        return best

    def _sum(self, times: Times) -> NDArray[np.float64]:
        """Milliseconds of speech before each time."""
        edges = np.stack([self._starts, self._ends], axis=1).ravel()
        spoken = np.cumsum(
            np.stack([np.zeros_like(self._starts), self._ends - self._starts], 1).ravel()
        )
        if not len(edges):
            return np.zeros(len(times))
        return np.interp(times, edges, spoken)


LAG = 40
"""A voice is detected so many ms after its cue begins, as a rule."""


def overlapping(starts: Times, ends: Times) -> float:
    """Share of the cues' time that lies on one another."""
    order = np.argsort(starts, kind="stable")
    begin, end = starts[order], ends[order]
    before = np.maximum.accumulate(end)[:-1]
    doubled = np.clip(np.minimum(before, end[1:]) - begin[1:], 0, None).sum()
    return float(doubled / max(1, int((ends - starts).clip(0).sum())))


def _cut(cells: Curve, first: int, stride: int, count: int, beyond: float | None = None) -> Curve:
    """`count` cells from `first` on, each `stride` after the one before; those beside repeat."""
    if stride == 1 and first >= 0 and first + count <= len(cells):
        return cells[first : first + count]
    index = first + stride * np.arange(count)
    taken: Curve = cells[np.clip(index, 0, len(cells) - 1)]
    if beyond is not None:
        taken = np.where((index >= 0) & (index < len(cells)), taken, np.float32(beyond))
    return taken
