# SPDX-License-Identifier: GPL-3.0-or-later
"""The option `--clock`: which interpretation of a file's times to apply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.cli.common import argument
from editor.core import editing
from editor.core.errors import UserError
from editor.core.timecode import parse_time, spoken
from editor.repair.chunks import find_chunks
from editor.repair.diagnosis import repair
from editor.repair.explain import MODELS, explained
from editor.repair.interpretation import CONTINUOUS
from editor.repair.models import fixed, running

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from editor.core.document import Document
    from editor.repair.candidate import Candidate
    from editor.repair.diagnosis import Diagnosis, Interpretation

_BARE = frozenset({"auto", "keep", "running"})
"""Values without a parameter."""
_NAMED = "The user named it."
_MOST_RULED_OUT = 2
"""Readings that are named although they end minutes after the medium."""


class UndecidedError(UserError):
    """The evidence is too weak to choose; the message names the choices."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The value of `--clock`.

    Attributes:
        model: ``auto``, ``keep``, ``running``, ``fixed`` or ``shift``; or an interpretation's
            model, for those that evidence alone can give.
        time: Length of the fixed window, or by how much to shift, in ms.
    """

    model: str
    time: int = 0


KEEP = Clock("keep")


def add_clock(parser: argparse.ArgumentParser) -> None:
    """The option."""
    parser.add_argument(
        "--clock",
        default="auto",
        type=argument(parse_clock),
        metavar="MODEL",
        help="auto, keep, running, fixed:SECONDS, shift:TIME, or another one that info names",
    )


def parse_clock(text: str) -> Clock:
    """``auto``, ``keep``, ``running``, ``fixed:SECONDS`` or ``shift:TIME``, also with a minus.

    The models of interpretations are known as well: ``pauses``, ``stride:25`` ….

    Raises:
        UserError: `text` is none of these.
    """
    model, colon, value = text.partition(":")
    if model in _BARE and not colon:
        return Clock(model)
    if model == "fixed" and value:
        window = parse_time(value)
        if window <= 0:
            raise UserError("The chunk length must be greater than zero.")
        return Clock(model, window)
    if model == "shift" and value:
        delta = parse_time(value.removeprefix("-").removeprefix("+"))
        return Clock(model, -delta if value.startswith("-") else delta)
    if model in MODELS and model not in _BARE | {"fixed"} and (value or not colon):
        return Clock(text)
    raise UserError(
        "“{clock}” is no clock: say auto, keep, running, fixed:SECONDS or shift:TIME.", clock=text
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of repairing a clock.

    Attributes:
        document: With corrected times.
        model: As named on the command line.
        confidence: Of the interpretation; ``high`` for one that the user named.
        reason: Why it was chosen.
        candidate: What was applied; None for a shift, and if nothing was.
        notes: Messages for the user.
    """

    document: Document
    model: str
    confidence: str
    reason: str
    candidate: Candidate | None = None
    notes: tuple[str, ...] = ()


def read_as(document: Document, diagnosis: Diagnosis, clock: Clock) -> Outcome:
    """Correct the times as asked.

    Raises:
        UndecidedError: The clock is broken, and the evidence too weak to interpret it.
        UserError: A shift would put a cue before zero, or there is no such interpretation.
    """
    if clock.model == "keep":
        return Outcome(document, "keep", "high", _NAMED)
    if clock.model == "shift":
        rows = range(len(document.cues))
        shifted = editing.shift(document, rows, clock.time).apply(document)
        return Outcome(shifted, f"shift:{clock.time / 1000:g}", "high", _NAMED)
    if not diagnosis.interpretations:
        told = clock.model != "auto" or diagnosis.finding != CONTINUOUS
        notes = (diagnosis.finding.text,) if told else ()
        return Outcome(document, "keep", diagnosis.confidence, diagnosis.finding.text, notes=notes)
    if clock.model == "auto":
        best = _chosen(diagnosis)
        if best.candidate.kind == "keep":
            why = best.reason.text
            return Outcome(document, "keep", best.confidence, why, notes=(_kept(diagnosis),))
        return _applied(
            document, best.candidate, best.confidence, best.reason.text, _reasons(diagnosis)
        )
    return _applied(document, _named(document, diagnosis, clock), "high", _NAMED, [])


