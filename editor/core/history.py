# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo and redo over changes, with the mark of the last save."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.core.change import Change


class History:
    """The changes made, and those undone. Knows no document: it hands out changes to apply."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._saved: int | None = 0
        self._sealed = True

    @property
    def undo_title(self) -> str | None:
        """What undo would take back, or None."""
        return self._done[-1].title if self._done else None

    @property
    def redo_title(self) -> str | None:
        """What redo would do again, or None."""
        return self._undone[-1].title if self._undone else None

    @property
    def at_saved(self) -> bool:
        """Whether the document stands as it was last saved."""
        return self._saved == len(self._done)

    def record(self, change: Change) -> None:
        """Remember a change that was applied; joins it to the last one where both allow.

        One that changes nothing is not remembered.
        """
        if not change:
            return
        self._undone.clear()
        joined = None
        if not self._sealed and change.merge is not None and self._done[-1].merge == change.merge:
            joined = self._done[-1].then(change)
        if joined is not None:
            self._done[-1] = joined
        else:
            if self._saved is not None and self._saved > len(self._done):
                self._saved = None  # the saved state was undone and can't be reached any more
            self._done.append(change)
        self._sealed = False

    def undo(self) -> Change | None:
        """The change that takes the last one back, or None."""
        self._sealed = True
        if not self._done:
            return None
        change = self._done.pop()
        self._undone.append(change)
        return change.invert()

    def redo(self) -> Change | None:
        """The change that was undone last, or None."""
        self._sealed = True
        if not self._undone:
            return None
        change = self._undone.pop()
        self._done.append(change)
        return change

    def amend(self, change: Change) -> None:
        """Put `change` in the place of the last one, which it must already contain."""
        if not self._done:
            raise ValueError("there is nothing to amend")
        if self._saved is not None and self._saved >= len(self._done):
            self._saved = None  # the saved state is the one that gives way, or was undone
        self._undone.clear()
        self._done[-1] = change

    def seal(self) -> None:
        """End the current run of joined changes: a pause, a moved caret."""
        self._sealed = True

    def mark_saved(self) -> None:
        """Remember that the document is saved as it stands. Nothing joins across it."""
        self._saved = len(self._done)
        self._sealed = True
