# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of a file whose newlines may be anything, with their offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

_LONE_CR = re.compile(r"\r(?!\r*\n)")


def unix_newlines(text: str) -> str:
    """`text` of the same length whose every line ends with ``\\n``, maybe after ``\\r``.

    Offsets into the result are offsets into `text`. Only CR and LF end lines:
    U+2028, U+0085 and vertical tabs are text.
    """
    return _LONE_CR.sub("\n", text) if "\r" in text else text


class LineCounter:
    """Says in which line of a text an offset lies; counts them when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: list[int] = []

    def __call__(self, offset: int) -> int:
        """Line, counted from 1, of `offset`."""
        if not self._ends:
            lengths = (len(line) + 1 for line in unix_newlines(self._text).split("\n"))
            self._ends = list(accumulate(lengths))
        return bisect_right(self._ends, offset) + 1


def shortened(text: str, limit: int = 60) -> str:
    """`text` in one line of at most `limit` characters, to be named in a problem."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def without_blank_lines(text: str) -> str:
    """`text` for formats in which a blank line ends a cue, with newlines ``\\n``."""
    if "\n" not in text and "\r" not in text:
        return text if text.strip() else ""
    return "\n".join(line for line in re.split(r"\r\n|\r|\n", text) if line.strip())
