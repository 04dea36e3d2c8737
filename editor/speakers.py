# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window knows of the open document's speakers beside their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.speakers import speakers_of

if TYPE_CHECKING:
    from editor.session import Session


class Speakers:
    """A number for each speaker, by which it gets its colour, and who was named last.

    Attributes:
        last: The name that was assigned last; empty if none was.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._numbers: dict[str, int] = {}
        self.last = ""
        session.opened.connect(self._opened)

    def number(self, name: str) -> int:
        """The speaker's number from 0; it stays the same until another document is opened."""
        if name not in self._numbers:
            for known in (*speakers_of(self._session.document.cues), name):
                self._numbers.setdefault(known, len(self._numbers))
        return self._numbers[name]

    def names(self) -> list[str]:
        """All names in the document, who was named last first, then by numbers of cues."""
        counts = speakers_of(self._session.document.cues)
        return sorted(counts, key=lambda name: (name != self.last, -counts[name]))

    def _opened(self) -> None:
        self._numbers.clear()
        self.last = ""
