# SPDX-License-Identifier: GPL-3.0-or-later
"""A clock that runs through and is wrong all the same: shifted, too fast, or stepping."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from editor.repair.anchors import FILM_RATES
from editor.repair.candidate import Candidate
from editor.repair.chunk_placement import by_offset, correction
from editor.repair.chunks import chunk_of
from editor.repair.viterbi import best_paths
from editor.repair.witness import STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from editor.core.cue import Cue
    from editor.repair.viterbi import Curve
    from editor.repair.witness import Times, Witness

_REACH = 90_000
"""The most that a shift is looked for, in ms."""
_STEPS_REACH = 300_000
_PIECE = 24
"""So many cues tell a shift between them,"""
_SEEN = 0.5
"""if as large a part of them meets the witness."""
_BESIDE = 60_000
_CELL = 50
_BETTER = 1.1
"""A film's rate must meet so many times as many starts as none."""
_SAMPLE = 1_500
"""So many cues are enough to find the rate by."""
_PPM = 12.5e-6
_WORST_CLOCK = 40
"""Clocks of recorders are off by up to so many times `_PPM`."""
_INLIER = 150
_LOOK = 250
_SHARE = 0.35
"""In every sixth of the file so many of the starts must be met."""
_SIXTHS = 6
_SHORT = 40
_SHORT_SHARE = 0.35
_MATTERS = 100
"""Ends of a file that drift apart by less, in ms, are left alone."""
_TOO_EARLY_TO_TELL = 250
"""A shift as small as this is a matter of taste: of when a voice is taken to begin."""

# What a step costs, in cues that lie well.
_AT_A_CUT = 0.8
_AT_A_GAP = 2.5
_ANYWHERE = 4.0
_BOTH_WAYS = 2.0
"""To go back and forth is less likely, and costs so much more."""
_GAP = 140
_CUTS = 4
_CUT_SHARE = 0.3


def line(cues: Sequence[Cue], witness: Witness) -> Candidate | None:
    """All times at one rate and shifted, where that meets the witness from end to end."""
    starts, ends = _times(cues)
    scale, offset = _rough(starts, ends, witness)
    whole = (chunk_of(cues, 0, len(cues)),)
    span = int(starts.max() - starts.min())
    film, scale_of_film = scale in FILM_RATES, scale
    met = np.zeros(0, np.int64)
    for reach in (_LOOK, _INLIER, _INLIER):
        rows, residuals = _residuals((starts, ends), (scale, offset), reach, witness)
        if len(set(rows.tolist())) < 3:  # noqa: PLR2004 - a line through two is no evidence
            return None
        slope, shift = _fitted(starts[rows], residuals)
        scale, offset, met = scale + slope, offset + shift, rows
    usual = scale_of_film if film else 1.0
    if abs(scale - usual) * span <= _MATTERS:
        scale = usual
        rows, residuals = _residuals((starts, ends), (scale, offset), _LOOK, witness)
        if len(rows):
            offset += float(np.median(residuals))
    if not _met_throughout(met, starts, witness, _SIXTHS, _SHARE):
        return None
    if scale == 1 and abs(offset) <= _TOO_EARLY_TO_TELL:
        return keep(cues)
    return Candidate("line", whole, (round(offset),), scale=scale)


