# SPDX-License-Identifier: GPL-3.0-or-later
"""Tapping: setting times while the medium plays. Pure functions from a document to a `Change`.

A cue without times starts and ends at 0. Once it has begun, it lasts as long as its text usually
takes to say, until its end is tapped.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core.change import Change, Splice, replaced
from editor.core.cue import Cue
from editor.core.i18n import N_
from editor.core.text import weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editor.core.document import Document

SHORTEST = 100
"""Minimum duration in ms of a cue that was tapped."""

TAP = N_("Tap")
"""The name of such a change."""

_PACE = 250
"""ms that a unit of `text.weight` takes to say."""


def begin(document: Document, row: int, at: int) -> Change:
    """Let the cue at `row` start at `at` ms, and keep its duration, if it has one."""
    return replaced(document, TAP, [(row, _begun(document.cues[row], at))])


def end(document: Document, row: int, at: int, following: int | None = None) -> Change:
    """Let the cue at `row` end at `at` ms, and the one at the row `following` start there.

    Args:
        document: The document before.
        row: Row of a cue that starts at least `SHORTEST` before `at`.
        at: In ms.
        following: Row of the next cue, after `row`; None: no cue starts.
    """
    cues = document.cues
    rows = [(row, cues[row].retimed(cues[row].start, at))]
    if following is not None:
        rows.append((following, _begun(cues[following], at)))
    return replaced(document, TAP, rows)


def _begun(cue: Cue, at: int) -> Cue:
    usual = max(round(_PACE * weight(cue.text)), SHORTEST)
    return cue.retimed(at, at + (cue.duration if cue.duration > 0 else usual))


def clear(document: Document, rows: Iterable[int]) -> Change:
    """Take the times of the cues at `rows` away, and those of their words."""
    cues = document.cues
    without = [(row, replace(cues[row], start=0, end=0, words=None)) for row in rows]
    return replaced(document, N_("Clear times"), without)


def untimed(lines: Iterable[str]) -> list[Cue]:
    """A cue without times for each line."""
    return [Cue(number, 0, 0, line) for number, line in enumerate(lines)]


def empty_cues(document: Document, stretches: Sequence[tuple[int, int]]) -> Change:
    """Insert an empty cue for each stretch, among the cues in order of time.

    Args:
        document: The document before.
        stretches: Starts and ends in ms, ascending.
    """
    cues, next_id = document.cues, document.next_id
    splices: dict[int, list[Cue]] = {}
    row = 0
    for number, (start, stop) in enumerate(stretches):
        while row < len(cues) and cues[row].start <= start:
            row += 1
        splices.setdefault(row, []).append(Cue(next_id + number, start, stop, ""))
    inserted = (Splice(place, (), tuple(new)) for place, new in splices.items())
    return Change(N_("Empty cues for speech"), tuple(inserted))
