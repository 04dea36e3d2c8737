# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels of Audacity: start, end and text, parted by tabs, in seconds.

A line that begins with a backslash tells the frequencies of the label before it. WhisperX writes
the same as ``.aud``, with ``[[SPEAKER_00]]`` before the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.timecode import from_seconds
from editor.formats.format import Format, Parsed, TextReader
from editor.formats.json_text import LONGEST
from editor.formats.lines import shortened, unix_newlines

if TYPE_CHECKING:
    from editor.core.options import Options

_SECONDS = r"-?\d{1,10}(?:[.,]\d{1,9})?"
_LABEL = re.compile(rf"[ ]*({_SECONDS})[ ]*\t[ ]*({_SECONDS})[ ]*(?:\t(.*))?")
_FREQUENCIES = re.compile(r"\\\t")
_SPEAKER = re.compile(r"\[\[([^\[\]]{1,40})\]\][ ]*")
_SURE = 0.9


def score(text: str) -> float:
    """Share of lines that are labels; nine of ten must be."""
    lines = [
        line for line in unix_newlines(text[:20000].lstrip("\ufeff")).split("\n") if line.strip()
    ]
    if len(text) > 20000:  # noqa: PLR2004 - the last line is cut
        lines = lines[:-1]
    hits = [line for line in lines if _LABEL.fullmatch(line.rstrip("\r"))]
    known = len(hits) + sum(bool(_FREQUENCIES.match(line)) for line in lines)
    if (
        not hits
        or known < _SURE * len(lines)
        or not any("." in line.split("\t")[0] for line in hits)
    ):
        return 0.0
    return 0.85


def read(text: str, options: Options) -> Parsed:
    """Read the labels; those of a point in time end where they start.

    Raises:
        UserError: There is none.
    """
    del options
    parsed = Parsed()
    for number, raw in enumerate(unix_newlines(text).split("\n"), start=1):
        line = raw.strip("\r\ufeff")
        match = _LABEL.fullmatch(line)
        if match is None:
            if line.strip() and not _FREQUENCIES.match(line):
                message = N_("Skipped, not part of any cue: “{text}”.")
                parsed.problems.append(Problem(message, line=number, text=shortened(line)))
            continue
        start, end = (from_seconds(float(match[group].replace(",", "."))) for group in (1, 2))
        if max(abs(start), abs(end)) > LONGEST:
            continue
        if end < start:
            parsed.problems.append(Problem("The cue ends before it starts.", line=number))
        said, speaker = (match[3] or "").strip(), None
        if named := _SPEAKER.match(said):
            speaker, said = named[1].strip(), said[named.end() :]
        parsed.cues.append(Cue(len(parsed.cues), start, end, said, speaker=speaker))
    if not parsed.cues:
        raise UserError("There are no cues in this file.")
    return parsed


FORMAT = Format(
    id="audacity",
    name=N_("Audacity labels"),
    suffixes=(".txt", ".aud"),
    reader=TextReader(score, read),
    unverified=True,
)
