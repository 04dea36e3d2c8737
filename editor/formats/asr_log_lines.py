# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of a recogniser's log that are no text: labels before the times, and where chunks begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from editor.core import lazy_re
from editor.core.timecode import from_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue

_LABEL = lazy_re.compile(
    r"\n[ \t\ufeff]*(?:([^\W\d][^\[【\n:：]{0,30})[:：][ \t]*"
    r"|(?:\d{1,6}[.:：)、]?|[-*•>#]{1,3})[ \t]+)"
    r"(?=[\[【][ \t]?\d)"
)
"""A word, a number or a bullet before a time."""

_SPEAKER = lazy_re.compile(
    r"(?:speaker|spk|发言人|說話人|说话人|講者|讲者)[ _]?[\w?]{1,4}", re.IGNORECASE
)

_CHUNK = lazy_re.compile(
    r"[\W_]{0,20}(?:processing|transcribing|正在处理|处理)?[ \t]{0,3}"
    r"(?:(?:chunk|segment|window|part|clip)\b|第[ \t]?\d+[ \t]?[段块塊片]|[分切]片|分段)"
    r"[^\n]{0,40}?"
    r"(?<![\w.,:])(?:(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?"
    r"|(?P<ms>\d{1,9})[ ]?ms"
    r"|(?P<seconds>\d{1,6})(?:\.(?P<fraction>\d{1,9})[ ]?s?|[ ]?(?:s|sec|seconds|秒)))(?!\w)",
    re.IGNORECASE,
)
"""A line that says where a chunk begins: the first time in it."""


_DIGIT = lazy_re.compile(r"\d")


class Chunk(NamedTuple):
    """A chunk: the row of its first cue, its start in ms, and the line that says so."""

    first: int
    start: int
    line: int
    content: str


def labels(text: str) -> tuple[str, dict[int, str]]:
    """`text` without the labels before times, and the speakers they name, by line from 1.

    The same word before all times, such as WhisperX's ``Transcript:``, names no speaker.
    """
    lines = "\n" + text  # a pattern that begins with a character is found ten times as fast
    found = list(_LABEL.finditer(lines))
    if not found:
        return text, {}
    plain = _LABEL.sub("\n", lines)[1:]
    names = {match[1].strip() for match in found if match[1]}
    if not names:
        return plain, {}
    if len(names) == 1 and not _SPEAKER.fullmatch(next(iter(names))):
        return plain, {}
    speakers = {}
    line, position = 1, 0
    for match in found:
        line += lines.count("\n", position, match.start())
        position = match.start()
        if match[1]:
            speakers[line] = match[1].strip()
    return plain, speakers


def chunk_start(line: str) -> int | None:
    """Where a chunk begins, in ms, if the line says that; else None."""
    match = _CHUNK.match(line) if _DIGIT.search(line) else None
    if match is None:
        return None
    if match["ms"]:
        return int(match["ms"])
    fraction = match["f"] or match["fraction"]
    return from_fields(match["h"], match["m"], match["s"] or match["seconds"], fraction)


def placed(cues: list[Cue], chunks: Sequence[Chunk]) -> list[Cue] | None:
    """The cues moved to where the log says that their chunks begin; None if none is to be moved.

    Times that already count from the file's start need no chunk.
    """
    stops = [*(chunk.first for chunk in chunks[1:]), len(cues)]
    parts = [
        (slice(chunk.first, stop), chunk.start)
        for chunk, stop in zip(chunks, stops, strict=False)
        if chunk.first < stop
    ]
    if all(cues[rows][0].start >= start for rows, start in parts):
        return None
    found = list(cues)
    for rows, start in parts:
        found[rows] = [cue.shifted(start) for cue in cues[rows]]
    return found
