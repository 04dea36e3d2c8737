# SPDX-License-Identifier: GPL-3.0-or-later
"""Stray cues: a few that are far out of place in a file whose other cues run in order.

An advertisement or a credit at zero, a line with a mistyped time, a line that was moved. Its time
may be wrong, or its row: that cannot be told for sure, so nothing is moved unless it is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import spoken
from editor.core.values import dataclass
from editor.repair.candidate import Candidate
from editor.repair.chunks import chunks_at, restarts
from editor.repair.damage import FAR, Times, mended
from editor.repair.models import USUAL_LENGTHS, WHISPER_CHUNK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.repair.chunks import Chunk

_LEAST_BODY = 5
"""Cues that must run in order; with fewer, nothing can be told."""

_MOST_SHARE = 0.1
"""Share of the cues that may be stray; a single one always may."""

_MOST = 20
"""Stray cues in all, at most."""

_LONGEST_RUN = 3
"""Stray cues in a row, at most: more are a chunk or a block."""

_LONG_AFTER = 60_000
"""ms: a cue this long after the medium's end is not just a little late."""

_TIMES_LONGER = 3
"""A cue that starts so many times later than most chunks end is in none of them."""

_TOUCH = 100
"""ms: times this near to each other touch."""

_SNUG = 10_000
"""ms: a cue whose time lies this near to those around it, and overlaps none, belongs there."""

_GOES_ON = 3_000
"""ms: the longest pause with which a chunk goes on behind a stray cue."""

_LEAST_ROOM = 300
"""ms: a cue is not put where it would be shorter."""

_OVERRUN = 0.1
"""Share of a chunk's length by which its last cue may run past its end."""

_CREDIT = lazy_re.compile(
    r"字幕|翻[译譯]|校[对對]|时间轴|時間軸|压制|壓制|听[译譯]|聽譯|后期|後期|[广廣]告|网站|網站"
    r"|https?:|www\.|\.(?:com|net|org|cn|tv)\b|subtitl|caption|transla|sync(?:ed)? by|encoded by",
    re.IGNORECASE,
)
"""What is not said in the talk but put in by who made the file."""


@dataclass(frozen=True, slots=True)
class Strays:
    """Stray cues of a file.

    Attributes:
        cues: The file's.
        rows: The rows of the stray ones.
        elsewhere: The row before which the first of them belongs by its time, if all fit in
            with the other cues by their times; else None.
    """

    cues: tuple[Cue, ...]
    rows: tuple[int, ...]
    elsewhere: int | None

    @property
    def finding(self) -> Problem:
        """Which cues are out of place, in a sentence."""
        row = self.rows[0]
        beside = self.cues[row - 1] if row else self._after(row)
        if self.elsewhere == len(self.cues):
            message = N_("Cue {cue} is out of order: by its time ({time}) it belongs last.")
        elif self.elsewhere is not None:
            message = N_(
                "Cue {cue} is out of order: by its time ({time}) it belongs before cue {other}."
            )
        elif _CREDIT.search(self.cues[row].text):
            message = N_(
                "Cue {cue} is out of place, and reads like a credit or an advertisement: it "
                "starts at {time}, the cue next to it at {beside}."
            )
        else:
            message = N_(
                "Cue {cue} is out of place: it starts at {time}, the cue next to it at {beside}."
            )
        one = Problem(
            message,
            cue=row + 1,
            time=spoken(self.cues[row].start),
            beside=spoken(beside.start),
            other=(self.elsewhere or 0) + 1,
        )
        if len(self.rows) == 1:
            return one
        return Problem(N_("{first} Such cues: {count}."), first=one, count=len(self.rows))

    def _after(self, row: int) -> Cue:
        return next(
            cue for later, cue in enumerate(self.cues[row:], start=row) if later not in self.rows
        )

    def placed(self) -> Candidate:
        """Every stray cue between those next to it in the file."""
        times: dict[int, Times] = {}
        for run in _runs(self.rows):
            before, stop = run[0] - 1, run[-1] + 1
            at = self.cues[before].end if before >= 0 else None
            limit = self.cues[stop].start if stop < len(self.cues) else None
            times |= _between(self.cues, run, at, limit)
        borders = {row for run in _runs(self.rows) for row in (run[0], run[-1] + 1)}
        cues = mended(self.cues, times)
        chunks = chunks_at(cues, sorted(borders - {0, len(cues)}))
        return Candidate("stray", chunks, (0,) * len(chunks), mends=times)


def strays(cues: Sequence[Cue], length: int | None = None) -> Strays | None:
    """The stray cues of a file, or None where there are none, or too many to be stray.

    Args:
        cues: In file order.
        length: The medium's, in ms, where known: a few cues long after its end are stray.
    """
    if len(cues) <= _LEAST_BODY:
        return None
    most = min(_MOST, max(1, int(_MOST_SHARE * len(cues))))
    beyond = _beyond(cues, length)
    beyond = beyond if len(beyond) <= most else set()
    inside = [row for row in range(len(cues)) if row not in beyond]
    body = [inside[place] for place in _in_order([cues[row].start for row in inside])]
    rows = tuple(sorted({*_far(cues, body), *beyond}))
    if not rows or len(rows) > most:
        return None
    runs = _runs(rows)
    if max(map(len, runs)) > _LONGEST_RUN or _begins_chunk(cues, runs[-1]):
        return None
    kept = [row for row in inside if row not in rows]
    if restarts([cues[row] for row in kept]):
        return None
    places = [_snug(cues, kept, row) for row in rows]
    return Strays(tuple(cues), rows, None if None in places else places[0])


