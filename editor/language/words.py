# SPDX-License-Identifier: GPL-3.0-or-later
"""Word boundaries; Qt takes a whole line without spaces for one word.

Offsets are code points. Units are a Chinese word, a run of other letters with its hyphens, an
inline tag, a run of one punctuation mark, and a run of spaces; no boundary is inside a grapheme.
Only this module imports `rjieba`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from editor.core.tags import TAG
from editor.core.text import HAN, graphemes

_LETTER = rf"(?:(?!{HAN.pattern})[^\W_][\u0300-\u036f]*)"


@cache
def _unit() -> re.Pattern[str]:
    """The pattern of one unit; compiled on first use, as the 8 ms would delay the start."""
    return re.compile(
        rf"(?P<tag>{TAG.pattern})"
        rf"|(?P<han>{HAN.pattern}+)"
        rf"|{_LETTER}+(?:[-'’.+&/]{_LETTER}+)*"
        r"|\n"
        r"|[^\S\n]+"
        r"|(?P<mark>.)(?P=mark)*",
        re.IGNORECASE | re.DOTALL,
    )


def borders(text: str) -> list[int]:
    """All boundaries between units, ascending, from 0 to the length of `text`."""
    return list(_borders(text))


def word_at(text: str, position: int) -> tuple[int, int]:
    """Start and end of the unit at `position`; at the end of the text, the last unit."""
    position = min(max(position, 0), len(text))
    for start, end in pairwise(_borders(text)):
        if start <= position < end or position == end == len(text):
            return start, end
    return position, position


def next_border(text: str, position: int) -> int:
    """Start of the next word after `position`, or the end of `text`."""
    stops = (edge for edge in _borders(text) if edge > position and not _is_space(text, edge))
    return next(stops, len(text))


def previous_border(text: str, position: int) -> int:
    """Start of the word before `position`, or 0."""
    stops = [edge for edge in _borders(text) if edge < position and not _is_space(text, edge)]
    return stops[-1] if stops else 0


def _is_space(text: str, position: int) -> bool:
    """Whether spaces begin at `position`; the caret skips them together with the word before."""
    return text[position : position + 1].isspace() and text[position] != "\n"


@lru_cache(maxsize=64)
def _borders(text: str) -> tuple[int, ...]:
    edges = [0]
    for unit in _unit().finditer(text):
        if unit.lastgroup == "han":
            edges += _han_borders(unit.start(), unit[0])
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


def _han_borders(start: int, text: str) -> list[int]:
    import rjieba

    edges = []
    for word in rjieba.cut(text):
        start += len(word)
        edges.append(start)
    return edges


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
