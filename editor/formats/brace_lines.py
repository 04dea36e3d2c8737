# SPDX-License-Identifier: GPL-3.0-or-later
"""What MicroDVD and MPL2 share: a cue on each line, its start and end in brackets before the text.

A missing end is the start of the next cue. ``|`` breaks lines; ``/`` before a line makes it italic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem
from editor.core.i18n import N_
from editor.formats.format import Parsed
from editor.formats.lines import shortened, unix_newlines

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 5_000
"""Length in ms of a last cue without an end."""

_CODE = re.compile(r"\{([cCfFhHoOpPsSyY]):([^{}\n]{0,60})\}")
_HEX = re.compile(r"\$([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")


@dataclass(slots=True)
class Row:
    """A line of the file: its number, its two fields, and its text."""

    number: int
    start: str
    end: str
    text: str


@dataclass(slots=True)
class Rows:
    """The lines of a file, and what was no line of it."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def rows_of(text: str, line: re.Pattern[str]) -> Rows:
    """The lines that match `line`, whose groups are start, end and text."""
    found = Rows()
    lines = [raw.rstrip("\r") for raw in unix_newlines(text).split("\n")]
    for number, each in enumerate(lines, start=1):
        match = line.fullmatch(each)
        if match is not None:
            found.rows.append(Row(number, match[1], match[2], match[3]))
        elif each.strip(" \t\ufeff"):
            message = N_("Skipped, not part of any cue: “{text}”.")
            told = Problem(message, line=number, text=shortened(each))
            if number == len(lines) and each[0] in "{[":
                message = N_("The file ends in the middle of a cue; it may be an incomplete copy.")
                told = BrokenOff(message, line=number)
            found.problems.append(told)
    return found


def cues_of(rows: Rows, ms: Callable[[str], int]) -> Parsed:
    """The cues of some rows; `ms` converts their fields."""
    parsed = Parsed(problems=rows.problems)
    for row, following in zip(rows.rows, [*rows.rows[1:], None], strict=True):
        start = ms(row.start)
        if row.end:
            end = ms(row.end)
        else:
            later = following is not None and ms(following.start) > start
            end = ms(following.start) if following is not None and later else start + _LONGEST
        if end < start:
            parsed.problems.append(Problem("The cue ends before it starts.", line=row.number))
        parsed.cues.append(Cue(len(parsed.cues), start, end, _said(row.text)))
    return parsed


def _said(text: str) -> str:
    """A text with tags for the codes that have one; others are left out."""
    if "{" not in text and "/" not in text:
        return text.strip() if "|" not in text else "\n".join(map(str.strip, text.split("|")))
    whole: set[str] = set()
    lines = []
    for raw in text.split("|"):
        styles = set(whole)
        colour = ""
        for code, value in _CODE.findall(raw):
            if code in "yY":
                wanted = {name.strip().lower() for name in value.split(",")} & {"i", "b", "u", "s"}
                styles |= wanted
                whole |= wanted if code == "Y" else set()
            elif code in "cC" and (found := _HEX.fullmatch(value)):
                colour = f"#{found[3]}{found[2]}{found[1]}".lower()
        line = _CODE.sub("", raw).strip()
        if line.startswith("/"):
            line, styles = line[1:].lstrip(), styles | {"i"}
        for name in sorted(styles if line else ()):
            line = f"<{name}>{line}</{name}>"
        lines.append(f'<font color="{colour}">{line}</font>' if colour and line else line)
    return "\n".join(lines)
