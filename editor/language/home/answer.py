# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes back from elsewhere, as lines: of a chat model, a word processor, a colleague's mail.

Numbers of lines, Markdown, quotation marks around all lines and remarks behind them are taken away,
and so is what `unwrapping` knows. Nothing else is: what belongs to no cue, such as a preamble, is
found out when the text is aligned.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from editor.language.home.unwrapping import NUMBER, Known, unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editor.language.home.unwrapping import Row

_FENCE = re.compile(r"^\s*(?:```|~~~)\w*\s*$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$|^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+•·]\s+|>+\s*|#{1,6}\s+(?!\d))")
_STRONG = re.compile(r"(__|`)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![*\w])")
_QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"', "'": "'", "‘": "’", "`": "`"}
_INSIDE = r"[^（）()\[\]【】]*"
_REMARK = re.compile(
    r"\s*[✅✔☑✓🔧⭐]\ufe0f?\s*$"
    rf"|\s*[（(\[【]{_INSIDE}(?:改|修正|更正|校对|校對|无误|無誤|不变|不變|保持|未动|corrected|changed|fixed)"
    rf"{_INSIDE}[）)\]】]\s*$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"^\W*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
    r"(?:\s*(?:-{1,2}>|→|[-–~])\s*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)?[\])】]?\s*"
)
_MOST_ALONE = 0.4
"""Share of the lines that are nothing but a number, where each number has a line of its own."""
_MOST_UNNUMBERED = 0.5
"""Share of the lines that may have no number though the text is numbered."""
_MOST_MARKED = 0.9
"""Share of the lines whose number has a mark behind it, so that numbers may be left out between."""
_LONG = 0.5
"""Share of the longest list that another list must have to be a version of the whole text, too."""


_SAME = 0.5
"""Share of what two versions of a text have in common."""


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


def lines(answer: str, document: Iterable[str] = ()) -> list[Line]:
    """The lines of an answer that say something.

    `document`: what the cues say, to tell the corrected text from remarks beside it.
    """
    rows = [
        row
        for row in unwrapped(answer, Known(document))
        if not _FENCE.match(row[1]) and not _RULE.match(row[1]) and _TIMES.sub("", row[1])
    ]
    marked = [(number, _TIMES.sub("", _marked(row), count=1)) for number, row in rows]
    bare = _last_version(_with_numbers(marked))
    numbered, said = _numbers([row for _, row in bare])
    if len(bare) > 1:
        said = [_TIMES.sub("", text, count=1) for text in said]
    said = _undressed(said)
    return [
        Line(text, number, source)
        for text, number, (source, _) in zip(said, numbered, bare, strict=True)
        if text
    ]


def _marked(row: str) -> str:
    """A row without Markdown."""
    row = _STRONG.sub(r"\2", _BULLET.sub("", row))
    return _EMPHASIS.sub(r"\1", row)


def _with_numbers(rows: list[Row]) -> list[Row]:
    """Numbers that stand on lines of their own, put before the line that follows."""
    alone = [row.strip(" .:：、").isdecimal() for _, row in rows]
    if sum(alone) < max(2, _MOST_ALONE * len(rows)):
        return rows
    found: list[Row] = []
    number = ""
    for (source, row), is_number in zip(rows, alone, strict=True):
        if is_number:
            number = row.strip(" .:：、") + ". "
        else:
            found.append((source, number + row))
            number = ""
    return found


def _last_version(rows: list[Row]) -> list[Row]:
    """Without earlier versions of the whole text: its numbers begin anew for each."""
    values = [int(match["number"]) if (match := NUMBER.match(row)) else None for _, row in rows]
    starts, last = [0], 0
    for place, value in enumerate(values):
        if value is not None:
            if value == 1 and last > 1:
                starts.append(place)
            last = value
    lists = [*pairwise([*starts, len(rows)])]
    sizes = [sum(value is not None for value in values[start:end]) for start, end in lists]
    whole = [each for each, size in zip(lists, sizes, strict=True) if size > _LONG * max(sizes)]
    if len(whole) < 2 or max(sizes) < 2:  # noqa: PLR2004 - one version
        return rows
    last_said = Known(row for _, row in rows[slice(*whole[-1])])
    gone = {
        place
        for start, end in whole[:-1]
        if last_said.share(row for _, row in rows[start:end]) > _SAME
        for place in range(start, end)
    }
    return [row for place, row in enumerate(rows) if place not in gone]


def _undressed(texts: list[str]) -> list[str]:
    """Without quotation marks around most of the lines, and without remarks behind them."""
    texts = [text.strip() for text in texts]
    for first, last in _QUOTES.items():
        dressed = [len(text) > 1 and text[0] == first and text[-1] == last for text in texts]
        if sum(dressed) > max(1, _MOST_UNNUMBERED * len(texts)):
            texts = [
                text[1:-1].strip() if is_dressed else text
                for text, is_dressed in zip(texts, dressed, strict=True)
            ]
    return [_REMARK.sub("", text) for text in texts]


def _numbers(rows: Sequence[str]) -> tuple[list[int | None], list[str]]:
    """The number before each line, if the text is numbered, and what stands behind it.

    A line may begin with another number. Where parts of the text are numbered each by itself, the
    numbers are taken away, and tell nothing.
    """
    none: list[int | None] = [None] * len(rows)
    read = [NUMBER.match(row) for row in rows]
    values = [int(match["number"]) if match else None for match in read]
    rising = _rising(values)
    said = [value for place, value in enumerate(values) if place in rising and value is not None]
    steps = sum(after - before == 1 for before, after in pairwise(said))
    marked = [match is not None and bool(match["mark"].strip()) for match in read]
    extent = len(rows) if True not in marked else _extent(marked)
    all_marked = sum(marked) >= max(2, _MOST_MARKED * extent)
    if all_marked and len(said) < _MOST_MARKED * sum(marked):
        behind = zip(rows, read, marked, strict=True)
        return none, [row[match.end() :] if m and match else row for row, match, m in behind]
    if len(said) < max(2, (1 - _MOST_UNNUMBERED) * len(rows)):
        return none, list(rows)
    if steps * 2 < len(said) - 1 and not all_marked:
        return none, list(rows)
    numbers = [value if place in rising else None for place, value in enumerate(values)]
    return numbers, [
        row[match.end() :] if number is not None and match else row
        for row, match, number in zip(rows, read, numbers, strict=True)
    ]


def _extent(marked: Sequence[bool]) -> int:
    """From the first to the last that is."""
    return len(marked) - marked.index(True) - [*reversed(marked)].index(True)


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
