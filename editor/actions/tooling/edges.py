# SPDX-License-Identifier: GPL-3.0-or-later
"""Tools that move cue edges: to speech, and to keep gaps and durations within limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editor.actions.tooling.fields import Given, Number, Tool
from editor.actions.tooling.scope import SCOPE, rows_of
from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.core.proposal import accepted
from editor.repair import snap, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor.checks.profiles import Profile
    from editor.core.document import Document
    from editor.core.proposal import Proposal

_FLICKERS = 200
"""In ms: gaps up to which are closed where the profile says nothing."""


def _snap(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    if given.evidence.speech is None:
        raise UserError(
            "Speech has not been detected yet. Open the audio or video and wait a moment."
        )
    starts, ends = (list(map(int, edges)) for edges in given.evidence.speech)  # type: ignore[arg-type] # arrays
    reach = snap.Reach(*(int(values[name]) for name in ("start", "end", "lead", "tail")))
    return snap.to_speech(given.document, rows_of(given, values["scope"]), (starts, ends), reach)


def _gaps(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    """Durations first, then gaps: a cue that is made longer must still leave its gap."""
    rows = rows_of(given, values["scope"])
    close, gap = int(values["close"]), int(values["gap"])
    shortest, longest = int(values["shortest"]), int(values["longest"])
    if shortest > longest:
        raise UserError("The minimum duration must not exceed the maximum duration.")
    steps: list[Callable[[Document], list[Proposal]]] = [
        lambda now: snap.keep_lengths(now, rows, shortest, longest, gap),
        lambda now: snap.close_gaps(now, rows, close),
        lambda now: snap.keep_gaps(now, rows, gap),
    ]
    now, found = given.document, dict[int, "Proposal"]()
    for step in steps:
        made = step(now)
        now = accepted(now, "", [one.fix for one in made]).apply(now)
        found |= {one.row: one for one in made}
    return [
        sync.proposal(row, before, now.cues[row], found[row].reason, found[row].kind)
        for row in sorted(found)
        if (before := given.document.cues[row]) != now.cues[row]
    ]


def _closed_below(profile: Profile) -> int:
    """Gaps shorter than this, in ms, are closed."""
    return (profile.gap_ms if profile.gap_or_none else profile.close_gap_ms) or _FLICKERS


SNAP = Tool(
    N_("Snap to speech"),
    (
        SCOPE,
        Number("start", N_("Move starts by at most"), lambda _: snap.Reach().start),
        Number("end", N_("Move ends by at most"), lambda _: snap.Reach().end),
        Number("lead", N_("Lead-in before speech"), lambda _: snap.Reach().lead),
        Number("tail", N_("Lead-out after speech"), lambda _: snap.Reach().tail),
    ),
    _snap,
)

GAPS = Tool(
    N_("Gaps and durations"),
    (
        SCOPE,
        Number("close", N_("Close gaps shorter than"), lambda given: _closed_below(given.profile)),
        Number("gap", N_("Minimum gap"), lambda given: given.profile.least_gap),
        Number("shortest", N_("Minimum duration"), lambda given: given.profile.min_ms or 800),
        Number(
            "longest",
            N_("Maximum duration"),
            lambda given: given.profile.max_ms or 7_000,
            most=60_000,
        ),
    ),
    _gaps,
)
