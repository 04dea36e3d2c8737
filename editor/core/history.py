# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo and redo stacks of changes, and the position of the last save."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from editor.core.selection import START
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.change import Change
    from editor.core.selection import Selection


@dataclass(frozen=True, slots=True)
class Step:
    """A change that was made, with the selection before and after it.

    Attributes:
        change: The change.
        before: The selection before it.
        after: The selection after it.
        at: When it was made, in ms since 1970; None if that is not known, as in a project file.
    """

    change: Change
    before: Selection = START
    after: Selection = START
    at: int | None = field(default=None, compare=False)

    def invert(self) -> Step:
        """The step that undoes this one."""
        return Step(self.change.invert(), self.after, self.before, self.at)

    def then(self, later: Step) -> Step | None:
        """This step and a `later` one as one step; None unless both have the same merge key."""
        if later.change.merge is None or later.change.merge != self.change.merge:
            return None
        joined = self.change.then(later.change)
        if joined is None:
            return None
        return Step(joined, self.before, later.after, later.at)


class History:
    """The undo and redo stacks. Holds no document: it returns steps for the caller to apply.

    Attributes:
        done: Steps made, oldest first.
        undone: Steps undone; the last one is the next to redo.
    """

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._saved: int | None = 0
        self._sealed = True

    @property
    def undo_title(self) -> str | None:
        """Title of the step that undo would take back, or None."""
        return self.done[-1].change.title if self.done else None

    @property
    def redo_title(self) -> str | None:
        """Title of the step that redo would make again, or None."""
        return self.undone[-1].change.title if self.undone else None

    @property
    def at_saved(self) -> bool:
        """Whether the document is as it was last saved."""
        return self._saved == len(self.done)

    @property
    def saved(self) -> int | None:
        """Length of `done` at the last save; None if that state can no longer be reached."""
        return self._saved

    def record(self, step: Step) -> None:
        """Add a step that was made, merged into the last one where both allow it.

        A step that changes nothing is ignored. The redo stack is cleared.
        """
        if not step.change:
            return
        self.undone.clear()
        joined = self.done[-1].then(step) if self.done and not self._sealed else None
        if joined is not None:
            self.done[-1] = joined
        else:
            if self._saved is not None and self._saved > len(self.done):
                self._saved = None  # the saved state was undone and can no longer be reached
            self.done.append(step)
        self._sealed = False

    def undo(self) -> Step | None:
        """Pop the last step and return its inverse, or None if there is none."""
        self._sealed = True
        if not self.done:
            return None
        step = self.done.pop()
        self.undone.append(step)
        return step.invert()

    def redo(self) -> Step | None:
        """Pop and return the step that was undone last, or None if there is none."""
        self._sealed = True
        if not self.undone:
            return None
        step = self.undone.pop()
        self.done.append(step)
        return step

    @property
    def sealed(self) -> bool:
        """Whether the next step must not merge into the last one, whatever its merge key."""
        return self._sealed

    def restore(self, done: Sequence[Step], undone: Sequence[Step]) -> None:
        """Load both stacks from a saved history; the document counts as saved."""
        self.done, self.undone = list(done), list(undone)
        self.mark_saved()

    def seal(self) -> None:
        """Stop merging into the last step, for example after a pause or a moved caret."""
        self._sealed = True

    def mark_saved(self) -> None:
        """Remember the current state as saved. No step merges across it."""
        self._saved = len(self.done)
        self._sealed = True
