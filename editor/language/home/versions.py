# SPDX-License-Identifier: GPL-3.0-or-later
"""Two versions of the same talk, cue by cue: which cues of the one are which of the other.

By their words first, wherever the times are; what was written anew is known by its time, between
cues that are known.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from editor.core.progress import UNHEARD
from editor.core.tags import without_tags
from editor.language.home.pairing import pairs
from editor.language.home.units import Cutter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.cue import Cue
    from editor.core.progress import Progress
    from editor.language.home.units import Unit

_ALIKE = 0.3
"""Share of the shorter cue's units by which two cues are known as the same."""
_WHOLE = 2
_COVERED = 0.5
"""Share of the shorter cue's time that two cues without common words must share."""


class Match(NamedTuple):
    """Rows [first, stop) of ours are rows [begin, end) of theirs; one of them may be empty."""

    first: int
    stop: int
    begin: int
    end: int


def matches(
    ours: Sequence[Cue], theirs: Sequence[Cue], progress: Progress = UNHEARD
) -> list[Match]:
    """The cues of two versions that say the same, in order; each cue is in one of them.

    As few cues as possible are in each; those that nothing matches are alone in one.
    """
    known = _by_words(ours, theirs, progress)
    offset = median([theirs[b].start - ours[a].start for a, _, b, _ in known]) if known else 0
    found: list[Match] = []
    ends = [Match(0, 0, 0, 0), *known, Match(len(ours), len(ours), len(theirs), len(theirs))]
    for before, after in pairwise(ends):
        gap = Match(before.stop, after.first, before.end, after.begin)
        found += [*_by_time(ours, theirs, gap, round(offset)), after]
    return found[:-1]


def _by_words(ours: Sequence[Cue], theirs: Sequence[Cue], progress: Progress) -> list[Match]:
    cutter = Cutter()
    for cue in (*ours, *theirs):
        cutter.learn(without_tags(cue.text))
    one, rows = _units(cutter, ours)
    progress.report(1, 3)
    other, places = _units(cutter, theirs)
    sizes, others = Counter(rows), Counter(places)
    shared: Counter[tuple[int, int]] = Counter()
    for here, there in pairs(one, other):
        shared[rows[here], places[there]] += _agreement(one[here], other[there])
    progress.report(2, 3)
    links = [
        (row, place)
        for (row, place), count in sorted(shared.items())
        if count >= _ALIKE * _WHOLE * min(sizes[row], others[place])
    ]
    found: list[Match] = []
    for row, place in links:
        last = found[-1] if found else Match(-1, -1, -1, -1)
        if row < last.stop or place < last.end:
            found[-1] = Match(last.first, max(last.stop, row + 1), last.begin,
                              max(last.end, place + 1))  # fmt: skip
        else:
            found.append(Match(row, row + 1, place, place + 1))
    return found


def _agreement(unit: Unit, other: Unit) -> int:
    """How far two units agree, up to `_WHOLE`; half if they only sound the same."""
    return _WHOLE if unit.key == other.key else _WHOLE // 2 * (unit.sound == other.sound)


def _units(cutter: Cutter, cues: Sequence[Cue]) -> tuple[list[Unit], list[int]]:
    """The units of all cues, and the row of each."""
    units, rows = [], []
    for row, cue in enumerate(cues):
        own = list(cutter.units(without_tags(cue.text)))
        units += own
        rows += [row] * len(own)
    return units, rows


def _by_time(
    ours: Sequence[Cue], theirs: Sequence[Cue], gap: Match, offset: int
) -> Iterator[Match]:
    """The cues in a gap, matched by their times; theirs are `offset` ms later."""
    row, place = gap.first, gap.begin
    while row < gap.stop or place < gap.end:
        if row == gap.stop:
            yield Match(row, row, place, place + 1)
            place += 1
        elif place == gap.end:
            yield Match(row, row + 1, place, place)
            row += 1
        else:
            one, other = ours[row], theirs[place].shifted(-offset)
            common = min(one.end, other.end) - max(one.start, other.start)
            if common > _COVERED * min(one.duration, other.duration):
                yield Match(row, row + 1, place, place + 1)
                row, place = row + 1, place + 1
            elif one.start <= other.start:
                yield Match(row, row + 1, place, place)
                row += 1
            else:
                yield Match(row, row, place, place + 1)
                place += 1
