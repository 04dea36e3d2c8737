# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues that many changes are applied to in place: a document for each would cost a copy each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from editor.core.document import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.history import Step

_MANY = 16
"""Splices from which one pass over all cues is quicker than moving their tail each time."""


@dataclass(slots=True)
class Standing:
    """What of a document changes as changes are applied to it."""

    origin: Document
    cues: list[Cue] = field(init=False)
    language: str | None = field(init=False)
    next_id: int = field(init=False)

    def __post_init__(self) -> None:
        self.cues = list(self.origin.cues)
        self.language = self.origin.language
        self.next_id = self.origin.next_id

    def apply(self, change: Change) -> None:
        """Make a change that fits what stands."""
        if len(change.splices) > _MANY:
            self.cues = list(change.apply(Document(tuple(self.cues), language=self.language)).cues)
        else:
            shift = 0
            for splice in change.splices:
                row = splice.index + shift
                self.cues[row : row + len(splice.removed)] = splice.inserted
                shift += len(splice.inserted) - len(splice.removed)
        for splice in change.splices:
            for cue in splice.inserted:
                self.next_id = max(self.next_id, cue.id + 1)
        if change.language is not None:
            self.language = change.language[1]

    def document(self) -> Document:
        """The document as it stands now."""
        return replace(
            self.origin, cues=tuple(self.cues), language=self.language, next_id=self.next_id
        )


def beginning(document: Document, done: Sequence[Step]) -> Document:
    """The document before all of these steps, the oldest first, led to `document`."""
    standing = Standing(document)
    for step in reversed(done):
        standing.apply(step.change.invert())
    return standing.document()
