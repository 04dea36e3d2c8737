# SPDX-License-Identifier: GPL-3.0-or-later
"""SBV, YouTube's simple format (SubViewer 1): a time line, text lines, a blank line.

There is no public specification; this is what YouTube exports and accepts: UTF-8, one digit of
hours, no markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.tags import without_tags
from editor.core.timecode import clock, from_fields
from editor.formats.entry_numbers import without_numbers
from editor.formats.format import Format, Parsed, TextReader, Written
from editor.formats.lines import unix_newlines, without_blank_lines
from editor.formats.srt_numbers import VALUE

if TYPE_CHECKING:
    from editor.core.document import Document
    from editor.core.options import Options

_TIME = r"(?:(\d{1,3})[:：])?(\d{1,2})[:：](\d{1,2})(?:[.,．。](\d{1,6}))?"
_TIME_LINE = lazy_re.compile(rf"[ \t\ufeff]*{_TIME}[ \t]*[,;，；][ \t]*{_TIME}[ \t]*", re.ASCII)
_ANY_TIME_LINE = lazy_re.compile(rf"^{_TIME_LINE.pattern}\r*$", re.ASCII | re.MULTILINE)
_ALMOST = lazy_re.compile(
    r"[ \t]*\d+:[\d:.\w]*[.,:]\w*[ \t]*,[ \t]*\d+:\d[\d:.\w]*[ \t]*", re.ASCII
)


def score(text: str) -> float:
    """High if an SBV time line comes first, or below a number; lower if it comes later."""
    text = unix_newlines(text[:20000])
    match = _ANY_TIME_LINE.search(text)
    if match is None:
        return 0.0
    head = text[: match.start()].strip(" \t\r\n\ufeff")
    return 0.9 if not head or VALUE.fullmatch(head) else 0.5


def read(text: str, options: Options) -> Parsed:
    """Read SBV. A cue without a readable time is left out and reported.

    Raises:
        UserError: There are no cues.
    """
    del options
    parsed = Parsed()
    times: tuple[int, int] | None = None
    began = 0
    lines: list[str] = []
    rows = [line.rstrip(" \t\r") for line in unix_newlines(text).split("\n")]
    timed = [row for row, line in enumerate(rows) if _TIME_LINE.fullmatch(line)]
    for number, line in enumerate(without_numbers(rows, timed), start=1):
        if match := _TIME_LINE.fullmatch(line):
            _close(parsed, times, lines, began)
            times = from_fields(*match.groups()[:4]), from_fields(*match.groups()[4:])
            lines, began = [], number
        elif _ALMOST.fullmatch(line) and (not lines or not lines[-1]):
            _close(parsed, times, lines, began)
            times, lines = None, []
            message = N_("“{text}” is not a valid time line; the cue was skipped.")
            parsed.problems.append(Problem(message, line=number, text=line))
        elif times is not None:
            lines.append(line)
        elif line.strip(" \t\ufeff"):
            message = N_("Skipped, not part of any cue: “{text}”.")
            parsed.problems.append(Problem(message, line=number, text=line.strip()))
    _close(parsed, times, lines, began)
    if not parsed.cues:
        raise UserError("No subtitle times were found in this file.")
    return parsed


def _close(parsed: Parsed, times: tuple[int, int] | None, lines: list[str], began: int) -> None:
    """Add the cue whose time line is line number `began`."""
    if times is None:
        return
    if times[1] < times[0]:
        parsed.problems.append(Problem("The cue ends before it starts.", line=began))
    body = "\n".join(lines).strip("\n")
    if "\n\n" in body:
        message = "This cue contains a blank line; it was kept."
        parsed.problems.append(Problem(message, line=began))
    parsed.cues.append(Cue(len(parsed.cues), *times, body))


def write(document: Document, media_length: int | None) -> Written:
    """SBV as YouTube writes it: ``\\n``, one digit of hours, no markup."""
    del media_length
    written = Written("")
    blocks = []
    for number, cue in enumerate(document.cues, start=1):
        plain = without_tags(cue.text)
        text = _ANY_TIME_LINE.sub(
            lambda match: match[0].replace(",", " – "), without_blank_lines(plain)
        )
        if text != plain:
            message = N_(
                "The text of cue {cue} contained blank lines or a time line; they were changed."
            )
            written.problems.append(Problem(message, cue=number))
        start, end = (clock(max(ms, 0), hour_digits=1) for ms in (cue.start, cue.end))
        blocks.append(f"{start},{end}\n{text}\n" if text else f"{start},{end}\n")
    written.text = "\n".join(blocks)
    return written


FORMAT = Format(
    id="sbv",
    name="SBV (YouTube)",
    suffixes=(".sbv",),
    reader=TextReader(score, read),
    write=write,
)
