# SPDX-License-Identifier: GPL-3.0-or-later
"""Terms written where they were heard: as proposals, or as one change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal, accepted
from editor.core.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.language.sound.terms import Part, Place

TITLE = N_("Correct terms")

_LETTER = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
_KINDS = {
    "sound": N_("Sounds like {term}"),
    "heard": N_("Heard as {text}"),
    "form": N_("Form of {term}"),
}
_REASONS = {
    "sound": N_("“{text}” sounds like “{term}”."),
    "heard": N_("The glossary says that “{term}” is heard as “{text}”."),
    "form": N_("The glossary writes it “{term}”."),
}


def proposals(document: Document, places: Iterable[Place]) -> list[Proposal]:
    """One proposal for each cue, or for cues that share a term, with all places in it.

    Ticked where every place in it is sure.
    """
    return [_proposal(document, group) for group in _groups(places)]


def corrected(document: Document, places: Iterable[Place], title: str = TITLE) -> Change:
    """One change that writes the terms at all these places."""
    return accepted(document, title, (_fix(document, group) for group in _groups(places)))


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


def _fix(document: Document, group: Sequence[Place]) -> tuple[tuple[int, Cue | None], ...]:
    texts = {part.row: document.cues[part.row].text for place in group for part in place.parts}
    for place in reversed(group):
        words = _shares(place, texts)
        for part, word in reversed(list(zip(place.parts, words, strict=True))):
            texts[part.row] = _replaced(texts[part.row], part, word)
    return tuple((row, document.cues[row].saying(texts[row])) for row in sorted(texts))


def _replaced(text: str, part: Part, word: str) -> str:
    before, after = text[: part.start], text[part.end :]
    if not word:
        joined = (
            before.rstrip() + (" " if before.rstrip() and after.strip() else "") + after.lstrip()
        )
        return joined if before.strip() and after.strip() else (before + after).strip()
    left = " " if _LETTER.match(before[-1:]) and _LETTER.match(word) else ""
    right = " " if _LETTER.match(word[-1]) and _LETTER.match(after[:1]) else ""
    return f"{before}{left}{word}{right}{after}"


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


def _proposal(document: Document, group: Sequence[Place]) -> Proposal:
    fix = _fix(document, group)
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
        Problem(_KINDS[first.kind], **facts),
        all(place.sure for place in group),
    )
