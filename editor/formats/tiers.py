# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiers of annotation tools, Praat's and ELAN's, as cues.

One tier becomes the cues: that of phrases rather than words, and of speech rather than remarks; or
all of them that are speakers. A tier of words gives the cues their words. Tiers that are left out
are told.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.text import weight
from editor.core.words import Word, Words
from editor.formats.format import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOLERANCE = 2.0
"""In ms: how far a word may stand out of its phrase."""

_SHARED = 0.2
"""Share of the time of one tier in which another may speak, too, if they are two speakers."""


_MOST = 0.5
"""Share of the longest text that a tier of phrases has at least; one of remarks has less."""

_WORDS = re.compile(r"[-_ ]*(?:\bwords?\b|单词|單詞)", re.IGNORECASE)
"""Names of tiers of words, as forced aligners give them."""


@dataclass(slots=True)
class Tier:
    """A tier: its name, its line in the file, and starts and ends in ms with texts.

    Attributes:
        points: Whether it has points in time, and no intervals.
        speaker: Who speaks in it, if the file says so; else its name may tell.
    """

    name: str
    line: int
    rows: list[tuple[float, float, str]]
    points: bool = False
    speaker: str = ""


def read(
    spoken: Sequence[Tier],
    tiers: Sequence[Tier],
    problems: list[Problem],
    below: Sequence[Tier] = (),
) -> Parsed:
    """The cues of the tier of phrases, and of others in which somebody else speaks.

    Args:
        spoken: The tiers that may be one of these, or have their words; at least one.
        tiers: All tiers, in the order of the file.
        problems: Added to.
        below: Others that may have their words.
    """
    lengths = {id(tier): weight(_together(tier)) for tier in spoken}
    full = [tier for tier in spoken if lengths[id(tier)] >= _MOST * max(lengths.values())]
    main = min(full, key=lambda tier: len(tier.rows))
    words = _words_of(main, [*spoken, *below])
    turns = [main, *(tier for tier in spoken if tier not in (main, words) and _beside(tier, main))]
    for tier in tiers:
        if tier not in turns and tier is not words:
            message = N_("The tier “{name}” was left out; “{main}” was read.")
            problems.append(Problem(message, line=tier.line, name=tier.name, main=main.name))
    turns.sort(key=tiers.index)
    cues = [cue for tier in turns for cue in _cues(tier, words, several=len(turns) > 1)]
    if len(turns) > 1:
        cues.sort(key=lambda cue: cue.start)
    return Parsed([replace(cue, id=row) for row, cue in enumerate(cues)], problems)


def _beside(tier: Tier, main: Tier) -> bool:
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


def _cues(tier: Tier, words: Tier | None, *, several: bool) -> Iterator[Cue]:
    """The cues of one tier."""
    name = _WORDS.sub("", tier.name).strip(" -_") if several else ""
    speaker = tier.speaker or name or None
    for start, end, said in tier.rows:
        inside = _inside(words, start, end) if words is not None else None
        yield Cue(0, round(start), round(end), said, speaker=speaker, words=inside)


def _words_of(main: Tier, tiers: Sequence[Tier]) -> Tier | None:
    """The tier whose texts together are those of the main one."""
    said = _together(main)
    others = (tier for tier in tiers if tier is not main)
    return next((tier for tier in others if _together(tier) == said), None)


def _together(tier: Tier) -> str:
    """All texts of a tier without spaces."""
    return "".join("".join(text.split()) for _, _, text in tier.rows).lower()


def _inside(tier: Tier, start: float, end: float) -> Words | None:
    words = [
        Word(round(first), round(last), text)
        for first, last, text in tier.rows
        if first >= start - _TOLERANCE and last <= end + _TOLERANCE
    ]
    return Words(words, "text") if words else None
