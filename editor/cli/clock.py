# SPDX-License-Identifier: GPL-3.0-or-later
"""`--clock`: how the times of a file are to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core import editing
from editor.core.errors import UserError
from editor.core.timecode import parse_time, spoken
from editor.repair.explain import explained
from editor.repair.models import fixed, running
from editor.repair.offsets import repair

if TYPE_CHECKING:
    from editor.core.document import Document
    from editor.repair.offsets import Diagnosis, Reading

_BARE = frozenset({"auto", "keep", "running"})


class UndecidedError(UserError):
    """The evidence is too weak to choose; the choices are named."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What the user asked for.

    Attributes:
        model: ``auto``, ``keep``, ``running``, ``fixed`` or ``shift``.
        time: Length of the fixed window, or by how much to shift, in ms.
    """

    model: str
    time: int = 0


def parse_clock(text: str) -> Clock:
    """``auto``, ``keep``, ``running``, ``fixed:SECONDS`` or ``shift:TIME``, also with a minus.

    Raises:
        UserError: `text` is none of these.
    """
    model, colon, value = text.partition(":")
    if model in _BARE and not colon:
        return Clock(model)
    if model == "fixed" and value:
        window = parse_time(value)
        if window <= 0:
            raise UserError("A window must be longer than zero.")
        return Clock(model, window)
    if model == "shift" and value:
        delta = parse_time(value.removeprefix("-").removeprefix("+"))
        return Clock(model, -delta if value.startswith("-") else delta)
    raise UserError(
        "“{clock}” is no clock: say auto, keep, running, fixed:SECONDS or shift:TIME.", clock=text
    )


def clocked(document: Document, diagnosis: Diagnosis, clock: Clock) -> tuple[Document, list[str]]:
    """The document with its times put right as asked, and what is to be said about it.

    Raises:
        UndecidedError: The clock restarts, and nothing tells how to read it.
        UserError: A shift would put a cue before zero.
    """
    if clock.model == "keep":
        return document, []
    if clock.model == "shift":
        rows = range(len(document.cues))
        return editing.shift(document, rows, clock.time).apply(document), []
    if not diagnosis.readings:
        return document, [] if clock.model == "auto" else [diagnosis.finding.text]
    chunks, notes = diagnosis.chunks, []
    if clock.model == "running":
        candidate = running(chunks)
    elif clock.model == "fixed":
        candidate = fixed(chunks, clock.time)
    else:
        candidate = _chosen(diagnosis).candidate
        notes = _reasons(diagnosis)
    return repair(document, candidate).apply(document), notes


def _chosen(diagnosis: Diagnosis) -> Reading:
    best = diagnosis.readings[0]
    if best.confidence == "low":
        choices = " ".join(
            f"--clock {reading.candidate.model} ({explained(reading.candidate)}) ends at "
            f"{spoken(reading.end)}: {reading.reason}"
            for reading in diagnosis.readings
        )
        raise UndecidedError(
            "{finding} The evidence is too weak to choose how to read it, and nothing was "
            "written. Give the right medium (--media or --media-length), or choose. {choices}",
            finding=diagnosis.finding,
            choices=choices,
        )
    return best


def _reasons(diagnosis: Diagnosis) -> list[str]:
    best, *others = diagnosis.readings
    reason = (
        f"{diagnosis.finding} Read as {best.candidate.model} ({explained(best.candidate)}), "
        f"confidence {best.confidence}: {best.reason} It ends at {spoken(best.end)}."
    )
    runners_up = [
        f"the other reading: {other.candidate.model} ({explained(other.candidate)}) "
        f"ends at {spoken(other.end)}."
        for other in others
    ]
    return [reason, *runners_up]
