# SPDX-License-Identifier: GPL-3.0-or-later
"""Input and output of a rule: `View` and `Finding`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from editor.core.values import dataclass
from editor.language.words import count_words

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator

    from numpy.typing import ArrayLike

    from editor.checks.profiles import Profile
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.errors import Problem

Severity = Literal["error", "warning", "note"]
"""``error``: the upload fails, or the cue is never seen. ``warning``: a limit is exceeded.
``note``: style.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem found by a rule.

    Attributes:
        rule: Id of the rule.
        severity: See `Severity`.
        row: First cue concerned, or None for the whole file.
        last_row: Last cue concerned.
        message: Description, as a sentence.
        fix: Rows and their new cues, as in a `Fix`; empty if there is no fix.
        sure: Whether the fix needs no person's judgement.
    """

    rule: str
    severity: Severity
    row: int | None
    last_row: int | None
    message: Problem
    fix: Collection[tuple[int, Cue | None]] = ()
    sure: bool = True

    @property
    def is_fixable(self) -> bool:
        """Whether a machine may fix it alone."""
        return bool(self.fix) and self.sure


@dataclass(frozen=True)
class View:
    """What rules read.

    Attributes:
        document: The document.
        profile: The limits.
        media_length: Length of the medium in ms, or None.
        speech: Starts and ends in ms of the stretches of speech in it, ascending, or None.
        whole: The view that this one is a part of, or None.
    """

    document: Document
    profile: Profile
    media_length: int | None
    speech: tuple[ArrayLike, ArrayLike] | None = None
    whole: View | None = None

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The document's cues, in document order."""
        return self.document.cues

    @cached_property
    def _texts(self) -> tuple[str, list[int]]:
        """All texts as one, each on lines of its own, and where each begins; at last, its end."""
        joined = "\n".join(cue.text for cue in self.cues)
        return joined, list(accumulate((len(cue.text) + 1 for cue in self.cues), initial=0))

    def having(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, Cue]]:
        """Rows and cues in whose text a pattern is found; most rules look at few of all.

        Args:
            pattern: Of what stands on one line; ``^`` and ``$`` with `re.MULTILINE`.
        """
        text, starts = self._texts
        at = 0
        while found := pattern.search(text, at):
            row = bisect_right(starts, found.start()) - 1
            yield row, self.cues[row]
            at = starts[row + 1]

    @cached_property
    def words(self) -> list[int]:
        """Number of words of each cue."""
        return [count_words(cue.text) for cue in self.cues]

    @cached_property
    def starts(self) -> list[int]:
        """All starts in ms, sorted."""
        if self.whole is not None:
            return self.whole.starts
        return sorted(cue.start for cue in self.cues)

    @cached_property
    def latest_ends(self) -> list[int]:
        """Running maximum of the ends in ms, with the cues sorted by start."""
        if self.whole is not None:
            return self.whole.latest_ends
        ends = [cue.end for cue in sorted(self.cues, key=lambda cue: cue.start)]
        return list(accumulate(ends, max))

    def can_last(self, row: int, end: int, gap: int = 0) -> bool:
        """Whether the cue at `row` can end at `end` within all limits and before the next cue.

        Always False if another cue overlaps its start: then the right fix is not obvious.

        Args:
            row: Row of the cue.
            end: The new end in ms.
            gap: Minimum gap before the next cue, in ms.
        """
        start, starts, longest = self.cues[row].start, self.starts, self.profile.max_ms
        before = bisect_left(starts, start)
        after = bisect_right(starts, start, before)
        if after - before > 1 or (before and self.latest_ends[before - 1] > start):
            return False
        return (
            (after == len(starts) or end <= starts[after] - gap)
            and (self.media_length is None or end <= self.media_length)
            and (longest is None or end <= start + longest)
        )
