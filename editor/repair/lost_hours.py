# SPDX-License-Identifier: GPL-3.0-or-later
"""Lost hours: a clock that begins again at zero after an hour, half a day or a day.

Times without hours, clocks of twelve hours, and times of day across midnight leave such files.
Every fall is then one whole period, and the talk goes on across it, from whatever time it began.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import spoken
from editor.core.values import dataclass
from editor.repair.candidate import Candidate
from editor.repair.chunks import chunks_at, find_chunks
from editor.repair.damage import PERIODS
from editor.repair.strays import strays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue

_GOES_ON = (-5_000, 120_000)
"""ms: least and greatest pause (or overlap) of talk that goes on where its clock begins again."""

_AT_ONCE = 30_000
"""ms: talk that goes on this soon is hardly another file that begins at zero."""


@dataclass(frozen=True, slots=True)
class LostHours:
    """A file whose clock began again.

    Attributes:
        candidate: The times with the lost hours.
        cues: The same cues with these times.
        falls: How often its clock began again.
        pause: The greatest pause at such a place, in ms.
    """

    candidate: Candidate
    cues: tuple[Cue, ...]
    falls: int
    pause: int

    @property
    def goes_on(self) -> bool:
        """Whether talk goes on across every fall nearly at once."""
        return self.pause <= _AT_ONCE

    @property
    def finding(self) -> Problem:
        """What happened, in a sentence."""
        candidate = self.candidate
        once = N_(
            "Hours were lost: at cue {cue} the clock begins again after {period}, though the talk "
            "goes on."
        )
        often = N_(
            "Hours were lost: the clock begins again {count} times, first at cue {cue}, each time "
            "after {period}, though the talk goes on."
        )
        return Problem(
            once if self.falls == 1 else often,
            count=self.falls,
            cue=candidate.chunks[1].first + 1,
            period=spoken(candidate.chunk_length or 0),
        )

    @property
    def reason(self) -> Problem:
        """Why it is taken for that, in a sentence."""
        return Problem(
            N_("Each time the talk goes on within {pause} s."), pause=f"{self.pause / 1000:.1f}"
        )


def lost_hours(cues: Sequence[Cue]) -> LostHours | None:
    """The file with its lost hours, or None if its clock does not begin again like that.

    Args:
        cues: In file order. Damaged times are mended.
    """
    for period in PERIODS:
        turns = _turns(cues, period)
        if max(turns) == 0:
            continue
        whole = tuple(cue.shifted(turn * period) for cue, turn in zip(cues, turns, strict=True))
        pauses = _pauses(whole, turns)
        if min(pauses) < _GOES_ON[0] or max(pauses) > _GOES_ON[1] or len(find_chunks(whole)) > 1:
            continue
        if not _is_across(cues, turns, period) and strays(cues) is not None:
            continue  # one or two cues out of place fall and rise as well
        borders = [row for row in range(1, len(cues)) if turns[row] != turns[row - 1]]
        offsets = tuple(turns[row] * period for row in (0, *borders))
        candidate = Candidate("wrapped", chunks_at(cues, borders), offsets, period)
        return LostHours(candidate, whole, max(turns), max(pauses))
    return None


def _turns(cues: Sequence[Cue], period: int) -> list[int]:
    """How often the clock has begun again before each cue: it falls by half a period or more.

    A cue out of order may still belong before such a place.
    """
    turns = []
    turn = 0
    latest = cues[0].start
    for cue in cues:
        start = cue.start + turn * period
        if start < latest - period // 2:
            turn += 1
        elif turn and start > latest + period // 2:
            turns.append(turn - 1)
            continue
        turns.append(turn)
        latest = cue.start + turn * period
    return turns


def _is_across(cues: Sequence[Cue], turns: Sequence[int], period: int) -> bool:
    """Whether a cue is on while the clock begins again: that proves it."""
    return any(
        after > turn and cue.start < period <= cue.end
        for cue, turn, after in zip(cues, turns, turns[1:], strict=False)
    )


def _pauses(whole: Sequence[Cue], turns: Sequence[int]) -> list[int]:
    """The pause in ms before each cue that first has a new turn; negative is an overlap."""
    pauses = []
    reached = 0
    ended = whole[0].end
    for cue, turn in zip(whole, turns, strict=True):
        if turn > reached:
            pauses.append(cue.start - ended)
            reached = turn
        ended = max(ended, cue.end)
    return pauses
