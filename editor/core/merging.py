# SPDX-License-Identifier: GPL-3.0-or-later
"""Three-way merge: changes made to a file elsewhere, applied to a document edited meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from editor.core.carrying import carried
from editor.core.change import Change, Splice
from editor.core.i18n import N_
from editor.core.text_merge import merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document

_FIELDS = (
    *("start", "end", "text", "speaker", "note", "checked"),
    *("second", "second_checked", "mark", "chapter", "left_out"),
)
"""Fields of a cue that are compared and merged."""


@dataclass(frozen=True, slots=True)
class Merge:
    """One change that was made elsewhere.

    Attributes:
        splice: Its effect on the document.
        clean: Whether nothing that was changed here is lost by it.
    """

    splice: Splice
    clean: bool


def merges(
    base: Sequence[Cue], ours: Sequence[Cue], theirs: Sequence[Cue], next_id: int
) -> tuple[list[Merge], int]:
    """The changes from `base` to `theirs`, adapted to `ours`.

    Where a changed block keeps its number of cues, only the fields that they changed are taken, so
    that a timing repair made here is kept.

    Args:
        base: The common ancestor; cues that remain of it have the same ids in `ours`.
        ours: The document.
        theirs: The file as it is now; its ids are ignored.
        next_id: Id for the first new cue.

    Returns:
        The changes in ascending order, not overlapping, and the number that no longer fit.
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
            changed = [*map(_changed, old, cues, here)]
            there, clean = tuple(cue for cue, _ in changed), all(clean for _, clean in changed)
        else:
            there, clean = carried(tuple(old), here, tuple(cues), next_id)
            next_id += len(there)
        if there != here:
            found.append(Merge(Splice(row, here, there), clean))
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
    """Yield changed row ranges of `base` with their new cues; cue by cue if the counts match."""
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
    """First row of a block in `ours`, or None if its cues are no longer consecutive there."""
    if first == stop:  # an insertion: goes after the cue before it
        before = rows.get(base[first - 1].id) if first else -1
        return None if before is None else min(before + 1, count)
    row = rows.get(base[first].id)
    if row is None or any(rows.get(cue.id) != row + n for n, cue in enumerate(base[first:stop])):
        return None
    return row


def _changed(old: Cue, new: Cue, here: Cue) -> tuple[Cue, bool]:
    """`here` with the fields that differ between `old` and `new`, and whether both are in it.

    See `text_merge.merged`, `Cue.saying` and `Cue.retimed`.
    """
    fields = {
        name: getattr(new, name) for name in _FIELDS if getattr(new, name) != getattr(old, name)
    }
    fields.pop("text", None)
    text, clean = merged(old.text, here.text, new.text)
    clean = clean and all(
        getattr(here, name) in (getattr(old, name), value) for name, value in fields.items()
    )
    cue = here.saying(text)
    cue = cue.retimed(fields.pop("start", here.start), fields.pop("end", here.end))
    return replace(cue, **fields), clean


def brought(before: Document, after: Document) -> tuple[Change, int]:
    """The corrections made in `before`, as a change of `after`: the same file, read anew.

    Cues are matched by their order, or by their times if there are not as many. Where the new
    reading and a correction differ, the correction counts.

    Returns:
        The change, and the number of corrections that fit nowhere.
    """
    source = before.source.cues if before.source is not None else before.cues
    base = source
    if len(source) != len(after.cues):
        ids = {(cue.start, cue.end): cue.id for cue in after.cues}
        base = tuple(
            replace(cue, id=ids.get((cue.start, cue.end), -1 - n)) for n, cue in enumerate(source)
        )
    known = {old.id: new.id for old, new in zip(source, base, strict=True)}
    ours = tuple(replace(cue, id=known.get(cue.id, cue.id)) for cue in before.cues)
    found, lost = merges(base, after.cues, ours, after.next_id)
    return Change(N_("Bring corrections along"), tuple(one.splice for one in found)), lost
