# SPDX-License-Identifier: GPL-3.0-or-later
"""Two languages in one file, as subtitle groups make them: found, and proposed as second texts.

Either each cue has lines of both, always in the same order; or each time has two cues, in two
languages or two styles.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal, accepted
from editor.core.tags import without_tags
from editor.core.text import HAN, is_blank

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document

Kind = Literal["han", "kana", "hangul", "latin", "cyrillic", "other"]
"""What a line is written in, as far as it tells two languages apart."""

TITLE = N_("Set apart the second language")
"""Name of the change, in the menu of undo."""

_SCRIPTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("kana", lazy_re.compile("[\u3041-\u3096\u30a1-\u30fa]")),
    ("hangul", lazy_re.compile("[\uac00-\ud7a3]")),
    ("han", HAN),
    ("cyrillic", lazy_re.compile("[\u0400-\u052f]")),
    ("other", lazy_re.compile("[\u0590-\u0dff\u0e01-\u0e5b\u0e81-\u0fff]")),
    ("latin", lazy_re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)
_NEAR = 50
"""ms: cues whose starts and ends are no further apart belong together."""

_LEAST = 3
"""Cues in both languages, at least."""

_SHARE = 0.5
"""Share of all cues that must be in both languages."""

_ORDERLY = 0.9
"""Share of these that must have them in the same order."""

_STYLE = "ass.style"


class Found(NamedTuple):
    """Two languages: where they stand, and how many cues have both."""

    layout: Literal["lines", "cues"]
    first: Kind
    second: Kind
    cues: int


def kind_of(line: str) -> Kind | None:
    """What a line is written in; None if it has no letters.

    A Chinese line may have Latin words; a Latin one has no Chinese.
    """
    bare = without_tags(line)
    return next((kind for kind, sign in _SCRIPTS if sign.search(bare)), None)


def found(document: Document) -> Found | None:
    """The two languages of a document; None if it has one, or they stand apart already."""
    if any(cue.second for cue in document.cues):
        return None
    cuts = [_cut(cue.text) for cue in document.cues]
    said = sum(not is_blank(cue.text) for cue in document.cues)
    orders = Counter((cut.first, cut.second) for cut in cuts if cut is not None)
    for (first, second), count in orders.most_common(1):
        both = sum(orders.values())
        if count >= max(_LEAST, _SHARE * said) and count >= _ORDERLY * both:
            return Found("lines", first, second, count)
    pairs = _pairs(document.cues)
    if len(pairs) >= max(_LEAST, _SHARE * said / 2):
        kinds = Counter(
            (kind_of(document.cues[one].text), kind_of(document.cues[two].text))
            for one, two in pairs
        )
        (first_kind, second_kind), _ = kinds.most_common(1)[0]
        return Found("cues", first_kind or "other", second_kind or "other", len(pairs))
    return None


def proposals(document: Document) -> list[Proposal]:
    """The second language set apart, a proposal for each cue; none if there is one language."""
    languages = found(document)
    if languages is None:
        return []
    if languages.layout == "lines":
        return _of_lines(document, languages)
    return _of_pairs(document)


def separated(document: Document) -> Change:
    """The change that sets the second language apart; empty if there is one language."""
    return accepted(document, TITLE, [row.fix for row in proposals(document)])


class _Cut(NamedTuple):
    """Where the lines of a text change their language, and both languages."""

    at: int
    first: Kind
    second: Kind


def _cut(text: str) -> _Cut | None:
    """Where a text changes from one language to another, once; None if it does not."""
    if "\n" not in text:
        return None
    kinds = [kind_of(line) for line in text.split("\n")]
    known = [kind for kind in kinds if kind is not None]
    if not known or known[0] == known[-1]:
        return None
    first, second = known[0], known[-1]
    at = next(place for place, kind in enumerate(kinds) if kind == second)
    if all(kind in {first, None} for kind in kinds[:at]) and all(
        kind in {second, None} for kind in kinds[at:]
    ):
        return _Cut(at, first, second)
    return None


def _of_lines(document: Document, languages: Found) -> list[Proposal]:
    rows = []
    for row, cue in enumerate(document.cues):
        cut = _cut(cue.text)
        if cut is None or (cut.first, cut.second) != (languages.first, languages.second):
            continue
        lines = cue.text.split("\n")
        text, second = "\n".join(lines[: cut.at]), "\n".join(lines[cut.at :])
        fixed = replace(_kept(cue, text), second=second)
        reason = Problem(N_("Lines in two languages: the lower ones become the second text."))
        rows.append(Proposal(((row, fixed),), cue.text, text, reason, Problem(TITLE), sure=True))
    return rows


def _kept(cue: Cue, text: str) -> Cue:
    """The cue with a part of its text as its text; nobody has corrected anything."""
    words = cue.words.standing_in(text) if cue.words is not None else None
    hypothesis = text if cue.hypothesis == cue.text else cue.hypothesis
    return replace(cue, text=text, hypothesis=hypothesis, words=words)


def _pairs(cues: Sequence[Cue]) -> list[tuple[int, int]]:
    """Rows of two cues at the same time in two languages or styles, the text first."""
    order = sorted(range(len(cues)), key=lambda row: (cues[row].start, row))
    pairs = []
    place = 0
    while place + 1 < len(order):
        one, two = order[place], order[place + 1]
        third = order[place + 2] if place + 2 < len(order) else None
        alone = third is None or not _together(cues[two], cues[third])
        if alone and _together(cues[one], cues[two]) and _differ(cues[one], cues[two]):
            pairs.append((one, two))
            place += 1
        place += 1
    return _in_order(cues, pairs)


def _together(one: Cue, two: Cue) -> bool:
    return abs(one.start - two.start) <= _NEAR and abs(one.end - two.end) <= _NEAR


def _differ(one: Cue, two: Cue) -> bool:
    kinds = kind_of(one.text), kind_of(two.text)
    if None in kinds:
        return False
    return kinds[0] != kinds[1] or one.extras.get(_STYLE) != two.extras.get(_STYLE)


def _in_order(cues: Sequence[Cue], pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs, each in the order in which most of them are, by language or else by style."""

    def sign(row: int) -> tuple[object, object]:
        return kind_of(cues[row].text), cues[row].extras.get(_STYLE)

    firsts = Counter((sign(one), sign(two)) for one, two in pairs)
    return [
        (two, one) if firsts[sign(two), sign(one)] > firsts[sign(one), sign(two)] else (one, two)
        for one, two in pairs
    ]


def _of_pairs(document: Document) -> list[Proposal]:
    rows = []
    for one, two in _pairs(document.cues):
        cue, other = document.cues[one], document.cues[two]
        fixed = replace(
            cue, second=other.text, note="\n".join(filter(None, (cue.note, other.note)))
        )
        reason = Problem(N_("Two cues at the same time: the other one becomes the second text."))
        before = f"{cue.text}\n{other.text}"
        fix = ((one, fixed), (two, None))
        rows.append(Proposal(fix, before, cue.text, reason, Problem(TITLE), sure=True))
    return sorted(rows, key=lambda row: row.row)
