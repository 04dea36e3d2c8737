# SPDX-License-Identifier: GPL-3.0-or-later
"""Models of a clock without restarts by a witness: shift and rate, or a shift with steps."""

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

_SHIFT_REACH = 90_000
"""ms: the greatest shift that is looked for."""

_STEPS_REACH = 300_000
"""ms: the greatest shift of a piece."""

_PIECE_CUES = 24
"""Cues of a piece that is long enough to tell its shift."""

_PIECE_MET = 0.5
"""Share of a piece's cues that must agree on one shift."""

_MARGIN = 60_000
"""ms of shift that are tried beyond those seen."""

_BIN = 50
"""ms: width of the histogram of shifts."""

_FILM_GAIN = 1.1
"""A film's rate must meet so many times as many starts as no rate."""

_SAMPLED_CUES = 1_500
"""Cues that are enough to find the rate by."""

_CLOCK_STEP = 12.5e-6
"""Relative distance of two rates that are tried: 45 ms in an hour."""

_CLOCK_STEPS = 40
"""Rates tried above 1, and below: clocks of recorders are off by up to 500 ppm."""

_INLIER = 150
"""ms: a start this near to an onset meets it."""

_FIRST_INLIER = 250
"""ms: the same for the first fit of the line."""

_MET_SHARE = 0.35
"""Share of the starts that must be met in each of `_SIXTHS` pieces of the file."""

_SIXTHS = 6
"""Pieces of the file that must each meet the witness."""

_SHORT_PIECE = 40
"""Cues of a piece that is too short to hide a step."""

_SHORT_MET_SHARE = 0.35
"""Share of the starts that must be met in every such piece."""

_LEAST_DRIFT = 100
"""ms: ends of a file that drift apart by less are left alone."""

_LEAST_SHIFT = 250
"""ms: a smaller shift is a matter of taste: of when a voice is taken to begin."""

# Costs of a step before a row, in scores of a cue that lies well. Tuned on
# tests/clock_families.py and tests/bench/real_speech.py.
_STEP_AT_CUT = 0.8
"""After the gap that is left where silence was cut out."""

_STEP_AT_GAP = 2.5
"""After any other gap of `_GAP`."""

_STEP_ANYWHERE = 4.0
"""Elsewhere."""

_STEP_BOTH_WAYS = 2.0
"""Added where shifts may both grow and fall: that is less likely."""

_GAP = 140
"""ms: shorter gaps are within a phrase."""

_LEAST_CUTS = 4
"""Gaps of the same length, at least, where silence was cut out;"""

_CUT_SHARE = 0.3
"""and the share of all gaps that they must have."""


def line(cues: Sequence[Cue], witness: Witness) -> Candidate | None:
    """The rate and shift that meet the witness in all of the file, or None if there are none."""
    starts, ends = _times(cues)
    scale, offset = _rough(starts, ends, witness)
    whole = (chunk_of(cues, 0, len(cues)),)
    span = int(starts.max() - starts.min())
    film, scale_of_film = scale in FILM_RATES, scale
    met = np.zeros(0, np.int64)
    for reach in (_FIRST_INLIER, _INLIER, _INLIER):
        rows, residuals = _residuals((starts, ends), (scale, offset), reach, witness)
        if len(set(rows.tolist())) < 3:  # noqa: PLR2004 - a line through two is no evidence
            return None
        slope, shift = _fitted(starts[rows], residuals)
        scale, offset, met = scale + slope, offset + shift, rows
    usual = scale_of_film if film else 1.0
    if abs(scale - usual) * span <= _LEAST_DRIFT:
        scale = usual
        rows, residuals = _residuals((starts, ends), (scale, offset), _FIRST_INLIER, witness)
        if len(rows):
            offset += float(np.median(residuals))
    if not _met_throughout(met, starts, witness, _SIXTHS, _MET_SHARE):
        return None
    if scale == 1 and abs(offset) <= _LEAST_SHIFT:
        return keep(cues)
    return Candidate("line", whole, (round(offset),), scale=scale)


