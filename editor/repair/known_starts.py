# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks every interpretation against the starts that a person has heard, and adjusts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.repair.anchors import BY_EAR, anchored, misses
from editor.repair.interpretation import Interpretation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.repair.evidence import Anchor


def by_ear(
    cues: Sequence[Cue], interpretations: Sequence[Interpretation], anchors: Sequence[Anchor]
) -> tuple[Interpretation, ...]:
    """Interpretations adjusted to the known starts; those that cannot be come last.

    One that had to be adjusted has at most *medium* confidence: what it had before was about
    other places.

    Args:
        cues: In file order.
        interpretations: The likeliest first.
        anchors: Starts that were heard; without any, the interpretations stay as they are.
    """
    if not anchors:
        return tuple(interpretations)
    agreeing: dict[tuple[int, ...], Interpretation] = {}
    refuted = []
    for interpretation in interpretations:
        right = anchored(cues, interpretation.candidate, anchors)
        miss = misses(cues, right, anchors)
        if miss > BY_EAR:
            refuted.append(_refuted(cues, interpretation, anchors))
        elif right is not interpretation.candidate or interpretation.confidence == "low":
            reason = Problem(
                "Every given start would be right to within {within} s.",
                within=f"{miss / 1000:.2f}",
            )
            agreeing.setdefault(right.offsets, Interpretation(right, right.end, "medium", reason))
        else:
            agreeing.setdefault(right.offsets, interpretation)
    return (*sorted(agreeing.values(), key=lambda one: not as_it_is(one)), *refuted)


def as_it_is(interpretation: Interpretation) -> bool:
    """Whether its own rule, unadjusted, already put every known start in its place."""
    return interpretation.confidence != "low" and interpretation.candidate.kind != "anchored"


def _refuted(
    cues: Sequence[Cue], interpretation: Interpretation, anchors: Sequence[Anchor]
) -> Interpretation:
    reason = Problem(
        N_("A start that was heard would be {seconds} s off."),
        seconds=f"{misses(cues, interpretation.candidate, anchors) / 1000:.1f}",
    )
    return Interpretation(interpretation.candidate, interpretation.end, "low", reason)
