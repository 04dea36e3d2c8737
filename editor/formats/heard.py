# SPDX-License-Identifier: GPL-3.0-or-later
"""Collects what recognisers say, and makes cues of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.head import Head
from editor.core.i18n import N_
from editor.core.text import weight
from editor.core.words import Words
from editor.formats.format import Parsed
from editor.formats.json_text import LONGEST, number
from editor.formats.language_names import tag_of
from editor.formats.lines import shortened
from editor.formats.loose_json import fields, first
from editor.formats.recognised import SECOND, Said, Shape, said

if TYPE_CHECKING:
    from collections.abc import Iterable

_PACE = 250.0
"""Milliseconds for a Han character, where nothing says when speech ends."""

_LONGEST_GUESS = 7000

_ENOUGH = 2000
"""Entries whose lengths are looked at."""

_NO_UNIT = 200
"""A median length of cues above this is none in seconds."""

_FASTEST, _TOO_FAST = 20, 5
"""Nobody says a Han character in so few ms: such lengths are seconds after all."""


class Heard:
    """Collects stretches of speech, and makes cues of them."""

    def __init__(self, problems: list[Problem]) -> None:
        """Add to `problems`."""
        self._problems = problems
        self._said: list[Said] = []
        self._place = 0

    def __len__(self) -> int:
        """Number of stretches so far."""
        return len(self._said)

    def add(self, one: Said) -> None:
        """Add a stretch; without any time it is told and left out."""
        self._place += 1
        if one.start is None and one.words:
            one.start = float(one.words[0].start)
        if one.end is None and one.words:
            one.end = float(max(word.end for word in one.words))
        if one.start is None:
            text = shortened(one.text)
            message = N_("Entry {place} has no readable time and was skipped: “{text}”.")
            self._problems.append(Problem(message, place=self._place, text=text))
            return
        self._said.append(one)

    def add_all(self, items: Iterable[object], shape: Shape) -> None:
        """Add the objects of a list; anything else in it is told."""
        for item in items:
            if isinstance(item, dict):
                self.add(said(item, shape))
            else:
                self.add(Said(None, None, str(item)))

    def parsed(self, language: object = None) -> Parsed:
        """The cues.

        Raises:
            UserError: There is none.
        """
        if not self._said:
            raise UserError("There are no cues in this file.")
        parsed = Parsed(problems=self._problems)
        guessed = 0
        for row, one in enumerate(self._said):
            if one.end is None:
                following = self._said[row + 1].start if row + 1 < len(self._said) else None
                one.end = _end(one, following)
                guessed += 1
            parsed.cues.append(_cue(one, row))
            if one.end < (one.start or 0):
                message = N_("Cue {place} ends before it starts.")
                parsed.problems.append(Problem(message, place=row + 1))
        if guessed:
            message = N_(
                "Where the file does not say when a cue ends, the next start was taken."
                " Cues affected: {count}."
            )
            parsed.problems.append(Problem(message, count=guessed))
        parsed.head = Head(language=tag_of(language))
        return parsed


def _end(one: Said, following: float | None) -> float:
    start = one.start or 0.0
    if following is not None and following > start:
        return following
    return start + min(_LONGEST_GUESS, max(SECOND, _PACE * weight(one.text)))


def _cue(one: Said, row: int) -> Cue:
    start, end = round(one.start or 0), round(one.end or 0)
    words = Words(one.words) if one.words else None
    if words is not None and start < end:
        words = words.inside(start, end)
    return Cue(
        row,
        start,
        end,
        one.text,
        hypothesis=one.text,
        speaker=one.speaker,
        words=words,
        extras=one.extras,
        second=one.second,
    )


def in_seconds(items: Iterable[object], shape: Shape, problems: list[Problem]) -> Shape:
    """The shape of ms, or that of seconds if nobody could say the entries in so few ms; told."""
    lengths, paces = _lengths(items, shape)
    if not lengths or median(paces) >= _TOO_FAST or not max(lengths):
        return shape
    message = N_("The times have no unit; by the length of the cues they are seconds.")
    problems.append(Problem(message))
    word = None if shape.word is None else replace(shape.word, unit=SECOND)
    return replace(shape, unit=SECOND, word=word)


def without_unit(items: Iterable[object], shape: Shape, problems: list[Problem]) -> Shape:
    """The shape with the unit that the lengths of the entries speak for; milliseconds are told."""
    lengths, paces = _lengths(items, shape)
    if shape.unit != SECOND or not lengths or median(lengths) <= _NO_UNIT:
        return shape
    if median(paces) < _FASTEST:
        return shape
    message = N_("The times have no unit; by the length of the cues they are milliseconds.")
    problems.append(Problem(message))
    word = None if shape.word is None else replace(shape.word, unit=1.0)
    return replace(shape, unit=1.0, word=word)


def _lengths(items: Iterable[object], shape: Shape) -> tuple[list[float], list[float]]:
    """The lengths of the first entries, in their own unit, and each for a Han character."""
    lengths, paces = [], []
    for item in map(fields, islice(items, _ENOUGH)):
        start, end = number(first(item, shape.start)), number(first(item, shape.end))
        length = None if start is None or end is None else end - start
        if length is None and shape.length:
            length = number(first(item, shape.length))
        if length is not None and abs(length) < LONGEST:
            lengths.append(length)
            said = first(item, shape.text)
            paces.append(length / max(weight(said) if isinstance(said, str) else 1, 1))
    return lengths, paces
