# SPDX-License-Identifier: GPL-3.0-or-later
"""Single cues in SubRip and WebVTT whose times are not written as those of the others.

``00:00:03,000 至 00:00:04,000``, ``[00:00:03,000] --> [00:00:04,000]``; or a time is damaged: then
a cue of SubRip is put between its neighbours.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from editor.core import lazy_re
from editor.core.i18n import N_
from editor.formats.odd_times import ARROW, TIME, parse_odd

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.cue import Cue

AS_WRITTEN = N_("The times are written as in “{text}”; they were read as start and end.")
UNTIMED = -(10**12)
"""Placeholder in ms for a time that is not readable."""

_HALF = N_("Only one time of this cue can be read; the other was taken from its neighbour.")
_NONE = N_("This cue has no readable time; it was placed between its neighbours.")
_ARROW = lazy_re.compile(ARROW)
_CLOCK = (
    r"(?<![0-9A-Za-z][:：])(?<![0-9A-Za-z])"
    r"(?:\d{1,3}[:：])?\d\d[:：]\d\d(?:[.,，．]\d{1,3})?(?![0-9A-Za-z])"
)
_AMONG_OTHERS = lazy_re.compile(
    rf"(?P<start>{_CLOCK})[ \t]*{ARROW}[ \t]*(?P<end>{_CLOCK})(?P<rest>)"
)
"""Two whole times of a line on which something else stands, too."""

_HALF_TIMED = lazy_re.compile(
    rf"(?:^|(?<=\s))(?P<start>{TIME})[ \t]*{ARROW}|{ARROW}[ \t]*(?P<end>{TIME})(?=\s|$)"
)
"""One readable time of a line that is no time line."""


class OddLine(NamedTuple):
    """What such a line tells: start and end in ms, `UNTIMED` where unreadable, and a text."""

    start: int
    end: int
    text: str

    @property
    def is_whole(self) -> bool:
        """Whether both times are readable."""
        return UNTIMED not in (self.start, self.end)


def is_time_line(line: str, below: str) -> bool:
    """Whether a line below a number tells the times; `below` is what follows up to the next cue.

    Two times alone, without an arrow and a text below, are a text.
    """
    if _ARROW.search(line) and any(map(str.isdecimal, line)):
        return True
    from editor.formats.paired_times import pair_in

    pair = pair_in(line)
    return pair is not None and bool((pair["rest"] or "").strip() or below.strip())


def read(line: str, fps: float) -> OddLine:
    """What such a line tells.

    Args:
        line: The line.
        fps: Frame rate in frames/s, for times with frames.
    """
    from editor.formats.paired_times import pair_in, written

    if found := pair_in(line) or _AMONG_OTHERS.search(line):
        text = (found["rest"] or "").strip()
    elif found := _HALF_TIMED.search(line):
        text = ""
    else:
        return OddLine(UNTIMED, UNTIMED, "")
    start, end = (
        parse_odd(written(time), fps)[0] if time else UNTIMED
        for time in found.group("start", "end")
    )
    return OddLine(start, end, text)


def place(cues: list[Cue], report: Callable[[str, int], None]) -> None:
    """Put cues without a readable time into the gap between their neighbours.

    Args:
        cues: In file order; changed in place.
        report: Gets a sentence and the cue's row.
    """
    following = max((cue.end for cue in cues), default=0)
    following = max(following, 0)
    for row in reversed(range(len(cues))):
        cue = cues[row]
        if UNTIMED not in (cue.start, cue.end):
            following = cue.start
            continue
        before = cues[row - 1].end if row else 0
        start = following if before == UNTIMED else before
        end = max(following, start)
        if (cue.start, cue.end) != (UNTIMED, UNTIMED):
            start = min(start, cue.end) if cue.start == UNTIMED else cue.start
            end = max(following, start) if cue.end == UNTIMED else cue.end
            report(_HALF, row)
        else:
            report(_NONE, row)
        cues[row] = replace(cue, start=start, end=end, words=None)
        following = start
