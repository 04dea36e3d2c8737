# SPDX-License-Identifier: GPL-3.0-or-later
"""Places chunks by a witness: inserts silent chunks between them, or pauses of any length."""

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

# Costs of inserting silent chunks before a row. Their unit is the score of a cue that lies
# well. Tuned, as all figures here, on tests/clock_families.py and tests/bench/real_speech.py.
_SKIP_AT_RESTART = 0.4
"""Where the clock falls back, a chunk ends anyway."""

_SKIP_IN_TALK = 2.0
"""The same, where talk reaches the chunk's end and goes on at once in the next one."""

_SKIP_AT_SMALL_FALL = 0.6
"""Where the clock falls back within a chunk: less by the share of the cue that is hidden."""

_SKIP_AFTER_GAP = 1.0
"""Before the first cue after a gap of `_GAP`."""

_SKIP_ELSEWHERE = 2.0
"""Anywhere else."""

_HIDDEN = 0.25
"""Share of a cue that earlier cues must cover to count as a small fall of the clock."""

_GAP = 900
"""ms: a gap as wide as this may hide the end of a chunk."""

_PADDING = 500
"""ms of silence that a chunk cut at pauses may begin with; the chunk before may have it, too."""

_RARE_PAUSE = 1.5
"""Cost of a pause between two chunks where pauses are rare."""

_COMMON_PAUSE = 0.2
"""The same where chunks were cut at pauses."""

_COMMON = 0.3
"""Share of the chunks with a pause before them from which pauses are common."""

_ONSET_REACH = 150
"""ms: the greatest distance of a start from its onset of speech."""

_MOST_PLACES = 90_000
"""Places that are searched, `STEP` ms apart: half an hour."""

_PAST_END = 3_000
"""ms past the medium's end where the last chunk may still end."""

_MARK_TOLERANCE = 30
"""ms by which lines may lie across a multiple of the chunk's length."""

_LEAST_MARKS = 4
"""Fewer multiples of a chunk's length prove nothing."""

_BY_CHANCE = 0.01
"""Greatest probability that all multiples fall between lines by chance."""


