# SPDX-License-Identifier: GPL-3.0-or-later
"""Chinese in pinyin. Only this module imports `pypinyin`."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from editor.core.garbage import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def _library() -> Any:
    """`pypinyin`: its dictionary is 190,000 lists, which no collection must go through."""
    with uncollected():
        import pypinyin
        import pypinyin.phrases_dict
    return pypinyin


def initials(text: str) -> str:
    """The first letter of each syllable; other characters unchanged: 修复时钟 → ``xfsz``."""
    pypinyin = _library()
    letters = pypinyin.pinyin(text, style=pypinyin.Style.FIRST_LETTER)
    return "".join(letter[0] for letter in letters).lower()


def spelled(text: str) -> str:
    """All syllables in full, without tones or spaces: 修复时钟 → ``xiufushizhong``."""
    pypinyin = _library()
    syllables = pypinyin.pinyin(text, style=pypinyin.Style.NORMAL)
    return "".join(syllable[0] for syllable in syllables).lower()


def syllables(text: str) -> tuple[str, ...]:
    """Each syllable in full, without its tone: 权重 → ``quan zhong``."""
    return tuple(_library().lazy_pinyin(text))


def phrases() -> Iterator[tuple[str, tuple[str, ...]]]:
    """All phrases of the dictionary with their syllables, which takes half a second."""
    for phrase, sounds in _library().phrases_dict.phrases_dict.items():
        yield phrase, tuple(_without_tone(sound[0]) for sound in sounds)


@lru_cache(maxsize=1 << 12)
def _without_tone(sound: str) -> str:
    from pypinyin.contrib.tone_convert import to_normal

    return to_normal(sound)


def sounds(text: str) -> list[str]:
    """As `toned`, word by word, which is many times as quick for a long text."""
    from editor.language.words import dictionary_edges

    return [
        sound
        for start, end in pairwise(dictionary_edges(text))
        for sound in _of_word(text[start:end])
    ]


@lru_cache(maxsize=1 << 15)
def _of_word(word: str) -> tuple[str, ...]:
    found = toned(word)
    return tuple(found) if len(found) == len(word) else tuple(toned(one)[0] for one in word)


def toned(text: str) -> list[str]:
    """Each character's syllable with its tone as a digit, 5 for none: 权重 → ``quan2 zhong4``.

    What has no sound stays as it is. `text` is Han alone, or there are fewer results.
    """
    pypinyin = _library()
    found: list[str] = pypinyin.lazy_pinyin(
        text,
        style=pypinyin.Style.TONE3,
        neutral_tone_with_five=True,
        errors=list,  # one result each
    )
    return found
