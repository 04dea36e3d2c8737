# SPDX-License-Identifier: GPL-3.0-or-later
"""What a correction of a line says about words: this was heard where that is meant."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from editor.core.tags import without_tags
from editor.core.text import HAN, LATIN_WORD
from editor.language.conversion import SIMPLIFIED, convert
from editor.language.glossary import Term, plain
from editor.language.script import script_of
from editor.language.words import borders, frequency, word_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from editor.core.cue import Cue

_LONGEST = 24
"""Characters of what may be a word or a term; what is longer was rewritten."""
_MOST = 400
"""Characters of a line that are compared."""
_MOST_CUES = 100
"""Cues that are compared for one word: who asks waits, and more say nothing new."""
_RARE = 10_000
"""A character that the dictionary counted less often may be part of a name."""
_EVERYDAY = 50_000
"""A character that the dictionary counted as often is a word by itself."""
_KNOWN_TO_ALL = 1_500
"""A word that the dictionary counted as often needs no glossary."""
_ALIKE = 0.6
"""So alike, from 0 to 1, is what a recogniser takes for a term."""


class Correction(NamedTuple):
    """One word or term that was corrected.

    Attributes:
        heard: What stood there.
        right: What stands there now.
        start: Where in the text before.
        end: Where it ended.
    """

    heard: str
    right: str
    start: int
    end: int

    @property
    def term(self) -> Term:
        """To look for the same mishearing elsewhere: the right word, and how it was heard."""
        return Term(self.right, heard_as=(self.heard,))


def corrections(before: str, after: str, terms: Iterable[str] = ()) -> list[Correction]:
    """The words that a correction has changed, whole words of both texts.

    Changes of marks, spaces, case and script are none, nor is what was only added or removed, nor
    one frequent Chinese character by itself; a rare one makes a name with the word beside it.

    Args:
        before: A text before the correction.
        after: The same after it.
        terms: The glossary's, which are words, too.
    """
    before, after = without_tags(before)[:_MOST], without_tags(after)[:_MOST]
    before = _in_script_of(after, before)
    known = frozenset(terms)
    one, other = _units(before, known), _units(after, known)
    found = []
    for first, stop, begin, end in _changed(before, one, after, other):
        start, last = one[first][0], one[stop - 1][1]
        right = after[other[begin][0] : other[end - 1][1]]
        if not known & {right}:
            start, last, right = _without_common(before, start, last, right)
        heard = before[start:last]
        if plain(heard) != plain(right) and _may_be_term(heard) and _may_be_term(right):
            found.append(Correction(heard, right, start, last))
    return found


def _in_script_of(after: str, before: str) -> str:
    """The text before in the script of the text after it, if that leaves its places as they are."""
    targets = {("hant", "hans"): SIMPLIFIED, ("hans", "hant"): "zh-Hant"}
    target = targets.get((script_of(before), script_of(after)))
    converted = before if target is None else convert(before, target)
    return converted if len(converted) == len(before) else before


def _without_common(text: str, start: int, last: int, right: str) -> tuple[int, int, str]:
    """Without an everyday character that both end or begin with: it is no part of a name.

    What is no word in the dictionary may have been taken for one: 卢毅说.
    """
    least = 2
    if word_class(right):
        return start, last, right
    if min(last - start, len(right)) > least and _is_everyday(text[last - 1], right[-1]):
        last, right = last - 1, right[:-1]
    if min(last - start, len(right)) > least and _is_everyday(text[start], right[0]):
        start, right = start + 1, right[1:]
    return start, last, right


def _is_everyday(one: str, other: str) -> bool:
    """Whether the two are the same character, and one that is a word by itself."""
    return one == other and frequency(one) >= _EVERYDAY


def made_of(word: str, cues: Iterable[Cue], terms: Iterable[str] = ()) -> list[Correction]:
    """What was corrected where a word was heard, or a part of it that words cut otherwise share."""
    parts = {*HAN.findall(word), *LATIN_WORD.findall(word)}
    less = (
        cue
        for cue in cues
        if cue.heard != cue.text
        and any(cue.heard.count(part) > cue.text.count(part) for part in parts)
    )
    known = tuple(terms)
    found = (
        each
        for cue in islice(less, _MOST_CUES)
        for each in corrections(cue.heard, cue.text, known)
        if any(part in each.heard for part in parts)
    )
    return list(dict.fromkeys(found))


def is_term(correction: Correction) -> bool:
    """Whether it looks like a name or a term that was misheard, not like a slip or another wording.

    It has letters that are no everyday English, or it is Chinese that sounds alike, and no word
    that everybody knows.
    """
    from editor.language.sound.likeness import likeness
    from editor.language.sound.plausible import common_english

    heard, right = correction.heard, correction.right
    latin = LATIN_WORD.findall(right)
    if latin:
        return any(word.casefold() not in common_english() for word in latin)
    new = [character for character in right if character not in heard]
    if not word_class(right) and all(frequency(character) >= _RARE for character in new):
        return False  # no word, and no name: two words, one of which is another now
    return frequency(right) < _KNOWN_TO_ALL and likeness(heard, right) >= _ALIKE


def _changed(
    before: str, one: list[tuple[int, int]], after: str, other: list[tuple[int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """Which units of the one became which of the other: first and stop of both."""
    matcher = SequenceMatcher(
        None,
        [plain(before[a:b]) for a, b in one],
        [plain(after[a:b]) for a, b in other],
        autojunk=False,
    )
    for tag, first, stop, begin, end in matcher.get_opcodes():
        if tag != "replace":
            continue
        if _is_rare_character(before, one[first:stop], after, other[begin:end]):
            yield _with_word_beside(one, first, other, begin)
        else:
            yield first, stop, begin, end


def _is_rare_character(
    before: str, one: list[tuple[int, int]], after: str, other: list[tuple[int, int]]
) -> bool:
    """Whether one Chinese character became another one, and one of the two is rare."""
    pair = [text[a:b] for text, units in ((before, one), (after, other)) for a, b in units]
    return (
        len(one) == len(other) == 1
        and all(len(each) == 1 and HAN.match(each) for each in pair)
        and min(map(frequency, pair)) < _RARE
    )


def _with_word_beside(
    one: list[tuple[int, int]], first: int, other: list[tuple[int, int]], begin: int
) -> tuple[int, int, int, int]:
    """The places of a character and of the word behind it, or the character before it."""
    for units, place in ((one, first), (other, begin)):
        if place + 1 == len(units) or units[place + 1][0] != units[place][1]:
            break
        if units[place + 1][1] - units[place + 1][0] == 1:
            break
    else:
        return first, first + 2, begin, begin + 2
    if first and begin and one[first - 1][1] == one[first][0]:
        return first - 1, first + 1, begin - 1, begin + 1
    return first, first + 1, begin, begin + 1


def _units(text: str, terms: frozenset[str]) -> list[tuple[int, int]]:
    """Where words begin and end; marks and spaces are none."""
    return [
        (start, end)
        for start, end in pairwise(borders(text, terms))
        if any(map(str.isalnum, text[start:end]))
    ]


def _may_be_term(text: str) -> bool:
    """Whether it is no sentence, and more than one Chinese character."""
    return 1 < len(text) <= _LONGEST
