# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues that stand on one line, where line breaks became spaces: pages, chats, cells of tables."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.i18n import N_
from editor.formats.odd_times import ARROW, TIME

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

JOINED = N_("Several cues stand on one line; they were read one by one.")

_TIMES = lazy_re.compile(rf"(?<![\w:：.,])({TIME})[ \t]*(?:{ARROW})[ \t]*({TIME})(?![\w:：])")
_NUMBER = lazy_re.compile(r"(?<!\S)(\d{1,9})[ \t\r\n]{1,9}\Z")
_PLACEMENT = lazy_re.compile(
    r"(?:[ \t]+(?:[XY][12]|align|line|position|region|size|vertical):[\w%.,+-]*)*[ \t]+(?=\S)"
)
"""What may stand behind the times without being text."""

_BLANK = " \t\r\ufeff"
_BEFORE = 24
"""Characters before times in which their number stands."""


def parted(text: str) -> tuple[str, int] | None:
    """`text` at the same length, with newlines for the spaces between cues that share a line.

    A text may quote times, so a line is parted only if it begins with times, or at a number that
    follows the one before.

    Returns:
        The text and the offset of the first such space; None if there is none.
    """
    times = list(_TIMES.finditer(text))
    if not times:
        return None
    cuts: set[int] = set()
    last: re.Match[str] | None = None  # the times before, if they are a cue's
    for found, number in zip(times, _numbers(text, times), strict=True):
        begin = found.start() if number is None else number
        line = text.rfind("\n", 0, begin) + 1
        before = text[line:begin].strip(_BLANK)
        if not before or before.isdecimal():
            last = found
            continue
        beside = last if last and last.start() >= line else None
        joined = beside is not None or number is not None or before == "WEBVTT"
        if not joined or text[begin - 1] not in " \t":
            last = None
        elif not beside or found.groups() != beside.groups():  # they may stand twice
            cuts |= {begin - 1, *_behind(text, found), *(_behind(text, beside) if beside else ())}
            last = found
    if not cuts:
        return None
    parts = [text[start + 1 : end] for start, end in pairwise([-1, *sorted(cuts), len(text)])]
    return "\n".join(parts), min(cuts)


def _numbers(text: str, times: Sequence[re.Match[str]]) -> list[int | None]:
    """Where the number of each of these times begins, if it follows the one before or after it."""
    found = [_NUMBER.search(text, max(0, one.start() - _BEFORE), one.start()) for one in times]
    values = [int(one[1]) if one else None for one in found]
    follows = [a is not None and b == a + 1 for a, b in pairwise(values)]
    runs = [any(pair) for pair in zip([False, *follows], [*follows, False], strict=True)]
    return [one.start(1) if one and run else None for one, run in zip(found, runs, strict=True)]


def _behind(text: str, times: re.Match[str]) -> set[int]:
    """Where the text behind these times is to be parted from them, if any is there."""
    gap = _PLACEMENT.match(text, times.end())
    return {gap.end() - 1} if gap else set()
