# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the chunks of a file: runs of cues that were timed with a clock of their own.

Goes through the cues in file order. A start that falls back begins a new chunk, unless the
cue is just out of order. Where chunks hardly overlap in time, the clock never restarted:
the file is only shuffled.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue

_SHUFFLED_BY = 6_000
"""ms: a start that falls back by more than this is a restart, not a line out of order."""

_SHUFFLED_CUES = 8
"""Cues after a line out of order, of which one is where the clock was before it."""

_TOUCH = 100
"""ms: cues this near to each other touch; overlaps up to this come from rounding."""

_LAST_PAUSE = 1_000
"""ms: the last of some lines out of order lies no further from its neighbours."""

_LEAST_REPEATED = 0.3
"""Share of the later chunks' time that earlier ones have had: a shuffled file has less."""

_SHARED_START = 0.25
"""Share of the chunks that start at one time from which that time is the clock's zero."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows `first` up to `stop` (not included).

    Attributes:
        first: First row.
        stop: The row after the last one.
        start: Earliest start of its cues in ms.
        last_start: Latest start in ms.
        end: Latest end in ms.
    """

    first: int
    stop: int
    start: int
    last_start: int
    end: int


def find_chunks(cues: Sequence[Cue]) -> tuple[Chunk, ...]:
    """The chunks of a file, in its order; a single one where the clock never restarts.

    Args:
        cues: In file order. Must not be empty.
    """
    chunks = chunks_at(cues, restarts(cues))
    if len(chunks) > 1 and repeated_share(cues, chunks) < _LEAST_REPEATED:
        return (chunk_of(cues, 0, len(cues)),)
    return chunks


def chunks_at(cues: Sequence[Cue], borders: Sequence[int]) -> tuple[Chunk, ...]:
    """The chunks that begin at row 0 and at each of `borders`."""
    return tuple(chunk_of(cues, first, stop) for first, stop in pairwise([0, *borders, len(cues)]))


def base_of(chunks: Sequence[Chunk]) -> int:
    """What the clock shows when a chunk begins, in ms: mostly 0, with some recognisers an hour."""
    start, count = Counter(chunk.start for chunk in chunks).most_common(1)[0]
    shared = count >= max(2, _SHARED_START * len(chunks))
    return start if shared and start == min(chunk.start for chunk in chunks) else 0


def chunk_of(cues: Sequence[Cue], first: int, stop: int) -> Chunk:
    """Rows `first` up to `stop` as one chunk."""
    rows = cues[first:stop]
    starts = [cue.start for cue in rows]
    return Chunk(first, stop, min(starts), max(starts), max(cue.end for cue in rows))


def restarts(cues: Sequence[Cue]) -> list[int]:
    """Rows at which the clock restarts, or those of a file that is only shuffled jump back.

    In two passes: the first one finds the start that most chunks have, the second uses it.
    """
    first = {cues[0].start}
    restarts = _falls(cues, first)
    usual = Counter(cues[row].start for row in restarts).most_common(1)
    firsts = first
    if usual and usual[0][1] > _SHARED_START * len(restarts):
        firsts = first | {usual[0][0]}
    single = bool(restarts) and _single_lines(cues, firsts)
    if firsts == first and not single:
        return restarts
    return _falls(cues, firsts, single=single)


def _single_lines(cues: Sequence[Cue], firsts: set[int]) -> bool:
    """Whether lines with the times of the line before are found only where chunks begin.

    Then these are chunks of one line each. In a bilingual file every line has such a double.
    """
    doubles = {
        cue.start
        for before, cue in pairwise(cues)
        if (cue.start, cue.end) == (before.start, before.end)
    }
    return bool(doubles) and doubles <= firsts


def _falls(cues: Sequence[Cue], firsts: set[int], *, single: bool = False) -> list[int]:
    restarts = []
    running, filled = Covered(), 0  # has the cues before row `filled`; needed at a fall only
    latest = cues[0].start
    behind: int | None = None  # since this row all go forward, yet behind an earlier one
    for row, cue in enumerate(cues):
        back = row > 0 and (cue.start < latest or _again(cues, row, firsts, single=single))
        onward = behind is not None and cue.start >= cues[row - 1].start
        if back:
            for earlier in cues[filled:row]:
                running.add(earlier.start, earlier.end)
            filled = row
        if back and _out_of_order(cues, row, latest, running):
            behind = behind if onward else row
        elif back:
            border = behind if behind is not None and onward else row
            restarts.append(border)
            running, filled = Covered(), border
            latest, behind = cue.start, None
        else:
            behind = None
        latest = max(latest, cue.start)
    return restarts


def _again(cues: Sequence[Cue], row: int, firsts: set[int], *, single: bool) -> bool:
    """Whether a cue starts at a chunk's usual start, as the cue before did.

    Two cues that end together as well may be one line in two languages, unless chunks of a
    `single` line are known to be there.
    """
    cue, before = cues[row], cues[row - 1]
    same = cue.start == before.start and cue.start in firsts
    return same and before.duration > _TOUCH and (single or cue.end != before.end)


def _out_of_order(cues: Sequence[Cue], row: int, latest: int, running: Covered) -> bool:
    """Whether the cue just fills a gap of the current chunk, and so is out of order only."""
    cue = cues[row]
    bearable = min(_TOUCH, cue.duration // 2)
    if latest - cue.start > _SHUFFLED_BY or running.overlap(cue.start, cue.end) > bearable:
        return False
    before, after = running.room(cue.start, cue.end)
    if after >= -_TOUCH and min(before, after) <= _TOUCH:
        return True
    last = row + 1 == len(cues) or cues[row + 1].start < cue.start
    if last and after >= -_TOUCH and max(before, after) <= _LAST_PAUSE:
        return True
    return any(later.start >= latest for later in cues[row + 1 : row + 1 + _SHUFFLED_CUES])


def repeated_share(cues: Sequence[Cue], chunks: Sequence[Chunk]) -> float:
    """Share of the later chunks' time that earlier chunks cover, from 0 to 1."""
    seen = Covered()
    repeated = total = 0
    for chunk in chunks:
        own = Covered()
        for cue in cues[chunk.first : chunk.stop]:
            own.add(cue.start, cue.end)
        for start, end in own.intervals():
            if chunk.first:
                repeated += seen.overlap(start, end)
                total += end - start
        for start, end in own.intervals():
            seen.add(start, end)
    return repeated / total if total else 0.0


class Covered:
    """A union of intervals, sorted and disjoint."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Cover [start, end), in ms; nothing where that is empty."""
        if end <= start:
            return
        low = bisect_right(self._ends, start - 1)
        high = bisect_right(self._starts, end)
        if low < high:
            start = min(start, self._starts[low])
            end = max(end, self._ends[high - 1])
        self._starts[low:high] = [start]
        self._ends[low:high] = [end]

    def overlap(self, start: int, end: int) -> int:
        """Milliseconds of [start, end) that are covered."""
        total = 0
        row = bisect_right(self._ends, start)
        while row < len(self._starts) and self._starts[row] < end:
            total += min(end, self._ends[row]) - max(start, self._starts[row])
            row += 1
        return total

    def room(self, start: int, end: int) -> tuple[float, float]:
        """Distances (ms) from [start, end) to its neighbours; infinite unless it has both."""
        row = bisect_right(self._ends, start + _TOUCH)
        if not 0 < row < len(self._starts):
            return inf, inf
        return start - self._ends[row - 1], self._starts[row] - end

    def intervals(self) -> list[tuple[int, int]]:
        """The starts and ends of what is covered, ascending."""
        return list(zip(self._starts, self._ends, strict=True))
