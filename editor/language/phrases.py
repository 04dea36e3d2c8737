# SPDX-License-Identifier: GPL-3.0-or-later
"""The phrases that OpenCC gets wrong: the table `phrases.tsv`.

Columns, separated by tabs:

to        where the row applies: `Hans` (to Simplified), `Hant` (to all kinds of Traditional) or
          `TW` (the vocabulary of Taiwan)
written   the phrase before the conversion; `[…]` stands for one of the characters in it; `~` before
          it: it applies wherever it stands, even if it begins or ends inside of a word
right     the phrase after it. In `Hans` and `Hant` as long as `written`, in OpenCC's standard
          characters (裏 麪 着: those of the place come later); `=` keeps the character as it is
          written, `·` leaves it as OpenCC converts it; `[…]` has one for each of those in
          `written`. In `TW` the words themselves.
example   a text with the phrase
expected  that text converted, for `Hant` by the Taiwanese standard

A phrase applies between word borders; one of three characters or more also inside of a word.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.values import dataclass

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Collection, Iterator

    Edges = Callable[[], Collection[int]]

ANYWHERE = "~"
_INSIDE = 3
"""Characters of a phrase that may stand inside of what the dictionary takes for one word."""
_NONE: dict[str, str] = {}
ONE_OF = lazy_re.compile(r"\[(.+?)\]|(.)")
"""A place in `Phrase.written`: one of several characters, or the one."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the table; its columns are described above."""

    to: str
    written: str
    right: str
    example: str
    expected: str


@cache
def table() -> tuple[Phrase, ...]:
    """All rows."""
    lines = Path(__file__).with_name("phrases.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(Phrase(*line.split("\t")) for line in lines[1:])


@cache
def known(to: str) -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    """How phrases begin, and by their first two characters, what is right, the longest first."""
    right: dict[str, str] = {}
    for row in table():
        if row.to == to:
            mark = ANYWHERE if row.written.startswith(ANYWHERE) else ""
            for written, becomes in _each(row):
                right.setdefault(written, mark + becomes)
    by_beginning: dict[str, dict[str, str]] = {}
    for phrase in sorted(right, key=len, reverse=True):
        by_beginning.setdefault(phrase[:2], {})[phrase] = right[phrase]
    for single in [beginning for beginning in by_beginning if len(beginning) == 1]:
        for beginning, group in by_beginning.items():
            if beginning[0] == single:
                group.setdefault(single, right[single])
    first = "".join(sorted({phrase[0] for phrase in right}))
    return lazy_re.compile(f"[{first}]"), by_beginning


def _each(row: Phrase) -> Iterator[tuple[str, str]]:
    """Yield all phrases that a row stands for, and what is right."""
    written = choices(row.written.removeprefix(ANYWHERE))
    right = choices(row.right)
    for places in product(*(range(len(one_of)) for one_of in written)):
        phrase = "".join(one_of[place] for one_of, place in zip(written, places, strict=True))
        if row.to == "TW":
            yield phrase, row.right
        else:
            becomes = zip(right, places, strict=True)
            yield phrase, "".join(one_of[place % len(one_of)] for one_of, place in becomes)


def choices(column: str) -> list[str]:
    """The characters that each place of a phrase may have."""
    return [one_of or single for one_of, single in ONE_OF.findall(column)]


def found(text: str, to: str, edges: Edges) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and `right` of each phrase in `text`: the longest first, none overlapping.

    Args:
        text: Text before the conversion.
        to: Which rows: `Hans`, `Hant` or `TW`.
        edges: Gives the word borders.
    """
    beginnings, by_beginning = known(to)
    done = 0
    for match in beginnings.finditer(text):
        start = match.start()
        if start < done:
            continue
        group = by_beginning.get(text[start : start + 2]) or by_beginning.get(match[0], _NONE)
        for phrase, right in group.items():
            end = start + len(phrase)
            if text.startswith(phrase, start) and (
                right.startswith(ANYWHERE) or _stands(start, end, edges)
            ):
                yield start, end, right.removeprefix(ANYWHERE)
                done = end
                break


def _stands(start: int, end: int, edges: Edges) -> bool:
    """Whether a phrase does not cut words: 于老师 in 由于|老师 does."""
    known = edges()
    inside = end - start >= _INSIDE and not any(start < edge < end for edge in known)
    return inside or {start, end} <= set(known)


def mend(text: str, to: str, result: list[str], edges: Edges) -> None:
    """Put the phrases of `text` right in `result`, the converted characters one by one."""
    for start, end, right in found(text, to, edges):
        for place, character in zip(range(start, end), right, strict=True):
            if character != "·":
                result[place] = text[place] if character == "=" else character
