# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes an answer out of what it came in: HTML, JSON, a table, pairs of before and after.

Of several columns, the last one that is about what the document is about is the corrected text;
remarks and the text before are others.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Row = tuple[int, str]
"""A line of the answer: its number there, from 1, and what it says."""

_UNIT = "[行条條句]"
NUMBER = re.compile(
    r"(?:第\s*|#\s*|[LlＬ](?:ine)?\s*|行\s*|[Nn]o\.?\s*|[Cc]ue\s*|字幕\s*)?"
    r"[\[(（【]?\s*(?P<number>\d{1,6})(?:\s*[-–~～至]\s*\d{1,6}(?=\s*[.．、:：)）\]】]))?"
    rf"(?:\s*{_UNIT}(?=\s*[:：.．、]))?\s*"
    r"(?P<mark>[\])）】][.:：、]?|[.．、:：。|\t]|\s[-–—]\s|[–—]\s|(?=\s)|$)\s*"
)
"""The number before a line, as people and chat models write it."""
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_DELETED = re.compile(r"<(del|s|strike)\b[^>]*>.*?</\1>|~~(?=\S)(?:(?!~~).)+?~~", re.IGNORECASE)
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.IGNORECASE | re.DOTALL)
_ROW_END = re.compile(r"</(?:tr|p|li|div)>|<br\s*/?>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]>\s*<t[dh][^>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:table|thead|tbody|tr|t[dh]|p|div|span|b|strong|em|ins|mark|u|ol|ul|li|code|pre|h\d)"
    r"(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_NUMBERED = re.compile(r"^\W*\d+\W*$")
_ARROW = re.compile(r"\s*(?:→|⇒|➜|=>|->|-->)\s*")
_LABEL = re.compile(r"^((?:\W{0,3}\d+\W+)?)(?!\d+[：:])([^\s：:，。,.]{1,12})[：:]\s*(?=\S)")
_CLOCK = re.compile(r"\d:\d\d")
_BEFORE = frozenset({"原文", "原句", "原", "修改前", "校对前", "改前", "original", "before", "old"})
_AFTER = frozenset(
    {"校对", "校对后", "修改", "修改后", "改", "改后", "更正", "修正", "修正后"}
    | {"校對", "校對後", "修改後", "corrected", "after", "new", "revised"}
)
_MOST = 0.5
"""Share of the lines that must be so for the answer to be so."""
_ABOUT = 0.5
"""Share of its pairs of characters that a column must have in common with the document."""
_DISTINCT = 0.5
"""Share of a column's cells that must be different ones; remarks are often the same."""
_PAIR = 2
_NAMES = 8
"""Speakers of one answer, at most."""


class Known:
    """What the document says: tells whether a text is about the same."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Without texts, anything is."""
        texts = list(texts)
        self._pairs = {pair for text in texts for pair in _pairs(text)}
        labelled = sum(bool(_LABEL.match(text)) for text in texts)
        self.has_labels = labelled > _MOST * len(texts) / 2

    def share(self, texts: Iterable[str]) -> float:
        """How much of these texts the document says, too, from 0 to 1."""
        if not self._pairs:
            return 1.0
        pairs = [pair for text in texts for pair in _pairs(text)]
        return sum(pair in self._pairs for pair in pairs) / len(pairs) if pairs else 1.0


def _pairs(text: str) -> Iterator[str]:
    letters = "".join(filter(str.isalnum, text)).casefold()
    return (one + other for one, other in pairwise(letters))


def unwrapped(answer: str, known: Known) -> list[Row]:
    """The lines of an answer that say something; a number stays before its line."""
    answer = _THOUGHT.sub("\n", _UNSEEN.sub("", answer))
    if (rows := _out_of_json(answer)) is not None:
        return _columns(rows, known)
    answer = _DELETED.sub("", answer)
    if re.search(r"<(?:br|t[dhr]|p|li)\b", answer, re.IGNORECASE):
        answer = html.unescape(_CELL_END.sub("\t", _ROW_END.sub("\n", answer)))
    answer = _ESCAPED.sub(r"\1", _TAG.sub("", answer))
    answer = answer.replace("**", "")
    rows = [(number, [row.strip()]) for number, row in enumerate(answer.splitlines(), start=1)]
    rows = [row for row in rows if row[1][0]]
    return _after(_columns(_out_of_table(rows), known), known)


def _out_of_json(answer: str) -> list[tuple[int, list[str]]] | None:
    """The rows of the JSON that an answer is, or has within a fence."""
    start = min((place for mark in "[{" if (place := answer.find(mark)) >= 0), default=-1)
    end = max(answer.rfind("]"), answer.rfind("}")) + 1
    if start < 0 or end <= start:
        return None
    if end - start < _MOST * len(answer):
        return None
    try:
        value = json.loads(answer[start:end])
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict):
        lists = [each for each in value.values() if isinstance(each, list)]
        value = lists[0] if len(lists) == 1 else [[key, each] for key, each in value.items()]
    if not isinstance(value, list) or not value:
        return None
    found = []
    for number, each in enumerate(value, start=1):
        cells = list(each.values()) if isinstance(each, dict) else each
        cells = cells if isinstance(cells, list) else [cells]
        found.append((number, [" ".join(str(cell).split("\n")) for cell in cells]))
    return found


