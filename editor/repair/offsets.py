# SPDX-License-Identifier: GPL-3.0-or-later
"""Which reading of a broken clock is right, how sure that is, and the change that applies it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from editor.core.change import replaced
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal
from editor.core.timecode import spoken
from editor.repair.chunks import Chunk, base_of, find_chunks
from editor.repair.models import Candidate, candidates, explained, moves_on, touching

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document

Confidence = Literal["high", "medium", "low"]

TITLE = N_("Repair the clock")

_FITS = 3_000
"""A predicted end this near to the medium's length, in ms, fits it."""

_BEYOND = 1_500
"""Cues cannot run past the medium's end by more than this, in ms: a rounded length, a long tail."""

# Share of chunks whose last line reaches the window's end: in talk cut into fixed
# windows 76 to 97 %, where the window moves on to the last line's end 0 to 12 %.
_TOUCH_IF_FIXED = 0.85
_TOUCH_IF_RUNNING = 0.08
_SPEAKS_CLEARLY = math.log(100)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known beside the times.

    Attributes:
        media_length: Length of the medium in ms, or None.
    """

    media_length: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the clock.

    Attributes:
        candidate: The model and its offsets.
        end: Predicted end of the last cue in ms.
        confidence: How sure it is.
        reason: Why, in a sentence.
    """

    candidate: Candidate
    end: int
    confidence: Confidence
    reason: Problem


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is the matter with a file's clock.

    Attributes:
        chunks: A single one where nothing is.
        readings: The likeliest first; empty where nothing is the matter.
        finding: The matter in one sentence.
    """

    chunks: tuple[Chunk, ...]
    readings: tuple[Reading, ...]
    finding: Problem


def diagnose(cues: Sequence[Cue], evidence: Evidence) -> Diagnosis:
    """Look for restarts of the clock, and weigh the ways to read them."""
    chunks = find_chunks(cues) if cues else ()
    if len(chunks) < 2:  # noqa: PLR2004 - a single clock
        return Diagnosis(chunks, (), Problem("The clock runs through: there is nothing to repair."))
    base = base_of(chunks)
    once = N_(
        "The clock falls back once: these are two recogniser windows of at most {longest}, "
        "each timed from {base}."
    )
    often = N_(
        "The clock falls back {count} times: these are {chunks} recogniser windows of at most "
        "{longest}, each timed from {base}."
    )
    finding = Problem(
        once if len(chunks) == 2 else often,  # noqa: PLR2004 - two windows, one fall
        count=len(chunks) - 1,
        chunks=len(chunks),
        longest=spoken(max(chunk.end for chunk in chunks) - base),
        base=Problem("zero") if base == 0 else spoken(base),
    )
    return Diagnosis(chunks, _readings(chunks, evidence), finding)


def repair(document: Document, chunks: Sequence[Chunk], candidate: Candidate) -> Change:
    """The change that puts every cue where `candidate` says it is."""
    rows = [
        row
        for chunk, offset in zip(chunks, candidate.offsets, strict=True)
        for row in _shifted(document, chunk, offset)
    ]
    return replaced(document, TITLE, rows)


def proposals(document: Document, chunks: Sequence[Chunk], candidate: Candidate) -> list[Proposal]:
    """What `repair` would do, chunk by chunk, with the times each covers before and after.

    A chunk that stays where it is has its row too, so that the rows are the chunks.
    """
    kind = explained(candidate)
    found = []
    for number, (chunk, offset) in enumerate(zip(chunks, candidate.offsets, strict=True), start=1):
        moves = N_("Window {number}, cues {first} to {last}: {seconds} s later.")
        if offset < 0:
            moves = N_("Window {number}, cues {first} to {last}: {seconds} s earlier.")
        stays = N_("Window {number}, cues {first} to {last}: stays where it is.")
        reason = Problem(
            moves if offset else stays,
            number=number,
            first=chunk.first + 1,
            last=chunk.stop,
            seconds=f"{abs(offset) / 1000:.1f}",
        )
        before = _span(chunk.start, chunk.end)
        after = _span(chunk.start + offset, chunk.end + offset)
        fix = tuple(_shifted(document, chunk, offset))
        found.append(Proposal(fix, before, after, reason, kind, sure=True))
    return found


def _shifted(document: Document, chunk: Chunk, offset: int) -> Iterator[tuple[int, Cue]]:
    for row in range(chunk.first, chunk.stop):
        yield row, document.cues[row].shifted(offset)


def _span(start: int, end: int) -> str:
    return f"{spoken(start)} – {spoken(end)}"


def _readings(chunks: Sequence[Chunk], evidence: Evidence) -> tuple[Reading, ...]:
    """The running reading and the best fixed one, the likelier first."""
    every = list(candidates(chunks))
    running = every[0]
    length = evidence.media_length
    likely = {c.model: _likelihood(chunks, c.window) for c in every[1:] if c.window is not None}
    fixed = max(
        every[1:],
        key=lambda c: (
            likely[c.model] >= _SPEAKS_CLEARLY,
            _fit(c, chunks, length),
            likely[c.model],
        ),
    )
    weight = likely[fixed.model]
    if length is None:
        return _by_touch(chunks, running, fixed, weight)
    return _by_length(chunks, running, fixed, weight, length)


def _likelihood(chunks: Sequence[Chunk], window: int) -> float:
    """Logarithm of how much likelier fixed windows of this length are than running ones."""
    touched, of = touching(chunks, window)
    fixed, moving = _TOUCH_IF_FIXED, _TOUCH_IF_RUNNING
    return touched * math.log(fixed / moving) + (of - touched) * math.log(
        (1 - fixed) / (1 - moving)
    )


def _fit(candidate: Candidate, chunks: Sequence[Chunk], length: int | None) -> int:
    """2 where the predicted end fits the medium's length, 1 where it may, 0 where it does not.

    Where a whole window more would fit in before the medium's end, some left no line,
    and nothing tells which: the offsets after it are wrong.
    """
    if length is None:
        return 1
    left = length - candidate.end(chunks)
    window = candidate.window or max(chunk.end for chunk in chunks) - base_of(chunks)
    if not -_BEYOND <= left < window:
        return 0
    return 2 if left <= _FITS else 1


def _by_touch(
    chunks: Sequence[Chunk], running: Candidate, fixed: Candidate, weight: float
) -> tuple[Reading, ...]:
    """Without the medium, the windows' ends must speak."""
    reason = _touch(chunks, fixed.window or 0)
    readings = [
        Reading(running, running.end(chunks), _medium_if(_runs(chunks, weight)), reason),
        Reading(fixed, fixed.end(chunks), _medium_if(weight >= _SPEAKS_CLEARLY), reason),
    ]
    return tuple(readings if weight < 0 else reversed(readings))


