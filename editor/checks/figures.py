# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of a document: how much there is, how much was done, how fast it reads."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING

from editor.core.original import changed_characters, is_changed
from editor.core.speakers import speakers_of
from editor.core.tags import without_tags
from editor.core.text import cps

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.checks.profiles import Profile
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.progress import Progress

_STEP = 1_000
"""Cues between two reports of progress."""

_TWENTIETHS = 20


@dataclass(frozen=True, slots=True)
class Spread:
    """Reading speeds in characters per second.

    Attributes:
        low: 5 % of the cues are slower.
        median: Half of them are.
        high: 95 % of them are.
        above: Number of cues above the profile's limit; None if it has none.
        count: Number of cues with a text and a duration.
    """

    low: float
    median: float
    high: float
    above: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of a document.

    Attributes:
        cues: Number of cues.
        checked: How many are checked.
        heard: How many were heard.
        characters: Characters of all texts, without markup and spaces.
        speeds: Reading speeds; None if no cue has any.
        changed_cues: Number of cues whose text differs from the hypothesis.
        changed_characters: Characters that were added, deleted or replaced in them.
        speakers: Numbers of cues by speaker, in the order in which they appear.
    """

    cues: int
    checked: int
    heard: int
    characters: int
    speeds: Spread | None
    changed_cues: int
    changed_characters: int
    speakers: dict[str, int]


_Counts = tuple[int, int]
"""Characters of a cue, and how many of them were changed."""


class Counter:
    """Counts documents; what is known of a cue is kept until its text changes."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[str, str, _Counts]] = {}

    def figures(
        self,
        document: Document,
        profile: Profile,
        is_heard: Callable[[Cue], bool],
        progress: Progress,
    ) -> Figures:
        """The figures of a document.

        Args:
            document: The document.
            profile: How characters are counted for reading speeds, and their limit.
            is_heard: Whether a cue was heard.
            progress: Checked for cancellation.
        """
        cues = document.cues
        characters = changed = 0
        speeds: list[float] = []
        for row, cue in enumerate(cues):
            if row % _STEP == 0:
                progress.report(row, len(cues))
            count, different = self._counts(cue)
            characters, changed = characters + count, changed + different
            if speed := cps(cue.text, cue.duration, profile.count):
                speeds.append(speed)
        return Figures(
            cues=len(cues),
            checked=sum(cue.checked for cue in cues),
            heard=sum(map(is_heard, cues)),
            characters=characters,
            speeds=_spread(speeds, profile.cps),
            changed_cues=sum(map(is_changed, cues)),
            changed_characters=changed,
            speakers=speakers_of(cues),
        )

    def _counts(self, cue: Cue) -> _Counts:
        known = self._known.get(cue.id)
        if known is not None and known[0] == cue.text and known[1] == cue.heard:
            return known[2]
        counts = len("".join(without_tags(cue.text).split())), changed_characters(cue)
        self._known[cue.id] = (cue.text, cue.heard, counts)
        return counts


def _spread(speeds: list[float], limit: float | None) -> Spread | None:
    if not speeds:
        return None
    several = speeds if len(speeds) > 1 else speeds * 2
    low, *middle, high = quantiles(several, n=_TWENTIETHS, method="inclusive")
    above = None if limit is None else sum(speed > limit for speed in speeds)
    return Spread(low, middle[len(middle) // 2], high, above, len(speeds))