def skipping(
    cues: Sequence[Cue], rule: Candidate, witness: Witness, horizon: int
) -> Candidate | None:
    """Fixed chunks, with whole silent chunks inserted where the witness wants them.

    Also splits a chunk where another one begins without a fall of the clock.

    Args:
        cues: In file order.
        rule: The candidate to begin from; has a chunk length.
        witness: Says where lines lie.
        horizon: Where the medium ends, in ms.
    """
    chunk_length = rule.chunk_length or 0
    room = -(-horizon // chunk_length) - (rule.offsets[-1] - min(rule.offsets)) // chunk_length
    if room <= 1:
        return None
    rows = [row for row in range(len(cues)) if row not in rule.dropped]
    offsets = rule.spread()
    curves = (
        witness.curve(row, (cues[row].start, cues[row].end), offsets[row], chunk_length, room)
        for row in rows
    )
    path = best_path(curves, list(_costs(cues, rule, rows)), "later")
    extra = dict(zip(rows, path.places, strict=True))
    last = 0
    for row in range(len(cues)):
        last = extra.get(row, last)
        offsets[row] += last * chunk_length
    if tuple(offsets) == tuple(rule.spread()):
        return None
    chunks, found = _runs(cues, rule.chunks, offsets)
    return Candidate("skipping", chunks, found, chunk_length, dropped=rule.dropped)


def pauses(cues: Sequence[Cue], rule: Candidate, witness: Witness, horizon: int) -> Candidate:
    """Chunks with pauses between them: each as much later than in `rule` as the witness says.

    Args:
        cues: In file order.
        rule: The candidate to begin from: chunks without pauses between them.
        witness: Says where lines lie.
        horizon: Where the medium ends, in ms.
    """
    pieces, bases, costs = _pieces(cues, rule)
    room = max(0, horizon + _PAST_END - bases[-1] - pieces[-1].end) // STEP + 1
    pairs = list(zip(pieces, bases, strict=True))
    firsts = {chunk.first for chunk in rule.chunks}
    for pause in (_RARE_PAUSE, _COMMON_PAUSE):
        prices = [
            pause if piece.first in firsts else cost
            for piece, cost in zip(pieces, costs, strict=True)
        ]
        curves = (
            _sum(cues, chunk, offset, witness, min(room, _MOST_PLACES)) for chunk, offset in pairs
        )
        path = best_path(_at_first(curves), prices, "later")
        changes = sum(
            after - before > _ONSET_REACH // STEP for before, after in pairwise(path.places)
        )
        if changes < _COMMON * len(rule.chunks):
            break
    moved = [base + place * STEP for base, place in zip(bases, path.places, strict=True)]
    groups = [list(group) for _, group in groupby(range(len(moved)), path.places.__getitem__)]
    settled = settle(cues, pieces, moved, groups, witness)
    if abs(settled[0] - bases[0]) <= _ONSET_REACH:  # a clock begins at zero
        for place in groups[0]:
            settled[place] = bases[place]
    spread = [
        offset
        for chunk, offset in zip(pieces, settled, strict=True)
        for _ in range(chunk.first, chunk.stop)
    ]
    chunks, offsets = _runs(cues, rule.chunks, spread)
    kind = "early" if rule.kind == "early" else "pauses"
    return Candidate(kind, chunks, offsets, rule.chunk_length)


def _at_first(curves: Iterator[Curve]) -> Iterator[Curve]:
    """The same curves, where the first piece prefers the first places: clocks begin at zero."""
    for number, curve in enumerate(curves):
        if not number:
            curve[_ONSET_REACH // STEP :] -= _RARE_PAUSE
        yield curve


def _pieces(cues: Sequence[Cue], rule: Candidate) -> tuple[list[Chunk], list[int], list[float]]:
    """Chunks, split where one may hide a border; their earliest offsets (ms); costs of a pause."""
    lead = int(np.median([chunk.start for chunk in rule.chunks]))
    early = lead - base_of(rule.chunks) if lead <= _PADDING else 0
    firsts = {chunk.first for chunk in rule.chunks}
    costs = dict(zip(range(len(cues)), _costs(cues, rule, range(len(cues))), strict=True))
    borders = [
        row
        for row in costs
        if row in firsts or (rule.kind != "early" and costs[row] < _SKIP_ELSEWHERE)
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
    return pieces, bases, [costs[row] + _RARE_PAUSE for row in borders]


def counted_whole(cues: Sequence[Cue], chunk_lengths: Sequence[int]) -> Candidate | None:
    """Chunks of a clock without restarts, where no line lies across a multiple of a chunk's length.

    A server that cuts chunks early, at quiet places, but counts them as whole leaves such
    times.

    Returns:
        The chunks without pauses between them, or None if there are no such chunks.
    """
    starts = np.array([cue.start for cue in cues])
    ends = np.array([cue.end for cue in cues])
    if (starts[1:] < starts[:-1]).any():
        return None
    spoken = (ends - starts).clip(0).sum() / max(1, ends.max() - starts[0])
    for chunk_length in chunk_lengths:
        marks = np.arange(chunk_length, starts[-1] + 1, chunk_length)
        if (1 - min(spoken, 1)) ** len(marks) > _BY_CHANCE or len(marks) < _LEAST_MARKS:
            continue
        rows = np.searchsorted(starts, marks - _MARK_TOLERANCE)
        if (ends[rows - 1] > marks + _MARK_TOLERANCE)[rows > 0].any():
            continue
        borders = np.unique([0, *rows.tolist(), len(cues)]).tolist()
        chunks = tuple(chunk_of(cues, first, stop) for first, stop in pairwise(borders))
        offsets = [0]
        for before, after in pairwise(chunks):
            offsets.append(offsets[-1] + before.end - after.start)
        return Candidate("early", chunks, tuple(offsets), chunk_length)
    return None


def settle(
    cues: Sequence[Cue],
    chunks: Sequence[Chunk],
    offsets: Sequence[int],
    groups: Sequence[Sequence[int]],
    witness: Witness,
) -> list[int]:
    """Offsets in ms corrected to less than `STEP`; chunks of one group move together."""
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
    """The common shift, in ms, of rows that are nearly right: the median of the witness's votes."""
    delta = 0
    for _ in range(2):
        voters, truths = witness.votes(rows, starts + delta, ends + delta, _ONSET_REACH)
        if not len(voters):
            return delta
        delta += round(float(np.median(truths - (starts + delta)[voters])))
    return delta


def _sum(cues: Sequence[Cue], chunk: Chunk, offset: int, witness: Witness, room: int) -> Curve:
    """The score of a chunk at each of `room` places from `offset` on, `STEP` ms apart."""
    total = np.zeros(room, np.float32)
    for row in range(chunk.first, chunk.stop):
        total += witness.curve(row, (cues[row].start, cues[row].end), offset, STEP, room)
    return total


def _costs(cues: Sequence[Cue], rule: Candidate, rows: Sequence[int]) -> Iterator[float]:
    """The cost of inserting silent chunks before each row."""
    firsts = {chunk.first for chunk in rule.chunks}
    base = base_of(rule.chunks)
    latest = end = base
    for row in rows:
        cue = cues[row]
        hidden = (end - cue.start) / max(1, cue.duration)
        if row in firsts:
            goes_on = (
                end - base >= (rule.chunk_length or 0) - _ONSET_REACH
                and cue.start - base <= _ONSET_REACH
            )
            yield _SKIP_IN_TALK if goes_on else _SKIP_AT_RESTART
            latest, end = cue.start, cue.end
        elif cue.start < latest or hidden > _HIDDEN:
            yield _SKIP_AT_SMALL_FALL - min(1.0, max(0.0, hidden))
        else:
            yield _SKIP_AFTER_GAP if cue.start - end >= _GAP else _SKIP_ELSEWHERE
        latest, end = max(latest, cue.start), max(end, cue.end)


def _runs(
    cues: Sequence[Cue], chunks: Sequence[Chunk], offsets: Sequence[int]
) -> tuple[tuple[Chunk, ...], tuple[int, ...]]:
    """Chunks and their offsets; a chunk is split where the rows' offsets change in it."""
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
    """The same for a clock without restarts: a chunk for each run of rows with one offset."""
    return _runs(cues, (chunk_of(cues, 0, len(cues)),), offsets)
