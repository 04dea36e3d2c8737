# SPDX-License-Identifier: GPL-3.0-or-later
"""The time lines of WebVTT."""

from __future__ import annotations

import re

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import from_fields
from editor.formats.odd_times import TIME, parse_odd

_GAP = r"[ \t\f]*"
_TIME = r"(?:(?P<{0}h>\d{{1,6}}):)?(?P<{0}m>[0-5]\d):(?P<{0}s>[0-5]\d)\.(?P<{0}f>\d{{3}})(?!\d)"
TIME_LINE = lazy_re.compile(
    rf"{_GAP}{_TIME.format('a')}{_GAP}-->{_GAP}{_TIME.format('b')}(?P<settings>.*)", re.ASCII
)
_LOOSE_TIME_LINE = lazy_re.compile(
    rf"{_GAP}(?P<start>{TIME}){_GAP}-->{_GAP}(?P<end>{TIME})(?P<settings>[ \t\f].*)?"
)

_SETTING = lazy_re.compile(
    r"(?:vertical|line|position|size|align|region|[ADLST]|[XY][12]):[^\s]*|[a-z-]+:[!-~]+", re.ASCII
)
"""A setting of a cue, or what may have been meant as one."""


def time_line(line: str) -> re.Match[str] | None:
    """The times of a line, by the grammar or nearly so; None if it is no time line."""
    return TIME_LINE.fullmatch(line) or _LOOSE_TIME_LINE.fullmatch(line)


def span(timing: re.Match[str]) -> tuple[int, int]:
    """Start and end in ms of a match of `TIME_LINE`."""
    start = from_fields(timing["ah"], timing["am"], timing["as"], timing["af"])
    return start, from_fields(timing["bh"], timing["bm"], timing["bs"], timing["bf"])


def times(timing: re.Match[str], fps: float) -> tuple[int, int, Problem | None]:
    """Start and end of a time line in ms, and what is wrong with it.

    Args:
        timing: What `time_line` found.
        fps: Frame rate in frames/s, for times with frames.
    """
    if "ah" in timing.re.groupindex:
        return *span(timing), None
    message = N_("The time line does not follow WebVTT; it was read as intended.")
    start, doubts = parse_odd(timing["start"], fps)
    end, more = parse_odd(timing["end"], fps)
    return start, end, [*doubts, *more, Problem(message)][0]


def cut_short(timing: re.Match[str]) -> bool:
    """Whether the end of a time line that breaks the grammar is shorter than the start."""
    return "end" in timing.re.groupindex and len(timing["end"]) < len(timing["start"])


def settings_and_text(behind: str, payload: str) -> tuple[str, str]:
    """The settings behind the times, and the text that somebody wrote there instead of below.

    The standard ignores what it does not know there. So it is a text only if it has letters that
    no setting has, or if there is no text below.

    Args:
        behind: What stands behind the times.
        payload: The lines below.
    """
    words = behind.split()
    count = next((n for n, word in enumerate(words) if not _SETTING.fullmatch(word)), len(words))
    rest = behind.strip().split(None, count)[count:]
    if not rest or any(map(_SETTING.fullmatch, words[count:])):
        return behind.strip(" \t\f"), ""
    if rest[0].isascii() and (payload.strip() or not any(map(str.isalnum, rest[0]))):
        return behind.strip(" \t\f"), ""
    return " ".join(words[:count]), rest[0].strip()
