# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines and offsets of texts with any kind of newline."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from editor.core import lazy_re

_LONE_CR = lazy_re.compile(r"\r(?!\r*\n)")


def has_parted_arrow(text: str) -> bool:
    """Whether a line begins or ends with the arrow between two times; fast."""
    return "-->\n" in text or "\n-->" in text or "-->\r" in text or "--> \n" in text


def unix_newlines(text: str) -> str:
    """`text` at the same length, with every line ending in ``\\n`` or ``\\r\\n``.

    Offsets into the result are offsets into `text`. Only CR and LF end lines: U+2028, U+0085 and
    vertical tabs are text.
    """
    return _LONE_CR.sub("\n", text) if "\r" in text else text


def without_end_marks(text: str) -> tuple[str, int | None]:
    """`text` with a space for each end-of-file mark (0x1A), and the first one's offset or None.

    DOS and CP/M ended texts with it; where such files were joined, it stands in the middle.
    """
    if "\x1a" not in text:
        return text, None
    return text.replace("\x1a", " "), text.index("\x1a")


class LineCounter:
    """Converts offsets to line numbers; indexes the lines on first use."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: list[int] = []

    def __call__(self, offset: int) -> int:
        """Line number of `offset`, from 1."""
        if not self._ends:
            lengths = (len(line) + 1 for line in unix_newlines(self._text).split("\n"))
            self._ends = list(accumulate(lengths))
        return bisect_right(self._ends, offset) + 1


def shortened(text: str, limit: int = 60) -> str:
    """`text` on one line of at most `limit` characters, for quoting in a problem."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def without_blank_lines(text: str) -> str:
    """`text` with newlines ``\\n`` and no blank lines, for formats where one would end a cue."""
    if "\n" not in text and "\r" not in text:
        return text if text.strip() else ""
    lines = re.split(r"\r\n|\r|\n", text)
    return "\n".join(line for line in lines if line.replace("\ufeff", "").strip())
