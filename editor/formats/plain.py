# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain text without times: a cue for each line, to be timed by tapping; and a line for each cue.

It is never detected: any text would be it. The window falls back on it for ``.txt``.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.tags import without_tags
from editor.core.text import join
from editor.formats.format import Format, Parsed, TextReader, Written
from editor.formats.lines import unix_newlines

if TYPE_CHECKING:
    from editor.core.document import Document
    from editor.core.options import Options

_CLOCK = re.compile(r"\d[:：]\d\d\b")
_BINARY = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")

_SHARE = 0.1
"""Share of lines with a clock time above which a text has times, in a way we cannot read."""


def read(text: str, options: Options) -> Parsed:
    """Read a line of text as a cue that starts and ends at 0; blank lines are skipped.

    Raises:
        UserError: There is no text, or it seems to have times.
    """
    del options
    lines = [line.strip(" \t\r\ufeff") for line in unix_newlines(text).split("\n")]
    lines = [line for line in lines if line]
    if not lines or _BINARY.search(text):
        raise UserError("This file has no text.")
    if sum(bool(_CLOCK.search(line)) for line in lines) > _SHARE * len(lines):
        raise UserError("This text seems to have times, in a form that is not known.")
    return Parsed([Cue(number, 0, 0, line) for number, line in enumerate(lines)])


def write(document: Document, media_length: int | None) -> Written:
    """A line for each cue that has a text."""
    del media_length
    written = Written()
    lines = []
    for cue in document.cues:
        parts = without_tags(cue.text).replace("\r", "\n").split("\n")
        line = reduce(join, (part.strip() for part in parts))
        lines += [line] if line else []
    if lines:
        message = N_("Only the texts were written, without their times.")
        written.problems.append(Problem(message))
    written.text = "".join(f"{line}\n" for line in lines)
    return written


FORMAT = Format(
    id="plain",
    name=N_("Plain text"),
    suffixes=(".txt",),
    reader=TextReader(lambda _: 0.0, read, texts="exact"),
    write=write,
)
