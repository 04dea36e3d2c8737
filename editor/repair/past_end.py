# SPDX-License-Identifier: GPL-3.0-or-later
"""A clock that runs through, but past the end of its medium: what it may be, and what mends it.

Times of day, a programme that begins at one o'clock, times in another unit, an hour too many from
some cue on, another frame rate. What fits none of them is another medium's text.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import spoken
from editor.repair.anchors import FILM_RATES
from editor.repair.candidate import Candidate
from editor.repair.chunks import chunk_of, chunks_at
from editor.repair.damage import HOUR, USUAL_PACE, pace_of
from editor.repair.interpretation import Interpretation
from editor.repair.ranking_by_times import FITS, PAST_END, with_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.cue import Cue
    from editor.repair.evidence import Confidence

_LONG_TAIL = 5_000
"""ms: a last cue that stays on so long after the medium's end is only long."""

_UNITS = (1_000, 100, 60, 10)
"""How many times too long (or too short) times are that were counted in another unit."""

_ABSURD = 20
"""A pace that differs from the usual one by this factor is no speech."""

_SPOKEN = 5
"""A pace within this factor of the usual one may be speech."""

_FULL, _HALF = 0.1, 0.5
"""Share of the medium that may be left after times in another unit: surely, and likely."""

_NEAR_START = 120_000
"""ms: a first cue comes this soon after the beginning of its programme."""

_JUMP = (-5_000, 30_000)
"""ms: least and greatest pause where the clock jumps ahead by whole hours."""


def runs_past(cues: Sequence[Cue], length: int) -> bool:
    """Whether the times go on after the medium's end so that they cannot be right."""
    return any(cue.start > length + PAST_END or cue.end > length + _LONG_TAIL for cue in cues)


def is_no_speech(cues: Sequence[Cue]) -> bool:
    """Whether the cues last so long, or so short, that their times are in another unit."""
    if all(cue.duration <= 0 for cue in cues):
        return False
    ratio = pace_of(cues) / USUAL_PACE
    return not 1 / _ABSURD <= ratio <= _ABSURD


def finding(cues: Sequence[Cue], length: int | None) -> Problem:
    """What is wrong, in a sentence."""
    start, end = min(cue.start for cue in cues), max(cue.end for cue in cues)
    if length is None or is_no_speech(cues):
        message = N_("The cues last {pace} s for each character: their times are in another unit.")
        return Problem(message, pace=f"{pace_of(cues) / 1000:.3g}")
    late = sum(cue.start > length for cue in cues)
    facts = {
        "start": spoken(start),
        "end": spoken(end),
        "length": spoken(length),
        "over": spoken(end - length),
        "count": late,
    }
    if late == len(cues) and end - start <= length + PAST_END:
        message = N_(
            "Times run from {start} to {end}, but the media is only {length} long: they look like "
            "times of day, or count from an earlier beginning."
        )
    else:
        message = N_(
            "The last cue ends {over} after the end of the media ({length}); {count} cues start "
            "after it."
        )
    return Problem(message, **facts)


def mendings(cues: Sequence[Cue], length: int | None) -> tuple[Interpretation, ...]:
    """What would put the cues into the medium, the likeliest first; the times as they are last.

    Args:
        cues: In file order, on one clock that runs past the medium, or counts another unit.
        length: The medium's, in ms, where known.
    """
    found = [*_units(cues, length)]
    if length is not None:
        for candidate, near in (*_earlier(cues, length), *_taken_back(cues), *_rates(cues, length)):
            if candidate.start >= -PAST_END and candidate.end <= length + PAST_END:
                confidence: Confidence = "medium" if near else "low"
                found.append(with_length(candidate, length, confidence))
    found.sort(key=lambda one: ("high", "medium", "low").index(one.confidence))
    if sum(one.confidence != "low" for one in found) > 1:  # then none of them is clear
        found = [replace(one, confidence="low") for one in found]
    kept = Candidate("keep", (chunk_of(cues, 0, len(cues)),), (0,))
    return (*found, as_it_is(kept, length))


def as_it_is(kept: Candidate, length: int | None) -> Interpretation:
    """The times as they are, of *low* confidence: something is wrong with them."""
    if length is not None:
        return with_length(kept, length, "low")
    return Interpretation(kept, kept.end, "low", Problem("Nothing would be changed."))


def _units(cues: Sequence[Cue], length: int | None) -> Iterator[Interpretation]:
    """Another unit: by how long the cues last for their text, and by the medium's length."""
    ratio = pace_of(cues) / USUAL_PACE
    whole = (chunk_of(cues, 0, len(cues)),)
    fitting = []
    for unit in _UNITS:
        for scale in (1 / unit, float(unit)):
            candidate = Candidate("unit", whole, (0,), scale=scale)
            fits = length is None or candidate.end <= length + PAST_END
            if fits and 1 / _SPOKEN <= ratio * scale <= _SPOKEN:
                fitting.append((abs(math.log(ratio * scale)), candidate))
    if abs(math.log(ratio)) < math.log(_SPOKEN) or not fitting:
        return
    candidate = min(fitting, key=lambda pair: pair[0])[1]
    if length is None:
        reason = Problem(N_("Then the cues last as long as their text takes to say."))
        yield Interpretation(candidate, candidate.end, "medium", reason)
    else:
        left = (length - candidate.end) / max(1, length)
        yield with_length(
            candidate, length, "high" if left <= _FULL else "medium" if left <= _HALF else "low"
        )


def _earlier(cues: Sequence[Cue], length: int) -> Iterator[tuple[Candidate, bool]]:
    """All times earlier: by whole hours, or so that the first cue begins at zero.

    Each with whether it is likely.
    """
    whole = chunk_of(cues, 0, len(cues))
    hours = whole.start // HOUR * HOUR
    if hours:
        near = whole.start - hours <= _NEAR_START or length - (whole.end - hours) <= FITS
        yield Candidate("shift", (whole,), (-hours,)), near
    if whole.start != hours:
        slack = length - (whole.end - whole.start)
        yield Candidate("shift", (whole,), (-whole.start,)), slack <= PAST_END


def _taken_back(cues: Sequence[Cue]) -> Iterator[tuple[Candidate, bool]]:
    """A jump ahead by whole hours, taken back from the cue where it is."""
    for row, (before, cue) in enumerate(pairwise(cues), start=1):
        hours = round((cue.start - before.end) / HOUR) * HOUR
        if hours > 0 and _JUMP[0] <= cue.start - before.end - hours <= _JUMP[1]:
            yield Candidate("jump", chunks_at(cues, [row]), (0, -hours)), True


def _rates(cues: Sequence[Cue], length: int) -> Iterator[tuple[Candidate, bool]]:
    """A film's rate under which the talk ends with the medium."""
    whole = chunk_of(cues, 0, len(cues))
    for rate in FILM_RATES:
        candidate = Candidate("line", (whole,), (0,), scale=rate)
        if rate < 1 and abs(length - candidate.end) <= _NEAR_START // 2:
            yield candidate, False
