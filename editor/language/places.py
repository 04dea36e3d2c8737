# SPDX-License-Identifier: GPL-3.0-or-later
"""All places where a search has found something, by rows; they follow the document's changes."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, TypeVar

from editor.core.time_index import spliced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.language.searching import Match, Matches

T = TypeVar("T")

Place = tuple[int, int]
"""A row, and which of its matches."""


def followed(column: list[T], change: Change, of: Callable[[Cue], T]) -> list[T]:
    """A column of one value per row after a change; the same list if no row has moved."""
    if any(len(splice.removed) != len(splice.inserted) for splice in change.splices):
        return spliced(column, change, of)
    for splice in change.splices:
        column[splice.index : splice.index + len(splice.removed)] = map(of, splice.inserted)
    return column


class Places:
    """The matches in each row.

    Attributes:
        total: How many there are.
        found: 1 for each row with a match, else 0.
    """

    def __init__(self, found: list[Matches], total: int) -> None:
        self._found, self.total = found, total
        self.found = bytearray(map(bool, found))

    @classmethod
    def none(cls, rows: int) -> Places:
        """No match in that many rows."""
        return cls([()] * rows, 0)

    def __len__(self) -> int:
        """The number of rows, with and without matches."""
        return len(self._found)

    def matches(self, row: int) -> Matches:
        """The matches in a row, in the order of its columns."""
        return self._found[row] if row < len(self._found) else ()

    def match(self, place: Place) -> Match:
        """The match at a place."""
        return self._found[place[0]][place[1]]

    def rows(self) -> Iterator[int]:
        """The rows with a match, ascending."""
        return compress(range(len(self)), self.found)

    def number(self, place: Place) -> int:
        """How many matches there are up to and including that place."""
        return sum(map(len, self._found[: place[0]])) + place[1] + 1

    def after(self, row: int, caret: int) -> Place | None:
        """The first place at or after a caret in the text of a row; from the top after the last."""
        number = self._first_from(row, caret)
        return (row, number) if number < len(self.matches(row)) else self.next((row, number))

    def before(self, row: int, caret: int) -> Place | None:
        """The last place before a caret in the text of a row; from the end before the first."""
        return self.previous((row, self._first_from(row, caret)))

    def next(self, place: Place) -> Place | None:
        """The place after this one; from the top after the last."""
        row, number = place
        if number + 1 < len(self.matches(row)):
            return row, number + 1
        found = self.found.find(1, row + 1)
        if found < 0:
            found = self.found.find(1)
        return None if found < 0 else (found, 0)

    def previous(self, place: Place) -> Place | None:
        """The place before this one; from the end before the first."""
        row, number = place
        if number > 0:
            return row, number - 1
        found = self.found.rfind(1, 0, row)
        if found < 0:
            found = self.found.rfind(1)
        return None if found < 0 else (found, len(self._found[found]) - 1)

    def set(self, row: int, matches: Matches) -> None:
        """Set the matches of a row."""
        self.total += len(matches) - len(self._found[row])
        self._found[row] = matches
        self.found[row] = bool(matches)

    def follow(self, change: Change, matches: Callable[[Cue], Matches]) -> None:
        """Follow a change; `matches` is called for new cues."""
        for splice in change.splices:
            gone = self._found[splice.index : splice.index + len(splice.removed)]
            self.total -= sum(map(len, gone))

        def counted(cue: Cue) -> Matches:
            found = matches(cue)
            self.total += len(found)
            return found

        self._found = followed(self._found, change, counted)
        shift = 0
        for splice in change.splices:
            first = splice.index + shift
            now = self._found[first : first + len(splice.inserted)]
            self.found[first : first + len(splice.removed)] = bytes(map(bool, now))
            shift += len(splice.inserted) - len(splice.removed)

    def _first_from(self, row: int, caret: int) -> int:
        """The number of the first match at or after `caret` in the text of a row; all, if none."""
        here = self.matches(row)
        there = (n for n, at in enumerate(here) if at.field == "text" and at.start >= caret)
        return next(there, len(here))
