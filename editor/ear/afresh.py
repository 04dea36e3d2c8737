# SPDX-License-Identifier: GPL-3.0-or-later
"""What was heard afresh beside the text that stands there: differences, for the review.

Words go to the cue in which they are spoken; at the border of two cues, whose times may be off by
a word or two, to the one whose text they fit. Words that no cue is near make new cues. What was
corrected stays: a fresh text and the corrections of the old one are merged, and where both changed
the same, the correction counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal
from editor.core.tags import without_tags
from editor.core.text_merge import merged
from editor.core.words import Word, Words
from editor.formats.recognised import joined
from editor.formats.word_groups import Voiced, grouped
from editor.language.conversion import convert
from editor.language.script import main_script, script_of
from editor.language.simplified import to_simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from editor.core.document import Document

TITLE = N_("Transcribe again")

_NEAR = 400
"""ms by which a word may lie outside of a cue that it belongs to."""
_EDGE = 200
"""ms of a cue that need not have been listened to, at either edge."""
_ABOUT = 1_500
"""ms around a border in which words may belong to either cue."""
_SURE = 0.6
"""Confidence that each word of a text needs for it to be ticked beforehand."""
_UNMARKED = 0.1
"""Share of cues with a clause's mark below which a document is written without them."""

_MARKS = re.compile(r"[，。！？、；：]+|[,.!?;:]+(?=\s|$)")
_UNSAID = re.compile(r"[\W_]+")


def proposals(
    document: Document, words: Sequence[Word], ranges: Sequence[tuple[int, int]]
) -> list[Proposal]:
    """One proposal for each cue that is heard otherwise, and for each that is new.

    Args:
        document: What stands there: at least one cue with times.
        words: What was heard, in the order of time, in Simplified Chinese.
        ranges: In ms, where was listened. Of a cue that is in none of them as a whole, it is not
            known what is said in it; it stays.
    """
    cues = document.cues
    style = _Style(cues)
    order = sorted(
        (row for row, cue in enumerate(cues) if cue.duration > 0 and not cue.left_out),
        key=lambda row: (cues[row].start, row),
    )
    homes, loose = _homes([cues[row] for row in order], words)
    found = [
        _heard(row, cues[row], style, said)
        for row, said in zip(order, homes, strict=True)
        if said and _is_covered(cues[row], ranges)
    ]
    rows = [each for each in found if each is not None]
    starts = [cues[row].start for row in order]
    for cue in new_cues(loose, style, document.next_id):
        place = max(0, bisect_left(starts, cue.start) - 1)
        rows.append(_new(order[place] if order else 0, cue))
    return sorted(rows, key=lambda each: each.row)


