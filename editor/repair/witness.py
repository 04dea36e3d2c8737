# SPDX-License-Identifier: GPL-3.0-or-later
"""Witnesses: sources of true times that are independent of the recogniser's clock.

`SpeechWitness` has detected speech: when somebody speaks, but not what is said.
`reference_witness` has another subtitle of the same talk: what is said, and when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from editor.core.progress import Pulse
    from editor.repair.viterbi import Curve

    Times = NDArray[np.int64]

STEP = 20
"""ms between two places that are tried: Whisper's time tokens are 20 ms apart."""

_MET = 0.5
"""Closeness, of 0 to 1, from which a start is met."""

_SPOKEN_WEIGHT = 0.8
"""Weight of the share of speech inside a cue; that of its start is 1."""

# ms from a cue's start to the onset of its speech: between the first two numbers they surely
# belong together, outside the second two they do not. The middle is `LAG`, since a detector
# needs a moment to hear a voice.
_EARLY, _LATE, _EARLIEST, _LATEST = -60, 140, -140, 220


class Witness(Protocol):
    """Scores the places where a cue might be."""

    @property
    def end(self) -> int:
        """The last moment it knows of, in ms."""

    def curve(self, row: int, times: tuple[int, int], low: int, step: int, count: int) -> Curve:
        """The scores of a cue moved by `low`, `low` + `step`, … ms; about 1.2 at its place.

        Args:
            row: Of the file.
            times: Start and end of the cue in ms, as shown or as some model has them.
            low: Smallest shift in ms.
            step: From one shift to the next, a multiple of `STEP`.
            count: Number of shifts.
        """

    def votes(
        self, rows: Times, starts: Times, ends: Times, reach: int
    ) -> tuple[NDArray[np.intp], Times]:
        """True starts that rows placed at these times may have, within `reach` ms.

        Returns:
            Two arrays of one length: indices into `rows`, and times in ms. A row may have any
            number of votes.
        """

    def known(self, rows: Times) -> Times:
        """Those of `rows` that it has any evidence about."""

    def score(self, rows: Times, starts: Times, ends: Times) -> float:
        """The mean score of rows at these times: from about -1 to 1.8."""

    def met(self, rows: Times, starts: Times) -> float:
        """Share of the rows it has evidence about that start where that says."""

    def null_model(self) -> Witness | None:
        """The witness reversed in time: scores against it are those of chance.

        None where nothing agrees by chance.
        """


def tent(distance: NDArray[np.float64], blur: int = 0) -> NDArray[np.float64]:
    """1 where an onset belongs to a start, falling to 0 on both sides.

    Args:
        distance: From starts to onsets, in ms.
        blur: ms that a start may be off in addition, either way.
    """
    rising = (distance + blur - _EARLIEST) / (_EARLY - _EARLIEST)
    falling = (_LATEST + blur - distance) / (_LATEST - _LATE)
    return np.clip(np.minimum(rising, falling), 0, 1)


class SpeechWitness:
    """Stretches of speech, as voice activity detection finds them.

    Args:
        starts: Of the stretches of speech, in ms, ascending.
        ends: Of the same.
        blur: Greatest rounding error of the transcript's times, in ms.
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
        return float((self._near(starts) > _MET).mean()) if len(starts) else 0.0

    def null_model(self) -> SpeechWitness:
        """See `Witness.null_model`."""
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
        fit = onset + np.float32(_SPOKEN_WEIGHT) * (2 * np.minimum(share, 1) - 1)
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
        """See `Witness.score`; lower where cues overlap."""
        del rows
        if not len(starts):
            return 0.0
        spoken = (self._sum(ends) - self._sum(starts)) / np.maximum(ends - starts, STEP)
        fit = self._near(starts) + _SPOKEN_WEIGHT * (2 * np.minimum(spoken, 1) - 1)
        return float(fit.mean()) - overlapping(starts, ends)

    def _near(self, starts: Times) -> NDArray[np.float64]:
        """For each start the closeness of the best onset, from 0 to 1."""
        if not len(self._starts):
            return np.zeros(len(starts))
        after = np.searchsorted(self._starts, starts + _EARLIEST - self._blur)
        best = np.zeros(len(starts))
        for more in range(2):
            onset = self._starts[np.minimum(after + more, len(self._starts) - 1)]
            best = np.maximum(best, tent((onset - starts).astype(np.float64), self._blur))
        return best

    def _sum(self, times: Times) -> NDArray[np.float64]:
        """Time in ms of speech before each time."""
        edges = np.stack([self._starts, self._ends], axis=1).ravel()
        spoken = np.cumsum(
            np.stack([np.zeros_like(self._starts), self._ends - self._starts], 1).ravel()
        )
        if not len(edges):
            return np.zeros(len(times))
        return np.interp(times, edges, spoken)


class Watched:
    """A witness that beats a pulse whenever it is asked: models ask for seconds, but often."""

    def __init__(self, witness: Witness, pulse: Pulse) -> None:
        self._witness, self._pulse = witness, pulse

    @property
    def end(self) -> int:
        """See `Witness.end`."""
        return self._witness.end

    def curve(self, row: int, times: tuple[int, int], low: int, step: int, count: int) -> Curve:
        """See `Witness.curve`."""
        self._pulse.beat()
        return self._witness.curve(row, times, low, step, count)

    def votes(
        self, rows: Times, starts: Times, ends: Times, reach: int
    ) -> tuple[NDArray[np.intp], Times]:
        """See `Witness.votes`."""
        self._pulse.beat()
        return self._witness.votes(rows, starts, ends, reach)

    def known(self, rows: Times) -> Times:
        """See `Witness.known`."""
        return self._witness.known(rows)

    def score(self, rows: Times, starts: Times, ends: Times) -> float:
        """See `Witness.score`."""
        self._pulse.beat()
        return self._witness.score(rows, starts, ends)

    def met(self, rows: Times, starts: Times) -> float:
        """See `Witness.met`."""
        return self._witness.met(rows, starts)

    def null_model(self) -> Watched | None:
        """See `Witness.null_model`."""
        null = self._witness.null_model()
        return None if null is None else Watched(null, self._pulse)


LAG = 40
"""ms from a cue's start to the onset that is detected, on average."""


def overlapping(starts: Times, ends: Times) -> float:
    """Share of the cues' time in which they overlap."""
    order = np.argsort(starts, kind="stable")
    begin, end = starts[order], ends[order]
    before = np.maximum.accumulate(end)[:-1]
    doubled = np.clip(np.minimum(before, end[1:]) - begin[1:], 0, None).sum()
    return float(doubled / max(1, int((ends - starts).clip(0).sum())))


def _cut(cells: Curve, first: int, stride: int, count: int, beyond: float | None = None) -> Curve:
    """`count` cells from `first` on, `stride` apart; past either end, `beyond` or the last cell."""
    if stride == 1 and first >= 0 and first + count <= len(cells):
        return cells[first : first + count]
    index = first + stride * np.arange(count)
    taken: Curve = cells[np.clip(index, 0, len(cells) - 1)]
    if beyond is not None:
        taken = np.where((index >= 0) & (index < len(cells)), taken, np.float32(beyond))
    return taken
