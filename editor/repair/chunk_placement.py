# SPDX-License-Identifier: GPL-3.0-or-later
"""Chunks placed by a witness: silent windows put in between them, or pauses of any length."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np

from editor.repair.candidate import Candidate
from editor.repair.chunks import base_of, chunk_of
from editor.repair.viterbi import best_path
from editor.repair.witness import STEP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.cue import Cue
    from editor.repair.chunks import Chunk
    from editor.repair.viterbi import Curve
    from editor.repair.witness import Times, Witness

# What it costs, in cues that lie well, to put a silent window before a row: where the clock
# falls a window ends anyway, elsewhere one that falls by a little may be out of order.
_AT_A_FALL = 0.4
_IN_A_LINE = 2.0
_AT_A_SMALL_FALL = 0.6
_AFTER_A_GAP = 1.0
_HIDDEN = 2.0
_HALF = 0.25
_WIDE = 900
"""A gap as wide as this, in ms, may hide the end of a window."""

_PAD = 500
"""Chunks may begin with so much silence, in ms, that the chunk before has too."""
_PAUSE = 1.5
"""What a pause between two chunks costs, where they are rare."""
_ANOTHER_PAUSE = 0.2
"""What it costs where chunks were cut at pauses."""
_OFTEN = 0.3
_NEAR = 150
"""From a start to an onset that it may be meant by, in ms."""
_MOST_PLACES = 90_000
_AFTER = 3_000
_MARK = 30
_MARKS = 4
_CHANCE = 0.01
"""Where nobody speaks for long, marks may fall between the lines by chance."""


def skipping(
    cues: Sequence[Cue], rule: Candidate, witness: Witness, horizon: int
) -> Candidate | None:
    """A rule of fixed windows, with whole silent windows put in.

    A chunk too is parted where a window without any fall of the clock begins in it.

    Args:
        cues: In file order.
        rule: With a window.
        witness: Says where lines lie.
        horizon: Where the medium ends, in ms.
    """
    window = rule.window or 0
    room = -(-horizon // window) - (rule.offsets[-1] - min(rule.offsets)) // window
    if room <= 1:
        return None
    rows = [row for row in range(len(cues)) if row not in rule.dropped]
    offsets = rule.spread()
    curves = (
        witness.curve(row, (cues[row].start, cues[row].end), offsets[row], window, room)
        for row in rows
    )
    path = best_path(curves, list(_costs(cues, rule, rows)), "later")
    extra = dict(zip(rows, path.places, strict=True))
    last = 0
    for row in range(len(cues)):
        last = extra.get(row, last)
        offsets[row] += last * window
    if tuple(offsets) == tuple(rule.spread()):
        return None
    chunks, found = _runs(cues, rule.chunks, offsets)
    return Candidate("skipping", chunks, found, window, dropped=rule.dropped)


def pauses(cues: Sequence[Cue], rule: Candidate, witness: Witness, horizon: int) -> Candidate:
    """Each chunk no earlier than `rule` has it, and as much later as the witness says.

    Args:
        cues: In file order.
        rule: Chunks one right after the other.
        witness: Says where lines lie.
        horizon: Where the medium ends, in ms.
    """
    pieces, bases, costs = _pieces(cues, rule)
    room = max(0, horizon + _AFTER - bases[-1] - pieces[-1].end) // STEP + 1
    pairs = list(zip(pieces, bases, strict=True))
    firsts = {chunk.first for chunk in rule.chunks}
    for pause in (_PAUSE, _ANOTHER_PAUSE):
        prices = [
            pause if piece.first in firsts else cost
            for piece, cost in zip(pieces, costs, strict=True)
        ]
        curves = (
            _sum(cues, chunk, offset, witness, min(room, _MOST_PLACES)) for chunk, offset in pairs
        )
        path = best_path(_at_first(curves), prices, "later")
        changes = sum(after - before > _NEAR // STEP for before, after in pairwise(path.places))
        if changes < _OFTEN * len(rule.chunks):
            break
    moved = [base + place * STEP for base, place in zip(bases, path.places, strict=True)]
    groups = [list(group) for _, group in groupby(range(len(moved)), path.places.__getitem__)]
    settled = settle(cues, pieces, moved, groups, witness)
    if abs(settled[0] - bases[0]) <= _NEAR:  # a clock begins at zero
        for place in groups[0]:
            settled[place] = bases[place]
    spread = [
        offset
        for chunk, offset in zip(pieces, settled, strict=True)
        for _ in range(chunk.first, chunk.stop)
    ]
    chunks, offsets = _runs(cues, rule.chunks, spread)
    kind = "early" if rule.kind == "early" else "pauses"
    return Candidate(kind, chunks, offsets, rule.window)


def _at_first(curves: Iterator[Curve]) -> Iterator[Curve]:
    """The same; but the first one lies at its first place, unless much speaks against it."""
    for number, curve in enumerate(curves):
        if not number:
            curve[_NEAR // STEP :] -= _PAUSE
        yield curve


def _pieces(cues: Sequence[Cue], rule: Candidate) -> tuple[list[Chunk], list[int], list[float]]:
    """Chunks, parted where one may hide a border; their earliest offsets; what a pause costs."""
    lead = int(np.median([chunk.start for chunk in rule.chunks]))
    early = lead - base_of(rule.chunks) if lead <= _PAD else 0
    firsts = {chunk.first for chunk in rule.chunks}
    costs = dict(zip(range(len(cues)), _costs(cues, rule, range(len(cues))), strict=True))
    borders = [
        row for row in costs if row in firsts or (rule.kind != "early" and costs[row] < _HIDDEN)
    ]
    offsets = {
        chunk.first: offset - early * place
        for place, (chunk, offset) in enumerate(zip(rule.chunks, rule.offsets, strict=True))
    }
    pieces = [chunk_of(cues, first, stop) for first, stop in pairwise([*borders, len(cues)])]
    bases, last = [], 0
    for piece in pieces:
        last = offsets.get(piece.first, last)
        bases.append(last)
    return pieces, bases, [costs[row] + _PAUSE for row in borders]


def counted_whole(cues: Sequence[Cue], windows: Sequence[int]) -> Candidate | None:
    """Chunks of a clock that runs through, where no line lies across a multiple of a window.

    A server that cuts windows at quiet places, and counts them as whole, leaves such times.

    Returns:
        The chunks one right after the other, or None where no window is to be seen.
    """
    starts = np.array([cue.start for cue in cues])
    ends = np.array([cue.end for cue in cues])
    if (starts[1:] < starts[:-1]).any():
        return None
    spoken = (ends - starts).sum() / max(1, ends.max() - starts[0])
    for window in windows:
        marks = np.arange(window, starts[-1] + 1, window)
        if (1 - min(spoken, 1)) ** len(marks) > _CHANCE or len(marks) < _MARKS:
            continue
        rows = np.searchsorted(starts, marks - _MARK)
        if (ends[rows - 1] > marks + _MARK)[rows > 0].any():
            continue
        borders = np.unique([0, *rows.tolist(), len(cues)]).tolist()
        chunks = tuple(chunk_of(cues, first, stop) for first, stop in pairwise(borders))
        offsets = [0]
        for before, after in pairwise(chunks):
            offsets.append(offsets[-1] + before.end - after.start)
        return Candidate("early", chunks, tuple(offsets), window)
    return None


def settle(
    cues: Sequence[Cue],
    chunks: Sequence[Chunk],
    offsets: Sequence[int],
    groups: Sequence[Sequence[int]],
    witness: Witness,
) -> list[int]:
    """Offsets put right to within the grid: what moved together keeps together."""
    exact = list(offsets)
    for group in groups:
        rows = [row for place in group for row in range(chunks[place].first, chunks[place].stop)]
        shift = {
            row: offsets[place]
            for place in group
            for row in range(chunks[place].first, chunks[place].stop)
        }
        starts = np.array([cues[row].start + shift[row] for row in rows], np.int64)
        ends = np.array([cues[row].end + shift[row] for row in rows], np.int64)
        delta = correction(witness, np.array(rows), starts, ends)
        for place in group:
            exact[place] += delta
    return exact


def correction(witness: Witness, rows: Times, starts: Times, ends: Times) -> int:
    """By how many ms rows that lie nearly right are to be moved together."""
    delta = 0
    for _ in range(2):
        voters, truths = witness.votes(rows, starts + delta, ends + delta, _NEAR)
        if not len(voters):
            return delta
        delta += round(float(np.median(truths - (starts + delta)[voters])))
    return delta


def _sum(cues: Sequence[Cue], chunk: Chunk, offset: int, witness: Witness, room: int) -> Curve:
    """How well a chunk lies at each place later than `offset`."""
    total = np.zeros(room, np.float32)
    for row in range(chunk.first, chunk.stop):
        total += witness.curve(row, (cues[row].start, cues[row].end), offset, STEP, room)
    return total


def _costs(cues: Sequence[Cue], rule: Candidate, rows: Sequence[int]) -> Iterator[float]:
    """What it costs to put a silent window before each row."""
    firsts = {chunk.first for chunk in rule.chunks}
    base = base_of(rule.chunks)
    latest = end = base
    for row in rows:
        cue = cues[row]
        hidden = (end - cue.start) / max(1, cue.duration)
        if row in firsts:
            goes_on = end - base >= (rule.window or 0) - _NEAR and cue.start - base <= _NEAR
            yield _IN_A_LINE if goes_on else _AT_A_FALL
            latest, end = cue.start, cue.end
        elif cue.start < latest or hidden > _HALF:
            yield _AT_A_SMALL_FALL - min(1.0, max(0.0, hidden))
        else:
            yield _AFTER_A_GAP if cue.start - end >= _WIDE else _HIDDEN
        latest, end = max(latest, cue.start), max(end, cue.end)


def _runs(
    cues: Sequence[Cue], chunks: Sequence[Chunk], offsets: Sequence[int]
) -> tuple[tuple[Chunk, ...], tuple[int, ...]]:
    """Chunks parted where the offset changes inside one."""
    firsts = {chunk.first for chunk in chunks}
    borders = [
        row
        for row in range(len(cues))
        if row in firsts or (row and offsets[row] != offsets[row - 1])
    ]
    borders.append(len(cues))
    parted = tuple(chunk_of(cues, first, stop) for first, stop in pairwise(borders))
    return parted, tuple(offsets[chunk.first] for chunk in parted)


def by_offset(
    cues: Sequence[Cue], offsets: Sequence[int]
) -> tuple[tuple[Chunk, ...], tuple[int, ...]]:
    """Chunks for a clock that runs through, one for each run of rows with one offset."""
    return _runs(cues, (chunk_of(cues, 0, len(cues)),), offsets)
