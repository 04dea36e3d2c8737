# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that sound like a given one, whatever their tones: what a recogniser may have confused."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from editor.core.text import HAN
from editor.formats.encoding_models import common_han
from editor.language.pinyin import phrases, syllables
from editor.language.words import NO_TERMS, word_class

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]
"""Start and end in a text."""

_LONGEST = 4
"""Characters of a word that is looked up."""


def homophones(text: str, place: int, terms: frozenset[str] = NO_TERMS) -> list[tuple[Span, str]]:
    """What may stand in a line at and around one character instead: words of the same syllables.

    Args:
        text: A line in Simplified Chinese.
        place: Of the character.
        terms: Words of the user's, which no dictionary has.

    Returns:
        Parts of the line that hold the character, each with another word, long parts first.
    """
    found: list[tuple[Span, str]] = []
    for size in range(_LONGEST, 0, -1):
        for start in range(max(0, place - size + 1), min(place, len(text) - size) + 1):
            part = text[start : start + size]
            if all(map(HAN.match, part)):
                found += [((start, start + size), word) for word in _others(part, terms)]
    return found


def _others(part: str, terms: frozenset[str]) -> Iterator[str]:
    """Other words that sound as `part` does: the user's, then the dictionary's."""
    sound = syllables(part)
    for term in sorted(terms):
        if term != part and len(term) == len(part) and syllables(term) == sound:
            yield term
    for word in by_sound().get(sound, ()):
        if word != part and word not in terms and (len(word) == 1 or word_class(word)):
            yield word


@cache
def by_sound() -> dict[tuple[str, ...], list[str]]:
    """All words by their syllables: phrases, and common characters, commonest first."""
    index: dict[tuple[str, ...], list[str]] = {}
    for character in common_han():
        index.setdefault(syllables(character), []).append(character)
    for phrase, sound in phrases():
        if 1 < len(phrase) <= _LONGEST:
            index.setdefault(sound, []).append(phrase)
    return index
