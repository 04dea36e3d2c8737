# SPDX-License-Identifier: GPL-3.0-or-later
"""Which stretch of an answer belongs to which cue.

Both are paired unit by unit. A cue of which little is found is absent: its pairs are chance, and
those around it are paired again without it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from editor.core.progress import UNHEARD
from editor.language.home.cutting import Cuts
from editor.language.home.pairing import pairs
from editor.language.home.sides import Sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editor.core.progress import Progress
    from editor.language.home.answer import Line
    from editor.language.home.cutting import Span
    from editor.language.home.pairing import Pair

_PRESENT = 0.45
"""Share of a cue's units, or of the stretch's, that must be found."""
_APART = 6
"""Units of the answer between two pairs of a cue from which the smaller part is chance."""
_NUMBERED = 0.6
"""Share of the answer that must be in numbered lines; words before and behind them are not."""
_JOINED = 0.6
"""Share of a cue's length by which a line must be longer to hold that cue, too."""
_AGREEING = 0.85
"""Share of what is paired that must bear the cue's number for the numbers to be believed."""


class Stretch(NamedTuple):
    """What belongs to one cue.

    Attributes:
        row: The cue.
        start: Where in the answer's text it begins.
        end: Where it ends.
        alike: The share of units that agree, from 0 to 1.
        before: Units of the cue.
        after: Units of the stretch.
        moved: Whether a line of the answer ends here elsewhere than the cue does: words have moved
            to the next cue or from it.
        numbered: Whether the line bears the cue's number, and such numbers are to be believed.
    """

    row: int
    start: int
    end: int
    alike: float
    before: int
    after: int
    moved: bool = False
    numbered: bool = False


@dataclass(slots=True)
class Placed:
    """The answer, laid on the cues.

    Attributes:
        text: Its lines, joined by line ends.
        stretches: One for each cue that was found, in order.
        absent: Rows of cues that say something and were not found.
        left: What belongs to no cue: start and end in `text`.
    """

    text: str
    stretches: list[Stretch] = field(default_factory=list)
    absent: list[int] = field(default_factory=list)
    left: list[tuple[int, int]] = field(default_factory=list)


def placed(texts: Sequence[str], lines: Sequence[Line], progress: Progress = UNHEARD) -> Placed:
    """Lay an answer on cues.

    Args:
        texts: Those of the cues, without markup.
        lines: The answer's.
        progress: May cancel.
    """
    return _Placing(texts, lines, progress).placed()


