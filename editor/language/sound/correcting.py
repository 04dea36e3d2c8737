# SPDX-License-Identifier: GPL-3.0-or-later
"""Terms written where they were heard: as proposals, or as one change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal, accepted
from editor.core.text import HAN
from editor.language.cleaning.marks import is_spaced, with_word
from editor.language.glossary import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.language.sound.terms import Part, Place

TITLE = N_("Correct terms")

_KINDS = {
    "sound": N_("Sounds like {term}"),
    "heard": N_("Heard as {text}"),
    "form": N_("Form of {term}"),
}
_OF_KIND = {"sound": "term", "heard": "text", "form": "term"}
"""The only fact of a kind, so that all its rows are of the same one."""
_REASONS = {
    "sound": N_("“{text}” sounds like “{term}”."),
    "heard": N_("The glossary says that “{term}” is heard as “{text}”."),
    "form": N_("The glossary writes it “{term}”."),
}


def proposals(document: Document, places: Iterable[Place]) -> list[Proposal]:
    """One proposal for each cue, or for cues that share a term, with all places in it.

    Ticked where every place in it is sure.
    """
    spaced = _is_spaced(document)
    return [_proposal(document, group, is_spaced=spaced) for group in _groups(places)]


def for_review(found: Iterable[Proposal]) -> list[Proposal]:
    """Proposals in the order in which a person decides: those that are not sure come first.

    Where the same was heard for the same term, they stand side by side, the likeliest first.
    """
    found = list(found)
    best: dict[tuple[str, str], float] = {}
    for row in found:
        score = float(str(row.reason.facts["score"]))
        best[_variant(row)] = max(score, best.get(_variant(row), 0.0))
    return sorted(found, key=lambda row: (row.sure, -best[_variant(row)], _variant(row), row.row))


def _variant(row: Proposal) -> tuple[str, str]:
    """What was heard, and for what."""
    return str(row.reason.facts["term"]), plain(str(row.reason.facts["text"]))


def corrected(document: Document, places: Iterable[Place], title: str = TITLE) -> Change:
    """One change that writes the terms at all these places."""
    spaced = _is_spaced(document)
    fixes = (_fix(document, group, is_spaced=spaced) for group in _groups(places))
    return accepted(document, title, fixes)


def _is_spaced(document: Document) -> bool:
    return is_spaced(cue.text for cue in document.cues)


def _groups(places: Iterable[Place]) -> list[list[Place]]:
    """Places that touch the same cues."""
    groups: list[list[Place]] = []
    last = -1
    for place in sorted(places, key=lambda each: each.parts):
        if place.parts[0].row > last:
            groups.append([])
        groups[-1].append(place)
        last = max(last, place.parts[-1].row)
    return groups


def _fix(
    document: Document, group: Sequence[Place], *, is_spaced: bool
) -> tuple[tuple[int, Cue | None], ...]:
    texts = {part.row: document.cues[part.row].text for place in group for part in place.parts}
    for place in reversed(group):
        words = _shares(place, texts)
        for part, word in reversed(list(zip(place.parts, words, strict=True))):
            texts[part.row] = _replaced(texts[part.row], part, word, is_spaced=is_spaced)
    return tuple((row, document.cues[row].saying(texts[row])) for row in sorted(texts))


def _replaced(text: str, part: Part, word: str, *, is_spaced: bool) -> str:
    before, after = text[: part.start], text[part.end :]
    if not word:
        joined = (
            before.rstrip() + (" " if before.rstrip() and after.strip() else "") + after.lstrip()
        )
        return joined if before.strip() and after.strip() else (before + after).strip()
    return with_word(text, part.start, part.end, word, is_spaced=is_spaced)[0]


def _shares(place: Place, texts: dict[int, str]) -> list[str]:
    """What each of the lines gets of a term that goes over their border."""
    if len(place.parts) == 1:
        return [place.instead]
    sizes = [part.end - part.start for part in place.parts]
    units = re.split(r"(?<=\s)", place.instead)
    if all(map(HAN.match, place.instead)):
        units = list(place.instead)
    if len(units) < len(sizes):
        whole = [part.end - part.start >= len(texts[part.row].strip()) for part in place.parts]
        home = whole.index(True) if any(whole) else sizes.index(max(sizes))
        return [place.instead if number == home else "" for number in range(len(sizes))]
    shares: list[str] = []
    length, said = len(place.instead), 0
    for number, size in enumerate(sizes):
        left = len(sizes) - number - 1
        share = ""
        while units and len(units) > left:
            if share and said + len(share) >= length * sum(sizes[: number + 1]) / sum(sizes) - 1:
                break
            share += units.pop(0)
        said += len(share)
        shares.append(share.strip() if size else share)
    if units:
        shares[-1] += "".join(units)
    return shares


def _proposal(document: Document, group: Sequence[Place], *, is_spaced: bool) -> Proposal:
    fix = _fix(document, group, is_spaced=is_spaced)
    first = group[0]
    facts = {
        "text": first.text.replace("\n", " "),
        "term": first.instead,
        "score": min(place.score for place in group),
    }
    before = "\n".join(document.cues[row].text for row, _ in fix)
    after = "\n".join(cue.text for _, cue in fix if cue is not None)
    return Proposal(
        fix,
        before,
        after,
        Problem(_REASONS[first.kind], **facts),
        Problem(_KINDS[first.kind], **{_OF_KIND[first.kind]: facts[_OF_KIND[first.kind]]}),
        all(place.sure for place in group),
    )
