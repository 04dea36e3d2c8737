# SPDX-License-Identifier: GPL-3.0-or-later
"""Lyrics of Chinese music players with the time of each word: QRC, YRC and KRC, once decrypted.

There is no specification. A line begins with its start and length in ms, ``[190,1200]``. A word is
``word(190,300)`` in QRC, ``(190,300,0)word`` in YRC and ``<0,300,0>word`` in KRC, where it counts
from the line's start.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.words import Word, Words
from editor.formats.format import Format, Parsed, TextReader
from editor.formats.lines import shortened, unix_newlines

if TYPE_CHECKING:
    from editor.core.options import Options

_LINE = re.compile(r"[ \t\ufeff]*\[(\d{1,9}),(\d{1,9})\](.*)", re.ASCII)
_MARK = re.compile(r"\((\d{1,9}),(\d{1,9})(,\d{1,9})?\)|<(\d{1,9}),(\d{1,9}),\d{1,9}>", re.ASCII)
_FIELD = re.compile(r"[ \t\ufeff]*\[[A-Za-z#]\w{0,20}:[^\[\]]*\][ \t]*")
"""What the head says, such as the title."""


def score(text: str) -> float:
    """The share of lines that have times for line and words."""
    lines = [line for line in unix_newlines(text[:20000]).split("\n") if line.strip()]
    lines = [line for line in lines if not _FIELD.fullmatch(line)]
    hits = sum(1 for line in lines if (found := _LINE.match(line)) and _MARK.search(found[3]))
    return 0.95 * hits / len(lines) if hits else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read lyrics with the words' times.

    Raises:
        UserError: There is no line with times.
    """
    del options
    parsed = Parsed()
    for number, line in enumerate(unix_newlines(text).split("\n"), start=1):
        if found := _LINE.match(line):
            start = int(found[1])
            words = _words(found[3], start)
            said = "".join(word.text for word in words) if words else found[3]
            end = start + int(found[2])
            timed = Words(words, "text").inside(start, end) if words else None
            parsed.cues.append(Cue(len(parsed.cues), start, end, said.strip(), words=timed))
        elif line.strip(" \t\ufeff") and not _FIELD.fullmatch(line):
            message = N_("Skipped, not part of any cue: “{text}”.")
            parsed.problems.append(Problem(message, line=number, text=shortened(line)))
    if not parsed.cues:
        raise UserError("No subtitle times were found in this file.")
    return parsed


def _words(said: str, start: int) -> list[Word]:
    """The words of a line that begins at `start`, with the spaces that follow them."""
    marks = list(_MARK.finditer(said))
    behind = bool(marks) and marks[0][1] is not None and marks[0][3] is None
    edges = [0, *(mark.end() for mark in marks)] if behind else [mark.end() for mark in marks]
    stops = [mark.start() for mark in marks] if behind else [mark.start() for mark in marks[1:]]
    texts = [said[edge:stop] for edge, stop in zip(edges, [*stops, len(said)], strict=False)]
    words = []
    for mark, text in zip(marks, texts, strict=False):
        begin = int(mark[1]) if mark[1] else start + int(mark[4])
        words.append(Word(begin, begin + int(mark[2] or mark[5]), text))
    return words


FORMAT = Format(
    id="word-lyrics",
    name="QRC, YRC, KRC",
    suffixes=(".qrc", ".yrc", ".krc"),
    reader=TextReader(score, read),
    unverified=True,
)
