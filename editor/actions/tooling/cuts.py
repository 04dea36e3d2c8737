# SPDX-License-Identifier: GPL-3.0-or-later
"""Re-segmentation: joining fragments and splitting long cues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editor.actions.tooling.fields import Check, Choice, Given, Number, Tool
from editor.core.i18n import N_
from editor.repair import resegment
from editor.repair.full_stops import at_full_stops

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.checks.profiles import Profile
    from editor.core.proposal import Proposal

_WIDEST = 25
"""Limit of a profile in characters per line up to which it counts Chinese ones; above, Latin."""


def _recut(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    limits = resegment.Limits(
        values["units"],
        round(values["longest"] * 1000),
        values["least"],
        pause=int(values["pause"]),
    )
    stops = at_full_stops(given.document, limits) if values["stops"] else []
    moved = {row for one in stops for row, _ in one.fix}
    joined = resegment.joined(given.document, limits) if values["what"] != 2 else []  # noqa: PLR2004 - the third
    parted = resegment.parted(given.document, limits) if values["what"] != 1 else []
    others = [one for one in (*joined, *parted) if moved.isdisjoint(row for row, _ in one.fix)]
    return sorted([*stops, *others], key=lambda one: one.row)


def _most(profile: Profile) -> float:
    """Default of the maximum of characters in a cue."""
    usual = resegment.Limits().units
    return profile.cpl if profile.cpl is not None and profile.cpl <= _WIDEST else usual


RECUT = Tool(
    N_("Re-segment cues"),
    (
        Choice(
            "what",
            N_("Mode"),
            (N_("Join and split"), N_("Join fragments"), N_("Split long cues")),
        ),
        Number("units", N_("Maximum characters"), lambda given: _most(given.profile), "", 6, 60, 1),
        Number(
            "longest",
            N_("Maximum duration"),
            lambda given: (given.profile.max_ms or 7_000) / 1000,
            "s",
            1,
            60,
            0.5,
            1,
        ),
        Number("least", N_("Treat as fragment up to"), lambda _: 3, "", 1, 20, 1),
        Number("pause", N_("Join across pauses shorter than"), lambda _: 300),
        Check("stops", N_("End cues at full stops")),
    ),
    _recut,
    long=True,
)
