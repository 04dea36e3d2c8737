# SPDX-License-Identifier: GPL-3.0-or-later
"""One way to write a word: case, spaces and hyphens of Latin words, as most cues have them.

Recognisers write *Machine Learning*, *machine learning* and *in-context*, *in context* by turns.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal
from editor.language.cleaning.guard import blanked, is_left_alone
from editor.language.cleaning.wording import Cut, applied
from editor.language.glossary import plain
from editor.language.sound.exact import spellings
from editor.language.sound.plausible import is_english

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from editor.core.document import Document
    from editor.language.glossary import Term

_WORD = re.compile("[A-Za-z][A-Za-z0-9]*")
_JOINED = re.compile("[ -]")
_RUN = re.compile(rf"{_WORD.pattern}(?:[ -]{_WORD.pattern})*")
_LONGEST = 4
"""Words of a phrase."""
_USUAL = 3
"""What stands in the document as often is meant; a form that others are to follow stands so."""
_CLEAR = 2
"""How many times as often as another form such a form stands."""


TITLE = N_("Case and hyphens")


class Form(NamedTuple):
    """A stretch of a text that is written otherwise elsewhere.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        instead: The other form.
        sure: Whether that is clearly the usual one.
    """

    start: int
    end: int
    instead: str
    sure: bool


def proposals(document: Document, terms: Sequence[Term] = ()) -> list[Proposal]:
    """One proposal for each cue with such words; ticked where the usual form is clear."""
    found = []
    for row, cuts in forms([cue.text for cue in document.cues], terms):
        cue, first = document.cues[row], cuts[0]
        after = applied(cue.text, [Cut(*cut[:3]) for cut in cuts])
        reason = Problem(
            N_("Most cues write “{text}” as “{instead}”."),
            text=cue.text[first.start : first.end],
            instead=first.instead,
        )
        sure = all(cut.sure for cut in cuts)
        fix = ((row, cue.saying(after)),)
        found.append(Proposal(fix, cue.text, after, reason, Problem(TITLE), sure))
    return found


def forms(texts: Sequence[str], terms: Sequence[Term] = ()) -> Iterator[tuple[int, list[Form]]]:
    """Rows of Chinese with words that are mostly written otherwise.

    Args:
        texts: The document's; in English lines case and hyphens follow the grammar.
        terms: The glossary; it knows how they are written.
    """
    taken = {
        (each.row, at) for each in spellings(texts, terms) for at in range(each.start, each.end)
    }
    rows = {
        row: list(_phrases(blanked(text)))
        for row, text in enumerate(texts)
        if not is_left_alone(text)
    }
    counts: dict[str, Counter[str]] = {}
    for row, phrases in rows.items():
        for start, end in phrases:
            form = texts[row][start:end]
            counts.setdefault(plain(form), Counter())[form] += 1
    for row, phrases in rows.items():
        used = {at for at in range(len(texts[row])) if (row, at) in taken}
        found = []
        for start, end in phrases:
            known = counts[plain(texts[row][start:end])]
            if used.isdisjoint(range(start, end)) and known.total() > 1 < end - start:
                instead = _usual(texts[row][start:end], known)
                if len(known) > 1:
                    used.update(range(start, end))
                if instead is not None:
                    found.append(Form(start, end, *instead))
        found += _beside(texts[row], found, used)
        if found:
            yield row, sorted(found)


def _beside(text: str, found: Sequence[Form], used: Collection[int]) -> list[Form]:
    """Words with a capital beside words that lose theirs: a run of English words has one style."""
    beside = []
    for run in _RUN.finditer(blanked(text)):
        lowered = [
            form
            for form in found
            if run.start() <= form.start < run.end()
            and form.instead == text[form.start : form.end].lower()
        ]
        for word in _WORD.finditer(text, *run.span()) if lowered else ():
            capital = word[0].istitle() and len(word[0]) > 1 and is_english(word[0])
            if capital and word.start() not in used:
                sure = all(form.sure for form in lowered)
                beside.append(Form(*word.span(), word[0].lower(), sure))
    return beside


def _phrases(text: str) -> Iterator[tuple[int, int]]:
    """Words, and words that a space or a hyphen joins, the longest first."""
    words = [match.span() for match in _WORD.finditer(text)]
    for size in range(_LONGEST, 0, -1):
        for first in range(len(words) - size + 1):
            inside = words[first : first + size]
            gaps = (text[one[1] : two[0]] for one, two in pairwise(inside))
            start, end = inside[0][0], inside[-1][1]
            whole = "-" not in {text[start - 1 : start], text[end : end + 1]}
            if whole and all(map(_JOINED.fullmatch, gaps)):
                yield start, end


def _usual(form: str, known: Counter[str]) -> tuple[str, bool] | None:
    """The form to be written instead, and whether that is clear; None: this one."""
    best = max(known, key=lambda each: (known[each], _rank(each)))
    tie = known[best] == known[form] and best.casefold() != form.casefold()
    if best == form or tie:
        return None
    return best, known[best] >= max(_USUAL, _CLEAR * known[form])


def _rank(form: str) -> int:
    """Of two that are as frequent: English in small letters, else an abbreviation in capitals."""
    capitals = sum(map(str.isupper, form))
    return -capitals if all(map(is_english, _WORD.findall(form))) else capitals
