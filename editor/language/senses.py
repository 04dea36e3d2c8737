# SPDX-License-Identifier: GPL-3.0-or-later
"""Words with several right forms, told apart by what is around: the table `senses.tsv`.

OpenCC knows phrases; 冲 by itself it always makes 衝. The table has what speaks for each form of a
character that is a word by itself. Columns, separated by tabs:

written   the character in Simplified; `[…]`: each of these. Or words, with `|` between them, that
          Taiwan has, too, but that OpenCC takes for terms of computing or names
right     its form in OpenCC's standard characters (麪 裏: those of the place come later); `=` keeps
          a character as it is written, and a word as it is without Taiwan's vocabulary; `·` leaves
          it to OpenCC
before    words right before it: a word of the dictionary, or several characters that end there;
          `#` is any number, `@n` any noun of several characters
behind    what the text goes on with
near      what stands anywhere else in the line; `*` by itself: right if no other leads
example   a text with the character or word
expected  that text converted by the Taiwanese standard, a word with the vocabulary of Taiwan

A neighbour counts twice, what is near once: in the clause, and if that decides nothing, in the
line. A form that leads the others by two is taken; in the clause it is enough that nothing speaks
for another. For a word, anything is enough.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.values import dataclass
from editor.language.words import word_class

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    Form = tuple[str, "Sense"]
    Places = tuple[re.Pattern[str], dict[str, list[Form]]]

_NEIGHBOUR = 2
"""What a neighbour counts, and by how much a form must lead."""
_NUMBER, _NOUN, _ALWAYS = "#", "@n", "*"
_NUMERALS = "0123456789一二两三四五六七八九十百千万半几数"
_DIGITS, _DEGREES = frozenset(_NUMERALS), frozenset("很太真最更")
_VERBS = frozenset("干系冲卷困松签游扎刮喂划斗")
_COMPLEMENTS = frozenset("上下进出过回起开到来去掉完好住着了得不")
"""What stands behind verbs."""
_ENDS = lazy_re.compile(r"[，。！？；：,!?;:\s]+")
"""What ends a clause."""
_NOUNS = frozenset({"n", "s", "f", "vn", "an"})
"""The dictionary's classes of nouns that are no names."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A row of the table; its columns are described above. `endings` are the longer of `before`."""

    written: str
    right: str
    before: frozenset[str]
    endings: tuple[str, ...]
    behind: tuple[str, ...]
    near: tuple[str, ...]
    example: str
    expected: str


@cache
def table() -> tuple[Sense, ...]:
    """All rows."""
    lines = Path(__file__).with_name("senses.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_sense(*line.split("\t")) for line in lines[1:])


def _sense(*columns: str) -> Sense:
    written, right, before, behind, near, example, expected = columns
    words = before.split()
    endings = tuple(word for word in words if len(word) > 1)
    cues = frozenset(words), endings, tuple(behind.split()), tuple(near.split())
    return Sense(written, right, *cues, example, expected)


def is_word(row: Sense) -> bool:
    """Whether the row is of the vocabulary of Taiwan."""
    return len(row.written) > 1 and not row.written.startswith("[")


@cache
def known(*, words: bool) -> Places:
    """The characters or the words of the table, and of each its forms with their rows."""
    senses: dict[str, list[Form]] = {}
    for row in table():
        if is_word(row) == words:
            for written in row.written.split("|") if words else row.written.strip("[]"):
                form = written if row.right == "=" and not words else row.right
                senses.setdefault(written, []).append((form, row))
    return lazy_re.compile("|".join(senses)), senses


def mend(text: str, result: list[str], edges: Sequence[int]) -> None:
    """Put those characters of `text` right in `result`, the converted characters one by one."""
    for place, _, rows, clause, line in _weighed(text, edges, known(words=False)):
        for scores in (clause, line):
            first, second = sorted([0, *scores], reverse=True)[:2]
            enough = 1 if scores is clause and not second else _NEIGHBOUR
            if first - second >= enough:
                result[place] = rows[scores.index(first)][0]
                break
        else:
            result[place] = _otherwise(rows) or result[place]


def of_taiwan(text: str, edges: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and form of each word of `text` that OpenCC would take for another."""
    for start, end, rows, clause, line in _weighed(text, edges, known(words=True)):
        scores = clause if any(clause) else line
        form = rows[scores.index(max(scores))][0] if any(scores) else _otherwise(rows)
        if form and form != "·":
            yield start, end, form


def _otherwise(rows: list[Form]) -> str:
    """The form that is right if no other leads; empty if there is none."""
    return next((form for form, row in rows if _ALWAYS in row.near), "")


def _weighed(
    text: str, edges: Sequence[int], places: Places
) -> Iterator[tuple[int, int, list[Form], list[int], list[int]]]:
    """What speaks for the forms of each word of `text` that the table has.

    Yields its start and end, its forms, and what speaks for each: in its clause, in the line.
    """
    pattern, senses = places
    for match in pattern.finditer(text):
        start, end = match.span()
        before = _word_before(text, start, end, edges)
        if before is None:
            continue
        rows = senses[match[0]]
        beside = [
            _NEIGHBOUR * (_is_before(text, start, before, row) + text.startswith(row.behind, end))
            for _, row in rows
        ]
        line = _with_near(beside, rows, text.replace(match[0], "\n"))
        if line == beside:
            yield start, end, rows, beside, beside
        else:
            clause = _ENDS.split(text[:start])[-1] + _ENDS.split(text[start:], maxsplit=1)[0]
            around = clause.replace(match[0], "\n")
            yield start, end, rows, _with_near(beside, rows, around), line


def _with_near(scores: list[int], rows: list[Form], around: str) -> list[int]:
    return [
        score + sum([cue in around for cue in row.near])
        for score, (_, row) in zip(scores, rows, strict=True)
    ]


def _word_before(text: str, start: int, end: int, edges: Sequence[int]) -> str | None:
    """The word before the one from `start` to `end`; None if that is none by itself.

    The dictionary takes 一杆, 很困, 冲下去 and 打开门 for one word each; here they are two.
    """
    here = bisect_right(edges, start) - 1
    before, rest = text[edges[here] : start], text[end : edges[bisect_left(edges, end)]]
    if end - start > 1 and edges[here + 1] >= end:
        return before or text[edges[max(here - 1, 0)] : start]
    if not (_DIGITS.issuperset(before) or before in _DEGREES):
        return None
    if rest and not (text[start:end] in _VERBS and _COMPLEMENTS.issuperset(rest)):
        return None
    return before or text[edges[max(here - 1, 0)] : start]


def _is_before(text: str, place: int, word: str, row: Sense) -> bool:
    """Whether what `row` wants before it ends at `place`, as `word` does."""
    return bool(word) and (
        word in row.before
        or word.lstrip(_NUMERALS) in row.before
        or (_NUMBER in row.before and _DIGITS.issuperset(word.removeprefix("第")))
        or (_NOUN in row.before and len(word) > 1 and word_class(word) in _NOUNS)
        or text.endswith(row.endings, 0, place)
    )
