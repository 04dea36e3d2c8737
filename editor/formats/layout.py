# SPDX-License-Identifier: GPL-3.0-or-later
"""Files whose lines another program moved: put back as their formats have them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.entry_numbers import number_rows
from editor.formats.lines import unix_newlines
from editor.formats.odd_times import ARROW, TIME
from editor.formats.srt_numbers import VALUE
from editor.formats.wrapping import Wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TIMES = lazy_re.compile(
    rf"^[ \t\ufeff]*(?:{TIME})[ \t]*(?:{ARROW}|[,;~～至到–—-])[ \t]*(?:{TIME})"
    r"(?:[ \t]+\w{1,9}:[\w%.,+-]{1,20}){0,9}[ \t\r]*$",
    re.MULTILINE,
)
"""A line with both times of a cue, and no text."""

_BLANK = " \t\r\ufeff"
_HEAD = 20_000
"""Characters at the beginning in which the first times must stand."""

_FEWEST = 2
"""Cues from which one can say that texts stand above their times: of one, the text may be lost."""


def may_be_moved(text: str) -> bool:
    """Whether it is worth a look; fast."""
    head = unix_newlines(text[:_HEAD])
    first = _TIMES.search(head)
    return first is not None and not _line(head, first.end() + 1)


def _line(text: str, start: int) -> str:
    """The line that begins there, without spaces around it."""
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)].strip(_BLANK)


def put_back(text: str) -> Wrapped | None:
    """The file with its lines in their places; None if they are there."""
    whole = [line.removesuffix("\r") for line in unix_newlines(text).split("\n")]
    rows: Sequence[int] = range(len(whole))
    problems = []
    for message, find in _STEPS:
        lines = [whole[row] for row in rows]
        times = [row for row, line in enumerate(lines) if _TIMES.fullmatch(line)]
        if times and (found := find(lines, times)):
            problems.append(Problem(message, line=rows[times[0]] + 1))
            rows = [rows[row] for row in found]
    return Wrapped("\n".join(whole[row] for row in rows), problems, rows) if problems else None


def _single(lines: list[str], times: list[int]) -> Sequence[int] | None:
    """Every other row, if all others are blank, and some of these, too; else None."""
    del times
    if any(line.strip(_BLANK) for line in lines[1::2]):
        return None
    parts = "\n".join(line.strip(_BLANK) for line in lines[::2]).strip("\n")
    return range(0, len(lines), 2) if "\n\n" in parts else None


def _close_to_texts(lines: list[str], times: list[int]) -> list[int] | None:
    """The rows of WebVTT without the blank ones that part all times from their texts; else None."""
    full = [bool(line) for line in lines]  # to players, a line of spaces is a text
    if not lines[0].lstrip("\ufeff").startswith("WEBVTT"):
        return None
    if any(full[row + 1 : row + 2] == [True] for row in times):
        return None
    blank: set[int] = set()
    heads = {*times, *(row - 1 for row in times)}
    for time in times:
        text = next((row for row in range(time + 1, len(lines)) if full[row]), None)
        if text is not None and text not in heads:
            blank.update(range(time + 1, text))
    return [row for row in range(len(lines)) if row not in blank] if blank else None


def _texts_below(lines: list[str], times: list[int]) -> list[int] | None:
    """The rows in an order in which texts stand below their times; None if no text is above.

    That is so if a text is right above all times, and nothing below them: not below the last, too.
    """
    full = [bool(line.strip(_BLANK)) for line in lines]
    if len(times) < _FEWEST or any(full[times[-1] + 1 :]):
        return None
    if any(full[row + 1 : row + 2] == [True] for row in times):
        return None
    begin = times[0]
    while begin and full[begin - 1]:
        begin -= 1
    blocks = [
        [row for row in range(start, time) if full[row]]
        for start, time in zip([begin, *(time + 1 for time in times)], times, strict=False)
    ]
    numbers = number_rows(lines, times) or _first_rows(lines, blocks)
    order = list(range(begin))
    for time, block in zip(times, blocks, strict=True):
        texts = [row for row in block if row not in numbers]
        near = bool(texts) and texts[-1] in {time - 1, time - 2} and block[-1] == time - 1
        if not near or all(VALUE.fullmatch(lines[row].strip(_BLANK)) for row in texts):
            return None
        order += [*(row for row in block if row in numbers), time, *texts]
        order += [time + 1] if time + 1 < len(lines) else []
    return order


def _first_rows(lines: Sequence[str], blocks: Sequence[Sequence[int]]) -> set[int]:
    """The first rows of all blocks, if they are numbers that rise, and texts follow them."""
    found = [VALUE.fullmatch(lines[block[0]].strip(_BLANK)) for block in blocks if block[1:]]
    values = [int(one[1]) for one in found if one]
    rising = all(value < following for value, following in pairwise(values))
    return {block[0] for block in blocks} if len(values) == len(blocks) and rising else set()


_STEPS: tuple[tuple[str, Callable[[list[str], list[int]], Sequence[int] | None]], ...] = (
    (N_("Every line break is doubled; each was read as one."), _single),
    (N_("The texts stand above their times; each was read with the times below it."), _texts_below),
    (N_("Blank lines part the times from their texts: players show none."), _close_to_texts),
)
"""What may have been done to a file, and the rows of its lines in their places."""
