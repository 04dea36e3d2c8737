# SPDX-License-Identifier: GPL-3.0-or-later
"""Edits: pure functions from a document to the `Change` that makes the next one.

Rows count from 0, positions are offsets into a cue's text, times are ms. What
cannot be done raises `UserError`; a row that does not exist raises `IndexError`.
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
from editor.core.timecode import spoken
from editor.core.words import Word, Words

if TYPE_CHECKING:
    from collections.abc import Collection

    from editor.core.document import Document

SHORTEST_PART = 300
"""Neither half of a split is made shorter than this many ms, where the cue allows."""


def set_text(document: Document, row: int, text: str) -> Change:
    """The cue at `row` says `text`; typing in one cue joins into one undo step."""
    cue = document.cues[row]
    return replaced(
        document, N_("Edit text"), [(row, replace(cue, text=text))], merge=f"text:{cue.id}"
    )


def retime(document: Document, row: int, start: int, end: int) -> Change:
    """The cue at `row` runs from `start` to `end`; nudges of one cue join into one undo step."""
    if start < 0:
        raise UserError("A cue cannot start before the medium does.")
    if end <= start:
        raise UserError("A cue must end after it starts.")
    cue = document.cues[row]
    moved = replace(cue, start=start, end=end)
    return replaced(document, N_("Change times"), [(row, moved)], merge=f"time:{cue.id}")


def retime_many(document: Document, times: Collection[tuple[int, int, int]]) -> Change:
    """Several cues get other times: triples of row, start and end."""
    moved: list[Splice] = []
    for row, start, end in sorted(times):
        moved += retime(document, row, start, end).splices
    return Change(N_("Change times"), tuple(moved))


def shift(document: Document, rows: Collection[int], delta: int) -> Change:
    """The cues at `rows` come `delta` ms later (earlier where negative)."""
    chosen = sorted(set(rows))
    earliest = min((document.cues[row].start for row in chosen), default=0)
    if delta < 0 and earliest + delta < 0:
        raise UserError(
            "The first of these cues starts at {start}; it cannot come {seconds} s earlier.",
            start=spoken(earliest),
            seconds=f"{-delta / 1000:g}",
        )
    moved = [(row, document.cues[row].shifted(delta)) for row in chosen]
    return replaced(document, N_("Shift times"), moved)


def insert(document: Document, row: int, start: int, end: int, text: str = "") -> Change:
    """A new cue at `row`, before the one that stands there."""
    if not 0 <= row <= len(document.cues):
        raise IndexError(row)
    if start < 0 or end <= start:
        raise UserError("A cue must end after it starts, and cannot start before the medium does.")
    cue = Cue(document.next_id, start, end, text)
    return Change(N_("New cue"), (Splice(row, (), (cue,)),))


def delete(document: Document, rows: Collection[int]) -> Change:
    """The cues at `rows` go."""
    chosen = sorted(set(rows))
    breaks = [n for n, (row, after) in enumerate(pairwise(chosen), start=1) if after != row + 1]
    runs = [chosen[first:stop] for first, stop in pairwise([0, *breaks, len(chosen)])]
    splices = [Splice(run[0], tuple(document.cues[row] for row in run), ()) for run in runs if run]
    return Change(N_("Delete cues"), tuple(splices))


def split(document: Document, row: int, position: int, at: int | None = None) -> Change:
    """The cue at `row` becomes two, its text cut at the allowed place nearest to `position`.

    Args:
        document: The document before.
        row: The cue to split.
        position: Offset into its text.
        at: Time of the cut; without it, from the word times, else by the weights of
            the two texts. The first half ends where the second one starts.
    """
    cue = document.cues[row]
    position = texts.nearest_cut(cue.text, position)
    left, right = _halves(cue, position, at, document.next_id)
    if not texts.without_tags(left.text).strip() or not texts.without_tags(right.text).strip():
        raise UserError("There is no text on one side of the cut.")
    return Change(N_("Split cue"), (Splice(row, (cue,), (left, right)),))


def cut_time(cue: Cue, position: int) -> int:
    """Where `split` cuts `cue` if it is given no time; meaningless without a text on both sides."""
    position = texts.nearest_cut(cue.text, position)
    left, right = texts.cut(cue.text, position)
    return _cut_time(cue, left, right, _cut_words(cue, position)[1])


def join(document: Document, row: int, count: int = 2) -> Change:
    """The `count` cues from `row` on become one, from the first start to the last end."""
    cues = document.cues[row : row + count]
    if row < 0 or count < 1 or len(cues) < count:
        raise IndexError(row)
    if count == 1:
        raise UserError("There is no other cue to join.")
    whole = cues[0]
    for cue in cues[1:]:
        whole = _joined(whole, cue)
    return Change(N_("Join cues"), (Splice(row, cues, (whole,)),))


def hand_to_previous(document: Document, row: int, position: int, at: int | None = None) -> Change:
    """The text before `position` goes to the cue before; the cut between them moves along.

    `at` is the time of the new cut, as with `split`.
    """
    if row < 1:
        raise UserError("There is no cue before this one.")
    before, cue = document.cues[row - 1], document.cues[row]
    head, tail = _handed(cue, position, at)
    joined = _joined(before, replace(head, note=""))
    rows = [(row - 1, joined), (row, replace(tail, note=cue.note, extras=cue.extras))]
    return replaced(document, N_("Hand text to the previous cue"), rows)


def hand_to_next(document: Document, row: int, position: int, at: int | None = None) -> Change:
    """The text after `position` goes to the next cue; the cut between them moves along.

    `at` is the time of the new cut, as with `split`.
    """
    if row + 1 >= len(document.cues):
        raise UserError("There is no cue after this one.")
    cue, after = document.cues[row], document.cues[row + 1]
    head, tail = _handed(cue, position, at)
    joined = replace(_joined(tail, after), id=after.id, checked=after.checked, extras=after.extras)
    rows = [(row, head), (row + 1, joined)]
    return replaced(document, N_("Hand text to the next cue"), rows)


def _handed(cue: Cue, position: int, at: int | None) -> tuple[Cue, Cue]:
    head, tail = _halves(cue, texts.nearest_cut(cue.text, position), at, cue.id)
    if not texts.without_tags(head.text).strip() or not texts.without_tags(tail.text).strip():
        raise UserError("Part of the text must stay; to hand over all of it, join the cues.")
    return head, tail


def _halves(cue: Cue, position: int, at: int | None, new_id: int) -> tuple[Cue, Cue]:
    if cue.duration < 2:  # noqa: PLR2004 - a millisecond for each
        raise UserError("The cue has no time on the screen that could be parted.")
    left, right = texts.cut(cue.text, position)
    first_words, second_words = _cut_words(cue, position)
    if at is None:
        at = _cut_time(cue, left, right, second_words)
    elif not cue.start < at < cue.end:
        raise UserError("The cut must lie inside the cue.")
    hypothesis: tuple[str | None, str | None] = (None, None)
    if cue.hypothesis is not None:
        place = texts.matching_position(cue.text, cue.hypothesis, position)
        hypothesis = texts.cut(cue.hypothesis, place)
    first = replace(cue, end=at, text=left, hypothesis=hypothesis[0], words=first_words)
    second = Cue(
        new_id,
        at,
        cue.end,
        right,
        hypothesis=hypothesis[1],
        speaker=cue.speaker,
        words=second_words,
        checked=cue.checked,
        extras={name: value for name, value in cue.extras.items() if not name.endswith(".id")},
    )
    return first, second


def _cut_words(cue: Cue, position: int) -> tuple[Words | None, Words | None]:
    """The words on either side: those whose letters come before the cut go left."""
    if cue.words is None:
        return None, None
    spoken = cue.hypothesis if cue.hypothesis is not None else cue.text
    place = texts.matching_position(cue.text, spoken, position)
    letters = len("".join(texts.without_tags(spoken[:place]).split()))
    left: list[Word] = []
    right: list[Word] = []
    for word in cue.words:
        length = len("".join(word.text.split()))
        (left if letters >= (length + 1) // 2 else right).append(word)
        letters -= length
    return Words(left), Words(right)


def _cut_time(cue: Cue, left: str, right: str, second_words: Words | None) -> int:
    if second_words:
        at = next(iter(second_words)).start
        if cue.start < at < cue.end:
            return at
    first, second = texts.weight(left), texts.weight(right)
    at = cue.start + round(cue.duration * first / (first + second))
    shortest = SHORTEST_PART if cue.duration >= 2 * SHORTEST_PART else 1
    return min(max(at, cue.start + shortest), cue.end - shortest)


def _joined(first: Cue, second: Cue) -> Cue:
    hypothesis = None
    if first.hypothesis is not None or second.hypothesis is not None:
        hypothesis = texts.join(_as_heard(first), _as_heard(second))
    words = None
    if first.words is not None or second.words is not None:
        words = Words([*(first.words or ()), *(second.words or ())])
    return replace(
        first,
        start=min(first.start, second.start),
        end=max(first.end, second.end),
        text=texts.join(first.text, second.text),
        hypothesis=hypothesis,
        speaker=first.speaker if first.speaker is not None else second.speaker,
        words=words,
        checked=first.checked and second.checked,
        note="\n".join(note for note in (first.note, second.note) if note),
    )


def _as_heard(cue: Cue) -> str:
    return cue.hypothesis if cue.hypothesis is not None else cue.text