def _is_covered(cue: Cue, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(a <= cue.start + _EDGE and cue.end - _EDGE <= b for a, b in ranges)


def drafted_cues(document: Document, words: Iterable[Word]) -> tuple[Cue, ...]:
    """What was heard as cues of a document that has none yet."""
    return tuple(new_cues(words, _Style(document.cues), document.next_id))


def new_cues(words: Iterable[Word], style: _Style, next_id: int) -> Iterator[Cue]:
    """Words as cues, up to the end of a sentence or a pause."""
    for said in grouped(map(Voiced, words)):
        own = [style.word(word) for word in said.words]
        kept = [word for word in own if word.text]
        text = style.text(said.text)
        if text and kept and kept[0].start < kept[-1].end:
            yield Cue(next_id, kept[0].start, kept[-1].end, text, words=Words(kept))
            next_id += 1


class _Style:
    """How a document is written: its script, and whether clauses have marks."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        texts = [cue.text for cue in cues if cue.text.strip()]
        marked = sum(_MARKS.search(without_tags(text)) is not None for text in texts)
        self._plain = bool(texts) and marked < _UNMARKED * len(texts)
        self._script = main_script(texts) if texts else "hans"

    def text(self, heard: str, beside: str = "") -> str:
        """What was heard, written as the document is, and in the script of the text `beside`."""
        if self._plain:
            heard = " ".join(_MARKS.sub(" ", heard).split())
        script = script_of(beside) if beside else self._script
        if script not in {"hant", "hans"}:
            script = self._script
        return convert(heard, "zh-Hant") if script == "hant" else heard

    def word(self, word: Word, beside: str = "") -> Word:
        """A word, written likewise."""
        return word._replace(text=self.text(word.text, beside))


# Which word belongs to which cue


def _homes(cues: Sequence[Cue], words: Sequence[Word]) -> tuple[list[list[Word]], list[Word]]:
    """The words of each cue, and those that no cue is near; `cues` in the order of time."""
    homes: list[list[Word]] = [[] for _ in cues]
    loose: list[Word] = []
    starts = [cue.start for cue in cues]
    for word in words:
        middle = (word.start + word.end) // 2
        place = bisect_left(starts, middle)
        near = range(max(0, place - 2), min(len(cues), place + 2))
        home = min(near, key=lambda n: _distance(cues[n], middle), default=None)
        if home is None or _distance(cues[home], middle) > _NEAR:
            loose.append(word)
        else:
            homes[home].append(word)
    for (place, cue), (after, following) in pairwise(enumerate(cues)):
        if following.start - cue.end <= 2 * _NEAR and homes[place] and homes[after]:
            border = (cue.end + following.start) // 2
            texts = cue.text, following.text
            homes[place], homes[after] = _parted(homes[place], homes[after], texts, border)
    return homes, loose


def _distance(cue: Cue, at: int) -> int:
    return max(cue.start - at, at - cue.end, 0)


def _parted(
    one: list[Word], other: list[Word], texts: tuple[str, str], border: int
) -> tuple[list[Word], list[Word]]:
    """The words of two cues, cut where they fit the texts best; else, where the times say."""
    whole, cut = [*one, *other], len(one)
    places = [
        place
        for place in range(1, len(whole))
        if place == cut or abs(whole[place].start - border) <= _ABOUT
    ]
    said = [_letters(text) for text in texts]

    def fit(place: int) -> tuple[int, int]:
        parts = whole[:place], whole[place:]
        heard = [_letters("".join(word.text for word in part)) for part in parts]
        return sum(map(_alike, said, heard)), -abs(place - cut)

    best = max(places, key=fit)
    return whole[:best], whole[best:]


def _letters(text: str) -> str:
    """What is said of a text, in one script."""
    return to_simplified(_UNSAID.sub("", without_tags(text))).casefold()


def _alike(one: str, other: str) -> int:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


# Proposals


def _heard(row: int, cue: Cue, style: _Style, said: Sequence[Word]) -> Proposal | None:
    """The cue as it is heard now; None if that is what stands there."""
    own = [style.word(word, cue.text) for word in said]
    words = Words(word for word in own if word.text).inside(cue.start, cue.end)
    fresh = style.text(joined(word.text for word in said), cue.text)
    empty = not cue.text.strip()
    text, clean = (fresh, True) if empty else merged(cue.heard, fresh, cue.text)
    if not fresh or _letters(text) == _letters(cue.text):
        return None
    after = replace(
        cue.saying(text), hypothesis=fresh if fresh != text else None, words=words, checked=False
    )
    certain = all(word.confidence is None or word.confidence >= _SURE for word in words)
    if empty:
        reason, kind = N_("Here is speech, and no text."), N_("New text")
    elif cue.checked or cue.heard != cue.text:
        reason = N_("It is heard otherwise; your corrections stay.")
        kind = N_("Corrected cues")
    else:
        reason, kind = N_("It is heard otherwise."), N_("Other text")
    sure = empty or (certain and clean and not cue.checked)
    return Proposal(((row, after),), cue.text, text, Problem(reason), Problem(kind), sure=sure)


def _new(row: int, cue: Cue) -> Proposal:
    """A new cue; it stands at a row that it does not change: see `core.proposal.with_new_cues`."""
    reason = Problem(N_("Here is speech, and no cue."))
    return Proposal(((row, cue),), "", cue.text, reason, Problem(N_("New cues")), sure=True)
