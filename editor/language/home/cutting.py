# SPDX-License-Identifier: GPL-3.0-or-later
"""Where between two cues the answer is cut."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor.language.home.pairing import Pair
    from editor.language.home.sides import Sides

_NEAR = 4
"""Units that may have moved over a line end."""
_STOPS, _PAUSES = "。！？!?…；;", "，,、：: \t\n"

Span = tuple[int, int, int]
"""A cue's row, the first unit of the answer that is one of its, and the one after the last."""


class Cuts:
    """Cuts the answer between cues.

    At a line end where there is one near, else at the strongest mark, else where the units that are
    left over in both cues say so.
    """

    def __init__(self, sides: Sides, by_row: Mapping[int, Sequence[Pair]]) -> None:
        """Store the arguments.

        Args:
            sides: Cues and answer.
            by_row: The pairs of each cue.
        """
        self._sides, self._by_row = sides, by_row

    def borders(self, spans: Sequence[Span]) -> list[tuple[int, int]]:
        """Where the stretch of each cue begins and ends, in units of the answer."""
        if not spans:
            return []
        begins = [self._first_border(spans[0])]
        ends = []
        for (row, begin, stop), (next_row, start, end) in pairwise(spans):
            left, right = self._cut((row, begin, stop), (next_row, start, end))
            ends.append(left)
            begins.append(right)
        ends.append(self._last_border(spans[-1]))
        return list(zip(begins, ends, strict=True))

    def _first_border(self, span: Span) -> int:
        row, begin, _ = span
        missing = self._unpaired_at_start(row)
        breaks = [place for place in (0, *self._sides.breaks) if begin - _NEAR <= place <= begin]
        if breaks:
            return max(breaks)
        return max(0, begin - missing)

    def _last_border(self, span: Span) -> int:
        row, _, end = span
        breaks = [place for place in self._sides.breaks if end <= place <= end + _NEAR]
        if breaks:
            return min(breaks)
        return min(len(self._sides.answer), end + self._unpaired_at_end(row))

    def _cut(self, one: Span, other: Span) -> tuple[int, int]:
        """Where one cue's stretch ends and the next one's begins."""
        row, begin, stop = one
        next_row, start, end = other
        least = max(stop - min(_NEAR, (stop - begin) // 2), begin + 1)
        most = min(start + min(_NEAR, (end - start) // 2), end - 1)
        breaks = [place for place in self._sides.breaks if least <= place <= most]
        trailing, leading = self._unpaired_at_end(row), self._unpaired_at_start(next_row)
        gap = start - stop
        if breaks:
            return self._at_line(breaks, stop, start, trailing, leading)
        if not gap:
            return stop, stop
        if gap > trailing + leading + 2 * _NEAR:
            return min(stop + trailing, start), max(start - leading, stop)
        place = self._at_mark(stop, start)
        if place is None:
            share = trailing / (trailing + leading) if trailing + leading else 1.0
            place = stop + round(gap * share)
        return place, place

    def _at_line(
        self, breaks: Sequence[int], stop: int, start: int, trailing: int, leading: int
    ) -> tuple[int, int]:
        """At a line end; whole lines between two cues belong to neither."""
        inside = [place for place in breaks if stop <= place <= start]
        if not inside:
            nearest = min(breaks, key=lambda place: min(abs(place - stop), abs(place - start)))
            return nearest, nearest
        first, last = min(inside), max(inside)
        if len(self._sides.breaks) * 2 > len(self._by_row):
            return first, last
        left = first if first - stop <= trailing + _NEAR else stop
        right = last if start - last <= leading + _NEAR else start
        return left, max(left, right)

    def _at_mark(self, stop: int, start: int) -> int | None:
        """The border between two units that has the strongest mark; None without any."""
        for marks in (_STOPS, _PAUSES):
            for place in range(stop, start + 1):
                if not 0 < place < len(self._sides.answer):
                    continue
                between = self._sides.text[
                    self._sides.answer[place - 1].end : self._sides.answer[place].start
                ]
                if any(mark in between for mark in marks):
                    return place
        return None

    def has_moved(self, row: int, end: int) -> bool:
        """Whether words of this cue stand in the next one's line, or the other way round."""
        own, following = self._by_row[row], self._by_row.get(row + 1)
        if following is None:
            return False
        if end <= own[-1][1] or end > following[0][1]:
            return True
        trailing, leading = self._unpaired_at_end(row), self._unpaired_at_start(row + 1)
        border = self._sides.firsts[row + 1]
        return self._sides.says(border - trailing, end, trailing) or self._sides.says(
            border, end - leading, leading
        )

    def _unpaired_at_start(self, row: int) -> int:
        return self._by_row[row][0][0] - self._sides.firsts[row]

    def _unpaired_at_end(self, row: int) -> int:
        return self._sides.firsts[row + 1] - 1 - self._by_row[row][-1][0]