def runs_straight(cues: Sequence[Cue], candidate: Candidate, witness: Witness) -> bool:
    """Whether even short pieces meet the witness, so that no step can hide in any of them."""
    starts, ends = _times(cues)
    rows, _ = _residuals((starts, ends), (candidate.scale, candidate.offsets[0]), _LOOK, witness)
    pieces = max(1, len(cues) // _SHORT)
    return _met_throughout(rows, starts, witness, pieces, _SHORT_SHARE)


def keep(cues: Sequence[Cue]) -> Candidate:
    """The times as they are."""
    return Candidate("keep", (chunk_of(cues, 0, len(cues)),), (0,))


def reach(cues: Sequence[Cue], witness: Witness, horizon: int) -> tuple[int, int]:
    """The least and the greatest shift that any piece of the file seems to have, and some more.

    Args:
        cues: In file order.
        witness: Says where lines lie.
        horizon: Where the medium ends, in ms.
    """
    starts, ends = _times(cues)
    order = np.argsort(starts, kind="stable")
    seen = []
    for piece in np.array_split(order, max(1, len(order) // _PIECE)):
        near, at = _peak(piece, starts[piece], ends[piece], witness, _STEPS_REACH)
        if near >= _SEEN * len(piece):
            seen.append(at)
    over = horizon - int(ends.max())  # so much was cut out in all, or put in
    low = min(0, over, *seen) - _BESIDE
    high = max(0, over, *seen) + _BESIDE
    low = int(max(low, -_STEPS_REACH, -int(starts.max())))
    high = int(min(high, _STEPS_REACH, horizon - int(starts.min())))
    return low // STEP * STEP, max(high, low + STEP)


def steps(cues: Sequence[Cue], witness: Witness, within: tuple[int, int]) -> Candidate:
    """Shifts that change from piece to piece, wherever the witness says so.

    Args:
        cues: In file order.
        witness: Says where lines lie.
        within: The least and the greatest shift in ms, the first a multiple of `STEP`.
    """
    starts, ends = _times(cues)
    order = np.argsort(starts, kind="stable")
    low, high = within
    count = (high - low) // STEP + 1
    costs = _costs(starts[order], ends[order])
    curves = (
        _before(
            witness.curve(row, (cues[row].start, cues[row].end), low, STEP, count),
            -low // STEP if row == order[0] else None,
        )
        for row in order
    )
    dear = [cost + _BOTH_WAYS for cost in costs]
    paths = best_paths(curves, [(costs, "later"), (costs, "earlier"), (dear, "any")])
    best = max(paths, key=lambda path: path.score)
    offsets = np.zeros(len(cues), np.int64)
    offsets[order] = low + STEP * np.array(best.places)
    for place in sorted(set(best.places)):
        offset = low + STEP * place
        rows = np.flatnonzero(offsets == offset)
        offsets[rows] += correction(witness, rows, starts[rows] + offset, ends[rows] + offset)
    chunks, found = by_offset(cues, offsets.tolist())
    return Candidate("steps", chunks, found)


def _before(curve: Curve, still: int | None) -> Curve:
    """The curve; but the first row stays where it is, unless much speaks against it."""
    if still is not None:
        near = slice(max(0, still - _INLIER // STEP), still + _INLIER // STEP)
        curve = curve.copy()
        curve[near] += _ANYWHERE / 2
    return curve


def _times(cues: Sequence[Cue]) -> tuple[Times, Times]:
    return (
        np.array([cue.start for cue in cues], np.int64),
        np.array([cue.end for cue in cues], np.int64),
    )


def _rough(starts: Times, ends: Times, witness: Witness) -> tuple[float, float]:
    """The rate and shift under which most starts meet the witness."""
    step = max(1, len(starts) // _SAMPLE)
    rows = np.arange(0, len(starts), step)
    span = int(starts.max() - starts.min())
    fine = [n * _PPM for n in range(-_WORST_CLOCK, _WORST_CLOCK + 1)]
    rates = [1.0, *FILM_RATES]
    fine_rates = [1 + part for part in fine if abs(part) * span > _CELL]
    rates += fine_rates
    best = (0.0, 1.0, 0.0)
    for rate in rates:
        some = np.round(starts[rows] * rate).astype(np.int64)
        lasting = np.round((ends - starts)[rows] * rate).astype(np.int64)
        near, at = _peak(rows, some, some + lasting, witness, _REACH)
        if near > (best[0] if rate in fine_rates else best[0] * _BETTER):
            best = (near, rate, at)
    return best[1], best[2]


def _peak(
    rows: Times, starts: Times, ends: Times, witness: Witness, most: int
) -> tuple[float, float]:
    """How many of the rows meet the witness under the shift under which most do, and that."""
    voters, truths = witness.votes(rows, starts, ends, most)
    cells = np.maximum(truths - starts[voters] + most, 0) // _CELL
    counts = np.bincount(cells, minlength=2 * most // _CELL + 3)
    near = counts[:-2] + counts[1:-1] + counts[2:]
    peak = int(near.argmax())
    return float(near[peak]), (peak + 1.5) * _CELL - most


def _residuals(
    times: tuple[Times, Times], line: tuple[float, float], reach: int, witness: Witness
) -> tuple[Times, NDArray[np.float64]]:
    """Rows that meet the witness, and by how many ms they miss.

    Args:
        times: Starts and ends as shown.
        line: Rate and shift.
        reach: What is further off meets nothing, in ms.
        witness: Says where lines lie.
    """
    (starts, ends), (scale, offset) = times, line
    placed = np.round(starts * scale + offset).astype(np.int64)
    stops = np.round(ends * scale + offset).astype(np.int64)
    rows, truths = witness.votes(np.arange(len(starts)), placed, stops, reach)
    return rows, (truths - placed[rows]).astype(np.float64)


def _fitted(times: Times, residuals: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and shift of the line through residuals."""
    middle = float(times.mean())
    spread = float(((times - middle) ** 2).sum())
    shift = float(residuals.mean())
    if not spread:
        return 0.0, shift
    slope = float(((times - middle) * (residuals - shift)).sum()) / spread
    return slope, shift - slope * middle


def _met_throughout(met: Times, starts: Times, witness: Witness, pieces: int, share: float) -> bool:
    """Whether enough of the rows meet the witness in each of so many pieces of the file."""
    order = np.argsort(starts, kind="stable")
    known = np.zeros(len(starts), bool)
    known[witness.known(np.arange(len(starts)))] = True
    hit = np.zeros(len(starts), bool)
    hit[met] = True
    parts = [part for part in np.array_split(order, pieces) if len(part)]
    return all(hit[part].sum() > share * known[part].sum() for part in parts)


def _costs(starts: Times, ends: Times) -> list[float]:
    """What a step before each row costs."""
    gaps = [0, *(int(after - before) for before, after in zip(ends, starts[1:], strict=False))]
    cut = _cut_length(gaps)
    return [_AT_A_CUT if gap == cut else _AT_A_GAP if gap >= _GAP else _ANYWHERE for gap in gaps]


def _cut_length(gaps: Sequence[int]) -> int | None:
    """The gap that is left where silence was cut out: always the same one."""
    wide = Counter(round(gap / STEP) * STEP for gap in gaps if gap >= _GAP)
    if not wide:
        return None
    gap, count = wide.most_common(1)[0]
    return gap if count >= max(_CUTS, _CUT_SHARE * wide.total()) else None
