# SPDX-License-Identifier: GPL-3.0-or-later
"""What starts that a person has heard say of every reading, whoever made it."""

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
    cues: Sequence[Cue], readings: Sequence[Interpretation], anchors: Sequence[Anchor]
) -> tuple[Interpretation, ...]:
    """Those that agree with every start first, put right where that is possible; the rest last.

    What had to be put right is no surer than medium: its confidence was that of other places.

    Args:
        cues: In file order.
        readings: The likeliest first.
        anchors: Starts that were heard; with none, the readings are as they were.
    """
    if not anchors:
        return tuple(readings)
    agreeing: dict[tuple[int, ...], Interpretation] = {}
    refuted = []
    for reading in readings:
        right = anchored(cues, reading.candidate, anchors)
        miss = misses(cues, right, anchors)
        if miss > BY_EAR:
            refuted.append(_refuted(cues, reading, anchors))
        elif right is not reading.candidate or reading.confidence == "low":
            reason = Problem(
                "It brings every start that was given to its place within {within} s.",
                within=f"{miss / 1000:.2f}",
            )
            agreeing.setdefault(right.offsets, Interpretation(right, right.end, "medium", reason))
        else:
            agreeing.setdefault(right.offsets, reading)
    return (*sorted(agreeing.values(), key=lambda one: not as_it_is(one)), *refuted)


def as_it_is(reading: Interpretation) -> bool:
    """Whether a reading that was weighed by ear had every start where it is, by its own rule."""
    return reading.confidence != "low" and reading.candidate.kind != "anchored"


def _refuted(
    cues: Sequence[Cue], reading: Interpretation, anchors: Sequence[Anchor]
) -> Interpretation:
    reason = Problem(
        N_("A start that was heard would lie {seconds} s from its place."),
        seconds=f"{misses(cues, reading.candidate, anchors) / 1000:.1f}",
    )
    return Interpretation(reading.candidate, reading.end, "low", reason)
