# SPDX-License-Identifier: GPL-3.0-or-later
"""Word timings of a cue, in packed arrays: an hour of speech has ten thousand words."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_UNKNOWN = -1.0
"""Stored in place of a missing confidence."""

_PLACES = 6
"""Decimals of a confidence: a 4-byte float keeps this many, so that copies compare equal."""


Spoken = Literal["hypothesis", "text"]
"""Which of a cue's texts its words belong to."""


class Word(NamedTuple):
    """One recognised word: times in ms, confidence from 0 to 1 or None if not given."""

    start: int
    end: int
    text: str
    confidence: float | None = None


class Words:
    """An immutable sequence of `Word`, stored in arrays.

    Attributes:
        of: The text they belong to: the cue's hypothesis (in a cue without one, its text as read),
            or its text.
    """

    __slots__ = ("_confidences", "_ends", "_starts", "_texts", "of")

    def __init__(self, words: Iterable[Word], of: Spoken = "hypothesis") -> None:
        self.of = of
        self._starts = array("q")
        self._ends = array("q")
        self._confidences = array("f")
        texts = []
        for word in words:
            self._starts.append(word.start)
            self._ends.append(word.end)
            known = _UNKNOWN if word.confidence is None else word.confidence
            self._confidences.append(round(known, _PLACES))
            texts.append(word.text)
        self._texts = tuple(texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[Word]:
        rows = zip(self._starts, self._ends, self._texts, self._confidences, strict=True)
        for start, end, text, confidence in rows:
            known = None if confidence == _UNKNOWN else round(confidence, _PLACES)
            yield Word(start, end, text, known)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Words):
            return NotImplemented
        return (self.of, self._starts, self._ends, self._texts, self._confidences) == (
            other.of,
            other._starts,
            other._ends,
            other._texts,
            other._confidences,
        )

    def __hash__(self) -> int:
        return hash(self._texts)

    def __repr__(self) -> str:
        return f"Words({list(self)!r}, {self.of!r})"

    def placed(self, place: Callable[[int], int]) -> Words:
        """The same words, with `place` applied to each of their times in ms."""
        moved = (word._replace(start=place(word.start), end=place(word.end)) for word in self)
        return Words(moved, self.of)

    def shifted(self, delta: int) -> Words:
        """The same words `delta` ms later."""
        return self.placed(lambda time: time + delta)

    def inside(self, start: int, end: int) -> Words:
        """The same words with their times clamped to [start, end] ms."""
        if all(start <= time <= end for times in (self._starts, self._ends) for time in times):
            return self
        return self.placed(lambda time: min(max(time, start), end))

    def standing_in(self, text: str) -> Words | None:
        """The words that occur in `text`, in order; None if none does."""
        kept = []
        place = 0
        for word in self:
            said = word.text.strip()
            at = text.find(said, place)
            if said and at >= 0:
                kept.append(word)
                place = at + len(said)
        if len(kept) == len(self):
            return self
        return Words(kept, self.of) if kept else None
