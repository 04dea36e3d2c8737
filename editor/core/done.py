# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person has done with each cue: nothing, heard it, or checked it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.core.change import Change
    from editor.core.cue import Cue

NOTHING, HEARD, CHECKED = range(3)


class Done:
    """A level for each cue, kept up to date: to count a hundred thousand cues anew takes too long.

    Attributes:
        levels: `NOTHING`, `HEARD` or `CHECKED`, by row.
    """

    def __init__(self, cues: Sequence[Cue], is_heard: Callable[[Cue], bool]) -> None:
        """Of these cues; a cue that was checked need not be heard."""
        self._is_heard = is_heard
        self.levels = bytearray(map(self._level, cues))

    @property
    def checked(self) -> int:
        """How many cues are checked."""
        return self.levels.count(CHECKED)

    @property
    def heard(self) -> int:
        """How many cues are heard or checked."""
        return len(self.levels) - self.levels.count(NOTHING)

    def note(self, row: int, cue: Cue) -> None:
        """The cue in this row was heard."""
        self.levels[row] = self._level(cue)

    def follow(self, change: Change) -> None:
        """Follow a change of the document."""
        for splice in reversed(change.splices):
            rows = slice(splice.index, splice.index + len(splice.removed))
            self.levels[rows] = bytes(map(self._level, splice.inserted))

    def _level(self, cue: Cue) -> int:
        return CHECKED if cue.checked else HEARD if self._is_heard(cue) else NOTHING