def outside_chunks(cues: Sequence[Cue], chunks: Sequence[Chunk]) -> Strays | None:
    """A few cues that are in none of a recogniser's chunks, or None.

    They are far behind all that the other chunks reach, or break one in two.

    Args:
        cues: In file order.
        chunks: Its chunks, three at least.
    """
    ends = sorted(chunk.end for chunk in chunks)
    limit = _TIMES_LONGER * ends[len(ends) // 2] + _LONG_AFTER
    rows = tuple(
        row for row, cue in enumerate(cues) if cue.start > limit or _breaks_chunk(cues, row)
    )
    if not rows or len(rows) > max(1, _MOST_SHARE * len(cues)):
        return None
    return Strays(tuple(cues), rows, None) if max(map(len, _runs(rows))) <= _LONGEST_RUN else None


def _breaks_chunk(cues: Sequence[Cue], row: int) -> bool:
    """Whether a cue is at an earlier time, and the chunk goes on behind it as before it.

    A chunk of its own it is not: the next one would begin with a silence of just that length.
    """
    before, cue, *after = cues[max(0, row - 1) : row + 2]
    if not row or not after or cue.start >= before.start - FAR:
        return False
    return -_TOUCH <= after[0].start - before.end <= _GOES_ON and after[0].start > cue.end + FAR


def _beyond(cues: Sequence[Cue], length: int | None) -> set[int]:
    """Rows that start long after the medium's end (ms)."""
    if length is None:
        return set()
    return {row for row, cue in enumerate(cues) if cue.start > length + _LONG_AFTER}


def _in_order(starts: Sequence[int]) -> list[int]:
    """Rows of the longest run of starts that never fall, other rows left out."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for row, start in enumerate(starts):
        place = bisect_right(tails, start)
        before.append(last[place - 1] if place else None)
        tails[place : place + 1] = [start]
        last[place : place + 1] = [row]
    found = []
    row_or_none: int | None = last[-1]
    while row_or_none is not None:
        found.append(row_or_none)
        row_or_none = before[row_or_none]
    return found[::-1]


def _far(cues: Sequence[Cue], body: Sequence[int]) -> tuple[int, ...]:
    """Rows that are further out of order than talk across each other leaves them."""
    far = []
    for row in sorted(set(range(len(cues))).difference(body)):
        after = bisect_left(body, row)
        start = cues[row].start
        early = after > 0 and start < cues[body[after - 1]].start - FAR
        late = after < len(body) and start > cues[body[after]].start + FAR
        if early or late:
            far.append(row)
    return tuple(far)


def _runs(rows: Sequence[int]) -> list[list[int]]:
    """Rows in a row."""
    pairs = groupby(enumerate(rows), lambda pair: pair[1] - pair[0])
    return [[row for _, row in group] for _, group in pairs]


def _begins_chunk(cues: Sequence[Cue], run: Sequence[int]) -> bool:
    """Whether the last cues of a file may be a recogniser's next chunk.

    They begin where the file does, where the cues before fill a chunk of a usual length.
    """
    first = cues[run[0]]
    if run[-1] + 1 < len(cues) or not run[0] or abs(first.start - cues[0].start) > _TOUCH:
        return False
    end = max(cue.end for cue in cues[: run[0]])
    full = end <= WHISPER_CHUNK or any(
        length - _TOUCH <= end <= length * (1 + _OVERRUN) for length in USUAL_LENGTHS
    )
    return full and not any(_CREDIT.search(cues[row].text) for row in run)


def _snug(cues: Sequence[Cue], kept: Sequence[int], row: int) -> int | None:
    """The row before which a cue fits by its time, if that lies close to the cues around it."""
    cue = cues[row]
    after = next((other for other in kept if cues[other].start > cue.start), len(cues))
    before = max(
        (cues[other].end for other in kept if cues[other].start <= cue.start), default=None
    )
    gaps = [] if before is None else [cue.start - before]
    gaps += [] if after == len(cues) else [cues[after].start - cue.end]
    return after if min(gaps) >= -_TOUCH and max(gaps) <= _SNUG else None


def _between(
    cues: Sequence[Cue], run: Sequence[int], at: int | None, limit: int | None
) -> dict[int, Times]:
    """Times for cues in a row from `at` on, or up to `limit` (ms); shorter where room is short."""
    total = sum(max(cues[row].duration, _LEAST_ROOM) for row in run)
    if at is None:
        at = max(0, (limit or 0) - total)
    room = total if limit is None else min(total, limit - at)
    if room < _LEAST_ROOM * len(run):  # then they are shown together with the next cue
        return {row: (at, at + max(cues[row].duration, _LEAST_ROOM)) for row in run}
    found = {}
    for row in run:
        end = at + max(cues[row].duration, _LEAST_ROOM) * room // total
        found[row] = (at, end)
        at = end
    return found
