# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels of Audacity: start and end in seconds and a text, with tabs between them.

See https://manual.audacityteam.org/man/importing_and_exporting_labels.html. A line that begins with
a backslash has the frequencies of the label before. WhisperX writes speakers as ``[[SPEAKER_00]]``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.i18n import N_
from editor.core.tags import without_tags
from editor.core.timecode import from_fields
from editor.formats.format import Format, Parsed, TextReader, Written
from editor.formats.lines import shortened, unix_newlines

if TYPE_CHECKING:
    from editor.core.document import Document
    from editor.core.options import Options

_SECONDS = r"[ \ufeff]*(-?)(\d{1,9})(?:[.,](\d{1,9}))?[ ]*"
_LABEL = re.compile(rf"{_SECONDS}\t{_SECONDS}(?:\t(.*))?", re.ASCII)
_ANY = re.compile(
    r"^\ufeff?-?\d{1,9}[.,]\d{1,9}\t\d{1,9}[.,]\d{1,9}(?:\t|$)", re.ASCII | re.MULTILINE
)
_SPEAKER = re.compile(r"[ \t]*\[\[([^\[\]]{1,60})\]\][ \t]*")
_WRITTEN_SPEAKER = re.compile(r"[\[\]\s]+")


def score(text: str) -> float:
    """The share of lines that are labels with decimals."""
    sample = unix_newlines(text[:20000])
    lines = sum(1 for line in sample.split("\n") if line.strip() and line[:1] != "\\")
    found = sum(1 for _ in _ANY.finditer(sample))
    return 0.95 * found / lines if lines else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read labels; a point is a cue that ends where it starts.

    Raises:
        UserError: There are no labels.
    """
    del options
    parsed = Parsed()
    lines = [line.rstrip("\r") for line in unix_newlines(text).split("\n")]
    for number, line in enumerate(lines, start=1):
        if not line.strip(" \t\ufeff") or line.startswith("\\"):
            continue
        label = _LABEL.fullmatch(line)
        if label is None:
            broken = number == len(lines) and line[:1].isdecimal()
            message = N_("Skipped, not part of any cue: “{text}”.")
            told = Problem(message, line=number, text=shortened(line))
            if broken:
                message = N_("The file ends in the middle of a cue; it may be an incomplete copy.")
                told = BrokenOff(message, line=number)
            parsed.problems.append(told)
            continue
        start, end = _ms(*label.groups()[:3]), _ms(*label.groups()[3:6])
        if end < start:
            parsed.problems.append(Problem("The cue ends before it starts.", line=number))
        said = label[7] or ""
        speaker = _SPEAKER.match(said)
        if speaker is not None:
            said = said[speaker.end() :]
        name = speaker[1].strip() if speaker else None
        parsed.cues.append(Cue(len(parsed.cues), start, end, said.strip(), speaker=name))
    if not parsed.cues:
        raise UserError("No subtitle times were found in this file.")
    return parsed


def _ms(sign: str, seconds: str, fraction: str | None) -> int:
    ms = from_fields(None, None, seconds, fraction)
    return -ms if sign else ms


def write(document: Document, media_length: int | None) -> Written:
    """Labels with six decimals, as Audacity exports them; a label has one line."""
    del media_length
    written = Written()
    rows = []
    for number, cue in enumerate(document.cues, start=1):
        text = without_tags(cue.text)
        said = " ".join(text.split("\n")).replace("\t", " ").replace("\r", " ")
        if said != text:
            message = N_("The lines of cue {cue} were written as one.")
            written.problems.append(Problem(message, cue=number))
        name = _WRITTEN_SPEAKER.sub(" ", cue.speaker).strip() if cue.speaker else ""
        rows.append(
            f"{_seconds(cue.start)}\t{_seconds(cue.end)}\t{f'[[{name}]]' * bool(name)}{said}"
        )
    written.text = "".join(f"{row}\n" for row in rows)
    return written


def _seconds(ms: int) -> str:
    ms = max(0, ms)
    return f"{ms // 1000}.{ms % 1000:03d}000"


FORMAT = Format(
    id="audacity",
    name=N_("Audacity labels"),
    suffixes=(".aud", ".txt"),
    holds=frozenset({"speaker"}),
    reader=TextReader(score, read),
    write=write,
    unverified=True,
)
