# SPDX-License-Identifier: GPL-3.0-or-later
"""Where terms are written: as they should be, in another form, or as they were heard before."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from editor.core.progress import UNHEARD
from editor.core.text import HAN
from editor.language.glossary import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.progress import Progress
    from editor.language.glossary import Term

_LETTER = (
    r"[^\W_\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_BETWEEN = r"[\s\-_‐‑–·・.'’]*"
_ENDINGS = "(?:e?[ds]|ing)?"
"""Of other forms of an English word: they are right as they are."""
_SHORT = 3
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?<!\w)[@#][\w-]+#?", re.IGNORECASE)


class Spelling(NamedTuple):
    """A place where a term is written.

    Attributes:
        row: The line.
        start: Where in its text it begins.
        end: Where it ends.
        term: The term.
        is_right: Whether it is written as it should be.
        is_form: Whether only case, spaces or hyphens differ.
    """

    row: int
    start: int
    end: int
    term: Term
    is_right: bool
    is_form: bool


def spellings(
    texts: Sequence[str], terms: Sequence[Term], progress: Progress = UNHEARD
) -> list[Spelling]:
    """All places, in order; of two that overlap, the longer one. `progress` may cancel."""
    known = _known(terms)
    if not known:
        return []
    found = []
    for row, text in enumerate(texts):
        progress.report(0)
        folded = plain(text)
        inside = tuple(word for word in known if word in folded)
        if not inside:
            continue
        pattern = _pattern(inside)
        addresses = [match.span() for match in _ADDRESS.finditer(text)]
        found += [
            _spelling(row, text, match, known)
            for match in pattern.finditer(text)
            if not any(first < match.end() and match.start() < stop for first, stop in addresses)
        ]
    return found


def _known(terms: Sequence[Term]) -> dict[str, tuple[Term, bool]]:
    """What is looked for, and whether it is the term itself."""
    known: dict[str, tuple[Term, bool]] = {}
    for term in terms:
        for heard in filter(plain, term.heard_as):
            known.setdefault(plain(heard), (term, False))
    known.update((plain(term.term), (term, True)) for term in terms if plain(term.term))
    return known


def _spelling(
    row: int, text: str, match: re.Match[str], known: dict[str, tuple[Term, bool]]
) -> Spelling:
    start, end = match.span()
    key = plain(match[0])
    if key not in known:  # another form of a word, which is right as it is
        key = next(word for word in (key[:-1], key[:-2], key[:-3]) if word in known)
        return Spelling(row, start, end, known[key][0], is_right=True, is_form=True)
    term, is_form = known[key]
    if is_form:
        end += _marks_behind(text, end, term.term)
    is_right = is_form and (text[start:end] == term.term or _begins(text, start, match[0], term))
    return Spelling(row, start, end, term, is_right, is_form)


@lru_cache(maxsize=512)
def _pattern(known: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted(known, key=len, reverse=True)
    return re.compile("|".join(map(_loose, words)), re.IGNORECASE)


def _loose(word: str) -> str:
    """A pattern of a word with or without spaces and hyphens, that is no part of a longer one."""
    inner = "".join(_inner(word))
    before = rf"(?<!{_LETTER})" if re.match(_LETTER, word) else ""
    after = rf"(?!{_LETTER})" if re.match(_LETTER, word[-1]) else ""
    endings = _ENDINGS if len(word) > _SHORT and word.isascii() and word[-1].isalpha() else ""
    return before + inner + endings + after


def _inner(word: str) -> Iterator[str]:
    for place, character in enumerate(word):
        if place and not (HAN.match(character) and HAN.match(word[place - 1])):
            yield _BETWEEN
        yield re.escape(character)


def _marks_behind(text: str, end: int, term: str) -> int:
    """How much of the marks that a term ends with stands there: OnBoard!"""
    marks = term[len(re.sub(r"\W+$", "", term)) :]
    return len(marks) if marks and text.startswith(marks, end) else 0


def _begins(text: str, start: int, written: str, term: Term) -> bool:
    """Whether it is the term with a capital, at the beginning of an English sentence."""
    if HAN.search(text) or written[:1].lower() + written[1:] != term.term:
        return False
    before = text[:start].rstrip()
    return not before or before[-1] in ".!?…\"“”'"
