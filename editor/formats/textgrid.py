# SPDX-License-Identifier: GPL-3.0-or-later
"""TextGrid of Praat, long and short: tiers of intervals and points, in seconds.

One tier becomes the cues: that of phrases rather than words, rather than sounds; or all of them
that are speakers. A tier of words gives the cues their words. Tiers that are left out are told.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.i18n import N_
from editor.core.words import Word, Words
from editor.formats.format import Format, Parsed, TextReader
from editor.formats.json_text import LONGEST, number
from editor.formats.lines import LineCounter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.options import Options

_HEAD = re.compile(
    r"[\ufeff\s]*File type\s*=\s*\"ooTextFile[^\"]{0,20}\"\s*(?:Object class\s*=\s*)?\"TextGrid\""
)
_VALUE = re.compile(
    r'"((?:[^"]|"")*)"|<(exists|absent)>|(?<![\w\[.])(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w\].])'
)
_INTERVALS, _POINTS = "IntervalTier", "TextTier"
_TOLERANCE = 0.002
_SHARED = 0.2
"""Share of the time of one tier in which another may speak, too, if they are two speakers."""

_SOUNDS = re.compile(r"phone|音素|音位", re.IGNORECASE)
_WORDS = re.compile(r"[-_ ]*(?:\bwords?\b|单词|單詞)", re.IGNORECASE)
"""Names of tiers of sounds, and of words, as forced aligners give them."""


@dataclass(slots=True)
class _Tier:
    name: str
    line: int
    rows: list[tuple[float, float, str]]
    points: bool


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
    tiers = list(_tiers(text, head.end() if head else 0, line_of, problems))
    spoken = [tier for tier in tiers if not tier.points and tier.rows]
    spoken = [tier for tier in spoken if not _SOUNDS.search(tier.name)] or spoken
    if not spoken:
        spoken = [tier for tier in tiers if tier.rows]
    if not spoken:
        raise UserError("There are no cues in this file.")
    main = min(spoken, key=lambda tier: len(tier.rows))
    words = _words_of(main, spoken)
    turns = [main, *(tier for tier in spoken if tier not in (main, words) and _beside(tier, main))]
    for tier in tiers:
        if tier not in turns and tier is not words:
            message = N_("The tier “{name}” was left out; “{main}” was read.")
            problems.append(Problem(message, line=tier.line, name=tier.name, main=main.name))
    parsed = Parsed(problems=problems)
    turns.sort(key=tiers.index)
    cues = [cue for tier in turns for cue in _cues(tier, words, several=len(turns) > 1)]
    if len(turns) > 1:
        cues.sort(key=lambda cue: cue.start)
    parsed.cues = [replace(cue, id=row) for row, cue in enumerate(cues)]
    return parsed


def _beside(tier: _Tier, main: _Tier) -> bool:
    """Whether two tiers are two speakers: hardly ever is something said in both."""
    total = min(sum(end - start for start, end, _ in each.rows) for each in (tier, main))
    rows = deque(sorted(main.rows))
    shared = 0.0
    for start, end, _ in sorted(tier.rows):
        while rows and rows[0][1] <= start:
            rows.popleft()
        for first, last, _ in rows:
            if first >= end:
                break
            shared += min(end, last) - max(start, first)
    return shared <= _SHARED * total


def _cues(tier: _Tier, words: _Tier | None, *, several: bool) -> Iterator[Cue]:
    """The cues of one tier."""
    name = _WORDS.sub("", tier.name).strip(" -_") if several else ""
    speaker = name or None
    for start, end, said in tier.rows:
        inside = _inside(words, start, end) if words is not None else None
        yield Cue(0, round(start * 1000), round(end * 1000), said, speaker=speaker, words=inside)


def _words_of(main: _Tier, tiers: list[_Tier]) -> _Tier | None:
    """The tier whose texts together are those of the main one."""
    said = "".join("".join(text.split()) for _, _, text in main.rows).lower()
    others = (tier for tier in tiers if tier is not main)
    return next((tier for tier in others if _together(tier) == said), None)


def _together(tier: _Tier) -> str:
    return "".join("".join(text.split()) for _, _, text in tier.rows).lower()


def _inside(tier: _Tier, start: float, end: float) -> Words | None:
    words = [
        Word(round(first * 1000), round(last * 1000), text)
        for first, last, text in tier.rows
        if first >= start - _TOLERANCE and last <= end + _TOLERANCE
    ]
    return Words(words, "text") if words else None


def _tiers(text: str, place: int, line_of: LineCounter, problems: list[Problem]) -> Iterator[_Tier]:
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
        tier = _Tier(_string(head[0]) if head else "", line, rows, points)
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
    return times[0], times[-1], _string(fields[-1]).strip()


def _string(match: re.Match[str]) -> str:
    return (match[1] or "").replace('""', '"').replace("\r\n", "\n").replace("\r", "\n")


FORMAT = Format(
    id="textgrid",
    name=N_("Praat TextGrid"),
    suffixes=(".TextGrid", ".textgrid"),
    reader=TextReader(score, read, texts="exact"),
)
