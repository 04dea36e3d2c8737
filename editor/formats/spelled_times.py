# SPDX-License-Identifier: GPL-3.0-or-later
"""Times with their units, as in ``12.5s`` and ``1分05秒``, or with points alone (``00.00.01.500``).

They are rewritten as clocks, so that every reader of texts with times knows them.
"""

from __future__ import annotations

import re

from editor.core import lazy_re
from editor.core.timecode import clock, from_fields
from editor.formats.lines import unix_newlines
from editor.formats.wrapping import Wrapped

_HOURS = r"(?:小?[时時]|h(?:ours?|rs?)?(?![a-z]))"
_MINUTES = r"(?:分[钟鐘]?|m(?:in(?:utes?|s)?)?(?![a-z]))"
_SECONDS = r"(?:秒[钟鐘]?|s(?:ec(?:onds?|s)?)?(?![a-z]))"
_FIELDS = (
    rf"(?:(\d{{1,3}})[ ]?{_HOURS}[ ]?)?(?:(\d{{1,4}})[ ]?{_MINUTES}[ ]?)?"
    rf"(\d{{1,6}})(?:[.,](\d{{1,9}}))?[ ]?{_SECONDS}(?:[.,]?(\d{{1,3}})(?:毫秒|ms)?)?"
)
_POINTS = r"(\d{1,2})\.([0-5]\d)\.([0-5]\d)[.,](\d{1,3})"
_MINUTE = rf"(?:(\d{{1,3}})[ ]?{_HOURS}[ ]?)?(\d{{1,4}})[ ]?{_MINUTES}"
_TIME = rf"(?:{_FIELDS}|{_POINTS}|{_MINUTE})"
_BARE = r"(\d{1,6})(?:\.(\d{1,9}))?"
"""A first time whose unit stands behind the second one."""

_TO = r"[ ]*(?:-{1,2}>|[-–—~～至到→]|to)[ ]*"
_LINE = lazy_re.compile(
    rf"^(?P<before>[ \t\ufeff]*[\[(（【<]?[ ]?)"
    rf"(?:(?P<start>{_TIME})(?:(?P<to>{_TO})(?P<end>{_TIME}))?"
    rf"|(?P<first>{_BARE})(?P<until>{_TO})(?P<last>{_TIME}))(?=[ ]?[\])）】>:：|]|[ ]|\r?$)",
    re.MULTILINE | re.IGNORECASE,
)
_ONE = lazy_re.compile(_TIME, re.IGNORECASE)
_WITH_POINTS, _MINUTES_ALONE = 7, 11
"""Groups of a time that only these two ways to write it have."""
_CLOCK = lazy_re.compile(r"^[ \t\ufeff]*[\[(（【<]?[ ]?\d{1,3}[:：]\d\d", re.MULTILINE)

_HEAD = 20_000
"""Characters at the beginning in which such a line must stand."""

_FEWEST = 2
"""Lines from which on it is no chance."""

_SHARE = 0.2
"""Share of the lines with text that must be so; texts may stand below, on several lines."""

_FEW = 0.1
"""As many lines, of these, may begin with a clock: a text may."""


def may_be_spelled(text: str) -> bool:
    """Whether it is worth a look; fast."""
    return _LINE.search(text, 0, _HEAD) is not None


def as_clocks(text: str) -> Wrapped | None:
    """The text with clocks for its times; None if it has clocks, or too few such times."""
    plain = unix_newlines(text)
    found = len(_LINE.findall(plain))
    full = sum(bool(line.strip()) for line in plain.split("\n"))
    if found < _FEWEST or found < _SHARE * full or len(_CLOCK.findall(plain)) > _FEW * found:
        return None
    return Wrapped(_LINE.sub(_line, plain), [], range(plain.count("\n") + 1))


def _line(found: re.Match[str]) -> str:
    if found["first"]:
        start, to, end = _clock(found["first"] + "s"), found["until"], found["last"]
    else:
        start, to, end = _clock(found["start"]), found["to"], found["end"]
    return found["before"] + start + (to + _clock(end) if end else "")


def _clock(written: str) -> str:
    """A time as ``HH:MM:SS.fff``."""
    match = _ONE.fullmatch(written)
    if match is None:
        return written
    hours, minutes, seconds, fraction, ms = match.groups()[:5]
    if match[_WITH_POINTS]:
        hours, minutes, seconds, fraction = match.groups()[5:9]
    elif match[_MINUTES_ALONE]:
        hours, minutes, seconds = match[_MINUTES_ALONE - 1], match[_MINUTES_ALONE], "0"
    fraction = fraction or (ms and ms.zfill(3))
    return clock(from_fields(hours, minutes, seconds or "0", fraction))
