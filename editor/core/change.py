# SPDX-License-Identifier: GPL-3.0-or-later
"""A change: old cues out, new cues in. Undo inverts it; nothing is computed twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.head import Head

_MANY = 16
"""From this many splices on, one pass over all cues is faster than one list splice for each."""


@dataclass(frozen=True, slots=True)
class Splice:
    """At row `index` of the document before the change, `inserted` replaces `removed`."""

    index: int
    removed: tuple[Cue, ...]
    inserted: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One undoable step.

    Attributes:
        title: What was done, for the undo menu.
        splices: In ascending order; their rows do not overlap.
        merge: Consecutive changes with the same key become one undo step; None never merges.
        head: The document's head before and after, or None where it does not change.
    """

    title: str
    splices: tuple[Splice, ...]
    merge: str | None = None
    head: tuple[Head, Head] | None = None

    def __bool__(self) -> bool:
        return bool(self.splices) or self.head is not None

    @property
    def size(self) -> int:
        """Number of cues that are changed, added or removed."""
        return sum(max(len(splice.removed), len(splice.inserted)) for splice in self.splices)

    @property
    def keeps_times(self) -> bool:
        """Whether every row keeps its cue's id and times."""
        return all(_timed(one.removed) == _timed(one.inserted) for one in self.splices)

    def apply(self, document: Document) -> Document:
        """The document after this change.

        Raises:
            ValueError: The change was made for a different document.
        """
        cues = list(document.cues)
        self.splice(cues)
        return replace(
            document,
            cues=tuple(cues),
            head=self.head_after(document.head),
            next_id=self.next_id_after(document.next_id),
        )

    def splice(self, cues: list[Cue]) -> None:
        """Apply the change to the list `cues` in place.

        Raises:
            ValueError: The change was made for a different document; `cues` is left untouched.
        """
        row = 0
        for splice in self.splices:
            stop = splice.index + len(splice.removed)
            fits = row <= splice.index and stop <= len(cues)
            if not fits or tuple(cues[splice.index : stop]) != splice.removed:
                raise ValueError(f"{self.title!r} does not fit the document at row {splice.index}")
            row = stop
        if len(self.splices) > _MANY:
            cues[:] = self._spliced(cues)
            return
        for splice in reversed(self.splices):
            cues[splice.index : splice.index + len(splice.removed)] = splice.inserted

    def _spliced(self, cues: list[Cue]) -> Iterator[Cue]:
        row = 0
        for splice in self.splices:
            yield from cues[row : splice.index]
            yield from splice.inserted
            row = splice.index + len(splice.removed)
        yield from cues[row:]

    def head_after(self, head: Head) -> Head:
        """The head after this change.

        Raises:
            ValueError: The change was made for a different head.
        """
        if self.head is None:
            return head
        if self.head[0] != head:
            raise ValueError(f"{self.title!r} does not fit the head of the document")
        return self.head[1]

    def next_id_after(self, next_id: int) -> int:
        """The id for the next new cue, after this change."""
        inserted = (cue.id for splice in self.splices for cue in splice.inserted)
        return max(next_id, max(inserted, default=-1) + 1)

    def invert(self) -> Change:
        """The change that undoes this one."""
        shift = 0
        splices = []
        for splice in self.splices:
            splices.append(Splice(splice.index + shift, splice.inserted, splice.removed))
            shift += len(splice.inserted) - len(splice.removed)
        head = self.head and (self.head[1], self.head[0])
        return replace(self, splices=tuple(splices), head=head)

    def then(self, later: Change) -> Change | None:
        """This change and a `later` one as one change; None unless both touch the same rows."""
        if len(self.splices) != len(later.splices) or self.head or later.head:
            return None
        joined = []
        shift = 0
        for first, second in zip(self.splices, later.splices, strict=True):
            if second.index != first.index + shift or second.removed != first.inserted:
                return None
            joined.append(Splice(first.index, first.removed, second.inserted))
            shift += len(first.inserted) - len(first.removed)
        return replace(later, splices=tuple(joined))


def _timed(cues: Iterable[Cue]) -> list[tuple[int, int, int]]:
    return [(cue.id, cue.start, cue.end) for cue in cues]


def replaced(
    document: Document, title: str, rows: Iterable[tuple[int, Cue]], merge: str | None = None
) -> Change:
    """A change that puts new cues at the given rows; cues that stay equal are skipped.

    Args:
        document: The document before.
        title: What is done, for the undo menu.
        rows: Pairs of a row and its new cue, in ascending order.
        merge: See `Change.merge`.
    """
    splices: list[Splice] = []
    start = -1
    removed: list[Cue] = []
    inserted: list[Cue] = []

    def close() -> None:
        if removed:
            splices.append(Splice(start, tuple(removed), tuple(inserted)))

    for row, cue in rows:
        old = document.cues[row]
        if cue == old:
            continue
        if row != start + len(removed):
            close()
            start, removed, inserted = row, [], []
        removed.append(old)
        inserted.append(cue)
    close()
    return Change(title, tuple(splices), merge)


def between(title: str, before: Document, after: Document) -> Change:
    """The change from one document to another that shares most of its cues with it.

    Where all cues are the same ones, it touches those that differ; else it is one splice.
    """
    head = (before.head, after.head) if before.head != after.head else None
    old, new = before.cues, after.cues
    if [cue.id for cue in old] == [cue.id for cue in new]:
        rows = ((row, cue) for row, cue in enumerate(new) if cue is not old[row])
        return replace(replaced(before, title, rows), head=head)
    first, most = 0, min(len(old), len(new))
    while first < most and new[first] is old[first]:
        first += 1
    behind = 0
    while behind < most - first and new[-1 - behind] is old[-1 - behind]:
        behind += 1
    splice = Splice(first, old[first : len(old) - behind], new[first : len(new) - behind])
    return Change(title, (splice,), head=head)