class _Placing:
    def __init__(self, texts: Sequence[str], lines: Sequence[Line], progress: Progress) -> None:
        self._texts, self._progress = texts, progress
        self._sides = Sides(texts, lines, progress)
        self._by_row: dict[int, list[Pair]] = {}
        self._numbered: frozenset[int | None] = frozenset()
        self._cuts = Cuts(self._sides, self._by_row)

    def placed(self) -> Placed:
        found = Placed(self._sides.text)
        said = [row for row in range(len(self._texts)) if self._sides.size(row)]
        known = pairs(self._sides.units, self._sides.answer)
        self._progress.report(1.5 * len(self._texts), 2 * len(self._texts))
        known = self._by_numbers(known)
        present, known = self._without_chance(said, known)
        found.absent = [row for row in said if row not in present]
        self._by_row = self._of_rows(known)
        spans = [
            (row, self._by_row[row][0][1], self._by_row[row][-1][1] + 1) for row in sorted(present)
        ]
        self._cuts = Cuts(self._sides, self._by_row)
        borders = self._cuts.borders(spans)
        for (row, _, _), (begin, end) in zip(spans, borders, strict=True):
            found.stretches.append(self._stretch(row, begin, end))
        self._pair_lines(found, spans, borders)
        return found

    def _pair_lines(
        self,
        found: Placed,
        spans: Sequence[Span],
        borders: Sequence[tuple[int, int]],
    ) -> None:
        """Give cues that were not found the lines in their place, if there are as many of both."""
        edges = [
            (-1, 0, 0),
            *((row, *ends) for (row, _, _), ends in zip(spans, borders, strict=True)),
        ]
        edges.append((len(self._texts), len(self._sides.answer), len(self._sides.answer)))
        for (row, _, end), (next_row, begin, _) in pairwise(edges):
            if begin <= end:
                continue
            places = [end, *(place for place in self._sides.breaks if end < place < begin), begin]
            rows = [each for each in found.absent if row < each < next_row]
            whole = end in self._sides.line_ends and begin in self._sides.line_ends
            inside = row >= 0 and next_row < len(self._texts)
            if not (whole and inside and len(rows) == len(places) - 1):
                self._pair_by_numbers(found, rows, places if whole else [end, begin])
                continue
            for each, (start, stop) in zip(rows, pairwise(places), strict=True):
                ends = self._sides.characters(start, stop)
                size = self._sides.size(each)
                found.stretches.append(Stretch(each, *ends, 0.0, size, stop - start))
                found.absent.remove(each)
        found.stretches.sort()

    def _pair_by_numbers(self, found: Placed, rows: Sequence[int], places: Sequence[int]) -> None:
        """Give those of the rows the lines that bear their numbers; what is left belongs to none.

        Little of such a cue is left, so that a person decides.
        """
        lines = dict(zip(self._sides.breaks, self._sides.numbers, strict=True))
        for start, stop in pairwise(places):
            ends, number = self._sides.characters(start, stop), lines.get(stop)
            row = -1 if number is None or number not in self._numbered else number - 1
            if row in rows and row in found.absent:
                size = self._sides.size(row)
                found.stretches.append(Stretch(row, *ends, 0.0, size, stop - start, numbered=True))
                found.absent.remove(row)
            elif found.left and found.left[-1][1] == ends[0]:
                found.left[-1] = (found.left[-1][0], ends[1])
            else:
                found.left.append(ends)

    def _by_numbers(self, known: list[Pair]) -> list[Pair]:
        """The pairs again, line by line, if the numbers of the lines are those of the cues."""
        if all(number is None for number in self._sides.numbers):
            return known
        lines = list(pairwise([0, *self._sides.breaks]))
        line_of = [line for line, (begin, end) in enumerate(lines) for _ in range(begin, end)]
        agreeing = sum(
            self._sides.numbers[line_of[there]] == self._sides.rows[at] + 1 for at, there in known
        )
        numbered = sum(
            end - begin
            for (begin, end), number in zip(lines, self._sides.numbers, strict=True)
            if number is not None
        )
        if agreeing < _AGREEING * len(known) or numbered < _NUMBERED * len(self._sides.answer):
            return known
        found: list[Pair] = []
        present = frozenset(self._sides.numbers)
        for (begin, end), number in zip(lines, self._sides.numbers, strict=True):
            if number is None or not 0 < number <= len(self._texts):
                continue
            first = self._sides.firsts[number - 1]
            stop = self._sides.firsts[self._end_of(number, end - begin, present)]
            if found and (first <= found[-1][0] or begin <= found[-1][1]):
                continue
            found += (
                (first + at, begin + there)
                for at, there in pairs(self._sides.units[first:stop], self._sides.answer[begin:end])
            )
        if len(found) <= _AGREEING * len(known):
            return known
        self._numbered = present
        return found

    def _end_of(self, number: int, length: int, present: frozenset[int | None]) -> int:
        """The row after the last cue that a line of that number and length holds.

        It holds cues without a line of their own, too, if it is long enough for them: somebody
        has joined them.
        """
        row, size = number, self._sides.size(number - 1)
        while row < len(self._texts) and row + 1 not in present:
            size += self._sides.size(row)
            if length < size - self._sides.size(row) * _JOINED:
                break
            row += 1
        return row

    def _without_chance(
        self, said: Sequence[int], known: list[Pair]
    ) -> tuple[set[int], list[Pair]]:
        """The cues that were found, and the pairs without those of others."""
        for _ in range(2):
            of_row = self._of_rows(known)
            present = {row for row in said if self._is_present(row, of_row.get(row, []))}
            missing = [row for row in said if row not in present]
            if not missing:
                break
            known = self._again(missing, present, of_row)
        of_row = self._of_rows(known)
        present = {row for row in said if self._is_present(row, of_row.get(row, []))}
        return present, [pair for row in sorted(present) for pair in of_row[row]]

    def _of_rows(self, known: Iterable[Pair]) -> dict[int, list[Pair]]:
        found: dict[int, list[Pair]] = {}
        for pair in known:
            found.setdefault(self._sides.rows[pair[0]], []).append(pair)
        return {row: _together(own) for row, own in found.items()}

    def _is_present(self, row: int, own: Sequence[Pair]) -> bool:
        """Whether enough of a cue is found, and of the stretch that it is found in."""
        if not own:
            return False
        score = sum(self._sides.agreement(pair) for pair in own)
        size = self._sides.size(row)
        span = own[-1][1] - own[0][1] + 1
        return score >= _PRESENT * max(size, min(span, 2 * size))

    def _again(
        self, missing: Sequence[int], present: set[int], of_row: dict[int, list[Pair]]
    ) -> list[Pair]:
        """Pair the cues beside absent ones once more, without these."""
        again = set()
        rows = sorted(present)
        places = {row: place for place, row in enumerate(rows)}
        for row in missing:
            before = max((each for each in rows if each < row), default=None)
            after = rows[places[before] + 1 :][:1] if before is not None else rows[:1]
            again.update(after)
            if before is not None:
                again.add(before)
        found: list[Pair] = []
        for place, row in enumerate(rows):
            if row not in again:
                found += of_row[row]
                continue
            begin = found[-1][1] + 1 if found else 0
            following = rows[place + 1 :][:1]
            own = of_row[row]
            end = of_row[following[0]][0][1] if following else len(self._sides.answer)
            begin = max(begin, own[0][1] - 2 * _APART)
            end = min(max(end, own[-1][1] + 1), own[-1][1] + 2 * _APART)
            first, stop = self._sides.firsts[row], self._sides.firsts[row + 1]
            anew = [
                (first + at, begin + there)
                for at, there in pairs(self._sides.units[first:stop], self._sides.answer[begin:end])
            ]
            found += anew if len(anew) >= len(own) else own
        return found

    def _stretch(self, row: int, begin: int, end: int) -> Stretch:
        own = self._by_row[row]
        alike = sum(self._sides.agreement(pair) for pair in own)
        size, after = self._sides.size(row), end - begin
        moved = end in self._sides.line_ends and self._cuts.has_moved(row, end)
        start, stop = self._sides.characters(begin, end)
        numbered = row + 1 in self._numbered
        alike /= max(size, after, 1)
        return Stretch(row, start, stop, alike, size, after, moved=moved, numbered=numbered)


def _together(own: Sequence[Pair]) -> list[Pair]:
    """The pairs of a cue without small parts far away from the rest."""
    groups: list[list[Pair]] = [[own[0]]]
    for before, pair in pairwise(own):
        if pair[1] - before[1] > _APART + (pair[0] - before[0]):
            groups.append([])
        groups[-1].append(pair)
    return max(groups, key=len)
