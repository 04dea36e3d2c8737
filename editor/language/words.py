# SPDX-License-Identifier: GPL-3.0-or-later
"""Word boundaries; Qt takes a whole line without spaces for one word.

Offsets are code points. Units are a Chinese word, a run of other letters with its hyphens, an
inline tag, a run of one punctuation mark, and a run of spaces; no boundary is inside a grapheme.
`terms` are words, too: those of the user's glossary, which no dictionary has.
Only this module imports `rjieba`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.tags import TAG, without_tags
from editor.core.text import HAN, LATIN_WORD, graphemes

if TYPE_CHECKING:
    from collections.abc import Callable

    from rjieba import Jieba

NO_TERMS: frozenset[str] = frozenset()

_EDGE = rf"(?!{HAN.pattern})[^\W_]"
"""A letter of words that spaces divide."""
_LETTER = rf"(?:(?!{HAN.pattern})[^\W_][\u0300-\u036f]*)"


@lru_cache(maxsize=4)
def _unit(terms: frozenset[str]) -> re.Pattern[str]:
    """The pattern of one unit; compiled on first use, as the 8 ms would delay the start.

    Terms that are not pure Han are part of it; `_cutter` knows the others.
    """
    mixed = sorted((term for term in terms if term and not _is_han(term)), key=len)[::-1]
    whole = "".join(rf"{_edged(term)}|" for term in mixed)
    return lazy_re.compile(
        rf"(?P<tag>{TAG.pattern})|{whole}"
        rf"(?P<han>{HAN.pattern}+)"
        rf"|{_LETTER}+(?:[-'’.+&/]{_LETTER}+)*"
        r"|\n"
        r"|[^\S\n]+"
        r"|(?P<mark>.)(?P=mark)*",
        re.IGNORECASE | re.DOTALL,
    )


def _edged(term: str) -> str:
    """The pattern of a term: not a part of a longer word of its letters."""
    before = rf"(?<!{_EDGE})" if re.match(_EDGE, term) else ""
    after = rf"(?!{_EDGE})" if re.match(_EDGE, term[-1]) else ""
    return before + re.escape(term) + after


def _is_han(text: str) -> bool:
    return bool(text) and all(map(HAN.match, text))


def borders(text: str, terms: frozenset[str] = NO_TERMS) -> list[int]:
    """All boundaries between units, ascending, from 0 to the length of `text`."""
    return list(_borders(text, terms))


def count_words(text: str) -> int:
    """Number of words, those of Chinese too, without tags and marks."""
    bare = without_tags(text)
    if HAN.search(bare) is None:
        return len(LATIN_WORD.findall(bare))
    pieces = (bare[start:end] for start, end in pairwise(_borders(bare, NO_TERMS)))
    return sum(HAN.match(piece) is not None or piece[:1].isalnum() for piece in pieces)


def word_at(text: str, position: int, terms: frozenset[str] = NO_TERMS) -> tuple[int, int]:
    """Start and end of the unit at `position`; at the end of the text, the last unit."""
    position = min(max(position, 0), len(text))
    for start, end in pairwise(_borders(text, terms)):
        if start <= position < end or position == end == len(text):
            return start, end
    return position, position


def next_border(text: str, position: int, terms: frozenset[str] = NO_TERMS) -> int:
    """Start of the next word after `position`, or the end of `text`."""
    edges = _borders(text, terms)
    return next((e for e in edges if e > position and not _is_space(text, e)), len(text))


def previous_border(text: str, position: int, terms: frozenset[str] = NO_TERMS) -> int:
    """Start of the word before `position`, or 0."""
    edges = _borders(text, terms)
    return max((e for e in edges if e < position and not _is_space(text, e)), default=0)


def learn(terms: frozenset[str]) -> None:
    """Make the dictionary with these terms now, on any thread, so that no key waits for it."""
    _cutter(frozenset(filter(_is_han, terms)))


def _is_space(text: str, position: int) -> bool:
    """Whether spaces begin at `position`; the caret skips them together with the word before."""
    return text[position : position + 1].isspace() and text[position] != "\n"


@lru_cache(maxsize=64)
def _borders(text: str, terms: frozenset[str]) -> tuple[int, ...]:
    edges = [0]
    for unit in _unit(terms).finditer(text):
        if unit.lastgroup == "han":
            edges += _han_borders(unit.start(), unit[0], terms)
        edges.append(unit.end())
    whole = _grapheme_edges(text)
    if whole is not None:
        edges = [edge for edge in edges if edge in whole]
    return tuple(dict.fromkeys(edges))


@lru_cache(maxsize=64)
def dictionary_edges(text: str) -> list[int]:
    """Borders between the words of the dictionary, ascending, from 0; nothing is guessed."""
    import rjieba

    edges = [0]
    for word in rjieba.cut(text, hmm=False):
        edges.append(edges[-1] + len(word))
    return edges


@lru_cache(maxsize=1024)
def word_class(word: str) -> str:
    """The dictionary's class of a word: ``nr`` a person, ``nrt`` a foreign name, ``ns`` a place.

    Empty if the dictionary does not have the word.
    """
    import rjieba

    (found, kind), *more = rjieba.tag(word, hmm=False)
    return kind if found == word and not more else ""


def _han_borders(start: int, text: str, terms: frozenset[str]) -> list[int]:
    edges = []
    for word in _cutter(frozenset(filter(_is_han, terms)))(text):
        start += len(word)
        edges.append(start)
    return edges


_LEARNT: dict[frozenset[str], Jieba] = {}
"""Dictionaries by the terms that they have, the one used last at the end."""

_MOST_LEARNT = 4


def _cutter(terms: frozenset[str]) -> Callable[[str], list[str]]:
    """Cuts by the dictionary and these terms.

    Making a dictionary holds up all threads for 0.2 s. So that typing does not stop when a word
    comes into the glossary, a dictionary that lacks some of the terms learns them.
    """
    import rjieba

    if not terms:
        return rjieba.cut
    cutter = _LEARNT.pop(terms, None)
    if cutter is None:
        fewer = max((known for known in list(_LEARNT) if known < terms), key=len, default=NO_TERMS)
        # Else one of its own: terms must not change what `dictionary_edges` says.
        cutter = _LEARNT.pop(fewer, None)
        if cutter is None:
            fewer, cutter = NO_TERMS, rjieba.Jieba()
        for term in sorted(terms - fewer):
            cutter.add_word(term, cutter.suggest_freq(term), None)
    _LEARNT[terms] = cutter
    if len(_LEARNT) > _MOST_LEARNT:
        _LEARNT.pop(next(iter(list(_LEARNT))), None)
    return cutter.cut


def _grapheme_edges(text: str) -> set[int] | None:
    """Offsets between graphemes; None if each code point is its own grapheme."""
    clusters = graphemes(text)
    if len(clusters) == len(text):
        return None
    edges = {0}
    end = 0
    for cluster in clusters:
        end += len(cluster)
        edges.add(end)
    return edges


@lru_cache(maxsize=1 << 15)
def frequency(word: str) -> int:
    """How often the dictionary counted a word; what it does not have is taken for several words."""
    import rjieba

    return int(rjieba.suggest_freq(word))
