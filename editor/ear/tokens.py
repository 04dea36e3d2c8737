# SPDX-License-Identifier: GPL-3.0-or-later
"""Byte-level byte-pair encoding, and Whisper's special tokens.

Sennrich et al., *Neural Machine Translation of Rare Words with Subword Units* (2016); GPT-2's
``encoder.py``; ``tokenizer.py`` of github.com/openai/whisper (MIT). Tokens are numbered in the
order in which their merges were learnt, so that a pair's rank is the id of what it merges into.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

MULTILINGUAL = 51_865
"""The smallest vocabulary of a model that knows languages but English."""

_LANGUAGES = 99  # of that vocabulary; larger ones have as many more
_CHINESE = 1  # its place among the languages
_SHORTENED = re.compile("'(?:s|t|re|ve|m|ll|d)")
_PIECE = re.compile(r" ?(?:L+|N+|O+)|[ S]+(?![LNO])|[ S]+")
"""GPT-2's pattern, on the kinds of the characters: see `_kind`."""


class Special(NamedTuple):
    """Ids of the special tokens of a multilingual model."""

    end: int
    start: int
    chinese: int
    transcribe: int
    previous: int
    no_speech: int
    no_timestamps: int

    @property
    def beginning(self) -> tuple[int, ...]:
        """What stands before a Mandarin text without timestamps."""
        return self.start, self.chinese, self.transcribe, self.no_timestamps


def special(vocabulary: int) -> Special:
    """The special tokens of a multilingual model with so many tokens."""
    end = 50_257
    behind = end + 2 + _LANGUAGES + vocabulary - MULTILINGUAL  # behind the languages
    return Special(end, end + 1, end + 2 + _CHINESE, behind + 1, behind + 3, behind + 4, behind + 5)


class Encoding(NamedTuple):
    """A text in tokens.

    Attributes:
        ids: Of its tokens.
        spans: Shape (tokens, 2): the characters [start, stop) that each token has some bytes of.
    """

    ids: tuple[int, ...]
    spans: NDArray[np.intp]


class Tokens:
    """Encodes and decodes with a model's vocabulary."""

    def __init__(self, vocabulary: Sequence[bytes]) -> None:
        """Take the bytes of each token, by id; without the special ones."""
        self._bytes = vocabulary
        self._ranks = {token: place for place, token in enumerate(vocabulary) if token}

    def encode(self, text: str) -> Encoding:
        """The tokens of a text; special ones are not recognised in it.

        Raises:
            KeyError: The vocabulary lacks some byte.
        """
        ids: list[int] = []
        for piece in _pieces(text):
            ids += self._merged(piece.encode("utf-8", "replace"))
        return Encoding(tuple(ids), self._spans(ids, text))

    def decode(self, ids: Sequence[int]) -> str:
        """The text of tokens. What is no UTF-8 becomes U+FFFD; special tokens are left out."""
        known = (self._bytes[token] for token in ids if token < len(self._bytes))
        return b"".join(known).decode("utf-8", "replace")

    def unspaced(self, token: int) -> int | None:
        """The token of the same bytes but for a space that they begin with, if there is one."""
        written = self._bytes[token]
        return self._ranks.get(written[1:]) if written.startswith(b" ") else None

    def _merged(self, piece: bytes) -> list[int]:
        parts = [piece[place : place + 1] for place in range(len(piece))]
        if piece in self._ranks:
            return [self._ranks[piece]]
        while len(parts) > 1:
            pairs = (first + second for first, second in pairwise(parts))
            ranks = [self._ranks.get(pair, len(self._bytes)) for pair in pairs]
            best = min(ranks)
            if best == len(self._bytes):
                break
            place = ranks.index(best)
            parts[place : place + 2] = [self._bytes[best]]
        return [self._ranks[part] for part in parts]

    def _spans(self, ids: Sequence[int], text: str) -> NDArray[np.intp]:
        sizes = [len(character.encode("utf-8", "replace")) for character in text]
        owner = np.repeat(np.arange(len(text)), sizes)  # the character of each byte
        ends = np.cumsum([len(self._bytes[token]) for token in ids], dtype=np.intp)
        starts = np.concatenate(([0], ends[:-1])).astype(np.intp)
        if not ids:
            return np.zeros((0, 2), np.intp)
        return np.stack((owner[starts], owner[ends - 1] + 1), axis=1)


def _pieces(text: str) -> Iterator[str]:
    """The pieces of a text, within which bytes are merged."""
    kinds = "".join(map(_kind, text))
    place = 0
    while place < len(text):
        match = _SHORTENED.match(text, place) or _PIECE.match(kinds, place)
        stop = match.end() if match else len(text)
        yield text[place:stop]
        place = stop


@lru_cache(maxsize=1 << 14)
def _kind(character: str) -> str:
    """``L`` for letters, ``N`` numbers, `` `` the space, ``S`` other white space, ``O`` others.

    By categories, not by ``\\w``: that holds numbers like ½ for letters.
    """
    if character == " ":
        return character
    category = unicodedata.category(character)[0]
    if category in "LN":
        return category
    # Python counts four separators as white space that Unicode does not.
    return "S" if character.isspace() and not "\x1c" <= character <= "\x1f" else "O"
