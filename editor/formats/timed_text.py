# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain text with times: ``00:00:01.000 - 00:00:02.500 text``, as people type and print it.

The text may also stand on the lines below its times, after the name of who speaks, and the times
may end with frames, as video editors write them: ``00:00:01:05 - 00:00:02:12``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.i18n import N_
from editor.core.tags import without_tags
from editor.core.timecode import clock, from_fields, from_frames
from editor.formats.entry_numbers import without_numbers
from editor.formats.format import Format, Parsed, TextReader, Written
from editor.formats.lines import shortened, unix_newlines, without_blank_lines
from editor.formats.srt_numbers import VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.document import Document
    from editor.core.options import Options

_TIME = (
    r"(?:(\d{1,3})[:：])?(\d{1,3})[:：](\d{2})"
    r"(?:[.,](\d{1,3})|(?<=:\d\d:\d\d)[:;](\d{2}))?"
)
_LINE = re.compile(
    rf"[ \t\ufeff]*{_TIME}[ \t]*(?:[-–—~～至到]|to|[ ](?=\d))[ \t]*{_TIME}"
    r"(?!\d|[:;.,]\d)[ \t:：|]*(.*)",
    re.ASCII,
)
_ANY = re.compile(rf"^{_LINE.pattern}$", re.ASCII | re.MULTILINE)
_START, _END, _SAID = 1, 6, 11
"""Groups of a line: five for each time."""

_NAMED = re.compile(r"(?:speaker|说话人|說話人|发言人|發言人|讲者|講者)[ _]?\d{1,3}", re.IGNORECASE)
_LONGEST_NAME = 20
_FEWEST = 4
"""Cues from which on names that come again are names."""

_FOOT = re.compile(r"<end subtitles>", re.IGNORECASE)
"""The last line of Avid's captions."""

_HALF = re.compile(r"[\d:：.,\s–—~～-]{4,}")


def score(text: str) -> float:
    """The share of lines that begin with two times; half of the lines may be texts below them."""
    sample = unix_newlines(text[:20000])
    lines = sum(
        1 for line in sample.split("\n") if line.strip() and not VALUE.fullmatch(line.strip())
    )
    found = sum(1 for _ in _ANY.finditer(sample))
    return 0.86 * min(1.0, 2 * found / max(lines, 1)) if found else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read text with times.

    Raises:
        UserError: There are no times.
    """
    parsed = Parsed()
    times: tuple[int, int] | None = None
    said: list[str] = []
    lines = [line.strip(" \t\r\ufeff") for line in unix_newlines(text).split("\n")]
    lines = without_numbers(lines, [row for row, line in enumerate(lines) if _LINE.fullmatch(line)])
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is not None:
            _close(parsed, times, said)
            times = _ms(match, _START, options.fps), _ms(match, _END, options.fps)
            said = [match[_SAID]] if match[_SAID] else []
            if times[1] < times[0]:
                parsed.problems.append(Problem("The cue ends before it starts.", line=number))
        elif not line:
            continue
        elif times is not None and number == len(lines) and _HALF.fullmatch(line):
            message = N_("The file ends in the middle of a cue; it may be an incomplete copy.")
            parsed.problems.append(BrokenOff(message, line=number))
        elif times is not None and not _FOOT.fullmatch(line):
            said.append(line)
        else:
            message = N_("Skipped, not part of any cue: “{text}”.")
            parsed.problems.append(Problem(message, line=number, text=shortened(line)))
    _close(parsed, times, said)
    if not parsed.cues:
        raise UserError("No subtitle times were found in this file.")
    parsed.cues = _with_speakers(parsed.cues)
    parsed.problems += _rate(lines, options.fps)
    return parsed


def _rate(lines: list[str], fps: float) -> Iterator[Problem]:
    """Yield the frame rate that was assumed, if times count frames."""
    if any(match[_START + 4] for match in map(_LINE.fullmatch, lines) if match):
        message = N_("Times count frames, and the file names no frame rate; {fps} fps was assumed.")
        yield Problem(message, fps=f"{fps:g}")


def _ms(match: re.Match[str], group: int, fps: float) -> int:
    """The time of a line whose fields begin with this group."""
    hours, minutes, seconds, fraction, frames = (match[group + place] for place in range(5))
    return from_fields(hours, minutes, seconds, fraction) + from_frames(int(frames or 0), fps)


def _with_speakers(cues: list[Cue]) -> list[Cue]:
    """The cues, with the speakers that stand on the first line of each."""
    parts = [cue.text.partition("\n") for cue in cues]
    names = [name for name, _, _ in parts]
    numbered = all(map(_NAMED.fullmatch, names))
    again = len(cues) >= _FEWEST and 2 * len(set(names)) <= len(names)
    short = all(0 < len(name) <= _LONGEST_NAME for name in names)
    if not all(said for _, _, said in parts) or not (numbered or (again and short)):
        return cues
    return [
        replace(cue, text=said, speaker=name)
        for cue, (name, _, said) in zip(cues, parts, strict=True)
    ]


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
