# SPDX-License-Identifier: GPL-3.0-or-later
"""Several files in one: merges them side by side, or keeps one of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.parts import joined
from editor.core.proposal import Proposal
from editor.core.timecode import spoken
from editor.repair.tracks import partner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.proposal import Fix

MERGE = N_("Merge tracks")
SPLIT = N_("Split tracks")
"""The names of the changes, in the menu of undo."""


def merging(document: Document, firsts: Sequence[int]) -> list[Proposal]:
    """Put the tracks side by side: cues with the same times become one, others stand in order.

    Args:
        document: The document.
        firsts: The first row of each track.

    Returns:
        A proposal for each cue of the first track that others join or follow.
    """
    cues, stop = document.cues, firsts[1]
    order = sorted(range(stop), key=lambda row: (cues[row].start, cues[row].end))
    times = [(cues[row].start, cues[row].end) for row in order]
    beside: dict[int, list[int]] = {}
    behind: dict[int, list[int]] = {}
    for row in range(stop, len(cues)):
        start, end = cues[row].start, cues[row].end
        place = partner(times, start, end)
        if place is not None and _is_free(beside.get(order[place], ()), row, firsts):
            beside.setdefault(order[place], []).append(row)
        else:
            before = bisect_left(times, (start, end)) - 1
            behind.setdefault(order[before] if before >= 0 else -1, []).append(row)
    first = behind.pop(-1, [])
    rows = {*beside, *behind, *([0] if first else [])}
    return [
        _merged(document, row, first if row == 0 else [], beside.get(row, []), behind.get(row, []))
        for row in sorted(rows)
    ]


def keeping(document: Document, firsts: Sequence[int], number: int) -> list[Proposal]:
    """Delete all tracks but the one with this number, from 0: a proposal for each of the others."""
    found = []
    for other, (first, stop) in enumerate(pairwise((*firsts, len(document.cues)))):
        if other == number:
            continue
        fix: Fix = tuple((row, None) for row in range(first, stop))
        reason = Problem(
            N_("Track {number}, cues {first}–{last}: deleted."),
            number=other + 1,
            first=first + 1,
            last=stop,
        )
        before = document.cues[first].text
        found.append(Proposal(fix, before, "", reason, Problem(SPLIT), sure=True))
    return found


def _is_free(partners: Sequence[int], row: int, firsts: Sequence[int]) -> bool:
    """Whether no cue of the same track is among the partners yet."""
    track = bisect_right(firsts, row)
    return all(bisect_right(firsts, other) != track for other in partners)


def _merged(
    document: Document, row: int, first: list[int], beside: list[int], behind: list[int]
) -> Proposal:
    """A cue of the first track with those before it, at its times, and behind it."""
    cues = document.cues
    cue = cues[row]
    for other in beside:
        cue = _below(cue, cues[other])
    before, after = (sorted(rows, key=lambda one: cues[one].start) for rows in (first, behind))
    fix: Fix = (
        *((row, cues[other]) for other in before),
        (row, cue),
        *((row, cues[other]) for other in after),
        *((other, None) for other in sorted((*first, *beside, *behind))),
    )
    said = "\n".join(cues[other].text for other in (row, *beside, *before, *after))
    texts = [cues[other].text for other in before]
    after_text = "\n".join((*texts, cue.text, *(cues[other].text for other in after)))
    message = N_("Both texts at {time}.") if beside else N_("In order of time, at {time}.")
    at = cues[(beside or before or after)[0]].start
    reason = Problem(message, time=spoken(at))
    return Proposal(fix, said, after_text, reason, Problem(MERGE), sure=True)


def _below(cue: Cue, other: Cue) -> Cue:
    """The cue with the other one's text below its own; the same text stays single.

    All else that is in either is in the result, as in `parts.joined`.
    """
    both = joined(cue, other.retimed(cue.start, cue.end))
    if cue.text.strip() == other.text.strip():
        return replace(both, text=cue.text, hypothesis=cue.hypothesis, words=cue.words)
    return both.saying(f"{cue.text}\n{other.text}")
