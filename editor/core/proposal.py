# SPDX-License-Identifier: GPL-3.0-or-later
"""Proposals: what a bulk change would do, row by row, for the user to tick.

Every bulk change (script, fixes, timing repair) makes proposals; one review list shows them, and
`accepted` turns the ticked ones into one `Change`.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.change import Change, Splice, between
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.errors import Problem

Fix = tuple[tuple[int, "Cue | None"], ...]
"""Rows and their new cues. None deletes the cue; a row given several times becomes several cues."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One row of a review.

    Attributes:
        fix: Its effect.
        before: Current content as the user reads it: a text, or times.
        after: Content after the fix.
        reason: Why, as a sentence.
        kind: Short title; proposals of one kind can be filtered or ticked together.
        sure: Whether it is ticked by default.
        plain: Whether no characters of `before` and `after` are compared: they are times, say.
    """

    fix: Fix
    before: str
    after: str
    reason: Problem
    kind: Problem
    sure: bool
    plain: bool = False

    @property
    def row(self) -> int:
        """The first row it touches."""
        return self.fix[0][0]


def accepted(
    document: Document,
    title: str,
    fixes: Iterable[Fix],
    language: str | None = None,
) -> Change:
    """One change that applies the given fixes.

    If two fixes touch the same cue, only the first is applied.

    Args:
        document: The document that the fixes were made for.
        title: What is done, for the undo menu.
        fixes: The ticked ones.
        language: The document's new language, or None to keep it.
    """
    chosen = _chosen(fixes)
    splices: list[Splice] = []
    removed: list[Cue] = []
    inserted: list[Cue] = []
    start = 0

    def close() -> None:
        if removed:
            splices.append(Splice(start, tuple(removed), tuple(inserted)))

    for row in sorted(chosen):
        cues = chosen[row]
        if cues == [document.cues[row]]:
            continue
        if row != start + len(removed):
            close()
            start, removed, inserted = row, [], []
        removed.append(document.cues[row])
        inserted += cues
    close()
    head = None
    if language is not None and language != document.head.language:
        head = (document.head, replace(document.head, language=language))
    return Change(title, tuple(splices), head=head)


def with_new_cues(document: Document, title: str, fixes: Iterable[Fix]) -> Change:
    """One change that applies fixes that have new cues, too.

    A new cue is one with another id than the cue at its row, which it leaves as it is. It gets an
    id of its own, and goes where its start belongs: cues that were in the order of their starts
    are so afterwards, others stay where they are.
    """
    cues = list(document.cues)
    new: list[Cue] = []
    for row, cue in (each for fix in fixes for each in fix):
        if cue is None:
            continue
        if row < len(cues) and cue.id == document.cues[row].id:
            cues[row] = cue
        else:
            new.append(replace(cue, id=document.next_id + len(new)))
    if all(one.start <= other.start for one, other in pairwise(document.cues)):
        cues = sorted([*cues, *new], key=lambda cue: (cue.start, not cue.left_out))
    else:
        for cue in new:
            place = next((n for n, one in enumerate(cues) if one.start > cue.start), len(cues))
            cues.insert(place, cue)
    return between(title, document, replace(document, cues=tuple(cues)))


def _chosen(fixes: Iterable[Fix]) -> dict[int, list[Cue]]:
    """The new cues of each touched row."""
    chosen: dict[int, list[Cue]] = {}
    for fix in fixes:
        if any(row in chosen for row, _ in fix):
            continue
        for row, cue in fix:
            standing = chosen.setdefault(row, [])
            if cue is not None:
                standing.append(cue)
    return chosen
