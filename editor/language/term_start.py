# SPDX-License-Identifier: GPL-3.0-or-later
"""A start for a glossary from a text itself: its Latin words and its names, by frequency."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from editor.core.tags import without_tags
from editor.core.text import HAN
from editor.language.glossary import Term, plain
from editor.language.sound.plausible import common_english
from editor.language.words import dictionary_edges, frequency, word_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][\w\u00c0-\u024f]*(?:[-'’.+&/][A-Za-z0-9]+)*", re.ASCII)
_RUN = re.compile(rf"{_LATIN.pattern}(?: {_LATIN.pattern})*", re.ASCII)
_HAN = re.compile(f"{HAN.pattern}+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?<!\w)[@#][\w-]+#?", re.IGNORECASE)
_LONGEST = 4
"""Latin words of a phrase."""
_TWICE = 2
_USUAL, _MOST = 3, 40
"""How often a word stands that is usual, and how many words are taken for such."""
_FREQUENT = 1_500
"""A name that the dictionary counted as often is known to all, or no name at all."""
_NAMES = {"nr": "person", "nrt": "person", "nrfg": "person", "ns": "place", "nt": "product"}
"""Classes of the dictionary, and what a glossary calls them."""


class Found(NamedTuple):
    """What may belong into a glossary.

    Attributes:
        text: As it is written most often.
        kind: As in a glossary, or empty.
        rows: Where it stands.
    """

    text: str
    kind: str
    rows: tuple[int, ...]


def candidates(texts: Sequence[str], known: Iterable[Term] = ()) -> list[Found]:
    """Words of other letters, phrases of them that recur, and names; the most frequent first.

    Everyday English words are left out where they stand alone in small letters, and so is what the
    glossary has already, or has heard.

    Args:
        texts: The document's lines.
        known: The glossary so far.
    """
    have = {plain(word) for term in known for word in (term.term, *term.heard_as)}
    forms: dict[str, Counter[str]] = {}
    rows: dict[str, list[int]] = {}
    kinds: dict[str, str] = {}
    for row, text in enumerate(texts):
        for word, kind in _words(_ADDRESS.sub(" ", without_tags(text))):
            key = plain(word)
            forms.setdefault(key, Counter())[word] += 1
            rows.setdefault(key, []).append(row)
            kinds.setdefault(key, kind)
    found = []
    for key, written in forms.items():
        text = written.most_common(1)[0][0]
        if key in have or (" " in text and len(rows[key]) < _TWICE) or _is_plain(written):
            continue
        if not _is_part(key, rows, forms):
            found.append(Found(text, kinds[key], tuple(dict.fromkeys(rows[key]))))
    return sorted(found, key=lambda each: (-len(each.rows), each.rows))


def usual(texts: Sequence[str], known: Iterable[Term] = ()) -> Iterator[Term]:
    """What the text says so often that it is meant: as good as terms where something sounds so."""
    for each in candidates(texts, known)[:_MOST]:
        if len(each.rows) >= _USUAL:
            yield Term(each.text, each.kind)


def _words(text: str) -> Iterator[tuple[str, str]]:
    for run in _RUN.finditer(text):
        words = run[0].split(" ")
        for size in range(1, min(_LONGEST, len(words)) + 1):
            for first in range(len(words) - size + 1):
                phrase = words[first : first + size]
                if size == 1 or not {phrase[0], phrase[-1]} & _EDGES:
                    yield " ".join(phrase), ""
    for run in _HAN.finditer(text):
        yield from _names(run[0])


_EDGES = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "and",
        "or",
        "is",
        "are",
        "was",
        "be",
        "it",
        "this",
        "that",
        "for",
        "with",
        "as",
        "at",
        "by",
    ]
)
"""Words that no phrase begins or ends with."""


def _names(text: str) -> Iterator[tuple[str, str]]:
    edges = dictionary_edges(text)
    for start, end in pairwise(edges):
        word = text[start:end]
        rare = len(word) > 1 and frequency(word) < _FREQUENT
        if rare and (kind := _NAMES.get(word_class(word))):
            yield word, kind


def _is_plain(written: Counter[str]) -> bool:
    """Whether it is everyday English."""
    words = {word for text in written for word in text.split(" ")}
    return all(word.islower() or word.istitle() for word in words) and all(
        word.casefold() in common_english() or len(word) == 1 for word in words
    )


def _is_part(key: str, rows: dict[str, list[int]], forms: dict[str, Counter[str]]) -> bool:
    """Whether it hardly stands outside of one longer phrase."""
    count = len(rows[key])
    return any(
        key != other and key in other and len(rows[other]) >= max(_TWICE, 0.8 * count)
        for other in forms
        if len(other) > len(key) and " " in next(iter(forms[other]))
    )
