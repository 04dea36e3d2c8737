# SPDX-License-Identifier: GPL-3.0-or-later
"""Where sentences end, and which breaks part a phrase, as far as a text tells without its grammar.

Words are those of Simplified and Traditional Chinese.
"""

from __future__ import annotations

from editor.core import lazy_re
from editor.language.words import borders

NOT_FIRST = ("的", "了", "吗", "呢", "吧", "们", "得", "地", "嗎", "們")
"""Particles and suffixes, which belong to the word before."""

NOT_LAST = (
    *("把", "被", "在", "和", "的", "这个", "就是", "是", "这", "那个", "跟"),
    *("與", "这個", "這個"),
)
"""Words that want another word after them."""

ENDS = ("。", "？", "！", "…", "⋯", ".", "?", "!")
"""Marks at the end of a sentence, and those after which it may be over."""

_CLOSING = "”’」』》）)\"'"
_STOP = lazy_re.compile(
    rf"(?:[。？！]+|[?!]+(?=\s)|(?<=[a-z]{{3}})\.(?=\s+[A-Z])|(?<=[\u4e00-\u9fff])\.(?=\s))"
    rf"[{_CLOSING}]*"
)
"""The end of a sentence; not the dot of Mr. and 3.5, nor one in an address."""


def ends_sentence(text: str) -> bool:
    """Whether a text, without markup, ends with a sentence."""
    return text.rstrip().rstrip(_CLOSING).endswith(ENDS)


def last_stop(text: str) -> int | None:
    """The offset behind the last end of a sentence after which the text goes on, or None."""
    found = None
    for stop in _STOP.finditer(text):
        if text[stop.end() :].strip(" \t\n" + _CLOSING):
            found = stop.end()
    return found


def parts_phrase(before: str, after: str) -> bool:
    """Whether a break between two texts, without markup, is within a phrase."""
    if before.endswith(("把", "被", "和", "跟")):
        return True
    return after.startswith(NOT_FIRST) and borders(after)[1] == 1  # 的, not 的士
