# SPDX-License-Identifier: GPL-3.0-or-later
"""Spruce STL, the text of DVD authoring: ``00:00:01:12 , 00:00:03:00 , text`` with frames.

``|`` breaks lines, ``^B``, ``^I`` and ``^U`` switch a style; lines that begin with ``//`` are
remarks, and with ``$`` they say how all is shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.timecode import from_fields, from_frames
from editor.formats.format import Format, Parsed, TextReader
from editor.formats.lines import shortened, unix_newlines

if TYPE_CHECKING:
    from editor.core.options import Options

_TIME = r"(\d{1,3}):([0-5]\d):([0-5]\d)[:;.](\d{1,2})"
_LINE = re.compile(rf"[ \t\ufeff]*{_TIME}[ \t]*,[ \t]*{_TIME}[ \t]*,[ \t]?(.*)", re.ASCII)
_ANY = re.compile(rf"^{_LINE.pattern}", re.ASCII | re.MULTILINE)
_ASIDE = re.compile(r"[ \t\ufeff]*(?://|\$)")
_SWITCH = re.compile(r"\^([BIU])", re.IGNORECASE)


def score(text: str) -> float:
    """The share of lines with its times; a quotation mark behind them is a table's."""
    sample = unix_newlines(text[:20000])
    lines = [line for line in sample.split("\n") if line.strip() and not _ASIDE.match(line)]
    found = [match[9] for match in _ANY.finditer(sample)]
    if not found or any(said.startswith('"') for said in found):
        return 0.0
    return 0.88 * min(1.0, len(found) / len(lines))


def read(text: str, options: Options) -> Parsed:
    """Read Spruce STL, with the frame rate that the user names.

    Raises:
        UserError: There are no cues.
    """
    parsed = Parsed()
    for number, line in enumerate(unix_newlines(text).split("\n"), start=1):
        match = _LINE.fullmatch(line.rstrip("\r"))
        if match is None:
            if line.strip(" \t\r\ufeff") and not _ASIDE.match(line):
                message = N_("Skipped, not part of any cue: “{text}”.")
                parsed.problems.append(Problem(message, line=number, text=shortened(line)))
            continue
        start, end = (
            from_fields(match[place], match[place + 1], match[place + 2], None)
            + from_frames(int(match[place + 3]), options.fps)
            for place in (1, 5)
        )
        if end < start:
            parsed.problems.append(Problem("The cue ends before it starts.", line=number))
        parsed.cues.append(Cue(len(parsed.cues), start, end, _said(match[9])))
    if not parsed.cues:
        raise UserError("No subtitle times were found in this file.")
    message = N_("Times count frames, and the file names no frame rate; {fps} fps was assumed.")
    parsed.problems.append(Problem(message, fps=f"{options.fps:g}"))
    return parsed


def _said(text: str) -> str:
    """A text with tags for its switches; what is open at its end is closed."""
    on: list[str] = []

    def switched(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name in on:
            on.remove(name)
            return f"</{name}>"
        on.append(name)
        return f"<{name}>"

    lines = "\n".join(line.strip() for line in text.split("|"))
    return _SWITCH.sub(switched, lines) + "".join(f"</{name}>" for name in reversed(on))


FORMAT = Format(id="spruce", name="Spruce STL", suffixes=(".stl",), reader=TextReader(score, read))
