# SPDX-License-Identifier: GPL-3.0-or-later
"""TMPlayer: a cue on each line, ``00:01:23:text``, which lasts until the next one.

The sign before the text may be ``=``, and the lines of a cue may be numbered: ``00:01:23,1=text``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.timecode import from_fields
from editor.formats.brace_lines import Row, cues_of, rows_of, share
from editor.formats.format import Format, Parsed, TextReader

if TYPE_CHECKING:
    from editor.core.options import Options

_TIME = r"\d{1,2}:[0-5]\d:[0-5]\d"
_LINE = re.compile(rf"[ \t\ufeff]*({_TIME})(?:,\d)?()[:=](.*)", re.ASCII)
_ANY = re.compile(rf"^[ \t\ufeff]*{_TIME}(?:,\d)?[:=](?![ \t\d])", re.ASCII | re.MULTILINE)
"""A line of it for sure: a space would stand before the text of other transcripts."""


def score(text: str) -> float:
    """The share of lines that begin with a time."""
    return share(text, _ANY)


def read(text: str, options: Options) -> Parsed:
    """Read TMPlayer. A line without a text ends the cue before it.

    Raises:
        UserError: There are no cues.
    """
    del options
    found = rows_of(text, _LINE)
    found.rows = _joined(found.rows)
    parsed = cues_of(found, _ms) if found.rows else Parsed()
    shown = [cue for cue in parsed.cues if cue.text]
    if not shown:
        raise UserError("No subtitle times were found in this file.")
    parsed.cues = [replace(cue, id=number) for number, cue in enumerate(shown)]
    return parsed


def _joined(rows: list[Row]) -> list[Row]:
    """The rows with those of the same time as lines of one cue."""
    joined: list[Row] = []
    for row in rows:
        _, time, _, text = row
        if joined and joined[-1][1] == time:
            number, start, end, above = joined[-1]
            joined[-1] = number, start, end, f"{above}|{text}" if text else above
        else:
            joined.append(row)
    return joined


def _ms(time: str) -> int:
    hours, minutes, seconds = time.split(":")
    return from_fields(hours, minutes, seconds, None)


FORMAT = Format(
    id="tmplayer",
    name="TMPlayer",
    suffixes=(".txt", ".sub"),
    reader=TextReader(score, read),
    unverified=True,
)
