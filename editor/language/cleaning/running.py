# SPDX-License-Identifier: GPL-3.0-or-later
"""Passes that run one after the other, and what each has proposed."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from editor.core.proposal import Proposal, accepted
from editor.language.cleaning.passes import ALONE, AUTO, PASSES, Given, Pass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.document import Document


class Row(NamedTuple):
    """What one pass proposed for a cue.

    Attributes:
        cue: Its number, from 1, before anything was done.
        of: The pass.
        proposal: What it proposed, for the document as the passes before left it.
        applied: Whether that was done.
    """

    cue: int
    of: Pass
    proposal: Proposal
    applied: bool

    @property
    def sure(self) -> bool:
        """Whether a machine may do it alone."""
        return self.proposal.sure and self.of.id in ALONE

    @property
    def score(self) -> float:
        """How likely it is right, from 0 to 1; a half where nothing measures it."""
        given = self.proposal.reason.facts.get("score")
        if isinstance(given, float):
            return given
        return 1.0 if self.sure else 0.5


class Cleaned(NamedTuple):
    """What passes have done.

    Attributes:
        document: The document after all of it.
        rows: Everything that was proposed.
        ms: How long each pass took, by its id, in the order in which they ran.
    """

    document: Document
    rows: list[Row]
    ms: dict[str, int]


def cleaned(
    given: Given, passes: Sequence[Pass] | None = None, *, everything: bool = False
) -> Cleaned:
    """Run passes one after the other.

    Args:
        given: The document, and how it is to be.
        passes: Which; those of `PASSES` that run by default if None.
        everything: Whether what a person should decide is done, too.
    """
    chosen = [each for each in PASSES if each.default] if passes is None else passes
    numbers = {cue.id: row for row, cue in enumerate(given.document.cues, start=1)}
    rows: list[Row] = []
    ms: dict[str, int] = {}
    for each in chosen:
        began = perf_counter()
        document = given.document
        made = list(each.find(given))
        done = [row for row in made if everything or (row.sure and each.id in ALONE)]
        rows += _rows(document, each, made, done, numbers)
        language = None
        if each.id == "script" and given.script not in {AUTO, "keep"}:
            language = given.script
        change = accepted(document, each.title, (row.fix for row in done), language)
        given = replace(given, document=change.apply(document))
        ms[each.id] = round(1000 * (perf_counter() - began))
    return Cleaned(given.document, rows, ms)


def _rows(
    document: Document,
    of: Pass,
    made: Sequence[Proposal],
    done: Sequence[Proposal],
    numbers: dict[int, int],
) -> Iterator[Row]:
    applied = {id(row) for row in done}
    for row in made:
        yield Row(numbers[document.cues[row.row].id], of, row, id(row) in applied)