def runs_straight(cues: Sequence[Cue], candidate: Candidate, witness: Witness) -> bool:
    """Whether every short piece meets the witness, so that none hides a step."""
    starts, ends = _times(cues)
    rows, _ = _residuals(
        (starts, ends), (candidate.scale, candidate.offsets[0]), _FIRST_INLIER, witness
    )
    pieces = max(1, len(cues) // _SHORT_PIECE)
    return _met_throughout(rows, starts, witness, pieces, _SHORT_MET_SHARE)


def keep(cues: Sequence[Cue]) -> Candidate:
    """The times as they are."""
    return Candidate("keep", (chunk_of(cues, 0, len(cues)),), (0,))


def reach(cues: Sequence[Cue], witness: Witness, horizon: int) -> tuple[int, int]:
    """The least and the greatest shift (ms) that pieces of the file have, with a margin.

    Args:
        cues: In file order.
        witness: Says where lines lie.
        horizon: Where the medium ends, in ms.
    """
    starts, ends = _times(cues)
    order = np.argsort(starts, kind="stable")
    seen = []
    for piece in np.array_split(order, max(1, len(order) // _PIECE_CUES)):
        near, at = _peak(piece, starts[piece], ends[piece], witness, _STEPS_REACH)
        if near >= _PIECE_MET * len(piece):
            seen.append(at)
    over = horizon - int(ends.max())  # so much was cut out in all, or put in
    low = min(0, over, *seen) - _MARGIN
    high = max(0, over, *seen) + _MARGIN
    low = int(max(low, -_STEPS_REACH, -int(starts.max())))
    high = int(min(high, _STEPS_REACH, horizon - int(starts.min())))
    return low // STEP * STEP, max(high, low + STEP)


def steps(cues: Sequence[Cue], witness: Witness, within: tuple[int, int]) -> Candidate:
    """A shift that may change before any cue, by a Viterbi search over the witness's curves.

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
    dear = [cost + _STEP_BOTH_WAYS for cost in costs]
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
    """The curve; the first row's prefers no shift."""
    if still is not None:
        near = slice(max(0, still - _INLIER // STEP), still + _INLIER // STEP)
        curve = curve.copy()
        curve[near] += _STEP_ANYWHERE / 2
    return curve


def _times(cues: Sequence[Cue]) -> tuple[Times, Times]:
    return (
        np.array([cue.start for cue in cues], np.int64),
        np.array([cue.end for cue in cues], np.int64),
    )


def _rough(starts: Times, ends: Times, witness: Witness) -> tuple[float, float]:
    """The rate and shift (ms) under which most starts meet the witness: a search by histograms."""
    step = max(1, len(starts) // _SAMPLED_CUES)
    rows = np.arange(0, len(starts), step)
    span = int(starts.max() - starts.min())
    fine = [n * _CLOCK_STEP for n in range(-_CLOCK_STEPS, _CLOCK_STEPS + 1)]
    rates = [1.0, *FILM_RATES]
    fine_rates = [1 + part for part in fine if abs(part) * span > _BIN]
    rates += fine_rates
    best = (0.0, 1.0, 0.0)
    for rate in rates:
        some = np.round(starts[rows] * rate).astype(np.int64)
        lasting = np.round((ends - starts)[rows] * rate).astype(np.int64)
        near, at = _peak(rows, some, some + lasting, witness, _SHIFT_REACH)
        if near > (best[0] if rate in fine_rates else best[0] * _FILM_GAIN):
            best = (near, rate, at)
    return best[1], best[2]


def _peak(
    rows: Times, starts: Times, ends: Times, witness: Witness, most: int
) -> tuple[float, float]:
    """The peak of the histogram of shifts: how many rows agree on it, and the shift in ms."""
    voters, truths = witness.votes(rows, starts, ends, most)
    cells = np.maximum(truths - starts[voters] + most, 0) // _BIN
    counts = np.bincount(cells, minlength=2 * most // _BIN + 3)
    near = counts[:-2] + counts[1:-1] + counts[2:]
    peak = int(near.argmax())
    return float(near[peak]), (peak + 1.5) * _BIN - most


def _residuals(
    times: tuple[Times, Times], line: tuple[float, float], reach: int, witness: Witness
) -> tuple[Times, NDArray[np.float64]]:
    """Rows that meet the witness, and their errors in ms.

    Args:
        times: Starts and ends as shown.
        line: Rate and shift.
        reach: ms: rows that are further off are left out.
        witness: Says where lines lie.
    """
    (starts, ends), (scale, offset) = times, line
    placed = np.round(starts * scale + offset).astype(np.int64)
    stops = np.round(ends * scale + offset).astype(np.int64)
    rows, truths = witness.votes(np.arange(len(starts)), placed, stops, reach)
    return rows, (truths - placed[rows]).astype(np.float64)


def _fitted(times: Times, residuals: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and shift (ms) of the least-squares line through residuals."""
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
    return [
        _STEP_AT_CUT if gap == cut else _STEP_AT_GAP if gap >= _GAP else _STEP_ANYWHERE
        for gap in gaps
    ]


def _cut_length(gaps: Sequence[int]) -> int | None:
    """The length in ms that all gaps have where silence was cut out, or None."""
    wide = Counter(round(gap / STEP) * STEP for gap in gaps if gap >= _GAP)
    if not wide:
        return None
    gap, count = wide.most_common(1)[0]
    return gap if count >= max(_LEAST_CUTS, _CUT_SHARE * wide.total()) else None
