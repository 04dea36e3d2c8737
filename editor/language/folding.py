# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts made alike for a search: 軟件 and 软件, Ａ and a, é and é.

Each character is folded by itself, so that a place in the folded text leads back to the text:
a phrase has no places of its own. Text that is canonically equivalent is always alike.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from editor.core.text import HAN
from editor.language.converters import converted

_SYLLABLES = ("\uac00", "\ud7a3")
"""First and last of Hangul's syllables: the one script of which no text is written decomposed."""


@dataclass(frozen=True, slots=True)
class Folding:
    """What makes no difference.

    Attributes:
        script: Simplified and Traditional, by OpenCC's table of characters.
        width: Full and half width, and other compatible forms: Ａ and A, ｶ and カ, ① and 1.
        case: Capital and small letters.
    """

    script: bool = True
    width: bool = True
    case: bool = True


class Folded(NamedTuple):
    """A folded text.

    Attributes:
        text: The folded characters, one after the other.
        places: For each place in `text`, the offset in the text that was folded, or -1 inside
            a character that became several; None if every character became one.
    """

    text: str
    places: tuple[int, ...] | None


class Folder:
    """Folds texts one way; it keeps what it knows of each character."""

    def __init__(self, folding: Folding, *, single: bool = False) -> None:
        """A folder.

        Args:
            folding: What makes no difference.
            single: Whether a character that would become several stays as it is, so that every
                offset stays the same.
        """
        self._table = _Table(folding, single=single)

    def folded(self, text: str) -> Folded:
        """The folded `text`."""
        folded = text.translate(self._table)
        # No character becomes nothing, so the same length means one for one.
        return Folded(folded, None if len(folded) == len(text) else self._places(text))

    def _places(self, text: str) -> tuple[int, ...]:
        lengths = [len(self._table[ord(character)]) for character in text]
        places = [-1] * (sum(lengths) + 1)
        for offset, place in enumerate(accumulate(lengths, initial=0)):
            places[place] = offset
        return tuple(places)


class _Table(dict[int, str]):
    """What each character becomes, for `str.translate`; worked out when it is first met."""

    def __init__(self, folding: Folding, *, single: bool) -> None:
        super().__init__()
        self._folding, self._single = folding, single

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = self._fold(character)
        self[code] = character if self._single and len(folded) != 1 else folded
        return self[code]

    def _fold(self, character: str) -> str:
        folding = self._folding
        if _SYLLABLES[0] <= character <= _SYLLABLES[1]:
            return character
        if folding.width:
            character = unicodedata.normalize("NFKD", character)
        if folding.script and HAN.fullmatch(character):
            character = converted(character, "t2s")
        if folding.case:
            character = character.casefold()
        return unicodedata.normalize("NFD", character)