def clocked(document: Document, diagnosis: Diagnosis, clock: Clock) -> tuple[Document, list[str]]:
    """The document with corrected times, and messages for the user.

    Raises:
        UndecidedError: See `read_as`.
        UserError: See `read_as`.
    """
    outcome = read_as(document, diagnosis, clock)
    return outcome.document, list(outcome.notes)


def _applied(
    document: Document, candidate: Candidate, confidence: str, reason: str, notes: list[str]
) -> Outcome:
    after = repair(document, candidate).apply(document)
    return Outcome(after, candidate.model, confidence, reason, candidate, tuple(notes))


def _named(document: Document, diagnosis: Diagnosis, clock: Clock) -> Candidate:
    # Where the cues were taken for tracks, the user may know better.
    chunks = diagnosis.chunks if len(diagnosis.chunks) > 1 else find_chunks(document.cues)
    if clock.model == "running":
        return running(chunks)
    if clock.model == "fixed":
        return fixed(chunks, clock.time)
    every = (*diagnosis.interpretations, *diagnosis.others)
    found = [one.candidate for one in every if one.candidate.model == clock.model]
    if not found:
        models = ", ".join(one.candidate.model for one in diagnosis.interpretations)
        raise UserError(
            "No interpretation is called “{model}”; there are {models}.",
            model=clock.model,
            models=models,
        )
    return found[0]


def _chosen(diagnosis: Diagnosis) -> Interpretation:
    best = diagnosis.interpretations[0]
    if best.confidence == "low":
        raise _undecided(diagnosis)
    return best


def _undecided(diagnosis: Diagnosis) -> UndecidedError:
    """That nothing was written, and all ways out."""
    offered = [one for one in diagnosis.interpretations if one.candidate.kind != "keep"]
    weak = (
        "{finding} The evidence is too weak to choose how to read it, and nothing was written. "
        "Give the right medium (--media or --media-length), or choose. {choices}"
    )
    none = (
        "{finding} No reading fits the medium, and nothing was written. Give the right medium "
        "(--media or --media-length), or name a reading all the same. {choices}"
    )
    choices = [
        f"--clock {one.candidate.model} ({explained(one.candidate)}) ends at "
        f"{spoken(one.end)}: {one.reason}"
        for one in _by_name(offered or diagnosis.others[:_MOST_RULED_OUT])
    ]
    choices.append("--clock keep leaves the times as they are.")
    return UndecidedError(
        weak if offered else none, finding=diagnosis.finding, choices=" ".join(choices)
    )


def _by_name(interpretations: Sequence[Interpretation]) -> list[Interpretation]:
    """Those that can be named; of several with one name it is the first that is meant."""
    named: dict[str, Interpretation] = {}
    for one in interpretations:
        named.setdefault(one.candidate.model, one)
    return list(named.values())


def _kept(diagnosis: Diagnosis) -> str:
    """That nothing was moved although something is wrong, and the ways out."""
    ways = [
        f"--clock {one.candidate.model}: {explained(one.candidate)}."
        for one in diagnosis.interpretations[1:]
    ]
    if diagnosis.tracks:
        ways.append("jiaozi repair --tracks merge or --tracks split: side by side, or apart.")
    return " ".join((f"{diagnosis.finding} No time was changed.", *ways))


def _reasons(diagnosis: Diagnosis) -> list[str]:
    best, *others = diagnosis.interpretations
    reason = (
        f"{diagnosis.finding} Read as {best.candidate.model} ({explained(best.candidate)}), "
        f"confidence {best.confidence}: {best.reason} It ends at {spoken(best.end)}."
    )
    runners_up = [
        f"the other interpretation: {other.candidate.model} ({explained(other.candidate)}) "
        f"ends at {spoken(other.end)}."
        for other in others
    ]
    return [reason, *runners_up]
