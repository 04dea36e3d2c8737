# SPDX-License-Identifier: GPL-3.0-or-later
"""Tools for the edges of cues: snap them to speech, keep gaps and lengths within limits.

Each returns proposals, one for each cue that would change. Cues are taken in the order of
their starts. None is made to overlap its neighbour, and none shorter than `SHORTEST`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.repair.sync import proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.proposal import Proposal

SHORTEST = 200
"""No cue is made shorter than this, in ms."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How edges are snapped to speech; all in ms.

    Attributes:
        start: The most that a start moves, either way.
        end: The most that an end moves, either way.
        lead: A cue appears so much before its speech begins.
        tail: It stays so much after its speech ends.
        least: An edge that would move by less stays.
    """

    start: int = 250
    end: int = 400
    lead: int = 0
    tail: int = 80
    least: int = 40


def to_speech(
    document: Document,
    rows: Iterable[int],
    speech: tuple[Sequence[int], Sequence[int]],
    reach: Reach = Reach(),
) -> list[Proposal]:
    """Move starts to where speech begins nearby, ends to where it ends.

    An edge in the middle of speech stays: there two cues share a sentence.

    Args:
        document: The document before.
        rows: The cues that may change.
        speech: Starts and ends of the stretches of speech, in ms, ascending.
        reach: How far edges may move.
    """
    begins, stops = list(speech[0]), list(speech[1])
    wanted = set(rows)
    kind = Problem("Snap to speech")
    snap = _Snap(begins, stops, reach)
    return list(_edged(document, snap, wanted, kind))


def close_gaps(document: Document, rows: Iterable[int], shortest: int) -> list[Proposal]:
    """Extend cues to the next one's start where the gap is shorter than `shortest` ms."""

    def edges(cue: Cue, _before: Cue | None, after: Cue | None) -> _Edges:
        if after is None or not 0 < after.start - cue.end < shortest:
            return None
        return cue.start, after.start, Problem("It stays until the next cue starts.")

    return list(_edged(document, edges, set(rows), Problem("Close small gaps")))


def keep_gaps(document: Document, rows: Iterable[int], gap: int) -> list[Proposal]:
    """End cues at least `gap` ms before the next one starts; with 0, overlaps are cut off."""

    def edges(cue: Cue, _before: Cue | None, after: Cue | None) -> _Edges:
        if after is None or after.start - cue.end >= gap or after.start == cue.start:
            return None
        end = max(after.start - gap, cue.start + SHORTEST)
        if end >= cue.end:
            return None
        reason = N_("It ends {ms} ms before the next cue starts.")
        return cue.start, end, Problem(reason, ms=after.start - end)

    return list(_edged(document, edges, set(rows), Problem("Keep a gap")))


def keep_lengths(
    document: Document, rows: Iterable[int], shortest: int, longest: int, gap: int = 0
) -> list[Proposal]:
    """Have cues last `shortest` ms, where the next one leaves room, to `longest` ms."""

    def edges(cue: Cue, _before: Cue | None, after: Cue | None) -> _Edges:
        if cue.duration > longest:
            reason = N_("It is shown for at most {seconds} s.")
            return cue.start, cue.start + longest, Problem(reason, seconds=f"{longest / 1000:g}")
        end = cue.start + shortest
        if after is not None:
            end = min(end, after.start - gap)
        if cue.duration >= shortest or end <= cue.end:
            return None
        reason = N_("It is shown for {seconds} s.")
        return cue.start, end, Problem(reason, seconds=f"{(end - cue.start) / 1000:g}")

    return list(_edged(document, edges, set(rows), Problem("Keep lengths")))


_Edges = tuple[int, int, Problem] | None
"""A new start and end, and why; None where the cue stays."""


def _edged(
    document: Document,
    edges: Callable[[Cue, Cue | None, Cue | None], _Edges],
    wanted: set[int],
    kind: Problem,
) -> Iterator[Proposal]:
    order = sorted(range(len(document.cues)), key=lambda row: document.cues[row].start)
    neighbours = [None, *(document.cues[row] for row in order), None]
    for place, row in enumerate(order):
        cue = document.cues[row]
        if row not in wanted or cue.duration <= 0:
            continue
        found = edges(cue, neighbours[place], neighbours[place + 2])
        if found is not None and (found[0], found[1]) != (cue.start, cue.end):
            after = cue.retimed(*found[:2])
            yield proposal(row, cue, after, found[2], kind)


class _Snap:
    """Finds the edges of speech near a cue's edges."""

    def __init__(self, begins: Sequence[int], stops: Sequence[int], reach: Reach) -> None:
        self._begins, self._stops, self._reach = begins, stops, reach

    def __call__(self, cue: Cue, before: Cue | None, after: Cue | None) -> _Edges:
        reach = self._reach
        start = _moved(cue.start, self._begins, reach.start, -reach.lead, reach.least)
        end = _moved(cue.end, self._stops, reach.end, reach.tail, reach.least)
        if before is not None and before.end <= cue.start:
            start = max(start, before.end)
        if after is not None and after.start >= cue.end:
            end = min(end, after.start)
        start = max(0, start)
        if end - start < min(SHORTEST, cue.duration):
            return None
        return start, end, _heard(start - cue.start, end - cue.end)


def _moved(time: int, edges: Sequence[int], most: int, beside: int, least: int) -> int:
    """`time`, or the nearest edge of speech plus `beside` if it is `least` to `most` ms away."""
    place = bisect_left(edges, time - beside)
    near = [edge + beside for edge in edges[max(0, place - 1) : place + 1]]
    best = min(near, key=lambda edge: abs(edge - time), default=time)
    return best if least <= abs(best - time) <= most else time


def _heard(start: int, end: int) -> Problem:
    if start and end:
        message = N_("The speech begins {start} ms off its start and ends {end} ms off its end.")
    elif start:
        message = N_("The speech begins {start} ms off its start.")
    else:
        message = N_("The speech ends {end} ms off its end.")
    return Problem(message, start=f"{start:+d}", end=f"{end:+d}")
