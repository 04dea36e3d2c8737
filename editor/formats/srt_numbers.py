# SPDX-License-Identifier: GPL-3.0-or-later
"""Which lines before SubRip time lines are cue numbers, and which belong to the text before.

A line of digits is a number only where numbers run; elsewhere it may be a telephone number, a
year or a countdown.
"""

from __future__ import annotations

from itertools import pairwise

from editor.core import lazy_re
from editor.core.values import dataclass

VALUE = lazy_re.compile(r"[#＃(（\[【*_]{0,3}(\d{1,9})[.:：。)）、\]】*_]{0,3}")
"""A number that can be compared with its neighbours, as some write it."""

_FEWEST = 3
"""Number of cues from which the numbers alone say that the file is numbered."""

_HALF = 0.5
"""Share of the cues that must have a number, and of the numbers that must run."""


@dataclass(slots=True)
class Candidate:
    """The last line before a time line, which may be the cue's number.

    Attributes:
        start: Its offset in the text.
        text: The line, stripped.
        apart: Whether the line before it is blank, or it is the first one.
        near: Whether the time line is the next line; otherwise blank lines are between.
        sure: Whether it stands on the time line itself.
    """

    start: int
    text: str
    apart: bool
    near: bool = True
    sure: bool = False

    @property
    def value(self) -> int | None:
        """The number, or None if it is none or too long to compare."""
        written = VALUE.fullmatch(self.text)
        return int(written[1]) if written else None


def numbers(candidates: list[Candidate | None]) -> list[Candidate | None]:
    """The candidates that are cue numbers; None for the cues without one.

    Args:
        candidates: One per cue, in file order.
    """
    if all(one and one.near and one.text == str(row) for row, one in enumerate(candidates, 1)):
        return candidates  # as in most files
    values = [candidate.value if candidate else None for candidate in candidates]
    if _all_numbered(candidates, values):
        return candidates
    runs = _runs(candidates, values)
    numbered = _numbered(candidates, runs)
    last, highest = 0, -1  # the last accepted number and its row
    found: list[Candidate | None] = []
    for row, candidate in enumerate(candidates):
        value = values[row]
        accepted = candidate is not None and (
            candidate.sure or _accepted(candidate, row, numbered=numbered, runs=runs[row])
        )
        if not accepted and numbered and value is not None and candidate and candidate.near:
            following = values[row + 1] if row + 1 < len(values) else None
            between = following is not None and highest < value < following
            accepted = between or value - highest in {1, row - last}
        if accepted and value is not None:
            last, highest = row, value
        found.append(candidate if accepted else None)
    return found


def _all_numbered(candidates: list[Candidate | None], values: list[int | None]) -> bool:
    """Whether each cue has a number: they only rise or only fall, or only the first is lost."""
    if len(values) < _FEWEST or any(one and not one.near for one in candidates):
        return False
    if values[0] is None:
        return candidates[0] is None and all(n == row for row, n in enumerate(values[1:], 2))
    known = [value for value in values if value is not None]
    steps = {(after > before) - (after < before) for before, after in pairwise(known)}
    return len(known) == len(values) and steps in ({1}, {-1})


def _accepted(candidate: Candidate, row: int, *, numbered: bool, runs: bool) -> bool:
    """Whether a candidate is a number for its own place or its sequence."""
    if candidate.value is None and not candidate.text.isdecimal():
        return candidate.apart and candidate.near and (numbered or row == 0)
    if not candidate.near:
        return numbered and runs and candidate.apart
    if row == 0:
        return True
    return (numbered and (runs or candidate.apart)) or (runs and candidate.apart)


def _runs(candidates: list[Candidate | None], values: list[int | None]) -> list[bool]:
    """Whether each value follows the one before it, or the next one follows it."""
    runs = [False] * len(values)
    for row, (value, following) in enumerate(pairwise(values)):
        if value is not None and following == value + 1:
            runs[row] = runs[row + 1] = True
    for row, (candidate, value) in enumerate(zip(candidates, values, strict=True)):
        if candidate and candidate.apart and candidate.near and value == row + 1:
            runs[row] = True
    return runs


def _numbered(candidates: list[Candidate | None], runs: list[bool]) -> bool:
    """Whether the file numbers its cues: the first one, or a run, and at least half of them."""
    first = candidates[0]
    begins = first is not None and (first.value is not None or first.text.isdecimal())
    those = [
        row
        for row, candidate in enumerate(candidates)
        if candidate
        and (candidate.value is not None or candidate.text.isdecimal())
        and (begins or candidate.sure or (candidate.apart and candidate.near))
    ]
    if len(those) < _HALF * len(candidates):
        return False
    return begins or sum(runs[row] for row in those) > _HALF * len(those)
