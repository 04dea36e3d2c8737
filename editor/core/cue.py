# SPDX-License-Identifier: GPL-3.0-or-later
"""A cue: one subtitle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.core.words import Words

NO_EXTRAS: Mapping[str, object] = MappingProxyType({})

KnownStarts = Mapping[int, int]
"""Where cues truly start, as somebody has heard: in ms, by the cues' ids."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle, a value.

    Attributes:
        id: Number that stays with the cue for the life of its document.
        start: First millisecond.
        end: Millisecond after the last; a damaged file may have it at or before `start`.
        text: Corrected text; lines parted by ``\\n``; inline markup as in SubRip
            (``<i>``, ``{\\an8}``).
        hypothesis: Text as the recogniser gave it, or None where no recogniser is known.
        speaker: Who speaks, or None.
        words: Word timings, or None.
        checked: Whether a person has marked it right.
        note: The corrector's own remark.
        extras: What the file's format carries and this class does not model, under
            names that begin with the format's id (``"vtt.settings"``). What ends in
            ``.id`` names this one cue, and is not copied to another.
    """

    id: int
    start: int
    end: int
    text: str
    hypothesis: str | None = None
    speaker: str | None = None
    words: Words | None = None
    checked: bool = False
    note: str = ""
    extras: Mapping[str, object] = field(default_factory=lambda: NO_EXTRAS)

    @property
    def duration(self) -> int:
        """Length in ms; zero or negative in a damaged file."""
        return self.end - self.start

    def shifted(self, delta: int) -> Cue:
        """The same cue `delta` ms later, its words with it."""
        if delta == 0:
            return self
        words = self.words.shifted(delta) if self.words is not None else None
        return replace(self, start=self.start + delta, end=self.end + delta, words=words)
