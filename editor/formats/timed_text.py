# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain text with times: ``00:00:01.000 - 00:00:02.500 text``, as people type and print it.

The text may also stand on the lines below its times.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.i18n import N_
from editor.core.tags import without_tags
from editor.core.timecode import clock, from_fields
from editor.formats.format import Format, Parsed, TextReader, Written
from editor.formats.lines import shortened, unix_newlines, without_blank_lines

if TYPE_CHECKING:
    from editor.core.document import Document
    from editor.core.options import Options

_TIME = r"(?:(\d{1,3})[:：])?(\d{1,3})[:：](\d{2})(?:[.,](\d{1,3}))?"
_LINE = re.compile(
    rf"[ \t\ufeff]*{_TIME}[ \t]*(?:[-–—~～至到]|to|[ ](?=\d))[ \t]*{_TIME}"
    r"(?![\d:.,])[ \t:：|]*(.*)",
    re.ASCII,
)
_ANY = re.compile(rf"^{_LINE.pattern}$", re.ASCII | re.MULTILINE)
_HALF = re.compile(r"[\d:：.,\s–—~～-]{4,}")


def score(text: str) -> float:
    """The share of lines that begin with two times; half of the lines may be texts below them."""
    sample = unix_newlines(text[:20000])
    lines = sum(1 for line in sample.split("\n") if line.strip() and not line.strip().isdecimal())
    found = sum(1 for _ in _ANY.finditer(sample))
    return 0.86 * min(1.0, 2 * found / max(lines, 1)) if found else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read text with times.

    Raises:
        UserError: There are no times.
    """
    del options
    parsed = Parsed()
    times: tuple[int, int] | None = None
    said: list[str] = []
    numbered = False  # as in SubRip, with another sign between the times
    lines = [line.strip(" \t\r\ufeff") for line in unix_newlines(text).split("\n")]
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is not None:
            if numbered and said and said[-1] == str(len(parsed.cues) + 2):
                said.pop()
            _close(parsed, times, said)
            times = from_fields(*match.groups()[:4]), from_fields(*match.groups()[4:8])
            said = [match[9]] if match[9] else []
            if times[1] < times[0]:
                parsed.problems.append(Problem("The cue ends before it starts.", line=number))
        elif not line:
            continue
        elif times is not None and number == len(lines) and _HALF.fullmatch(line):
            message = N_("The file ends in the middle of a cue; it may be an incomplete copy.")
            parsed.problems.append(BrokenOff(message, line=number))
        elif times is not None:
            said.append(line)
        elif line == "1" and number < len(lines) and _LINE.fullmatch(lines[number]):
            numbered = True
        else:
            message = N_("Skipped, not part of any cue: “{text}”.")
            parsed.problems.append(Problem(message, line=number, text=shortened(line)))
    _close(parsed, times, said)
    if not parsed.cues:
        raise UserError("No subtitle times were found in this file.")
    return parsed


def _close(parsed: Parsed, times: tuple[int, int] | None, said: list[str]) -> None:
    """Add the cue with these times, if there are any."""
    if times is not None:
        parsed.cues.append(Cue(len(parsed.cues), *times, "\n".join(said)))


def write(document: Document, media_length: int | None) -> Written:
    """A line for each cue, with its times; further lines of a text stand below."""
    del media_length
    written = Written()
    rows = []
    for number, cue in enumerate(document.cues, start=1):
        plain = without_tags(cue.text)
        text = without_blank_lines(plain)
        mended = _ANY.sub(lambda match: f"– {match[0]}", text)
        if mended != plain:
            message = N_(
                "The text of cue {cue} contained blank lines or a time line; they were changed."
            )
            written.problems.append(Problem(message, cue=number))
        times = f"{clock(max(0, cue.start))} - {clock(max(0, cue.end))}"
        rows.append(f"{times} {mended}".rstrip())
    written.text = "".join(f"{row}\n" for row in rows)
    return written


FORMAT = Format(
    id="timed-text",
    name=N_("Text with times"),
    suffixes=(".txt",),
    reader=TextReader(score, read),
    write=write,
    unverified=True,
)