def _touch(chunks: Sequence[Chunk], window: int) -> Problem:
    """What the windows' ends tell, in a sentence."""
    touched, of = touching(chunks, window)
    past = len(chunks) - 1 - of
    message = N_("{touched} of {of} windows reach {window}; of fixed ones nearly all would.")
    if past:
        message = N_(
            "{touched} of {of} windows reach {window}; of fixed ones nearly all would. "
            "Windows whose last line runs past it, which tells nothing: {past}."
        )
    if not of:
        message = N_("Every window's last line runs past {window}, and that tells nothing.")
    return Problem(message, touched=touched, of=of, past=past, window=spoken(window))


def _runs(chunks: Sequence[Chunk], weight: float) -> bool:
    """Whether the windows' ends speak clearly for the running reading."""
    return weight <= -_SPEAKS_CLEARLY and moves_on(chunks)


def _medium_if(clear: bool) -> Confidence:  # noqa: FBT001 - a word for a truth
    return "medium" if clear else "low"


def _by_length(
    chunks: Sequence[Chunk], running: Candidate, fixed: Candidate, weight: float, length: int
) -> tuple[Reading, ...]:
    """With the medium's length: what fits it goes before what the windows' ends suggest.

    Only fixed windows can be highly sure: where the talk paused at a window's end,
    Whisper moves on by more than to the last line's end, and the length hides it.
    """
    fits = {c.model: _fit(c, chunks, length) for c in (running, fixed)}
    towards = {running.model: -weight, fixed.model: weight}
    clear = {running.model: _runs(chunks, weight), fixed.model: weight >= _SPEAKS_CLEARLY}
    best, other = sorted(
        (running, fixed), key=lambda c: (fits[c.model], towards[c.model]), reverse=True
    )
    alone = fits[best.model] == 2 and fits[other.model] < 2  # noqa: PLR2004 - see _fit
    possible = fits[best.model] > 0
    confidence: Confidence = _medium_if(alone or (possible and clear[best.model]))
    if alone and clear[best.model] and best is fixed:
        confidence = "high"
    return (
        _with_length(best, chunks, length, confidence),
        _with_length(other, chunks, length, "low"),
    )


def _with_length(
    candidate: Candidate, chunks: Sequence[Chunk], length: int, confidence: Confidence
) -> Reading:
    end = candidate.end(chunks)
    if end > length + _BEYOND:
        message = N_("It would end {over} after the medium does ({length}).")
    elif length - end <= _FITS:
        message = N_("It ends within {under} of the medium's length ({length}).")
    else:
        message = N_("It would leave {under} at the medium's end ({length}) without a line.")
    facts = {
        "over": spoken(end - length),
        "under": spoken(abs(length - end)),
        "length": spoken(length),
    }
    return Reading(candidate, end, confidence, Problem(message, **facts))
