# SPDX-License-Identifier: GPL-3.0-or-later
"""How likely one Chinese word follows another, and which words sound alike."""

from __future__ import annotations

import math
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from editor.language.homophones import by_sound
from editor.language.pinyin import syllables
from editor.language.word_model.binary import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from editor.language.word_model.binary import Tables

UNKNOWN, NO_WORD = 0, -1
"""Numbers of a character that the model does not know, and of what is no word at all."""
LONGEST = 4
"""Characters of a word that is looked for in a line; longer ones hardly change anything."""
_KNOWN = -3.0
"""How likely a word of the user's is, as a decadic logarithm: as likely as a common one."""
_NATS = math.log(10)


class Vocabulary:
    """What the file of the model says, and what is made of it once."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.numbers = {word: n for n, word in enumerate(tables.words) if n != UNKNOWN}

    @cached_property
    def by_sound(self) -> dict[tuple[str, ...], list[tuple[str, int]]]:
        """Words by their syllables without tones, with their numbers; takes a second.

        The readings of the dictionary's phrases are known; other words are read character by
        character. Words of one character are common ones.
        """
        index = {
            sound: [(word, number) for word in words if (number := self.numbers.get(word))]
            for sound, words in by_sound().items()
        }
        listed = {word for words in index.values() for word, _ in words}
        reading = {each: (syllables(each) or ("",))[0] for each in set("".join(self.numbers))}
        for word, number in self.numbers.items():
            if 1 < len(word) <= LONGEST and word not in listed:
                index.setdefault(tuple(map(reading.__getitem__, word)), []).append((word, number))
        return index


class WordModel:
    """The words of the language, and the user's.

    Attributes:
        longest: Characters of the longest word that is looked for.
    """

    def __init__(self, vocabulary: Vocabulary, own: Iterable[str] = ()) -> None:
        """`own`: words of the user's, which are as likely as common ones, whatever is before."""
        tables = vocabulary.tables
        self._vocabulary = vocabulary
        words = [word for word in dict.fromkeys(own) if word]
        self._own = {word: len(tables.words) + n for n, word in enumerate(words)}
        likely = np.full(len(words), _KNOWN, np.float32)
        self._alone = np.concatenate([tables.probabilities, likely]) * _NATS
        self._backoffs = np.concatenate([tables.backoffs, np.zeros(len(words))]) * _NATS
        self._alike: dict[str, tuple[tuple[str, int], ...]] = {}
        self.longest = max([LONGEST, *map(len, words)])

    def number(self, word: str) -> int:
        """A word's number; a character of its own has one always, see `UNKNOWN`, `NO_WORD`."""
        found = self._own.get(word) or self._vocabulary.numbers.get(word)
        return found or (UNKNOWN if len(word) == 1 else NO_WORD)

    def alone(self, words: Sequence[int] | NDArray[Any]) -> NDArray[Any]:
        """How likely each word is by itself, as the natural logarithm of its probability."""
        found: NDArray[Any] = self._alone[np.asarray(words, np.int64)]
        return found

    def after(self, before: NDArray[Any], words: NDArray[Any]) -> NDArray[Any]:
        """How likely each word is after another one.

        Args:
            before: Numbers of the words before, shape (n,); `UNKNOWN` at a beginning.
            words: Numbers of the words, shape (n,).

        Returns:
            Natural logarithms of the probabilities, shape (n,).
        """
        tables = self._vocabulary.tables
        keys, places = np.unique((words << tables.bits) | before, return_inverse=True)
        each, previous = keys >> tables.bits, keys & ((1 << tables.bits) - 1)
        at = np.minimum(np.searchsorted(tables.keys, keys), len(tables.keys) - 1)
        backed = self._alone[each] + self._backoffs[previous]
        found: NDArray[Any] = np.where(tables.keys[at] == keys, tables.pairs[at] * _NATS, backed)
        found = np.where(each >= len(tables.words), self._alone[each], found)
        return found[places.ravel()]

    def sounding(self, sounds: tuple[str, ...]) -> list[str]:
        """Words of these syllables."""
        return [word for word, _ in self._sounding(sounds)]

    def _sounding(self, sounds: tuple[str, ...]) -> Sequence[tuple[str, int]]:
        return self._vocabulary.by_sound.get(sounds, ())

    def alike(self, text: str) -> tuple[tuple[str, int], ...]:
        """Other words that sound as a text does, whatever their tones, with their numbers."""
        found = self._alike.get(text)
        if found is None:
            words = self._sounding(tuple(map(_reading, text)))
            found = self._alike[text] = tuple(
                (word, self._own.get(word, number))
                for word, number in words
                if _differs(text, word)
            )
        return found


_ONE_SOUND = ("他她它", "的得地", "吗嘛么")
"""Characters whose sound cannot tell which of them is right."""


def _differs(text: str, word: str) -> bool:
    """Whether a word is another one, not only written with another character for a small word."""
    return any(
        one != two and not any(one in group and two in group for group in _ONE_SOUND)
        for one, two in zip(text, word, strict=True)
    )


@lru_cache(maxsize=1 << 14)
def _reading(character: str) -> str:
    return (syllables(character) or ("",))[0]


def word_model(path: Path, own: Iterable[str] = ()) -> WordModel:
    """The model in a file, with words of the user's; a file is read once, unless it changes.

    Raises:
        UserError: See `binary.read`.
    """
    try:
        state = path.stat()
    except OSError:
        return WordModel(Vocabulary(read(path)), own)  # which says what is wrong with it
    return WordModel(_vocabulary(path.absolute(), state.st_mtime_ns, state.st_size), own)


@lru_cache(maxsize=1)
def _vocabulary(path: Path, _changed: int, _size: int) -> Vocabulary:
    return Vocabulary(read(path))
