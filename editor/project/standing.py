# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues that many changes are applied to in place: a document for each would cost a copy each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.head import Head
    from editor.core.history import Step


@dataclass(slots=True)
class Standing:
    """What of a document changes as changes are applied to it."""

    origin: Document
    cues: list[Cue] = field(init=False)
    head: Head = field(init=False)
    next_id: int = field(init=False)

    def __post_init__(self) -> None:
        self.cues = list(self.origin.cues)
        self.head = self.origin.head
        self.next_id = self.origin.next_id

    def apply(self, change: Change) -> None:
        """Make a change.

        Raises:
            ValueError: It was made for something else.
        """
        head = change.head_after(self.head)
        change.splice(self.cues)
        self.head, self.next_id = head, change.next_id_after(self.next_id)

    def document(self) -> Document:
        """The document as it stands now."""
        return replace(self.origin, cues=tuple(self.cues), head=self.head, next_id=self.next_id)


def beginning(document: Document, done: Sequence[Step]) -> Document:
    """The document before all of these steps, the oldest first, led to `document`."""
    standing = Standing(document)
    for step in reversed(done):
        standing.apply(step.change.invert())
    return standing.document()
