# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues follow what they say into the new medium."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from editor.core.progress import UNHEARD
from editor.recut.matching import match
from editor.recut.stretches import Stretch, stretches
from editor.recut.tidying import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.core.progress import Progress
    from editor.recut.borders import Piece
    from editor.recut.sounding import Sounding
    from editor.recut.stretches import Times

Fate = Literal["kept", "shortened", "gone"]

_THERE = 0.5
"""Share of a cue that must be there for it to stay."""

_WHOLE = 0.9
"""Share from which nothing of it was cut out: edges of speech are not that exact."""

_HEARD = 0.2
"""Share of a cue that is speech, if it is judged by its speech, and not by its times."""

LEAST_SHARED = 0.02
"""Share of the old medium's speech: with less in common, two media are not edits of one."""

_SHORTEST = 100
"""ms that a cue lasts at least, if it did."""

_OVERHANG = 100
"""ms by which a cue may reach beyond its piece."""


class Followed(NamedTuple):
    """What becomes of a cue.

    Attributes:
        row: Of the document.
        fate: *kept*; *shortened*: part of what it says was cut out; *gone*: most of it was.
        cue: The cue in the new medium. One that is gone stands where it was cut out, and is left
            out of exports.
        stretch: Number of the stretch that it is in.
    """

    row: int
    fate: Fate
    cue: Cue
    stretch: int


@dataclass(frozen=True, slots=True)
class Recut:
    """How two edits of a medium are related.

    Attributes:
        stretches: Of both, in the order of the new one.
        speech: Starts and ends in ms of the speech in the new medium.
        length: Of the new medium, in ms.
        shared: Share of the old medium's speech that is in the new one.
    """

    stretches: tuple[Stretch, ...]
    speech: tuple[tuple[int, int], ...]
    length: int
    shared: float
    _old: Sounding

    @property
    def is_same(self) -> bool:
        """Whether nothing was edited: every moment is where it was."""
        return (
            len(self.stretches) == 1
            and self.stretches[0].old is not None
            and self.stretches[0].old[0] == self.stretches[0].new[0] == 0
            and abs(self.stretches[0].old[1] - self.stretches[0].new[1]) <= _SAME
        )

    def follow(self, cues: Sequence[Cue]) -> list[Followed]:
        """What becomes of the cues; those without times are left out."""
        homes = _Homes(self.stretches, self._old)
        found = [homes.of(row, cue) for row, cue in enumerate(cues) if not cue.is_untimed]
        return _apart(cues, found, self.length)


_SAME = 20
"""ms by which a medium may be longer that was not edited."""


def recut(old: Sounding, new: Sounding, progress: Progress = UNHEARD) -> Recut:
    """How two edits of a medium are related.

    Raises:
        Cancelled: See `Progress`.
    """
    pieces = match(old, new, progress)
    parts = stretches(pieces, old, new)
    whole = spoken(old, 0, old.length) or 1
    gone = sum(one.speech for one in parts if one.kind == "removed")
    shared = 1 - min(gone / whole, 1) if pieces else 0.0
    pairs = zip(*(edges.tolist() for edges in new.speech), strict=True)
    return Recut(tuple(parts), tuple(pairs), new.length, shared, old)


