# SPDX-License-Identifier: GPL-3.0-or-later
"""A cue: one subtitle."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from editor.core.head import NO_EXTRAS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.core.words import Words

Mark = Literal["red", "yellow", "blue"]
"""A colour that a corrector gives a cue, to find it again; what it means is up to them."""

MARKS: tuple[Mark, ...] = ("red", "yellow", "blue")


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
        words: Word timings, or None. Every edit keeps them inside the cue.
        checked: Whether a person has marked it right.
        note: The corrector's own remark.
        extras: What the file's format carries and this class does not model, under
            names that begin with the format's id (``"vtt.settings"``). What ends in
            ``.id`` names this one cue, and is not copied to another.
        second: A second text, such as a translation, in the head's second language; empty
            where there is none.
        second_checked: Whether a person has marked the second text right. Another first text
            makes it unchecked again.
        mark: A colour to find it by, or None.
        chapter: Title of the chapter that starts with this cue, or None. It may be empty.
        left_out: Whether the cue is kept here but written to no subtitle file.
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
    second: str = ""
    second_checked: bool = False
    mark: Mark | None = None
    chapter: str | None = None
    left_out: bool = False

    @property
    def duration(self) -> int:
        """Length in ms; zero or negative in a damaged file."""
        return self.end - self.start

    @property
    def heard(self) -> str:
        """The text as the recogniser gave it, or as it is where no recogniser is known."""
        return self.hypothesis if self.hypothesis is not None else self.text

    @property
    def spoken(self) -> str:
        """The text that the words make up."""
        return self.text if self.words is not None and self.words.of == "text" else self.heard

    def shifted(self, delta: int) -> Cue:
        """The same cue `delta` ms later, its words with it."""
        if delta == 0:
            return self
        words = self.words.shifted(delta) if self.words is not None else None
        return replace(self, start=self.start + delta, end=self.end + delta, words=words)

    def retimed(self, start: int, end: int) -> Cue:
        """The same cue from `start` to `end` ms.

        Moved as a whole it takes its words along. Where it is made longer or shorter they stay
        where they were heard; the times of those that lie outside now are set to its edge.
        """
        if end - start == self.duration:
            return self.shifted(start - self.start)
        words = self.words
        if words is not None and start < end:
            words = words.inside(start, end)
        return replace(self, start=start, end=end, words=words)

    def saying(self, text: str) -> Cue:
        """The same cue with another `text`.

        Words of the text that stand in it no more go, and its second text counts as unchecked.
        What the recogniser heard stays.
        """
        if text == self.text:
            return self
        words = self.words
        if words is not None and words.of == "text":
            words = words.standing_in(text)
        return replace(self, text=text, words=words, second_checked=False)
