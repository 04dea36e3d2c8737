# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines below a cue's number in SubRip on which the times are not written as in the others.

``00:00:03,000 至 00:00:04,000``, ``[00:00:03,000] --> [00:00:04,000]``, or with one time damaged.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from editor.core import lazy_re
from editor.formats.odd_times import ARROW, TIME
from editor.formats.paired_times import pair_in, written

_ARROW = lazy_re.compile(ARROW)
_CLOCK = r"(?<![0-9A-Za-z])\d{1,3}[:：]\d\d[:：]\d\d(?:[.,，．]\d{1,3})?(?![0-9A-Za-z])"
_AMONG_OTHERS = lazy_re.compile(
    rf"(?P<start>{_CLOCK})[ \t]*{ARROW}[ \t]*(?P<end>{_CLOCK})(?P<rest>)"
)
"""Two whole times of a line on which something else stands, too."""

_HALF_TIMED = lazy_re.compile(
    rf"(?:^|(?<=\s))(?P<start>{TIME})[ \t]*{ARROW}|{ARROW}[ \t]*(?P<end>{TIME})(?=\s|\Z)",
    re.MULTILINE,
)
"""One readable time of a line that is no time line."""


class OddLine(NamedTuple):
    """What such a line tells: its times as they are written, None where unreadable, and a text."""

    start: str | None
    end: str | None
    text: str


def is_time_line(line: str, below: str) -> bool:
    """Whether a line below a number tells the times; `below` is what follows up to the next cue.

    Two times alone, without an arrow and a text below, are a text.
    """
    if _ARROW.search(line) and any(map(str.isdecimal, line)):
        return True
    pair = pair_in(line)
    return pair is not None and bool((pair["rest"] or "").strip() or below.strip())


def read(line: str) -> OddLine:
    """The times of such a line."""
    if pair := pair_in(line) or _AMONG_OTHERS.search(line):
        return OddLine(written(pair["start"]), written(pair["end"]), (pair["rest"] or "").strip())
    half = _HALF_TIMED.search(line)
    return OddLine(half["start"], half["end"], "") if half else OddLine(None, None, "")
