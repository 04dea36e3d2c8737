# SPDX-License-Identifier: GPL-3.0-or-later
"""A text, or all lines of a document, as one row of phones that leads back to the characters.

So a term can be looked for across words and lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from editor.core.progress import UNHEARD
from editor.core.tags import TAG
from editor.core.text import HAN
from editor.language.pinyin import sounds
from editor.language.sound.english import spoken
from editor.language.sound.mandarin import syllable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from editor.core.progress import Progress
    from editor.language.sound.phones import Phones

GAP = -1
"""Stands between two units where something is written; its cost is in `Stream.gaps`."""
BORDER = 50.0
"""The cost of what no term goes across."""
_SPACE, _SPACE_HAN, _MARK, _LINE = 0.0, 0.15, 0.8, 0.3

_UNIT = re.compile(
    rf"(?P<tag>{TAG.pattern})|(?P<han>{HAN.pattern}+)"
    r"|(?P<latin>[0-9A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)*)"
    r"|(?P<space>[\s\-_‐‑·・]+)|(?P<mark>.)",
    re.IGNORECASE | re.DOTALL,
)
_TAKEN = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?<!\w)[@#][\w-]+#?", re.IGNORECASE)
"""Addresses and handles: nothing in them is heard."""


class Unit(NamedTuple):
    """A Han character or a word of other letters.

    Attributes:
        row: The line it stands in.
        start: Where in its text it begins.
        end: Where it ends.
        phones: How it sounds.
        tone: From 1 to 5; 0 if it has none.
    """

    row: int
    start: int
    end: int
    phones: Phones
    tone: int

    @property
    def is_han(self) -> bool:
        """Whether it is a Chinese character."""
        return self.tone > 0


@dataclass(slots=True)
class Stream:
    """All phones.

    Attributes:
        units: What they belong to, in order.
        phones: The phones, with `GAP` between some units.
        gaps: The cost of each `GAP`, by its place in `phones`.
        firsts: For each unit, the place of its first phone.
        ends: For each unit, the place after its last one.
    """

    units: list[Unit] = field(default_factory=list)
    phones: list[int] = field(default_factory=list)
    gaps: dict[int, float] = field(default_factory=dict)
    firsts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def gap(self, cost: float) -> None:
        """Note that something stands here."""
        if cost and self.phones and self.phones[-1] == GAP:
            self.gaps[len(self.phones) - 1] += cost
        elif cost:
            self.gaps[len(self.phones)] = cost
            self.phones.append(GAP)

    def add(self, unit: Unit) -> None:
        """Add a unit."""
        self.firsts.append(len(self.phones))
        self.phones += unit.phones
        self.ends.append(len(self.phones))
        self.units.append(unit)


def units_of(text: str, row: int = 0) -> Iterator[Unit | float]:
    """The units of a text, and between them the cost of what stands there."""
    taken = [match.span() for match in _TAKEN.finditer(text)] if _may_hold(text) else []
    for match in _UNIT.finditer(text):
        start, end = match.span()
        if any(first < end and start < stop for first, stop in taken):
            yield BORDER
        elif match.lastgroup == "han":
            yield from _characters(match[0], row, start)
        elif match.lastgroup == "latin":
            phones = spoken(re.sub(r"['’]", "", match[0]))
            if phones:
                yield Unit(row, start, end, phones, 0)
        elif match.lastgroup == "space":
            yield _SPACE_HAN if _beside_han(text, start, end) else _SPACE
        elif match.lastgroup == "mark":
            yield _MARK


def _may_hold(text: str) -> bool:
    return "@" in text or "#" in text or "://" in text or "www." in text


def _beside_han(text: str, start: int, end: int) -> bool:
    return bool(HAN.match(text[start - 1 : start]) and HAN.match(text[end : end + 1]))


def _characters(text: str, row: int, start: int) -> Iterator[Unit | float]:
    for place, sound in enumerate(sounds(text), start=start):
        known = syllable(sound)
        yield BORDER if known is None else Unit(row, place, place + 1, known.phones, known.tone)


def stream(texts: Sequence[str], apart: Iterable[int] = (), progress: Progress = UNHEARD) -> Stream:
    """The phones of all texts.

    Args:
        texts: The lines.
        apart: Rows that do not go on from the one before: after a pause, of another speaker.
        progress: May cancel at each line.
    """
    found = Stream()
    borders = frozenset(apart)
    for row, text in enumerate(texts):
        progress.report(0)
        if row:
            found.gap(BORDER if row in borders else _LINE)
        for unit in units_of(text, row):
            if isinstance(unit, Unit):
                found.add(unit)
            else:
                found.gap(unit)
    return found
