# SPDX-License-Identifier: GPL-3.0-or-later
"""Applies many changes to a list of cues in place: a document per change would cost a copy each."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.head import Head
    from editor.core.history import Step


@dataclass(slots=True)
class Standing:
    """The mutable parts of a document while changes are applied to it."""

    origin: Document
    cues: list[Cue] = field(init=False)
    head: Head = field(init=False)
    next_id: int = field(init=False)

    def __post_init__(self) -> None:
        self.cues = list(self.origin.cues)
        self.head = self.origin.head
        self.next_id = self.origin.next_id

    def apply(self, change: Change) -> None:
        """Apply a change.

        Raises:
            ValueError: The change does not fit.
        """
        head = change.head_after(self.head)
        change.splice(self.cues)
        self.head, self.next_id = head, change.next_id_after(self.next_id)

    def document(self) -> Document:
        """The current document."""
        return replace(self.origin, cues=tuple(self.cues), head=self.head, next_id=self.next_id)


def beginning(document: Document, done: Sequence[Step]) -> Document:
    """The document before all of these steps (oldest first) that led to `document`."""
    standing = Standing(document)
    for step in reversed(done):
        standing.apply(step.change.invert())
    return standing.document()
