# SPDX-License-Identifier: GPL-3.0-or-later
"""TextGrid of Praat, long and short: tiers of intervals and points, in seconds.

Which tiers become cues, `tiers` says; those of sounds do not, where there are others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import BrokenOff, UserError
from editor.core.i18n import N_
from editor.formats import tiers
from editor.formats.format import Format, TextReader
from editor.formats.json_text import LONGEST, number
from editor.formats.lines import LineCounter
from editor.formats.tiers import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.errors import Problem
    from editor.core.options import Options
    from editor.formats.format import Parsed

_HEAD = re.compile(
    r"[\ufeff\s]*File type\s*=\s*\"ooTextFile[^\"]{0,20}\"\s*(?:Object class\s*=\s*)?\"TextGrid\""
)
_VALUE = re.compile(
    r'"((?:[^"]|"")*)"|<(exists|absent)>|(?<![\w\[.])(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w\].])'
)
_INTERVALS, _POINTS = "IntervalTier", "TextTier"
_SOUNDS = re.compile(r"phone|音素|音位", re.IGNORECASE)
"""Names of tiers of sounds, as forced aligners give them."""


def score(text: str) -> float:
    """Sure of the header."""
    return 1.0 if _HEAD.match(text[:400]) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read one tier as cues, or those of several speakers.

    Raises:
        UserError: There is none with a text.
    """
    del options
    head = _HEAD.match(text)
    line_of = LineCounter(text)
    problems: list[Problem] = []
    everything = list(_tiers(text, head.end() if head else 0, line_of, problems))
    spoken = [tier for tier in everything if not tier.points and tier.rows]
    spoken = [tier for tier in spoken if not _SOUNDS.search(tier.name)] or spoken
    if not spoken:
        spoken = [tier for tier in everything if tier.rows]
    if not spoken:
        raise UserError("There are no cues in this file.")
    return tiers.read(spoken, everything, problems)


def _tiers(text: str, place: int, line_of: LineCounter, problems: list[Problem]) -> Iterator[Tier]:
    """Yield the tiers, with the intervals that have a text; silences are none."""
    values = _VALUE.finditer(text, place)
    for value in values:
        if value[1] not in {_INTERVALS, _POINTS}:
            continue
        points = value[1] == _POINTS
        line = line_of(value.start())
        head = [match for _, match in zip(range(4), values, strict=False)]
        size = number(head[3][3]) if len(head) == 4 else None  # noqa: PLR2004 - name, start, end, size
        rows: list[tuple[float, float, str]] = []
        tier = Tier(_string(head[0]) if head else "", line, rows, points)
        for _ in range(round(size or 0)):
            fields = [match for _, match in zip(range(2 if points else 3), values, strict=False)]
            row = _row(fields, points=points)
            if row is None:
                message = N_("The tier “{name}” breaks off here.")
                problems.append(BrokenOff(message, line=line_of(len(text) - 1), name=tier.name))
                break
            if row[2]:
                rows.append(row)
        yield tier


def _row(fields: list[re.Match[str]], *, points: bool) -> tuple[float, float, str] | None:
    numbers = [number(match[3]) for match in fields[:-1]]
    if len(fields) < (2 if points else 3) or fields[-1][1] is None or None in numbers:
        return None
    times = [value for value in numbers if value is not None and abs(value) < LONGEST / 1000]
    if len(times) < len(numbers):
        return None
    return times[0] * 1000, times[-1] * 1000, _string(fields[-1]).strip()


def _string(match: re.Match[str]) -> str:
    return (match[1] or "").replace('""', '"').replace("\r\n", "\n").replace("\r", "\n")


FORMAT = Format(
    id="textgrid",
    name=N_("Praat TextGrid"),
    suffixes=(".TextGrid", ".textgrid"),
    reader=TextReader(score, read, texts="exact"),
)
