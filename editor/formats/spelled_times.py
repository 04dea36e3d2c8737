# SPDX-License-Identifier: GPL-3.0-or-later
"""Times with their units, as in ``12.5s`` and ``1分05秒``, or with points alone (``00.00.01.500``).

They are rewritten as clocks, so that every reader of texts with times knows them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.timecode import clock, from_fields
from editor.formats.lines import unix_newlines
from editor.formats.wrapping import Wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

_HOURS = r"(?:小?[时時]|h(?:ours?|rs?)?(?![a-z]))"
_MINUTES = r"(?:分[钟鐘]?|m(?:in(?:utes?|s)?)?(?![a-z]))"
_SECONDS = r"(?:秒[钟鐘]?|s(?:ec(?:onds?|s)?)?(?![a-z]))"
_FIELDS = (
    rf"(?:(\d{{1,3}})[ ]?{_HOURS}[ ]?)?(?:(\d{{1,4}})[ ]?{_MINUTES}[ ]?)?"
    rf"(\d{{1,6}})(?:[.,](\d{{1,9}}))?[ ]?{_SECONDS}(?:[.,]?(\d{{1,3}})(?:毫秒|ms)?)?"
)
_POINTS = r"(\d{1,2})\.([0-5]\d)\.([0-5]\d)[.,](\d{1,3})"
_MINUTE = rf"(?:(\d{{1,3}})[ ]?{_HOURS}[ ]?)?(\d{{1,4}})[ ]?{_MINUTES}"
_WITH_UNIT = (
    r"(?:(\d{1,2})[:：])?(\d{1,3})[:：](\d\d)(?:[.,](\d{1,9}))?"
    r"(?:s(?:ec(?:onds?)?)?(?![a-z])|秒|分(?!秒))"
)
"""A clock and a unit that says nothing: ``00:05s``, ``00:00:05秒``, ``01:05分``."""

_TIME = rf"(?:{_FIELDS}|{_POINTS}|{_MINUTE}|{_WITH_UNIT})"
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
_WITH_POINTS, _MINUTES_ALONE, _OF_CLOCK = 7, 11, 14
"""Groups of a time that only these ways to write it have."""
_CLOCK = lazy_re.compile(
    rf"^[ \t\ufeff]*[\[(（【<]?[ ]?(?!{_WITH_UNIT})\d{{1,3}}[:：]\d\d", re.MULTILINE | re.IGNORECASE
)
_SECONDS_ALONE = lazy_re.compile(
    rf"^[ \t\ufeff]*[\[(（【<]?[ ]?(\d{{1,6}}\.\d{{1,9}})(?:{_TO}|,?[ ]{{1,4}})"
    r"(\d{1,6}\.\d{1,9})(?:[ ]?[\])）】>:：|]{1,2}[ ]*|[ ]+)(?=[^\W\d_]|[\[(（“\"「《])",
    re.MULTILINE,
)
"""``0.0 2.5 text`` and ``0.0-2.5: text``, as a script prints what a recogniser returned."""

_HEAD = 20_000
"""Characters at the beginning in which such a line must stand."""

_FEWEST = 2
"""Lines from which on it is no chance."""

_MOST = 0.8
"""Share of the lines with text that must be `_SECONDS_ALONE`; such numbers may mean anything."""

_SHARE = 0.2
"""Share of the lines with text that must be so; texts may stand below, on several lines."""

_FEW = 0.1
"""As many lines, of these, may begin with a clock: a text may."""


def may_be_spelled(text: str) -> bool:
    """Whether it is worth a look; fast."""
    return bool(_LINE.search(text, 0, _HEAD) or _SECONDS_ALONE.search(text, 0, _HEAD))


def as_clocks(text: str) -> Wrapped | None:
    """The text with clocks for its times; None if it has clocks, or too few such times."""
    plain = unix_newlines(text)
    full = sum(bool(line.strip()) for line in plain.split("\n"))
    pairs = _SECONDS_ALONE.findall(plain)
    if len(pairs) >= max(_FEWEST, _MOST * full) and _rise(pairs):
        return Wrapped(_SECONDS_ALONE.sub(_pair, plain), [], range(plain.count("\n") + 1))
    found = len(_LINE.findall(plain))
    if found < _FEWEST or found < _SHARE * full or len(_CLOCK.findall(plain)) > _FEW * found:
        return None
    return Wrapped(_LINE.sub(_line, plain), [], range(plain.count("\n") + 1))


def _rise(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether no text ends before it starts, as times do not."""
    return all(float(start) <= float(end) for start, end in pairs)


def _pair(found: re.Match[str]) -> str:
    """One line in the form that recognisers' logs have."""
    start, end = _clock(found[1] + "s"), _clock(found[2] + "s")
    return f"[{start} --> {end}] "


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
    elif match[_OF_CLOCK]:
        hours, minutes, seconds, fraction = match.groups()[11:15]
    fraction = fraction or (ms and ms.zfill(3))
    return clock(from_fields(hours, minutes, seconds or "0", fraction))
