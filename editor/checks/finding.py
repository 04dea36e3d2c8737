# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rule looks at, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from editor.checks.profiles import Profile
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.errors import Problem

Severity = Literal["error", "warning", "note"]
"""``error``: the upload fails or the cue is never seen. ``warning``: a limit is passed.
``note``: style."""

Fix = tuple[tuple[int, "Cue | None"], ...]
"""Rows, and the cues that shall stand there; None takes the cue out."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at.

    Attributes:
        rule: Id of the rule.
        severity: How bad it is.
        row: First cue concerned, or None for the whole file.
        last_row: Last cue concerned.
        message: What it is, in a sentence.
        fix: What would mend it, where that is plain; else empty.
    """

    rule: str
    severity: Severity
    row: int | None
    last_row: int | None
    message: Problem
    fix: Fix = ()


@dataclass(frozen=True, slots=True)
class View:
    """What the rules look at.

    Attributes:
        document: The document.
        profile: The limits.
        media_length: Length of the medium in ms, where known.
    """

    document: Document
    profile: Profile
    media_length: int | None

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The document's cues, in its order."""
        return self.document.cues

    def room_after(self, row: int) -> int:
        """The latest ms to which the cue at `row` can last without touching what follows."""
        later = [self.media_length] if self.media_length is not None else []
        if row + 1 < len(self.cues):
            later.append(self.cues[row + 1].start - (self.profile.gap_ms or 0))
        return min(later, default=self.cues[row].end + 10**9)
