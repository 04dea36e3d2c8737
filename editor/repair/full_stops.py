# SPDX-License-Identifier: GPL-3.0-or-later
"""Resegmentation by sentences: what begins at the end of a cue goes to the cue where it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core import editing
from editor.core.document import Document
from editor.core.errors import Problem, UserError
from editor.core.proposal import Proposal
from editor.core.text import units
from editor.language.sentences import last_stop
from editor.repair.resegment import goes_on, is_fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.repair.resegment import Limits


def at_full_stops(document: Document, limits: Limits) -> list[Proposal]:
    """End cues where sentences end.

    The beginning of a sentence at a cue's end moves to the next cue if there is room within the
    limits; else it becomes a cue of its own, unless it is a fragment. As with joining, nothing
    moves across a change of speaker, the start of a chapter or a pause, nor within cues of several
    lines. Times are those of the words, or estimated from the text.
    """
    found = []
    row, next_id = 0, document.next_id
    while row < len(document.cues):
        count, cues = _sentences(document.cues, row, limits, next_id)
        before = document.cues[row : row + count]
        if tuple(cues) != before:
            next_id += len(cues) - count
            rows = [*range(row, row + count), *[row + count - 1] * (len(cues) - count)]
            found.append(
                Proposal(
                    tuple(zip(rows, cues, strict=True)),
                    " | ".join(cue.text for cue in before),
                    " | ".join(cue.text for cue in cues),
                    Problem("A sentence ends within the cue."),
                    Problem("End cues at full stops"),
                    sure=True,
                )
            )
        row += count
    return found


def _sentences(
    cues: Sequence[Cue], row: int, limits: Limits, next_id: int
) -> tuple[int, list[Cue]]:
    """How many cues from `row` on hand text on to the next, and what becomes of all of them."""
    count, current = 1, cues[row]
    made: list[Cue] = []
    while row + count < len(cues):
        after = cues[row + count]
        place = last_stop(current.text)
        if place is None or not goes_on(current, after, limits):
            break
        pair = Document((current, after), next_id=next_id)
        try:
            moved = editing.hand_to_next(pair, 0, place).apply(pair).cues
        except UserError:  # too short to be parted
            break
        if _fits(moved[1], limits):
            made.append(moved[0])
            current, count = moved[1], count + 1
            continue
        head, rest = editing.split(pair, 0, place).apply(pair).cues[:2]
        if not is_fragment(rest, limits):
            return count, [*made, head, rest]
        break
    return count, [*made, current]


def _fits(cue: Cue, limits: Limits) -> bool:
    return units(cue.text) <= limits.units and cue.duration <= limits.longest
