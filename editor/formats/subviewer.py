# SPDX-License-Identifier: GPL-3.0-or-later
"""SubViewer: a head in brackets, then the cues.

Version 2 has a time line, a text with ``[br]`` and a blank line; version 1 a line for each time,
before and after the text: ``[00:01:02]``, whose lines part at ``|``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.head import Head
from editor.core.i18n import N_
from editor.core.timecode import from_fields
from editor.formats.format import Format, Parsed, TextReader
from editor.formats.lines import shortened, unix_newlines

if TYPE_CHECKING:
    from editor.core.options import Options

_TIME = r"(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"[ \t\ufeff]*{_TIME}[ \t]*[,;][ \t]*{_TIME}[ \t]*", re.ASCII)
_ANY = re.compile(rf"^{_TIMES.pattern}\r*$", re.ASCII | re.MULTILINE)
_SIGNS = re.compile(r"\[(?:information|subtitle|end information|colf|br)\]", re.IGNORECASE)
_STAMP = re.compile(rf"[ \t\ufeff]*\[{_TIME}\][ \t]*", re.ASCII)
_FIRST = re.compile(r"^(?:\[begin\]|\*{3,20}[ \t]*start script)", re.IGNORECASE | re.MULTILINE)
"""What only version 1 has before its first cue."""

_HEAD = re.compile(r"[ \t\ufeff]*\[([A-Za-z ]{2,30})\](.*)")
_BREAK = re.compile(r"[ \t]*\[br\][ \t]*", re.IGNORECASE)
_HALF_A_TIME = re.compile(r"\d[\d:.,;]+")


def score(text: str) -> float:
    """High if there are time lines and what only SubViewer has."""
    sample = unix_newlines(text[:20000])
    if _FIRST.search(sample) and any(map(_STAMP.fullmatch, sample.split("\n"))):
        return 0.97
    return 0.97 if _ANY.search(sample) and _SIGNS.search(sample) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read SubViewer, version 2 or 1.

    Raises:
        UserError: There are no cues.
    """
    del options
    lines = [line.rstrip("\r") for line in unix_newlines(text).split("\n")]
    begin = _FIRST.search(unix_newlines(text))
    if begin is not None and not _ANY.search(unix_newlines(text)):
        return _read_first(lines, unix_newlines(text).count("\n", 0, begin.start()))
    return _Reader().run(lines)


def _read_first(lines: list[str], begin: int) -> Parsed:
    """Read version 1, whose cues begin behind the row `begin`."""
    parsed = Parsed()
    since: int | None = None
    said: list[str] = []
    for number, line in enumerate(lines[begin + 1 :], start=begin + 2):
        if line.strip().lower() == "[end]":
            break
        stamp = _STAMP.fullmatch(line)
        if stamp is None:
            if since is not None and line.strip():
                said += [part.strip() for part in line.split("|")]
            continue
        until = from_fields(*stamp.groups())
        if since is not None and said:
            parsed.cues.append(Cue(len(parsed.cues), since, until, "\n".join(said)))
            if until < since:
                parsed.problems.append(Problem("The cue ends before it starts.", line=number))
        since, said = until, []
    if said and since is not None:
        message = N_("The file ends in the middle of a cue; it may be an incomplete copy.")
        parsed.problems.append(BrokenOff(message, line=len(lines)))
    title = lines[1].strip() if lines and lines[0].strip(" \ufeff").lower() == "[title]" else ""
    if title and not title.startswith("["):
        parsed.head = Head(script_info={"Title": title})
    if not parsed.cues:
        raise UserError("No subtitle times were found in this file.")
    return parsed


class _Reader:
    def __init__(self) -> None:
        self._parsed = Parsed()
        self._times: tuple[int, int] | None = None
        self._said: list[str] = []

    def run(self, lines: list[str]) -> Parsed:
        for number, line in enumerate(lines, start=1):
            match = _TIMES.fullmatch(line)
            if match is not None:
                self._close()
                fields = match.groups()
                self._times = from_fields(*fields[:4]), from_fields(*fields[4:])
                if self._times[1] < self._times[0]:
                    self._tell(Problem("The cue ends before it starts.", line=number))
            elif self._times is not None:
                self._said.append(line.strip())
            else:
                self._above(line, number)
        if len(self._said) > 1 and _HALF_A_TIME.fullmatch(self._said[-1]):
            message = N_("The file ends in the middle of a cue; it may be an incomplete copy.")
            self._tell(BrokenOff(message, line=len(lines)))
            self._said.pop()
        self._close()
        if not self._parsed.cues:
            raise UserError("No subtitle times were found in this file.")
        return self._parsed

    def _close(self) -> None:
        """Add the cue whose lines were read."""
        if self._times is not None:
            whole = "\n".join(self._said).strip("\n")
            text = _BREAK.sub("\n", whole)
            self._parsed.cues.append(Cue(len(self._parsed.cues), *self._times, text))
        self._said = []

    def _above(self, line: str, number: int) -> None:
        """Note a line above the first cue."""
        head = _HEAD.fullmatch(line)
        if head is None:
            if line.strip(" \t\ufeff"):
                message = N_("Skipped, not part of any cue: “{text}”.")
                self._tell(Problem(message, line=number, text=shortened(line)))
        elif head[1].strip().lower() == "title" and head[2].strip():
            self._parsed.head = Head(script_info={"Title": head[2].strip()})

    def _tell(self, problem: Problem) -> None:
        self._parsed.problems.append(problem)


FORMAT = Format(
    id="subviewer",
    name="SubViewer",
    suffixes=(".sub", ".txt"),
    reader=TextReader(score, read),
    unverified=True,
)
