# SPDX-License-Identifier: GPL-3.0-or-later
"""Damaged times: readings that no clock ever showed, and what to read instead.

A start that fell to zero while its end is right, an end before its start, a cue without a time.
Each is mended by the times of its neighbours and by how long its text takes to say; all other
cues stay as they are.
"""

from __future__ import annotations

from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.text import weight
from editor.core.timecode import spoken
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor.core.cue import Cue

Times = tuple[int, int]
"""Start and end in ms."""

HOUR = 3_600_000
PERIODS = (HOUR, 12 * HOUR, 24 * HOUR)
"""ms after which clocks begin again at zero: without hours, of half a day, of a day."""

FAR = 6_000
"""ms: a start that falls back by more than this is not just out of order."""

USUAL_PACE = 250
"""ms that a unit of `text.weight` takes to say, where the file does not tell."""

_LONGEST = 30_000
"""ms: no cue is shown for longer; one that seems to be has a damaged start."""

_SLOW = 3
"""A cue that lasts this many times as long as its text takes to say has a damaged time."""

_LEAST_STUCK = 4
"""Cues of a file in which all starts may be damaged: of fewer, each may be a chunk."""

_ROOM = 2
"""A cue begins where the last one ended, unless it would last so many times its usual time."""

_TOLERANCE = 100
"""ms by which neighbours may overlap."""

_ENOUGH = 2_000
"""Of so many cues, the median is known to about 2%."""

_FOREVER = 10**12
"""ms: later than any cue."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file while its damaged times are mended.

    Attributes:
        cues: In file order.
        fallen: Rows whose start is damaged, and whose end is right.
        pace: ms that a unit of weight takes to say.
        restarts: Whether the clock restarts, so that a cue at zero may be right.
    """

    cues: Sequence[Cue]
    fallen: frozenset[int]
    pace: float
    restarts: bool = False

    def says(self, row: int) -> int:
        """How long the cue's text takes to say, in ms."""
        return round(self.pace * weight(self.cues[row].text))

    def is_timeless(self, row: int) -> bool:
        """Whether the cue has no time at all."""
        return not self.restarts and self.cues[row].is_untimed

    def is_damaged(self, row: int) -> bool:
        """Whether its times cannot be right."""
        return self.cues[row].duration < 0 or self.is_timeless(row) or row in self.fallen


def mends(cues: Sequence[Cue], *, in_parts: bool = False) -> dict[int, Times]:
    """What to read instead of damaged times, by row; empty if there are none.

    A start that fell, or a cue at zero, is damaged only if without such cues the clock would
    never fall back; otherwise it is where a chunk begins.

    Args:
        cues: In file order. Must not be empty.
        in_parts: Whether the clock is known to begin again, so that starts that fell are right.
    """
    if _is_sound(cues):
        return {}
    pace = USUAL_PACE if _is_stuck(cues) else pace_of(cues)
    if not in_parts:
        fallen = _fallen(cues, pace)
        found = _mended(_File(cues, fallen, pace))
        if fallen <= found.keys() and _never_falls(mended(cues, found)):
            return found
    return _mended(_File(cues, frozenset(), pace, restarts=True))


def mended(cues: Sequence[Cue], times: Mapping[int, Times]) -> tuple[Cue, ...]:
    """The cues with other times where `times` has any for their rows."""
    return tuple(cue.retimed(*times[row]) if row in times else cue for row, cue in enumerate(cues))


