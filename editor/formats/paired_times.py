# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts and ends with something between or around them that no format has.

``[00:00:01] --> [00:00:02]``, ``"00:00:01" -> "00:00:02"``, ``00:00:01,000 >> 00:00:02,000``,
``3. 00:00:01 - 00:00:02``, dates before the times, an apostrophe or a space before the fraction.
Their lines are rewritten in the usual form, so that every reader knows them.
"""

from __future__ import annotations

import re

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.lines import shortened, unix_newlines
from editor.formats.odd_times import ARROW
from editor.formats.wrapping import Wrapped

_CLOCK = r"\d{1,3}[:：]\d\d(?:[:：]\d\d)?"
_FRACTION = r"(?:[.,，。．:：;；][ ]?\d{1,3}(?!\d))?"
_ODD_FRACTION = (
    r"(?:[.,，。．][ ]?\d{1,9}|[:：;；][ ]?\d{1,3}|['’´`][ ]?\d{1,3}"
    r"|[ ]\d{3}(?=[ \t]*(?:[^\s\w]|$)))?(?!\d)"
)
_OPENS, _CLOSES = r"[\[(（【<《「\"“”'‘`]", r"[\])）】>》」\"“”'’`]"
_DATE = r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]+)?"
_HOURS = r"0\d*\.\d+[:：]\d\d(?![:：\d])"
"""What may be hours with a point behind them, and no number of a line."""
_NUMBER = rf"(?:(?!{_HOURS})[\[(（【#]?\d{{1,5}}(?:[\])）】.、]{{1,2}}[ \t]*|[:：][ \t]+))?"
_SIGN = (
    r"(?:[-–—―‐‑−=_~～〜]{0,6}[ ]?(?:[>＞→⇒⟹➜➔➡⟶»]{1,3}|&(?:gt|#62|#x3e);?)"
    r"|[-–—―‐‑−=_~～〜]{1,6}|…{1,2}|\.{2,4}|to|至|到)"
)
_PAIR = lazy_re.compile(
    rf"[ \t\ufeff]*{_NUMBER}"
    rf"{_OPENS}?{_DATE}(?P<start>{_CLOCK}{_ODD_FRACTION}){_CLOSES}?[ \t]*{_SIGN}[ \t]*"
    rf"{_OPENS}?{_DATE}(?P<end>{_CLOCK}{_ODD_FRACTION})(?P<close>{_CLOSES}?)"
    r"(?![:：]?\d|[ \t]*[,;，；\t])[:：]?(?:[ \t\r](?P<rest>[^\n]*))?",
    re.IGNORECASE,
)
_USUAL = lazy_re.compile(
    rf"[ \t\ufeff]*(?:\d{{1,9}}[ \t]+)?(?P<open>[\[(（【<][ ]?)?{_CLOCK}{_FRACTION}[ \t]*"
    rf"(?:{ARROW}|[-–—~～]|(?(open)(?!)|(?:[至到]|to)))[ \t]*{_CLOCK}{_FRACTION}"
)
"""What readers know as it is."""

_TIMED = lazy_re.compile(rf"{_CLOCK}[^\n]{{1,40}}{_CLOCK}")
_MARKED = lazy_re.compile(r"[\ufeff\s]*(?:\{|\[\s*[\[{\"]|<[?!A-Za-z])")
_ODD_SIGN = lazy_re.compile(r"['’´` ]")
_HEAD = 20_000
"""Characters at the beginning in which such a line must stand."""

_FEWEST = 2
"""Lines from which on it is no chance."""

_SHARE = 0.15
"""Share of the lines with text that must be so; texts stand below, on several lines."""

_FEW = 0.1
"""As many lines, of these, may have times as usual: a text may."""


def may_be_paired(text: str) -> bool:
    """Whether it is worth a look; fast."""
    if _MARKED.match(text):
        return False  # JSON or XML
    head = unix_newlines(text[:_HEAD])
    found = _TIMED.search(head)
    if found is None:
        return False
    line = head[head.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
    return _is_odd(line.removesuffix("\r")) is not None


def with_usual_times(text: str) -> Wrapped | None:
    """The text with ``start --> end`` for all such pairs; None if most are as usual, or none is."""
    lines = [line.removesuffix("\r") for line in unix_newlines(text).split("\n")]
    found = {row: pair for row, line in enumerate(lines) if (pair := _is_odd(line))}
    usual = sum(_USUAL.match(line) is not None for line in lines)
    full = sum(bool(line.strip()) for line in lines)
    if len(found) < max(_FEWEST, _SHARE * full) or usual > _FEW * len(found):
        return None
    first = next(iter(found))
    message = N_("The times are written as in “{text}”; they were read as start and end.")
    problem = Problem(message, line=first + 1, text=shortened(lines[first]))
    beside = 2 * sum(bool((pair["rest"] or "").strip()) for pair in found.values()) > len(found)
    for row, pair in found.items():
        times = f"{written(pair['start'])} --> {written(pair['end'])}"
        rest = (pair["rest"] or "").strip()
        lines[row] = f"[{times}] {rest}" if beside else f"{times} {rest}".rstrip()
    return Wrapped("\n".join(lines), [problem], range(len(lines)))


def _is_odd(line: str) -> re.Match[str] | None:
    """The pair of times with which a line begins; None if there is none, or it is as usual."""
    return None if _USUAL.match(line) else pair_in(line)


def pair_in(line: str) -> re.Match[str] | None:
    """The pair of times with which a line begins, however written; None if there is none."""
    return _PAIR.fullmatch(line)


def written(time: str) -> str:
    """The time with a comma before its fraction, where something odd stood there."""
    return _ODD_SIGN.sub(",", time) if _ODD_SIGN.search(time) else time
