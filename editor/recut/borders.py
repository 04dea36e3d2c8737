# SPDX-License-Identifier: GPL-3.0-or-later
"""Where one piece ends and the next one begins, to a frame: from runs to pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.recut.path import scores
from editor.recut.sounding import STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from editor.recut.lines import Line
    from editor.recut.path import Run
    from editor.recut.sounding import Floats

    Numbers = NDArray[np.float64]

_AROUND = 150
"""Frames on either side of a border of the path in which the exact one is looked for."""

_LONGEST_PAUSE = 3_000
"""Frames of silence, put in, that are told from a passage that is heard twice."""

_DEAR = 60.0
"""Score that is given up at most, so that nothing is heard twice."""

_LIKE = 6.0
"""Score by which two places of a border are as good."""

_SILENT = 300
"""Frames after the end of a piece that may belong to it, as far as the sound says."""

_MENDED = 100
"""Frames: a shorter break, after which the same line goes on, is a noise."""


class Piece(NamedTuple):
    """A part of the new sound that is a part of the old one. All times are ms.

    Attributes:
        line: Where it lies in the old sound.
        start: Its start in the new sound.
        end: Its end there.
        earliest: Where it might start as well: from there to `start` is silence.
        latest: Where it might end as well.
        alike: Correlation of the two, from 0 to 1.
    """

    line: Line
    start: int
    end: int
    earliest: int
    latest: int
    alike: float

    @property
    def old_start(self) -> int:
        """Its start in the old sound."""
        return round(self.line.at(self.start))

    @property
    def old_end(self) -> int:
        """Its end in the old sound."""
        return round(self.line.at(self.end))


class Borders:
    """Finds the exact borders of runs."""

    def __init__(self, new: Floats, old: Floats, strict: float) -> None:
        self._new, self._old, self._strict = new, old, strict

    def pieces(self, path: Sequence[Run]) -> list[Piece]:
        """The pieces of the runs, in the order of the new sound."""
        path = _mended(path)
        edges: list[list[int]] = [[run.first, run.stop] for run in path]
        for place in range(len(path) - 1):
            stop, first = self._border(path[place], path[place + 1])
            edges[place][1], edges[place + 1][0] = stop, first
        found = []
        for run, (first, stop) in zip(path, edges, strict=True):
            if run.line is not None and stop > first:
                piece = self._piece(run.line, first, stop)
                if piece is not None:
                    found.append(piece)
        return found

    def _border(self, before: Run, after: Run) -> tuple[int, int]:
        """The frame before which the one ends, and that with which the other begins."""
        if before.line is None or after.line is None:
            return self._edge(before, after)
        border = before.stop
        twice = before.line.at(border * STEP) - after.line.at(border * STEP)
        pause = round(twice / after.line.speed / STEP)
        pause = pause if 0 < pause <= _LONGEST_PAUSE else 0
        low = max(before.first, border - _AROUND - pause)
        high = min(after.stop, border + _AROUND + pause)
        gains = self._sums(before.line, low, high)
        rest = self._sums(after.line, low, high)
        rest = rest[-1] - rest
        best = _best_pair(gains, rest, 0)
        if pause:
            apart = _best_pair(gains, rest, pause)
            if apart is not None and best is not None and apart[2] >= best[2] - _DEAR:
                best = apart
        if best is None:
            return border, border
        return low + best[0], low + best[1]

    def _edge(self, before: Run, after: Run) -> tuple[int, int]:
        """The border of a piece with sound that is new."""
        border = before.stop
        low, high = max(before.first, border - _AROUND), min(after.stop, border + _AROUND)
        if before.line is not None:
            gains = self._sums(before.line, low, high)
            places = np.flatnonzero(gains >= gains.max() - _LIKE)
            place = low + int(places[-1])
        elif after.line is not None:
            gains = self._sums(after.line, low, high)
            rest = gains[-1] - gains
            place = low + int(np.flatnonzero(rest >= rest.max() - _LIKE)[0])
        else:
            place = border
        return place, place

    def _sums(self, line: Line, low: int, high: int) -> Numbers:
        """For each frame from `low` to `high` the score of all frames from `low` to it."""
        found = scores(line, self._new, self._old, range(low, high), self._strict)
        return np.concatenate(([0.0], np.cumsum(found, dtype=np.float64)))

    def _piece(self, line: Line, first: int, stop: int) -> Piece | None:
        """The piece, within both sounds; None if nothing of it is."""
        ends = (line.back(0), line.back(len(self._old) * STEP))
        start = max(round(ends[0]), first * STEP if first else 0)
        end = min(round(ends[1]), stop * STEP)
        if end - start < STEP:
            return None
        frames = range(max(start // STEP, 0), end // STEP)
        low, high = max(frames.start - _SILENT, 0), min(frames.stop + _SILENT, len(self._new))
        ahead = self._sums(line, low, frames.start)[::-1]
        behind = self._sums(line, frames.stop, high)
        earliest = frames.start - _reach(ahead[0] - ahead)
        latest = frames.stop + _reach(behind)
        return Piece(
            line,
            start,
            end,
            min(start, max(earliest * STEP, round(ends[0]))),
            max(end, min(latest * STEP, round(ends[1]))),
            self._alike(line, frames),
        )

    def _alike(self, line: Line, frames: range) -> float:
        strict, loud = (
            float(scores(line, self._new, self._old, frames, strict).sum()) for strict in (0, 1)
        )
        energy = (strict - loud) * 2  # of both together
        return strict * 2 / energy if energy > 0 else 0.0


def _mended(path: Sequence[Run]) -> list[Run]:
    """The runs, without short breaks in one line."""
    found: list[Run] = []
    for run in path:
        if (
            len(found) > 1
            and run.line is not None
            and found[-2].line is run.line
            and found[-1].line is None
            and found[-1].stop - found[-1].first < _MENDED
        ):
            found.pop()
            found[-1] = found[-1]._replace(stop=run.stop)
        else:
            found.append(run)
    return found


def _best_pair(gains: Numbers, rest: Numbers, apart: int) -> tuple[int, int, float] | None:
    """Where the first ends and the second begins, at least `apart` later; and the score."""
    count = len(gains) - apart
    if count < 1:
        return None
    highest = np.maximum.accumulate(gains[:count])
    together = highest + rest[apart:]
    best = float(together.max())
    # Of places that are as good: the middle one, which has silence on both sides.
    places = np.flatnonzero(together >= best - _LIKE)
    second = int(places[np.abs(places - np.median(places)).argmin()])
    ends = np.flatnonzero(gains[: second + 1] >= highest[second] - _LIKE)
    return int(ends[-1]), second + apart, best


def _reach(sums: Numbers) -> int:
    """How many frames go on without speaking against a line."""
    against = np.flatnonzero(sums < np.maximum.accumulate(sums) - _LIKE * 2)
    return int(against[0]) - 1 if len(against) else len(sums) - 1
