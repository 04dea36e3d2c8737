# SPDX-License-Identifier: GPL-3.0-or-later
"""Edits: pure functions from a document to a `Change`.

Rows count from 0, positions are offsets into a cue's text in code points, times are ms.
An impossible edit raises `UserError`; a row that does not exist raises `IndexError`.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core import text as texts
from editor.core.change import Change, Splice, replaced
from editor.core.cue import Cue
from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.core.parts import halves, joined
from editor.core.tags import without_tags
from editor.core.timecode import spoken

if TYPE_CHECKING:
    from collections.abc import Collection

    from editor.core.document import Document


def set_text(document: Document, row: int, text: str) -> Change:
    """Set the text of the cue at `row`; consecutive edits of one cue merge into one undo step.

    For the effect on words and second text see `Cue.saying`.
    """
    cue = document.cues[row]
    return replaced(document, N_("Edit text"), [(row, cue.saying(text))], merge=f"text:{cue.id}")


def retime(document: Document, row: int, start: int, end: int) -> Change:
    """Set the times of the cue at `row`; consecutive edits of one cue merge into one undo step.

    For the effect on words see `Cue.retimed`.
    """
    if start < 0:
        raise UserError("A cue cannot start before 0:00.")
    if end <= start:
        raise UserError("A cue must end after it starts.")
    cue = document.cues[row]
    moved = cue.retimed(start, end)
    return replaced(document, N_("Change times"), [(row, moved)], merge=f"time:{cue.id}")


def retime_many(document: Document, times: Collection[tuple[int, int, int]]) -> Change:
    """Set the times of several cues, given as triples of row, start and end."""
    moved: list[Splice] = []
    for row, start, end in sorted(times):
        moved += retime(document, row, start, end).splices
    return Change(N_("Change times"), tuple(moved))


def shift(document: Document, rows: Collection[int], delta: int) -> Change:
    """Move the cues at `rows` by `delta` ms, negative is earlier; but not those without times."""
    chosen = [row for row in sorted(set(rows)) if not document.cues[row].is_untimed]
    earliest = min((document.cues[row].start for row in chosen), default=0)
    if delta < 0 and earliest + delta < 0:
        raise UserError(
            "The first of these cues starts at {start}; it cannot move {seconds} s earlier.",
            start=spoken(earliest),
            seconds=f"{-delta / 1000:g}",
        )
    moved = [(row, document.cues[row].shifted(delta)) for row in chosen]
    return replaced(document, N_("Shift times"), moved)


def insert(document: Document, row: int, start: int, end: int, text: str = "") -> Change:
    """Insert a new cue at `row`, before the cue that is there."""
    if not 0 <= row <= len(document.cues):
        raise IndexError(row)
    if start < 0 or end <= start:
        raise UserError("A cue must end after it starts, and cannot start before 0:00.")
    cue = Cue(document.next_id, start, end, text)
    return Change(N_("New cue"), (Splice(row, (), (cue,)),))


def delete(document: Document, rows: Collection[int]) -> Change:
    """Delete the cues at `rows`.

    If the first cue of a chapter is deleted, the next remaining cue gets the chapter title, unless
    it starts a chapter itself.
    """
    chosen = sorted(set(rows))
    breaks = [n for n, (row, after) in enumerate(pairwise(chosen), start=1) if after != row + 1]
    runs = [chosen[first:stop] for first, stop in pairwise([0, *breaks, len(chosen)])]
    splices = [_without(document.cues, run[0], run[-1] + 1) for run in runs if run]
    return Change(N_("Delete cues"), tuple(splices))


def _without(cues: tuple[Cue, ...], first: int, stop: int) -> Splice:
    """Remove rows [first, stop); the last chapter title among them moves to the next row."""
    if first < 0 or stop > len(cues):
        raise IndexError(stop)
    gone = cues[first:stop]
    chapter = next((cue.chapter for cue in reversed(gone) if cue.chapter is not None), None)
    after = cues[stop : stop + 1]
    if chapter is None or not after or after[0].chapter is not None:
        return Splice(first, gone, ())
    return Splice(first, gone + after, (replace(after[0], chapter=chapter),))


def split(document: Document, row: int, position: int, at: int | None = None) -> Change:
    """Split the cue at `row` in two, at the allowed text position nearest to `position`.

    For the effect on the other fields see `parts.halves`.

    Args:
        document: The document before.
        row: The cue to split.
        position: Offset into its text.
        at: Time of the cut; by default `parts.cut_time`. The first half ends and the second one
            starts here.
    """
    cue = document.cues[row]
    position = texts.nearest_cut(cue.text, position)
    left, right = halves(cue, position, at, document.next_id)
    if not without_tags(left.text).strip() or not without_tags(right.text).strip():
        raise UserError("Both parts need text; move the cursor into the text.")
    return Change(N_("Split cue"), (Splice(row, (cue,), (left, right)),))


def join(document: Document, row: int, count: int = 2) -> Change:
    """Join `count` cues from `row` on into one, from the first start to the last end.

    For the effect on all fields see `parts.joined`.
    """
    cues = document.cues[row : row + count]
    if row < 0 or count < 1 or len(cues) < count:
        raise IndexError(row)
    if count == 1:
        raise UserError("There is no other cue to join.")
    whole = cues[0]
    for cue in cues[1:]:
        whole = joined(whole, cue)
    return Change(N_("Join cues"), (Splice(row, cues, (whole,)),))


def hand_to_previous(document: Document, row: int, position: int, at: int | None = None) -> Change:
    """Move the text before `position` to the previous cue; the boundary in time moves with it.

    Second text, hypothesis and words move too. Speaker, mark, chapter, note, extras and `left_out`
    stay with their cue; both second texts become unchecked.

    `at` is the time of the new cut, as in `split`.
    """
    if row < 1:
        raise UserError("There is no cue before this one.")
    before, cue = document.cues[row - 1], document.cues[row]
    head, tail = _handed(cue, position, at)
    longer = joined(before, replace(head, note=""))
    rows = [
        (row - 1, _still(longer, before, checked=longer.checked)),
        (row, _still(tail, cue, checked=cue.checked)),
    ]
    return replaced(document, N_("Move text to previous cue"), rows)


def hand_to_next(document: Document, row: int, position: int, at: int | None = None) -> Change:
    """Move the text after `position` to the next cue; the boundary in time moves with it.

    For what else moves and what stays see `hand_to_previous`.

    `at` is the time of the new cut, as in `split`.
    """
    if row + 1 >= len(document.cues):
        raise UserError("There is no cue after this one.")
    cue, after = document.cues[row], document.cues[row + 1]
    head, tail = _handed(cue, position, at)
    longer = joined(tail, after)
    rows = [(row, head), (row + 1, _still(longer, after, checked=after.checked))]
    return replaced(document, N_("Move text to next cue"), rows)


def _handed(cue: Cue, position: int, at: int | None) -> tuple[Cue, Cue]:
    head, tail = halves(cue, texts.nearest_cut(cue.text, position), at, cue.id)
    if not without_tags(head.text).strip() or not without_tags(tail.text).strip():
        raise UserError("Some text must stay in this cue. To move all of it, join the cues.")
    return head, tail


def _still(cue: Cue, own: Cue, *, checked: bool) -> Cue:
    """`cue` with the identity and labels of `own`, the cue it replaces."""
    return replace(
        cue,
        id=own.id,
        speaker=own.speaker if own.speaker is not None else cue.speaker,
        checked=checked,
        note=own.note,
        extras=own.extras,
        second_checked=False,
        mark=own.mark,
        chapter=own.chapter,
        left_out=own.left_out,
    )
