# SPDX-License-Identifier: GPL-3.0-or-later
"""Simplified to Traditional: OpenCC, kept within the borders of words.

OpenCC takes the longest phrase that it knows, wherever it begins: in 被|发明 it finds 被发 (髮).
So each line is converted as a whole and word by word; where they differ, a phrase counts only if
it begins and ends between words. A character that is a word by itself is told by what is around
(`senses`). What is then still wrong is in the table of phrases. Each character keeps its place.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from editor.language import phrases, senses
from editor.language.converters import converted, converted_each, smallest
from editor.language.taiwan import with_vocabulary
from editor.language.words import dictionary_edges, word_class

if TYPE_CHECKING:
    from collections.abc import Sequence

_REACH = 6
"""Characters of the longest phrases that matter here; longer ones have no other reading."""
_PARTICLES = "了只向"
"""Words by themselves before any other: 了|如何 has nothing to do with 了如指掌."""
_IN_NAMES = frozenset("里干")
"""Characters that foreign names are spelled with: 埃里克森, 卡拉干达. They stay as they are."""
_SPELLING = frozenset("克斯尔特德拉亚尼莱利娜维夫茨诺塞迪鲁埃乔卡达萨奥姆")
"""Characters that foreign names are spelled with and few other words."""
_INSIDE = "面边头外"
"""里 before these means inside, also where the dictionary takes the word for a name."""
_LEAST_NAME = 3
"""Characters of the shortest name that the dictionary is believed: 海里 is no name."""


def to_traditional(text: str, place: str) -> str:
    """One line of Simplified in the characters of a place.

    Args:
        text: A line without line end.
        place: ``tw`` or ``hk``; ``twp`` for Taiwan with its vocabulary.
    """
    whole = converted(text, "s2t")
    edges = dictionary_edges(text)
    if not len(whole) == len(text) == edges[-1]:
        return converted(text, f"s2{place}")
    standard = _within_words(text, whole, edges)
    if place == "twp":
        return with_vocabulary(text, whole, standard, edges)
    return converted(standard, f"t2{place}")


def _within_words(text: str, whole: str, edges: Sequence[int]) -> str:
    """`whole`, without phrases that cut words, and with the table's phrases."""
    result = list(whole)
    words = list(pairwise(edges))
    apart = "".join(converted_each(text, words, "s2t"))
    if whole != apart:
        for place, (one, other) in enumerate(zip(whole, apart, strict=True)):
            if one != other and not _is_phrase(text, place, one, edges):
                result[place] = other
    if not _IN_NAMES.isdisjoint(text):
        for start, end in words:
            _keep_name(start, text[start:end], result)
    senses.mend(text, result, edges)
    phrases.mend(text, "Hant", result, lambda: edges)
    return "".join(result)


def _is_phrase(text: str, place: int, character: str, edges: Sequence[int]) -> bool:
    """Whether to believe OpenCC, which makes `character` of the one at `place` in the whole text.

    It must come from a phrase that begins and ends between words.
    """
    if character == text[place] and character in _IN_NAMES:
        return True
    word = next(word for word in pairwise(edges) if place < word[1])
    spans = [
        (start, end)
        for start in range(max(0, place + 1 - _REACH), place + 1)
        for end in range(place + 1, min(len(text), start + _REACH) + 1)
    ]
    made = zip(spans, converted_each(text, spans, "s2t"), strict=True)
    telling = [(start, end) for (start, end), new in made if new[place - start] == character]
    if (place, place + 1) in telling:
        # The usual form: a phrase that goes on behind the word keeps it from what the word makes
        # of it (一出 is 一齣, 一出城 is not).
        telling = [(start, end) for start, end in telling if start == word[0] and word[1] < end]
    elif word == (place, place + 1) and text[place] not in _PARTICLES:
        return True
    found = smallest(telling)
    if word == (place, place + 1) and any(end == place + 1 for _, end in found):
        return True  # what stands last is the head of the phrase: 第|一只
    return any({start, end} <= set(edges) for start, end in found)


def _keep_name(start: int, word: str, result: list[str]) -> None:
    """Undo what was converted in a foreign name that the dictionary knows."""
    if len(word) < _LEAST_NAME or _IN_NAMES.isdisjoint(word):
        return
    kind = word_class(word)
    spelled = kind in {"nr", "ns"} and not _SPELLING.isdisjoint(word)
    for place, character in enumerate(word):
        following = word[place + 1 : place + 2]
        inner = character == "里" and following and following not in _INSIDE
        if character in _IN_NAMES and (kind == "nrt" or (inner and spelled)):
            result[start + place] = character