class _Homes:
    """Finds the pieces that cues are in."""

    def __init__(self, parts: Sequence[Stretch], old: Sounding) -> None:
        self._old = old
        self._parts = parts
        self._homes = [
            (number, part.piece)
            for number, part in enumerate(parts)
            if part.piece is not None and part.kind != "repeated"
        ]
        self._gone = [
            (number, part.old, part.new[0])
            for number, part in enumerate(parts)
            if part.kind == "removed" and part.old is not None
        ]

    def of(self, row: int, cue: Cue) -> Followed:
        """What becomes of a cue."""
        start, end = cue.start, max(cue.end, cue.start + 1)
        shares = [
            (self._share(start, end, piece), number, piece)
            for number, piece in self._homes
            if piece.old_start < end and start < piece.old_end
        ]
        total = sum(share for share, _, _ in shares)
        if total < _THERE:
            return self._set_aside(row, cue)
        share, number, piece = max(shares, key=lambda one: one[0])
        if share >= _WHOLE:
            return Followed(row, "kept", _placed(cue, piece, piece), number)
        inside = sorted((one[2] for one in shares if one[0]), key=lambda one: one.old_start)
        first, last = inside[0], inside[-1]
        if not first.start <= piece.start <= last.start:  # they were put into another order
            first = last = piece
        return Followed(row, "shortened", _placed(cue, first, last), number)

    def _share(self, start: int, end: int, piece: Piece) -> float:
        """The share of what is said from `start` to `end` that is in the piece."""
        first, last = max(start, piece.old_start), min(end, piece.old_end)
        said = spoken(self._old, start, end)
        if said >= _HEARD * (end - start):
            return spoken(self._old, first, last) / said
        return (last - first) / (end - start)

    def _set_aside(self, row: int, cue: Cue) -> Followed:
        middle = (cue.start + cue.end) / 2
        number, _, at = min(
            self._gone,
            key=lambda one: max(one[1][0] - middle, middle - one[1][1], 0),
            default=(0, (0, 0), 0),
        )
        aside = replace(cue.shifted(at - cue.start), left_out=True)
        return Followed(row, "gone", aside, number)


def _placed(cue: Cue, first: Piece, last: Piece) -> Cue:
    """The cue in the new medium: it begins in one piece and ends in another, or in the same."""
    start, end = first.line.back(cue.start), last.line.back(cue.end)
    low, high = min(first.start, first.earliest), max(last.end, last.latest)
    if start < low - _OVERHANG:
        start = low
    if end > high + _OVERHANG:
        end = high
    times = round(max(start, 0)), round(end)
    if times[1] - times[0] < min(_SHORTEST, cue.duration):
        times = times[0], times[0] + max(min(_SHORTEST, cue.duration), 0)

    def place(time: int) -> int:
        piece = first if time < first.old_end else last
        return min(max(round(piece.line.back(time)), times[0]), max(times))

    words = cue.words.placed(place) if cue.words is not None else None
    return replace(cue, start=times[0], end=times[1], words=words)


def _apart(cues: Sequence[Cue], found: Sequence[Followed], length: int) -> list[Followed]:
    """The same, where no cue reaches into another if it did not before, nor beyond the end."""
    result = list(found)
    kept = sorted(
        (place for place, one in enumerate(result) if one.fate != "gone"),
        key=lambda place: result[place].cue.start,
    )
    for number, place in enumerate(kept):
        one = result[place]
        after = result[kept[number + 1]] if number + 1 < len(kept) else None
        limit = length
        if after is not None and _were_apart(cues[one.row], cues[after.row]):
            limit = min(limit, after.cue.start)
        if one.cue.start < limit < one.cue.end:
            result[place] = one._replace(cue=one.cue.retimed(one.cue.start, limit))
    return result


def _were_apart(cue: Cue, other: Cue) -> bool:
    return cue.end <= other.start or other.end <= cue.start


def uncovered(part: Stretch, speech: Sequence[Times], longest: int = 7_000) -> list[Times]:
    """The speech of a stretch of the new medium, in pieces that a cue can have."""
    found: list[Times] = []
    low, high = part.new
    for begin, stop in speech:
        start, end = max(begin, low), min(stop, high)
        if end <= start:
            continue
        if found and start - found[-1][1] < _JOINED and end - found[-1][0] <= longest:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return [(start, end) for start, end in found if end - start >= _LEAST_SPEECH]


_JOINED = 300
"""ms: a shorter pause does not end a cue for new speech."""

_LEAST_SPEECH = 300
"""ms of new speech that a cue is made for."""
