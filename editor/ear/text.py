# SPDX-License-Identifier: GPL-3.0-or-later
"""A cue's text as it is spoken: without markup, on one line, in Simplified Chinese."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from editor.core.tags import TAG
from editor.language.simplified import to_simplified
from editor.language.words import NO_TERMS, word_at

_UNSPOKEN = re.compile(rf"{TAG.pattern}|\s+|\u2060", re.IGNORECASE)


class Spoken(NamedTuple):
    """A text to be scored.

    Attributes:
        text: What is spoken; models know Simplified best.
        places: The place in the cue's text of each of its characters.
    """

    text: str
    places: tuple[int, ...]

    def in_cue(self, start: int, stop: int) -> tuple[int, int]:
        """The part of the cue's text that characters [start, stop) are."""
        return self.places[start], self.places[stop - 1] + 1


def spoken(text: str) -> Spoken:
    """What of a cue's text is spoken."""
    characters: list[str] = []
    places: list[int] = []
    at = 0
    for match in [*_UNSPOKEN.finditer(text), None]:
        stop = match.start() if match else len(text)
        characters += text[at:stop]
        places += range(at, stop)
        if match is None:
            break
        at = match.end()
        if match[0].isspace() and characters and characters[-1] != " ":
            characters.append(" ")
            places.append(match.start())
    if characters and characters[-1] == " ":
        characters.pop()
        places.pop()
    plain = "".join(characters)
    simplified = to_simplified(plain)
    return Spoken(simplified if len(simplified) == len(plain) else plain, tuple(places))


def letters_of(text: str) -> str:
    """A name for what a cue says: the same in another script, with other marks, spaces or markup.

    Two texts have the same by chance once in four thousand million times.
    """
    said = "".join(character for character in spoken(text).text.casefold() if character.isalnum())
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def whole_word(
    text: str, weakest: tuple[int, int], terms: frozenset[str] = NO_TERMS
) -> tuple[int, int]:
    """The word [start, stop) of a cue's text that a part of it begins in, with all of that part."""
    start, stop = word_at(text, weakest[0], terms)
    return min(start, weakest[0]), max(stop, weakest[1])
