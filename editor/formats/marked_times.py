# SPDX-License-Identifier: GPL-3.0-or-later
"""Times inside marks of Markdown, as chat models set them: in bold, as code, headings, lists."""

from __future__ import annotations

import re
from typing import NamedTuple

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.lines import unix_newlines
from editor.formats.wrapping import Wrapped

_LEAD = r"(?:[-*+•]|#{1,6}|\d{1,5}[.)、])[ \t]+"
_TIME = r"[\[(（【<]?[ \t]?\d{1,3}(?:[:：.]\d|[ ]?[秒分时時s])"
_CLOCK = lazy_re.compile(r"\d[:：]\d\d|\d[ ]?(?:s\b|[秒分时時])")
_PLAIN = lazy_re.compile(rf"[ \t\ufeff]*{_TIME}")
_SIGN = lazy_re.compile(rf"[ \t\ufeff]*(?:{_LEAD})?(?=[*_`]|{_TIME})")
"""A sign of a list or of a heading, if anything."""

_PAIR = lazy_re.compile(
    r"(?P<before>[ \t]*[:：|]?[ \t]*)(?P<mark>[*_`]{1,5})"
    r"(?P<inside>[^*_`\s](?:[^*_`\n]{0,80}?[^*_`\s])?)[*_`]{1,5}(?P<colon>[:：]?)"
)
_NAMED = lazy_re.compile(
    r"(?P<times>.*\d[\])）】]?)[:：]?[ \t]*(?P<name>[^\W\d][^:：\n]{0,29})[:：]"
)
_WORTH = lazy_re.compile(
    rf"^[ \t\ufeff]*(?:(?:{_LEAD})?[*_`][^\n]{{0,60}}\d|{_LEAD}{_TIME})", re.MULTILINE
)

_HEAD = 20_000
"""Characters at the beginning in which such a line must stand."""

_FEWEST = 2
"""Lines from which on it is no chance."""

_FEW = 0.1
"""As many lines, of those with marks, may begin with a time without any."""


class _Bare(NamedTuple):
    """A line without the marks around its time, and these marks."""

    line: str
    marks: str


def may_be_marked(text: str) -> bool:
    """Whether it is worth a look; fast."""
    return _WORTH.search(unix_newlines(text[:_HEAD])) is not None


def unmarked(text: str) -> Wrapped | None:
    """The text without marks around its times; None if most of its times have none.

    Marks in texts stay, since they may be meant.
    """
    lines = [line.removesuffix("\r") for line in unix_newlines(text).split("\n")]
    found = {row: bare for row, line in enumerate(lines) if (bare := _bare(line))}
    timed = sum(_CLOCK.search(line) is not None for line in lines)
    plain = sum(_PLAIN.match(line) is not None for line in lines)
    if len(found) < _FEWEST or 2 * len(found) <= timed or plain > _FEW * len(found):
        return None
    message = N_("Marks of Markdown around the times, such as “{text}”, were left out.")
    row, bare = next(iter(found.items()))
    problem = Problem(message, line=row + 1, text=bare.marks)
    bared = [
        found[row].line if row in found else line.lstrip(" \t") for row, line in enumerate(lines)
    ]
    return Wrapped("\n".join(bared), [problem], range(len(lines)))


def _bare(line: str) -> _Bare | None:
    """The line, whose time is in marks or behind a sign, without these; else None."""
    sign = _SIGN.match(line)
    if sign is None or not _CLOCK.search(line):
        return None
    at, head, marks, timed = sign.end(), "", sign[0].strip("\ufeff \t"), False
    while pair := _PAIR.match(line, at):
        if timed and not (pair["colon"] or pair["inside"][-1] in ":："):
            break  # it is text
        head += pair["before"] + pair["inside"] + pair["colon"]
        marks = marks or pair["mark"]
        timed = timed or _CLOCK.search(pair["inside"]) is not None
        at = pair.end()
    if (head and not timed) or not (head or marks):
        return None
    if named := _NAMED.fullmatch(head):  # as most transcripts have it
        head = f"{named['name'].strip()} {named['times'].strip(' :：')}:"
    else:
        head = head.rstrip(":： \t")
    return _Bare(f"{head} {line[at:].lstrip()}".strip(" \t"), marks)