def _out_of_table(rows: Sequence[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """The cells of a table's rows; other lines have one."""
    for cells in (_barred, _tabbed, _quoted):
        cut = [(number, cells(row)) for number, (row, *_) in rows]
        sizes = Counter(len(each) for _, each in cut if len(each) > 1)
        if sizes.total() >= max(2, _MOST * len(rows)):
            width = sizes.most_common(1)[0][0]
            return [
                (number, each if len(each) == width else [row])
                for (number, each), (_, (row, *_)) in zip(cut, rows, strict=True)
            ]
    return list(rows)


def _barred(row: str) -> list[str]:
    if row.startswith("|") and row.endswith("|") and row.count("|") > 1:
        row = row[1:-1]
    elif " | " not in row:
        return [row]
    return [cell.strip() for cell in row.split("|")]


def _tabbed(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("\t")] if row.count("\t") > 1 else [row]


def _quoted(row: str) -> list[str]:
    """A row of CSV that begins with a number."""
    if not re.match(r'^"?\d+"?,', row):
        return [row]
    try:
        return next(csv.reader([row]))
    except (csv.Error, StopIteration):
        return [row]


def _columns(rows: Sequence[tuple[int, list[str]]], known: Known) -> list[Row]:
    """The column with the corrected text, behind the number in the first one."""
    table = [cells for _, cells in rows if len(cells) > 1]
    if not table:
        return [(number, cells[0]) for number, cells in rows if cells]
    width = max(map(len, table))
    columns = [[cells[place] for cells in table if place < len(cells)] for place in range(width)]
    about = [
        place
        for place, column in enumerate(columns)
        if known.share(column) >= _ABOUT
        and not _is_numbers(column[1:])
        and len(set(column)) > _DISTINCT * len(column)
    ]
    chosen = about[-1] if about else width - 1
    found = []
    for number, cells in rows:
        if len(cells) == 1:
            found.append((number, cells[0]))
        elif chosen < len(cells) and cells[chosen].strip():
            first = cells[0].strip("*` .") if chosen else ""
            text = cells[chosen]
            found.append((number, f"{first}. {text}" if first.isdecimal() else text))
    head = next(cells for cells in (cells for _, cells in rows) if len(cells) > 1)
    has_head = chosen > 0 and not _NUMBERED.match(head[0]) and _is_numbers(columns[0][1:])
    return [row for row in found if not has_head or row[1] != head[chosen]]


def _is_numbers(column: Sequence[str]) -> bool:
    return all(_NUMBERED.match(cell) or not cell.strip() for cell in column)


def _after(rows: list[Row], known: Known) -> list[Row]:
    """Of lines with what was and what is to be, the latter; of lines with speakers, their words."""
    arrows = [_pair(row, known) for _, row in rows]
    if sum(len(each) == _PAIR for each in arrows) >= max(2, _MOST * len(rows)):
        return [
            (number, f"{_number_of(one[0])}{one[1]}" if len(one) == _PAIR else row)
            for (number, row), one in zip(rows, arrows, strict=True)
        ]
    labels = [_LABEL.match(row) for _, row in rows]
    names = Counter(match[2].casefold() for match in labels if match)
    if known.has_labels or names.total() < max(3, _MOST * len(rows)):
        return rows
    pairs = names.keys() & _BEFORE and names.keys() & _AFTER
    if not pairs and (len(names) > _NAMES or names.total() <= len(names)):
        return rows
    found: list[Row] = []
    kept = ""
    for (number, row), match in zip(rows, labels, strict=True):
        if match is None:
            found.append((number, row))
        elif pairs and match[2].casefold() in _BEFORE:
            kept = match[1]
        else:
            found.append((number, (match[1] or kept) + row[match.end() :]))
            kept = ""
    return found


def _pair(row: str, known: Known) -> list[str]:
    """A row as what was and what is to be, if that is what an arrow parts in it."""
    parts = _ARROW.split(row)
    if len(parts) != _PAIR or _CLOCK.search(parts[0]):
        return [row]
    was = parts[0][len(_number_of(parts[0])) :]
    return parts if known.share([was]) >= _ABOUT else [row]


def _number_of(row: str) -> str:
    match = NUMBER.match(row)
    return match[0] if match and match["mark"].strip() else ""
