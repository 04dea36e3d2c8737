# SPDX-License-Identifier: GPL-3.0-or-later
"""Tools for which a speech model listens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editor.actions.tooling.fields import Given, Number, Tool
from editor.actions.tooling.scope import SCOPE, rows_of
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.proposal import Proposal
from editor.repair.sync import span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.core.cue import Cue
    from editor.ear.placing import Placed

_MOST = 1_000
"""ms that an edge may move at first: more than a recogniser's times are off."""


def _fit(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    if given.aligner is None:
        raise UserError("Open the audio or video that the times are for first.")
    cues, rows = given.document.cues, rows_of(given, values["scope"])
    found = given.aligner.aligned(cues, rows, int(values["most"]), given.progress)
    return [_proposal(row, cues[row], found[row]) for row in rows if found[row].cue != cues[row]]


def _proposal(row: int, before: Cue, placed: Placed) -> Proposal:
    """New times and word times, or word times alone: the latter where edges would move too far."""
    after = placed.cue
    if placed.why == "far":
        reason = N_("It would move further than allowed, so only its words get times.")
        kind = N_("Too far")
    elif (after.start, after.end) == (before.start, before.end):
        reason = N_("Its edges are right; its words get times.")
        kind = N_("Word times")
    else:
        reason = N_("The start moves by {start} ms and the end by {end} ms; words get times.")
        kind = N_("Times")
    facts = {"start": f"{after.start - before.start:+d}", "end": f"{after.end - before.end:+d}"}
    told = Problem(reason, **facts) if kind == "Times" else Problem(reason)
    sure = placed.why != "far"
    fix = ((row, after),)
    return Proposal(fix, span(before), span(after), told, Problem(kind), sure=sure, plain=True)


SPEECH = Tool(
    N_("Fit to sound"),
    (SCOPE, Number("most", N_("Move edges by at most"), lambda _: _MOST)),
    _fit,
    long=True,
)
