# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rule looks at, and what it finds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from editor.checks.profiles import Profile
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.errors import Problem
    from editor.core.proposal import Fix

Severity = Literal["error", "warning", "note"]
"""``error``: the upload fails or the cue is never seen. ``warning``: a limit is passed.
``note``: style."""


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


@dataclass(frozen=True)
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

    @cached_property
    def _starts(self) -> list[int]:
        """All starts in order of time."""
        return sorted(cue.start for cue in self.cues)

    @cached_property
    def _latest_ends(self) -> list[int]:
        """In the same order, the latest end of any cue up to there."""
        ends = [cue.end for cue in sorted(self.cues, key=lambda cue: cue.start)]
        return list(accumulate(ends, max))

    def can_last(self, row: int, end: int, gap: int = 0) -> bool:
        """Whether the cue at `row` can last until `end` and meet neither a limit nor another cue.

        Never, where another cue is still on as it starts: that is not plain.

        Args:
            row: Row of the cue.
            end: The new end in ms.
            gap: Milliseconds that must be left before the next cue.
        """
        start = self.cues[row].start
        before, after = bisect_left(self._starts, start), bisect_right(self._starts, start)
        if after - before > 1 or (before and self._latest_ends[before - 1] > start):
            return False
        following = self._starts[after] if after < len(self._starts) else None
        limits = (
            following - gap if following is not None else None,
            self.media_length,
            start + self.profile.max_ms if self.profile.max_ms is not None else None,
        )
        return all(limit is None or end <= limit for limit in limits)
