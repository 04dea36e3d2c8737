# SPDX-License-Identifier: GPL-3.0-or-later
"""Rolling captions: two lines scroll up, so that each line stands in up to three cues.

Video sites serve automatic captions so, with cues of 10 ms between the lines. Converters keep the
doubles, and so do lines whose words are highlighted one after the other. Live captions grow: each
cue says what the one before said, and a word more.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal
from editor.core.tags import without_tags
from editor.core.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document

TITLE = N_("Remove repeated lines")

_FEWEST = 3
"""Number of repetitions from which captions may be rolling."""

_SHARE = 0.5
"""Share of neighbours, of all in the file, that must repeat a line."""

_TOUCHING = 200
"""In ms: how far the cues that repeat a line may lie apart."""


def is_rolling(cues: Sequence[Cue]) -> bool:
    """Whether most cues begin with the line that the one before ended with, or grow out of it."""
    return _is_most(_repeats, cues) or _is_most(_grows, cues)


def _is_most(holds: Callable[[Cue, Cue], bool], cues: Sequence[Cue]) -> bool:
    pairs = len(cues) - 1
    others = pairs - max(_FEWEST, math.ceil(_SHARE * pairs))
    for before, cue in pairwise(cues):
        others -= not holds(before, cue)
        if others < 0:
            return False
    return others >= 0


def _grows(before: Cue, cue: Cue) -> bool:
    """Whether a cue says what the one before said, and more."""
    if cue.text[:1] != before.text[:1] and "<" not in cue.text and "<" not in before.text:
        return False  # the common case, first
    if abs(cue.start - before.end) > _TOUCHING:
        return False
    said, more = (without_tags(one.text).strip() for one in (before, cue))
    return bool(said) and len(said) < len(more) and more.startswith(said)


def _repeats(before: Cue, cue: Cue) -> bool:
    if cue.text[:1] not in before.text and "<" not in cue.text and "<" not in before.text:
        return False  # the common case, first
    if abs(cue.start - before.end) > _TOUCHING:
        return False
    ended, begins = before.text.rpartition("\n")[2], cue.text.partition("\n")[0]
    ended, begins = without_tags(ended).strip(), without_tags(begins).strip()
    return bool(ended) and ended == begins


def proposals(document: Document) -> list[Proposal]:
    """What removes the repeated lines, for review: each line stays in the cue that says it first.

    Cues that say nothing new are deleted, and the cue before them lasts as long as they did.
    """
    found = []
    for row, cue in unrolled(document.cues):
        before = document.cues[row]
        reason = N_("This line stands in the cue before, too.")
        if cue is not None and cue.start < before.start:
            reason = N_("The cues before it are its beginning.")
        elif cue is not None and cue.end > before.end:
            reason = N_("The same line goes on in the next cue.")
        elif cue is None and any(_grows(before, each) for each in document.cues[row + 1 : row + 2]):
            reason = N_("The next cue says this and more.")
        after = cue.text if cue is not None else ""
        kind = Problem(N_("Rolling captions"))
        found.append(Proposal(((row, cue),), before.text, after, Problem(reason), kind, sure=True))
    return found


def unrolled(cues: Sequence[Cue]) -> list[tuple[int, Cue | None]]:
    """Rows of the cues that change without repeated lines, and the new cues; None deletes one."""
    rows, whole = _grown(cues)
    kept = {rows[row]: cue for row, cue in _single(whole).items()}
    return [(row, kept.get(row)) for row, cue in enumerate(cues) if kept.get(row) != cue]


def _grown(cues: Sequence[Cue]) -> tuple[Sequence[int], Sequence[Cue]]:
    """The cues that no other one grows out of, and their rows; they start with the first word."""
    if not _is_most(_grows, cues):
        return range(len(cues)), cues
    rows: list[int] = []
    whole: list[Cue] = []
    start: int | None = None
    for row, (cue, following) in enumerate(zip(cues, [*cues[1:], None], strict=True)):
        if following is not None and _grows(cue, following):
            start = cue.start if start is None else start
            continue
        rows.append(row)
        whole.append(cue if start is None else cue.retimed(start, cue.end))
        start = None
    return rows, whole


def _single(cues: Sequence[Cue]) -> dict[int, Cue]:
    """The cues that say a new line, with only their new lines, by row."""
    said = list(_new_lines(cues))
    kept: dict[int, Cue] = {}
    last: int | None = None
    for row, (cue, lines) in enumerate(zip(cues, said, strict=True)):
        if lines:
            kept[row] = _saying(cue, "\n".join(lines))
            last = row
        elif last is not None and cue.start <= kept[last].end + _TOUCHING:
            end = max(kept[last].end, cue.end)
            kept[last] = _plain_beside(kept[last], cue).retimed(kept[last].start, end)
    for row, following in pairwise(sorted(kept)):
        if kept[row].start < kept[following].start < kept[row].end:
            kept[row] = kept[row].retimed(kept[row].start, kept[following].start)
    return kept


def _plain_beside(kept: Cue, again: Cue) -> Cue:
    """The cue that stays, without the markup that wanders from word to word."""
    text = without_tags(kept.text)
    if kept.text in {text, again.text} or text != without_tags(again.text):
        return kept
    return kept.saying(text)


def _new_lines(cues: Sequence[Cue]) -> Iterator[list[str]]:
    """Yield the lines of each cue that the one before does not end with."""
    shown: list[str] = []
    end = None
    for cue in cues:
        lines = [line for line in cue.text.split("\n") if without_tags(line).strip()]
        plain = [without_tags(line).strip() for line in lines]
        touches = end is not None and abs(cue.start - end) <= _TOUCHING
        sizes = range(min(len(plain), len(shown)), 0, -1) if touches else ()
        repeated = next((size for size in sizes if shown[-size:] == plain[:size]), 0)
        yield lines[repeated:] if lines else [cue.text] * bool(cue.text)
        shown, end = plain, cue.end


def _saying(cue: Cue, text: str) -> Cue:
    """The cue with fewer lines; words that go over a line break keep their last line."""
    if text == cue.text:
        return cue
    if cue.words is not None and cue.words.of == "text":
        words = (word._replace(text=word.text.rpartition("\n")[2]) for word in cue.words)
        cue = replace(cue, words=Words(words, "text"))
    return cue.saying(text)
