# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody else changed in a file, as changes to a document that was worked on meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import reduce
from typing import TYPE_CHECKING

from editor.core.change import Splice
from editor.core.parts import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.cue import Cue

_FIELDS = (
    *("start", "end", "text", "speaker", "note", "checked"),
    *("second", "second_checked", "mark", "chapter", "left_out"),
)


@dataclass(frozen=True, slots=True)
class Merge:
    """One thing that was changed elsewhere.

    Attributes:
        splice: What it would do to the document.
        clean: Whether nobody has touched these cues here.
    """

    splice: Splice
    clean: bool


def merges(
    base: Sequence[Cue], ours: Sequence[Cue], theirs: Sequence[Cue], next_id: int
) -> tuple[list[Merge], int]:
    """What leads from `base` to `theirs`, made to fit `ours`.

    Of a cue that stands in all three only what they changed is taken, so that a clock that
    was repaired here stays repaired.

    Args:
        base: What both began with; the cues that are left of it have their ids in `ours`.
        ours: The document.
        theirs: What the file says now; its ids mean nothing.
        next_id: Id for the first cue that is new.

    Returns:
        The changes, ascending and apart, and how many fit nowhere any more.
    """
    rows = {cue.id: row for row, cue in enumerate(ours)}
    found: list[Merge] = []
    lost = 0
    for first, stop, cues in _blocks(base, theirs):
        row = _row(base, first, stop, rows, len(ours))
        if row is None:
            lost += 1
            continue
        here = tuple(ours[row : row + stop - first])
        old = base[first:stop]
        if len(cues) == len(here):
            there = tuple(map(_changed, old, cues, here))
        else:
            there = _instead(here, cues, next_id)
            next_id += len(cues)
        if there != here:
            found.append(Merge(Splice(row, here, there), here == tuple(old)))
    kept: list[Merge] = []
    row = -1
    for one in sorted(found, key=lambda one: one.splice.index):
        if one.splice.index <= row:  # the cues were reordered here
            lost += 1
            continue
        kept.append(one)
        row = max(one.splice.index, one.splice.index + len(one.splice.removed) - 1)
    return kept, lost


def _blocks(base: Sequence[Cue], theirs: Sequence[Cue]) -> Iterator[tuple[int, int, Sequence[Cue]]]:
    """Rows of `base` and what stands there now; each cue for itself where as many do."""
    old, new = [*map(_said, base)], [*map(_said, theirs)]
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    matcher = SequenceMatcher(
        None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False
    )
    for kind, *places in matcher.get_opcodes():
        first, stop, begin, end = (place + head for place in places)
        if kind == "equal":
            continue
        if stop - first == end - begin:
            for n in range(stop - first):
                yield first + n, first + n + 1, theirs[begin + n : begin + n + 1]
        else:
            yield first, stop, theirs[begin:end]


def _said(cue: Cue) -> tuple[object, ...]:
    return tuple(getattr(cue, name) for name in _FIELDS)


def _row(
    base: Sequence[Cue], first: int, stop: int, rows: dict[int, int], count: int
) -> int | None:
    """Where the cues of a block stand now, if they do so in a row; else None."""
    if first == stop:  # nothing stood there: after the cue before
        before = rows.get(base[first - 1].id) if first else -1
        return None if before is None else min(before + 1, count)
    row = rows.get(base[first].id)
    if row is None or any(rows.get(cue.id) != row + n for n, cue in enumerate(base[first:stop])):
        return None
    return row


def _changed(old: Cue, new: Cue, here: Cue) -> Cue:
    """The cue here, with what they changed of it; see `Cue.saying` and `Cue.retimed`."""
    fields = {
        name: getattr(new, name) for name in _FIELDS if getattr(new, name) != getattr(old, name)
    }
    cue = here.saying(fields.pop("text", here.text))
    cue = cue.retimed(fields.pop("start", here.start), fields.pop("end", here.end))
    return replace(cue, **fields)


def _instead(here: Sequence[Cue], there: Sequence[Cue], next_id: int) -> tuple[Cue, ...]:
    """Their cues in the place of ours.

    What ours have beside their texts and times, and theirs have not, goes to the first of them;
    where all of ours are left out of files, all of theirs are.
    """
    cues = [replace(cue, id=next_id + n) for n, cue in enumerate(there)]
    if here and cues:
        ours, first = reduce(joined, here), cues[0]
        cues[0] = replace(
            first,
            note=first.note or ours.note,
            second=first.second or ours.second,
            mark=first.mark or ours.mark,
            chapter=ours.chapter if first.chapter is None else first.chapter,
        )
        cues = [replace(cue, left_out=cue.left_out or ours.left_out) for cue in cues]
    return tuple(cues)
