# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers of entries with words around them, above times: ``第1条``, ``字幕 1``, ``Cue 1/9``."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.lines import unix_newlines
from editor.formats.srt_numbers import VALUE
from editor.formats.wrapping import Wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = (
    r"(?P<before>[^\d\n]{0,12})(?P<number>\d{1,9})"
    r"(?P<after>(?:[ ]?(?:/|of)[ ]?\d{1,9})?[^\d\n]{0,6})"
)
_TIMED = r"[ \t\ufeff]*[\[(（【<]?[ ]?\d{1,4}[ ]?[:：][ ]?\d"
_WORDED = lazy_re.compile(_NUMBER)
_TIME_LINE = lazy_re.compile(_TIMED)
_WORTH = lazy_re.compile(rf"^{_NUMBER}\n(?:[ \t\r]*\n)?{_TIMED}", re.MULTILINE)
_SPEAKER = lazy_re.compile(
    r"speaker|spk|[发發]言|[说說][话話]|[讲講]者|主持|嘉[宾賓]", re.IGNORECASE
)
"""These number who speaks."""

_LETTER = lazy_re.compile(r"[^\W\d_]")
_BLANK = " \t\r\ufeff"
_HEAD = 20_000
"""Characters at the beginning in which such a number must stand."""

_FEWEST = 3
"""Entries from which on words that come again are none of the texts."""

_SHARE = 0.9
"""Share of the entries that must have a number; somebody may have lost one."""


def may_be_worded(text: str) -> bool:
    """Whether it is worth a look; fast."""
    found = _WORTH.search(unix_newlines(text[:_HEAD]))
    return found is not None and not text.lstrip("\ufeff").startswith("WEBVTT")  # names of cues


def bare_numbers(text: str) -> Wrapped | None:
    """The text with bare numbers for those with words; None if there are no such ones.

    The words must be the same above nearly all times, and the numbers rise.
    """
    lines = unix_newlines(text).split("\n")
    times = [row for row, line in enumerate(lines) if _TIME_LINE.match(line)]
    found = {above: number for above, number in map(partial(_above, lines), times) if number}
    words = Counter((number["before"], number["after"]) for number in found.values())
    common = max(words, key=words.__getitem__, default=("", ""))
    numbers = {row: one for row, one in found.items() if (one["before"], one["after"]) == common}
    if len(numbers) < max(_FEWEST, _SHARE * len(times)) or _SPEAKER.search(common[0]):
        return None
    if any(int(one["number"]) >= int(after["number"]) for one, after in pairwise(numbers.values())):
        return None
    first = next(iter(numbers))
    texts = sum(bool(_LETTER.search(line)) for row, line in enumerate(lines) if row not in numbers)
    if first > times[0] or 2 * texts < len(numbers):
        return None  # these are the texts
    message = N_("Words stand around the numbers of the cues, as in “{text}”; they were left out.")
    problem = Problem(message, line=first + 1, text=numbers[first][0])
    for row, one in numbers.items():
        lines[row] = one["number"]
    return Wrapped("\n".join(lines), [problem], range(len(lines)))


def _above(lines: Sequence[str], row: int) -> tuple[int, re.Match[str] | None]:
    """The row above a time, perhaps with one blank row between, and the number with words there."""
    above = row - 2 if row > 1 and not lines[row - 1].strip(_BLANK) else row - 1
    line = lines[above].strip(_BLANK) if above >= 0 else ""
    return above, None if VALUE.fullmatch(line) else _WORDED.fullmatch(line)
