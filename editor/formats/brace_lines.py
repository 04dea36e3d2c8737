# SPDX-License-Identifier: GPL-3.0-or-later
"""What MicroDVD, MPL2 and TMPlayer share: a cue on each line, its times before the text.

A missing end is the start of the next cue. ``|`` breaks lines; ``/`` before a line makes it italic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem
from editor.core.head import NO_EXTRAS
from editor.core.i18n import N_
from editor.formats.format import Parsed
from editor.formats.lines import shortened, unix_newlines

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 5_000
"""Length in ms of a last cue without an end."""

_SAMPLE, _SURE = 20_000, 0.88
"""Characters that are looked at, and the score where all of their lines are of the format."""

_CODE = re.compile(r"\{([cCfFhHoOpPsSyY]):([^{}\n]{0,60})\}")
_MARK = re.compile(r"<\|([^|<>\n]{1,30})\|>")
_BAR = "\0"
"""In the place of a bar that parts no lines."""

_HEX = re.compile(r"\$([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")


Row = tuple[int, str, str, str]
"""A line of the file: its number, its two fields, and its text."""


@dataclass(slots=True)
class Rows:
    """The lines of a file, and what was no line of it."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def share(text: str, any_line: re.Pattern[str]) -> float:
    """The score of a text: the share of lines that begin as those of the format do."""
    sample = text[:_SAMPLE]
    lines = sum(1 for line in sample.splitlines() if line.strip())
    return _SURE * min(1.0, sum(1 for _ in any_line.finditer(sample)) / lines) if lines else 0.0


def rows_of(text: str, line: re.Pattern[str]) -> Rows:
    """The lines that match `line`, whose groups are start, end and text."""
    found = Rows()
    lines = unix_newlines(text).split("\n")
    if "\r" in text:
        lines = [raw.rstrip("\r") for raw in lines]
    for number, match in enumerate(map(line.fullmatch, lines), start=1):
        if match is not None:
            start, end, said = match.groups()
            found.rows.append((number, start, end, said))
            continue
        each = lines[number - 1]
        if each.strip(" \t\ufeff"):
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
    for place, (number, begin, stop, text) in enumerate(rows.rows):
        start = ms(begin)
        end = ms(stop) if stop else _end(rows.rows[place + 1 : place + 2], start, ms)
        if end < start:
            parsed.problems.append(Problem("The cue ends before it starts.", line=number))
        parsed.cues.append(Cue(place, start, end, _said(text), extras=NO_EXTRAS))
    return parsed


def _end(following: list[Row], start: int, ms: Callable[[str], int]) -> int:
    """The end of a cue that names none: the start of the following one, if that is later."""
    later = [ms(begin) for _, begin, _, _ in following]
    return later[0] if later and later[0] > start else start + _LONGEST


def _said(text: str) -> str:
    """A text with tags for the codes that have one; others are left out."""
    if "{" not in text and "/" not in text:
        return text.strip() if "|" not in text else "\n".join(map(str.strip, _lines(text)))
    whole: set[str] = set()
    lines = []
    for raw in _lines(text):
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


def _lines(text: str) -> list[str]:
    """The lines of a text: | parts them, but not in a recogniser's mark such as <|zh|>."""
    if "<|" not in text:
        return text.split("|")
    return [line.replace(_BAR, "|") for line in _MARK.sub(rf"<{_BAR}\1{_BAR}>", text).split("|")]
