# SPDX-License-Identifier: GPL-3.0-or-later
"""A cue: one subtitle."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Literal

from editor.core.head import NO_EXTRAS
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.core.words import Words

Mark = Literal["red", "yellow", "blue"]
"""A colour label that the user gives a cue in order to find it again; they decide what it means."""

MARKS: tuple[Mark, ...] = ("red", "yellow", "blue")
"""All colour labels."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle, an immutable value.

    Attributes:
        id: Number that stays with the cue for the life of its document.
        start: In ms, inclusive.
        end: In ms, exclusive; in a damaged file it may be at or before `start`.
        text: Corrected text; lines separated by ``\\n``; inline markup as in SubRip
            (``<i>``, ``{\\an8}``).
        hypothesis: Text as speech recognition gave it, or as it was before the first correction;
            None if it is the same as `text`, or unknown.
        speaker: Speaker's name, or None.
        words: Word timings, or None. Every edit keeps them inside the cue.
        checked: Whether a person has marked the cue as correct.
        note: The user's own remark.
        extras: What the file format stores and this class does not model. Keys begin with the
            format's id (``"vtt.settings"``). Keys that end in ``.id`` identify this one cue and are
            not copied to another.
        second: A second text, such as a translation, in the head's second language; empty
            if there is none.
        second_checked: Whether a person has marked the second text as correct. A change of `text`
            resets it.
        mark: Colour label, or None.
        chapter: Title of the chapter that starts with this cue (may be empty), or None.
        left_out: Whether the cue is kept in the document but not written to subtitle files.
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
    def is_untimed(self) -> bool:
        """Whether it has no times: it starts and ends at 0."""
        return self.start == self.end == 0

    @property
    def heard(self) -> str:
        """The hypothesis, or the text if there is no hypothesis."""
        return self.hypothesis if self.hypothesis is not None else self.text

    @property
    def spoken(self) -> str:
        """The text that `words` belong to."""
        return self.text if self.words is not None and self.words.of == "text" else self.heard

    def shifted(self, delta: int) -> Cue:
        """The same cue and its words, `delta` ms later."""
        if delta == 0:
            return self
        words = self.words.shifted(delta) if self.words is not None else None
        return self._timed(self.start + delta, self.end + delta, words)

    def retimed(self, start: int, end: int) -> Cue:
        """The same cue with other times, in ms.

        If the duration stays the same, the words move with the cue. Otherwise the words keep their
        times, clamped to the new start and end.
        """
        if end - start == self.duration:
            return self.shifted(start - self.start)
        words = self.words
        if words is not None and start < end:
            words = words.inside(start, end)
        return self._timed(start, end, words)

    def _timed(self, start: int, end: int, words: Words | None) -> Cue:
        """As `replace` does, at half its cost: a repair moves all cues, for each candidate."""
        return Cue(
            self.id,
            start,
            end,
            self.text,
            self.hypothesis,
            self.speaker,
            words,
            self.checked,
            self.note,
            self.extras,
            self.second,
            self.second_checked,
            self.mark,
            self.chapter,
            self.left_out,
        )

    def saying(self, text: str) -> Cue:
        """The same cue with another `text`.

        Words of the text that no longer occur in it are removed, and the second text becomes
        unchecked. The hypothesis stays; if there is none, it is the text before.
        """
        if text == self.text:
            return self
        words = self.words
        if words is not None and words.of == "text":
            words = words.standing_in(text)
        return replace(self, text=text, hypothesis=self.heard, words=words, second_checked=False)
