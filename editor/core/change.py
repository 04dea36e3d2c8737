# SPDX-License-Identifier: GPL-3.0-or-later
"""A change: old cues out, new cues in. Undo turns it round; nothing is computed twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.core.cue import Cue
    from editor.core.document import Document


@dataclass(frozen=True, slots=True)
class Splice:
    """At row `index` of the document before the change, `removed` gives way to `inserted`."""

    index: int
    removed: tuple[Cue, ...]
    inserted: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One step that can be undone.

    Attributes:
        title: What was done, for the undo menu.
        splices: In ascending order, not touching the same rows.
        merge: Changes that follow one another with the same key become one undo
            step; None stands alone.
        language: The document's language before and after, where that changes too.
    """

    title: str
    splices: tuple[Splice, ...]
    merge: str | None = None
    language: tuple[str | None, str | None] | None = None

    def __bool__(self) -> bool:
        return bool(self.splices) or self.language is not None

    def apply(self, document: Document) -> Document:
        """The document after this change, made in one pass.

        Raises:
            ValueError: The change was made for another document.
        """
        if self.language is not None and self.language[0] != document.language:
            raise ValueError(f"{self.title!r} does not fit a document in {document.language}")
        old = document.cues
        new: list[Cue] = []
        row = 0
        next_id = document.next_id
        for splice in self.splices:
            stop = splice.index + len(splice.removed)
            if splice.index < row or old[splice.index : stop] != splice.removed:
                raise ValueError(f"{self.title!r} does not fit the document at row {splice.index}")
            new += old[row : splice.index]
            new += splice.inserted
            row = stop
            next_id = max(next_id, max((cue.id for cue in splice.inserted), default=-1) + 1)
        new += old[row:]
        language = document.language if self.language is None else self.language[1]
        return replace(document, cues=tuple(new), next_id=next_id, language=language)

    def invert(self) -> Change:
        """The change that restores the document before this one."""
        shift = 0
        splices = []
        for splice in self.splices:
            splices.append(Splice(splice.index + shift, splice.inserted, splice.removed))
            shift += len(splice.inserted) - len(splice.removed)
        language = self.language and (self.language[1], self.language[0])
        return replace(self, splices=tuple(splices), language=language)

    def then(self, later: Change) -> Change | None:
        """This change and a `later` one as a single change, where they touch the same rows."""
        if len(self.splices) != len(later.splices) or self.language or later.language:
            return None
        joined = []
        shift = 0
        for first, second in zip(self.splices, later.splices, strict=True):
            if second.index != first.index + shift or second.removed != first.inserted:
                return None
            joined.append(Splice(first.index, first.removed, second.inserted))
            shift += len(first.inserted) - len(first.removed)
        return replace(later, splices=tuple(joined))


def replaced(
    document: Document, title: str, rows: Iterable[tuple[int, Cue]], merge: str | None = None
) -> Change:
    """A change that puts new cues at the given ascending rows; equal cues are left out.

    Args:
        document: The document before.
        title: What is done, for the undo menu.
        rows: Pairs of row and the cue that shall stand there.
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
