# SPDX-License-Identifier: GPL-3.0-or-later
"""Word timings of a cue, packed: an hour of talk has ten thousand of them."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_UNKNOWN = -1.0
_PLACES = 6
"""Decimals of a confidence: as many as survive four bytes, so that words copied are the same."""


class Word(NamedTuple):
    """One recognised word: times in ms, confidence 0 to 1 or None where not given."""

    start: int
    end: int
    text: str
    confidence: float | None = None


class Words:
    """An immutable sequence of `Word`, kept in arrays."""

    __slots__ = ("_confidences", "_ends", "_starts", "_texts")

    def __init__(self, words: Iterable[Word]) -> None:
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
        return (self._starts, self._ends, self._texts, self._confidences) == (
            other._starts,
            other._ends,
            other._texts,
            other._confidences,
        )

    def __hash__(self) -> int:
        return hash(self._texts)

    def __repr__(self) -> str:
        return f"Words({list(self)!r})"

    def shifted(self, delta: int) -> Words:
        """The same words `delta` ms later."""
        return Words(word._replace(start=word.start + delta, end=word.end + delta) for word in self)
