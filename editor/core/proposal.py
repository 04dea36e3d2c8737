# SPDX-License-Identifier: GPL-3.0-or-later
"""Proposals: what a bulk change would do, row by row, for a person to tick.

Every bulk change (script, fixes, clock) makes proposals; one review list shows them,
and `accepted` turns those that were ticked into one `Change`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor.core.change import Change, Splice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.errors import Problem

Fix = tuple[tuple[int, "Cue | None"], ...]
"""Rows, and the cues that shall stand there; None takes the cue out, and a row that is
given several times becomes so many cues."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One row of a review.

    Attributes:
        fix: What it would do.
        before: What stands there now, as the user reads it: a text, or times.
        after: What would.
        reason: Why, in a sentence.
        kind: Proposals of one kind can be shown or ticked together; a short title.
        sure: Whether it is ticked from the beginning.
    """

    fix: Fix
    before: str
    after: str
    reason: Problem
    kind: Problem
    sure: bool

    @property
    def row(self) -> int:
        """The first cue it touches."""
        return self.fix[0][0]


def accepted(
    document: Document,
    title: str,
    fixes: Iterable[Fix],
    language: str | None = None,
) -> Change:
    """One change with these fixes.

    Where two would change the same cue the first one is made.

    Args:
        document: What the fixes were made for.
        title: What is done, for the undo menu.
        fixes: Those that were ticked.
        language: The document's language after it, where that changes.
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


def _chosen(fixes: Iterable[Fix]) -> dict[int, list[Cue]]:
    """What shall stand at each row that is touched."""
    chosen: dict[int, list[Cue]] = {}
    for fix in fixes:
        if any(row in chosen for row, _ in fix):
            continue
        for row, cue in fix:
            standing = chosen.setdefault(row, [])
            if cue is not None:
                standing.append(cue)
    return chosen
