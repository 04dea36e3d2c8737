# SPDX-License-Identifier: GPL-3.0-or-later
"""MicroDVD: a cue on each line, ``{start}{end}text`` in frames.

The frame rate is often the text of a first cue, ``{1}{1}23.976``; else it is the user's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.timecode import from_frames
from editor.formats.brace_lines import cues_of, rows_of, share
from editor.formats.format import Format, Parsed, TextReader

if TYPE_CHECKING:
    from editor.core.options import Options

_LINE = re.compile(
    r"[ \t\ufeff]*\{[ \t]*(\d{1,9})[ \t]*\}[ \t]*\{[ \t]*(\d{0,9})[ \t]*\}(.*)", re.ASCII
)
_ANY = re.compile(r"^[ \t\ufeff]*\{(?:\d{1,9}|DEFAULT)\}[ \t]*\{\d{0,9}\}", re.ASCII | re.MULTILINE)
_DEFAULT = re.compile(r"^[ \t\ufeff]*\{DEFAULT\}\{\}[^\n]*$", re.MULTILINE)
_RATE = re.compile(r"[ \t]*(\d{1,3}(?:[.,]\d{1,6})?)[ \t]*(?:fps)?[ \t]*", re.ASCII | re.IGNORECASE)
_FEW, _MANY = 5.0, 250.0
"""Bounds of what is taken for a frame rate."""


def score(text: str) -> float:
    """The share of lines that begin with two numbers in braces."""
    return share(text, _ANY)


def read(text: str, options: Options) -> Parsed:
    """Read MicroDVD, with the frame rate that the file or else the user names.

    Raises:
        UserError: There are no cues.
    """
    found = rows_of(_DEFAULT.sub("", text), _LINE)
    fps, told = options.fps, False
    for _, start, end, said in found.rows[:1]:
        rate = _RATE.fullmatch(said)
        value = float(rate[1].replace(",", ".")) if rate else 0.0
        if start in {"0", "1"} and end in {"0", "1", ""} and _FEW <= value <= _MANY:
            fps, told = value, True
            del found.rows[0]
    if not found.rows:
        raise UserError("No subtitle times were found in this file.")
    parsed = cues_of(found, lambda frames: from_frames(int(frames), fps))
    if not told:
        message = N_("Times count frames, and the file names no frame rate; {fps} fps was assumed.")
        parsed.problems.append(Problem(message, fps=f"{fps:g}"))
    return parsed


FORMAT = Format(id="microdvd", name="MicroDVD", suffixes=(".sub",), reader=TextReader(score, read))
