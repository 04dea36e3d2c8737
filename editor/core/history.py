# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo and redo over changes, with the mark of the last save."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core.selection import START

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.change import Change
    from editor.core.selection import Selection


@dataclass(frozen=True, slots=True)
class Step:
    """A change that was made, and where the user was before and after it."""

    change: Change
    before: Selection = START
    after: Selection = START

    def invert(self) -> Step:
        """The step that takes this one back."""
        return Step(self.change.invert(), self.after, self.before)

    def then(self, later: Step) -> Step | None:
        """This step and a `later` one as one, where both were made in one go."""
        if later.change.merge is None or later.change.merge != self.change.merge:
            return None
        joined = self.change.then(later.change)
        return Step(joined, self.before, later.after) if joined is not None else None


class History:
    """The steps made, and those undone. Knows no document: it hands out steps to apply.

    Attributes:
        done: Steps made, the oldest first.
        undone: Steps taken back, the one to be made again first at the end.
    """

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._saved: int | None = 0
        self._sealed = True

    @property
    def undo_title(self) -> str | None:
        """What undo would take back, or None."""
        return self.done[-1].change.title if self.done else None

    @property
    def redo_title(self) -> str | None:
        """What redo would do again, or None."""
        return self.undone[-1].change.title if self.undone else None

    @property
    def at_saved(self) -> bool:
        """Whether the document stands as it was last saved."""
        return self._saved == len(self.done)

    @property
    def saved(self) -> int | None:
        """How many steps were made when the document was last saved; None: unreachable now."""
        return self._saved

    def record(self, step: Step) -> None:
        """Remember a step that was made; joins it to the last one where both allow.

        One that changes nothing is not remembered.
        """
        if not step.change:
            return
        self.undone.clear()
        joined = self.done[-1].then(step) if self.done and not self._sealed else None
        if joined is not None:
            self.done[-1] = joined
        else:
            if self._saved is not None and self._saved > len(self.done):
                self._saved = None  # the saved state was undone and can't be reached any more
            self.done.append(step)
        self._sealed = False

    def undo(self) -> Step | None:
        """The step that takes the last one back, or None."""
        self._sealed = True
        if not self.done:
            return None
        step = self.done.pop()
        self.undone.append(step)
        return step.invert()

    def redo(self) -> Step | None:
        """The step that was undone last, or None."""
        self._sealed = True
        if not self.undone:
            return None
        step = self.undone.pop()
        self.done.append(step)
        return step

    @property
    def sealed(self) -> bool:
        """Whether the next step stands alone, whatever its change's merge key."""
        return self._sealed

    def restore(self, done: Sequence[Step], undone: Sequence[Step]) -> None:
        """Be a history that was kept; the document stands as it was saved."""
        self.done, self.undone = list(done), list(undone)
        self.mark_saved()

    def seal(self) -> None:
        """End the current run of joined changes: a pause, a moved caret."""
        self._sealed = True

    def mark_saved(self) -> None:
        """Remember that the document is saved as it stands. Nothing joins across it."""
        self._saved = len(self.done)
        self._sealed = True
