# SPDX-License-Identifier: GPL-3.0-or-later
"""Regular expressions over many texts at once.

A call that can be stopped costs more than most matches. So texts are joined by line breaks and
searched together. For expressions that cannot tell the end of a text from a line break, that finds
what a search of each text finds, except where a match reaches into another text: these are told, to
be searched by themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import regex

Span = tuple[int, int]

_ESCAPE = r"\\[bwdsnt.\\+*?()\[\]{}|^$-]"
_CLASS = r"\[\^?(?:\\[wdsnt\\\]\[^-]|[^\\\[\]&|~])+\]"
_ATOM = rf"{_ESCAPE}|{_CLASS}|[^\\()\[\]{{}}*+?|]"
_PLAIN = re.compile(rf"(?:(?:{_ATOM}|\((?!\?)|\)|\|)(?:[*+?]|\{{\d+(?:,\d*)?\}})?(?![*+{{])\??)*")
"""Characters, classes, groups, alternatives and their repetition. Nothing that looks around, takes
back, keeps what it has, or means the end of the text."""


def can_join(pattern: str) -> bool:
    """Whether an expression finds the same in joined texts."""
    return _PLAIN.fullmatch(pattern) is not None


def spans_of(
    pattern: regex.Pattern[str], texts: Sequence[str], seconds: float
) -> list[list[Span] | None]:
    """The matches in each text, in order; None for a text to be searched by itself.

    Args:
        pattern: A compiled expression that can be joined, with the flag MULTILINE.
        texts: The texts.
        seconds: The time that may be spent.

    Raises:
        TimeoutError: The time was up.
    """
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    found: list[list[Span] | None] = [[] for _ in texts]
    row, start, end = 0, 0, len(texts[0]) if texts else 0
    for match in pattern.finditer("\n".join(texts), timeout=seconds):
        first, last = match.span()
        if first > end:
            row = bisect_right(starts, first) - 1
            start, end = starts[row], starts[row + 1] - 1
        if last > end:
            for touched in range(row, min(bisect_right(starts, last), len(texts))):
                found[touched] = None
        else:
            spans = found[row]
            if spans is not None:
                spans.append((first - start, last - start))
    return found