def pace_of(cues: Sequence[Cue]) -> float:
    """The ms that a unit of `text.weight` lasts in these cues: the median, of some if many."""
    some = cues[:: max(1, len(cues) // _ENOUGH)]
    paces = sorted(cue.duration / weight(cue.text) for cue in some if cue.duration > 0)
    return paces[len(paces) // 2] if paces else USUAL_PACE


def finding(cues: Sequence[Cue], times: Mapping[int, Times]) -> Problem:
    """The damage in a sentence, with the first such cue as an example."""
    row = min(times)
    shown, read = cues[row], times[row]
    one = N_("The times of cue {cue} are damaged: {start} – {end}, instead of about {read}.")
    more = N_(
        "The times of {count} cues are damaged, first those of cue {cue}: {start} – {end}, "
        "instead of about {read}."
    )
    return Problem(
        one if len(times) == 1 else more,
        count=len(times),
        cue=row + 1,
        start=spoken(shown.start),
        end=spoken(shown.end),
        read=f"{spoken(read[0])} – {spoken(read[1])}",
    )


def spread(texts: Sequence[str], start: int, end: int) -> list[Times]:
    """Times for texts one after the other from `start` to `end` (ms), by how long each takes."""
    weights = list(accumulate(map(weight, texts), initial=0.0))
    marks = [start + round((end - start) * done / weights[-1]) for done in weights]
    return list(pairwise(marks))


def _is_sound(cues: Sequence[Cue]) -> bool:
    if _is_stuck(cues):
        return False
    latest = cues[0].start
    for cue in cues:
        if cue.start < latest or cue.end < cue.start or cue.start == cue.end == 0:
            return False
        latest = cue.start
    return True


def _is_stuck(cues: Sequence[Cue]) -> bool:
    """Whether all starts are one, while the ends go on: no start is right."""
    return (
        len(cues) >= _LEAST_STUCK
        and all(cue.start == cues[0].start for cue in cues)
        and all(before.end < cue.end for before, cue in pairwise(cues))
    )


def _never_falls(cues: Sequence[Cue]) -> bool:
    latest = cues[0].start
    for cue in cues:
        if cue.start < latest - FAR:
            return False
        latest = max(latest, cue.start)
    return True


def _fallen(cues: Sequence[Cue], pace: float) -> frozenset[int]:
    """Rows whose start fell back, while their end goes on after all ends before."""
    found = set()
    latest = ended = 0
    stuck = _is_stuck(cues)
    for row, cue in enumerate(cues):
        slow = cue.duration > min(_LONGEST, _SLOW * max(pace, USUAL_PACE) * weight(cue.text))
        fell = cue.start < latest - FAR or cue.start == 0 < latest
        if row and (stuck or (fell and cue.end > ended and slow)):
            found.add(row)
        elif cue.duration > 0:
            latest = max(latest, cue.start)
        if cue.duration > 0 or cue.end - ended < _LONGEST:
            ended = max(ended, cue.end)
    return frozenset(found)


def _mended(file: _File) -> dict[int, Times]:
    found: dict[int, Times] = {}
    ended = 0
    for timeless, group in groupby(range(len(file.cues)), file.is_timeless):
        rows = list(group)
        if timeless:
            found |= _timeless(file, rows, ended)
            ended = found.get(rows[-1], (0, ended))[1]
            continue
        for row in rows:
            if not file.is_damaged(row):
                ended = file.cues[row].end
            elif (times := _at(file, row, ended)) is not None:
                found[row] = times
                ended = times[1]
    return found


def _at(file: _File, row: int, ended: int) -> Times | None:
    """What to read for a damaged cue after one that ended at `ended`; None if nothing fits."""
    cue, limit = file.cues[row], _limit(file, row, ended)
    if cue.duration < 0:
        for period in PERIODS:
            if 0 < cue.duration + period <= _LONGEST:  # it is on while the clock begins again
                return cue.start, cue.end + period
        if 0 < cue.end >= ended - _TOLERANCE and cue.start <= limit + _TOLERANCE:
            return cue.end, cue.start
        if ended - _TOLERANCE <= cue.start < limit:
            return cue.start, min(limit, cue.start + file.says(row))
    if not ended < cue.end <= limit + _TOLERANCE:
        return None
    room = cue.end - ended
    return (ended if room <= _ROOM * file.says(row) else cue.end - file.says(row)), cue.end


def _limit(file: _File, row: int, ended: int) -> int:
    """The time in ms before which the cue at `row` ends, by the cues after it."""
    for later in range(row + 1, len(file.cues)):
        cue = file.cues[later]
        if not file.is_damaged(later):
            return cue.start
        shown = [cue.end] if later in file.fallen else [cue.start, cue.end]
        if shown := [time for time in shown if time > ended]:
            return min(shown)
    return _FOREVER


def _timeless(file: _File, rows: Sequence[int], ended: int) -> dict[int, Times]:
    """Times for cues in a row that have none, between those around them."""
    if rows == [0]:  # a first cue at zero that has no length
        return {}
    limit = _limit(file, rows[-1], ended)
    end = min(limit, ended + sum(file.says(row) for row in rows))
    if end - ended < len(rows):
        return {}
    texts = [file.cues[row].text for row in rows]
    return dict(zip(rows, spread(texts, ended, end), strict=True))
