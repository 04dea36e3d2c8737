# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts as units that can be compared: Han characters with their sound, words of other letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from editor.core.text import HAN
from editor.language.folding import Folder, Folding
from editor.language.pinyin import sounds
from editor.language.sound.plausible import common_english

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNIT = re.compile(rf"(?P<han>{HAN.pattern}+)|(?P<word>(?:(?!{HAN.pattern})[^\W_])+)")


class Unit(NamedTuple):
    """A character or word.

    Attributes:
        start: Where in the text it begins.
        end: Where it ends.
        key: What it says; equal for Simplified and Traditional, capital and small letters.
        sound: Its syllable without the tone; for a word its first and last letter.
    """

    start: int
    end: int
    key: str
    sound: str


_LEAST, _LONG = 2, 6
"""Letters of a word that may be glued to another one, and of one that shows it."""


class Cutter:
    """Cuts texts into units. Words that a text has glued together are cut as others have them."""

    def __init__(self) -> None:
        self._folder = Folder(Folding(), single=True)
        self._words: set[str] = set()
        self._cuts: dict[str, int] = {}

    def learn(self, text: str) -> None:
        """Note the words of a text."""
        folded = self._folder.folded(text).text
        self._words.update(match[0] for match in _UNIT.finditer(folded) if match["word"])

    def units(self, text: str) -> Iterator[Unit]:
        """The units of a text; marks and spaces are between them."""
        folded = self._folder.folded(text).text
        for match in _UNIT.finditer(folded):
            start = match.start()
            if match.lastgroup == "word":
                for first, stop in self._cut(start, match[0]):
                    key = folded[first:stop]
                    yield Unit(first, stop, key, key[0] + key[-1])
                continue
            said = zip(match[0], sounds(match[0]), strict=True)
            for place, (key, sound) in enumerate(said, start=start):
                yield Unit(place, place + 1, key, sound.rstrip("12345"))

    @staticmethod
    def _glued(one: str, other: str, known: set[str] | frozenset[str]) -> bool:
        """Whether one of two parts of an unknown word is a long word of its own."""
        long = [part for part in (one, other) if len(part) >= _LONG]
        return not known.isdisjoint(long) and min(len(one), len(other)) > _LEAST

    def _cut(self, start: int, word: str) -> list[tuple[int, int]]:
        """Where a word begins and ends; of two that were glued together, both."""
        if word not in self._cuts:
            self._cuts[word] = self._joint(word)
        joint = self._cuts[word]
        end = start + len(word)
        return [(start, start + joint), (start + joint, end)] if joint else [(start, end)]

    def _joint(self, word: str) -> int:
        """Where two words were glued together; 0 if they were not."""
        known = self._words | common_english()
        if word in known or not word.isascii():
            return 0
        places = range(_LEAST, len(word) - _LEAST + 1)
        both = (at for at in places if word[:at] in known and word[at:] in known)
        one = (at for at in places if self._glued(word[:at], word[at:], known))
        return next(both, 0) or next(one, 0)
