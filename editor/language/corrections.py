# SPDX-License-Identifier: GPL-3.0-or-later
"""What a correction of a line says about words: this was heard where that is meant."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from editor.core.tags import without_tags
from editor.language.glossary import Term, plain
from editor.language.words import borders

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 24
"""Characters of what may be a word or a term; what is longer was rewritten."""
_MOST = 400
"""Characters of a line that are compared."""


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

    Changes of marks, spaces and case are none, nor is what was only added or removed, nor one
    Chinese character by itself.

    Args:
        before: A text before the correction.
        after: The same after it.
        terms: The glossary's, which are words, too.
    """
    before, after = without_tags(before)[:_MOST], without_tags(after)[:_MOST]
    known = frozenset(terms)
    one, other = _units(before, known), _units(after, known)
    matcher = SequenceMatcher(
        None,
        [plain(before[a:b]) for a, b in one],
        [plain(after[a:b]) for a, b in other],
        autojunk=False,
    )
    found = []
    for tag, first, stop, begin, end in matcher.get_opcodes():
        if tag != "replace":
            continue
        start, last = one[first][0], one[stop - 1][1]
        right = after[other[begin][0] : other[end - 1][1]]
        heard = before[start:last]
        if plain(heard) != plain(right) and _may_be_term(heard) and _may_be_term(right):
            found.append(Correction(heard, right, start, last))
    return found


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
