# SPDX-License-Identifier: GPL-3.0-or-later
"""Tools that move many cues at once: shift, sync, frame rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editor.actions.tooling.fields import Anchors, Choice, Given, Number, Time, Tool, anchors_of
from editor.actions.tooling.scope import SCOPE, SCOPE_FROM, rows_of
from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.core.timecode import parse_time
from editor.repair import sync

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.core.proposal import Proposal

_MANY = 1_000_000
"""More cues than any document has."""

_FRAMES = tuple(f"{rate:g}" for rate in sync.FRAME_RATES)


def _shift(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    return sync.shift(given.document, rows_of(given, values["scope"]), round(values["by"] * 1000))


def _stretch(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    cues = given.document.cues
    first, last = (int(values[name]) - 1 for name in ("first", "last"))
    for row in (first, last):
        if not 0 <= row < len(cues):
            raise UserError("There is no cue {number}.", number=row + 1)
    pairs = [
        (cues[row].start, parse_time(values[name]))
        for row, name in ((first, "first-at"), (last, "last-at"))
    ]
    return sync.stretch(given.document, range(len(cues)), pairs[0], pairs[1])


def _bend(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    anchors = anchors_of(values["anchors"])
    for row in anchors:
        if not 0 <= row < len(given.document.cues):
            raise UserError("There is no cue {number}.", number=row + 1)
    return sync.bend(given.document, list(anchors.items())) if anchors else []


def _rate(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    was, shall = (sync.FRAME_RATES[values[name]] for name in ("was", "shall"))
    return sync.change_rate(given.document, rows_of(given, 0), was, shall)


def _fit(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    return sync.fit(given.document, rows_of(given, values["scope"]), given.evidence)


def _original(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    del values  # it has no fields
    source = given.document.source
    if source is None:
        raise UserError("This document was not opened from a file.")
    return sync.as_in(given.document, source.cues)


def _last(given: Given) -> float:
    return len(given.document.cues)


SHIFT = Tool(
    N_("Shift times"),
    (
        SCOPE_FROM,
        Number(
            "by", N_("Shift by (negative: earlier)"), lambda _: 0, "s", -86_400, 86_400, 0.05, 2
        ),
    ),
    _shift,
)

STRETCH = Tool(
    N_("Two-point sync"),
    (
        Number("first", N_("Cue number"), lambda _: 1, "", 1, _MANY, 1),
        Time("first-at", N_("actually starts at"), lambda given: given.document.cues[0].start),
        Number("last", N_("Second cue number"), _last, "", 1, _MANY, 1),
        Time("last-at", N_("actually starts at"), lambda given: given.document.cues[-1].start),
    ),
    _stretch,
)

BEND = Tool(
    N_("Multi-point sync"),
    (
        Anchors(
            "anchors",
            N_("Known start times"),
            N_("Drag cue starts on the timeline, or type 12=1:30.5, 40=3:20"),
        ),
    ),
    _bend,
)

RATE = Tool(
    N_("Change frame rate"),
    (
        Choice("was", N_("Current frame rate"), _FRAMES, _FRAMES.index("25")),
        Choice("shall", N_("Correct frame rate"), _FRAMES, _FRAMES.index("23.976")),
    ),
    _rate,
)

FIT = Tool(N_("Sync to speech"), (SCOPE,), _fit)

ORIGINAL = Tool(N_("Restore times of the original file"), (), _original)
