# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes back from elsewhere, as lines: of a chat model, a word processor, a colleague's mail.

Numbers of lines, tables, Markdown and the fences around code are taken away. Nothing else is: what
belongs to no cue, such as a preamble, is found out when the text is aligned.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(
    r"[\[(（【]?\s*(?P<number>\d{1,6})\s*(?P<mark>[\])）】][.:：、]?|[.．、:：|\t]|\s-\s|(?=\s))\s*"
)
_FENCE = re.compile(r"^\s*(?:```|~~~)\w*\s*$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$|^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+•·]\s+|>+\s*|#{1,6}\s+)")
_STRONG = re.compile(r"(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![*\w])")
_TIMES = re.compile(
    r"^\W*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
    r"(?:\s*(?:-{1,2}>|→|[-–~])\s*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)?[\])】]?\s*"
)
_MOST_UNNUMBERED = 0.5
"""Share of the lines that may have no number though the text is numbered."""
_TABLE = 0.5
"""Share of the lines that must be rows for the text to be a table."""


class Line(NamedTuple):
    """A line of the answer.

    Attributes:
        text: What it says.
        number: The number before it, or None.
        source: Its number in the answer, from 1.
    """

    text: str
    number: int | None
    source: int


def lines(answer: str) -> list[Line]:
    """The lines of an answer that say something."""
    rows = [
        (number, row.strip().strip("\ufeff"))
        for number, row in enumerate(answer.splitlines(), start=1)
        if row.strip() and not _FENCE.match(row) and not _RULE.match(row)
    ]
    rows = _out_of_table(rows)
    bare = [(number, _marked(row)) for number, row in rows]
    numbered = _numbers([row for _, row in bare])
    found = []
    for (source, row), number in zip(bare, numbered, strict=True):
        text = row
        if number is not None and (match := _NUMBER.match(row)):
            text = row[match.end() :]
        text = _TIMES.sub("", text, count=1) if len(bare) > 1 else text
        if text.strip():
            found.append(Line(text.strip(), number, source))
    return found


def _marked(row: str) -> str:
    """A row without Markdown."""
    row = _BULLET.sub("", row)
    row = _STRONG.sub(r"\2", row)
    return _EMPHASIS.sub(r"\1", row)


def _out_of_table(rows: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The rows of a table as its last column, behind the number in its first one."""
    cut = [(number, row, _cells(row)) for number, row in rows]
    tables = [cells for _, _, cells in cut if cells]
    if len(tables) < max(2, _TABLE * len(rows)):
        return list(rows)
    head = next((cells for cells in tables if len(cells) > 1), [])
    found = []
    for number, row, cells in cut:
        if not cells:
            found.append((number, row))
        elif cells is not head or _NUMBER.match(cells[0] + " "):
            first = cells[0] if len(cells) > 1 and cells[0].strip(" .").isdecimal() else ""
            found.append((number, f"{first}. {cells[-1]}" if first else cells[-1]))
    return found


def _cells(row: str) -> list[str]:
    if row.startswith("|") and row.endswith("|") and row.count("|") > 1:
        return [cell.strip() for cell in row[1:-1].split("|")]
    return [cell.strip() for cell in row.split("\t")] if row.count("\t") > 1 else []


def _numbers(rows: Sequence[str]) -> list[int | None]:
    """The number before each line, if the text is numbered; a line may begin with another one."""
    read = [_NUMBER.match(row) for row in rows]
    values = [int(match["number"]) if match else None for match in read]
    rising = _rising(values)
    said = [value for place, value in enumerate(values) if place in rising and value is not None]
    steps = sum(after - before == 1 for before, after in pairwise(said))
    if len(said) < max(2, (1 - _MOST_UNNUMBERED) * len(rows)) or steps * 2 < len(said) - 1:
        return [None] * len(rows)
    return [value if place in rising else None for place, value in enumerate(values)]


def _rising(values: Sequence[int | None]) -> frozenset[int]:
    """Places of the longest run of values that rise."""
    from bisect import bisect_left

    tails: list[int] = []
    places: list[int] = []
    before: dict[int, int | None] = {}
    for place, value in enumerate(values):
        if value is None:
            continue
        size = bisect_left(tails, value)
        before[place] = places[size - 1] if size else None
        if size == len(tails):
            tails.append(value)
            places.append(place)
        else:
            tails[size] = value
            places[size] = place
    found = []
    place_ = places[-1] if places else None
    while place_ is not None:
        found.append(place_)
        place_ = before[place_]
    return frozenset(found)
