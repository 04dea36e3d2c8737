# SPDX-License-Identifier: GPL-3.0-or-later
"""Ranks interpretations by the times alone, and by the medium's length."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import spoken
from editor.repair.chunks import base_of
from editor.repair.interpretation import Interpretation
from editor.repair.models import WHISPER_CHUNK, candidates, moves_on, running, touching, wraps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.repair.candidate import Candidate
    from editor.repair.chunks import Chunk
    from editor.repair.evidence import Confidence

FITS = 3_000
"""ms: a predicted end this near to the medium's length fits it."""

PAST_END = 1_500
"""ms: cues cannot run past the medium's end by more: a rounded length, a long tail."""

MINUTES = 60_000
"""ms: an interpretation that ends this long after the medium is impossible."""

_LATEST = 3_600_000
"""ms: nobody chooses an interpretation that ends so long after the medium."""

# Share of chunks whose last line reaches the chunk's end. Measured on generated talk: in
# fixed chunks 76 to 97 %, where the next one begins at the last line's end 0 to 12 %.
_TOUCH_IF_FIXED, _TOUCH_IF_RUNNING = 0.85, 0.08
_SOME_TOUCH = 0.05
"""Least share of the chunks that reach their end, if that is where chunks end."""

_CLEAR_ODDS = math.log(100)
"""Logarithm of a likelihood ratio that is evidence by itself: 100 to 1."""


def by_times(chunks: Sequence[Chunk], length: int | None) -> tuple[Interpretation, ...]:
    """The running interpretation and the best fixed one, the likelier first.

    Args:
        chunks: Two at least.
        length: The medium's, in ms, where known.
    """
    every = list(candidates(chunks))
    moved = every[0]
    likely = {
        c.model: _likelihood(chunks, c.chunk_length)
        for c in every[1:]
        if c.chunk_length is not None
    }
    fixed = max(
        every[1:],
        key=lambda c: (
            likely[c.model] >= _CLEAR_ODDS,
            _fit(c, chunks, length),
            likely[c.model],
        ),
    )
    weight = likely[fixed.model]
    if length is None:
        return _by_touch(chunks, moved, fixed, weight)
    return _by_length(chunks, moved, fixed, weight, length)


def besides(
    chunks: Sequence[Chunk], known: Sequence[Interpretation], length: int | None
) -> tuple[Interpretation, ...]:
    """Other interpretations that the chunks allow, those first that end nearest to the medium.

    Left out is what ends more than an hour after the medium, or at more than twice its length.

    Args:
        chunks: Two at least.
        known: The interpretations that are left out, whatever they are called.
        length: The medium's, in ms, where known.
    """
    places = {interpretation.candidate.offsets for interpretation in known}
    others = []
    for candidate in (running(chunks), *candidates(chunks)):
        if candidate.offsets not in places:
            places.add(candidate.offsets)
            others.append(candidate)
    if length is None:
        return tuple(
            Interpretation(c, c.end, "low", _touch(chunks, c.chunk_length or WHISPER_CHUNK))
            for c in others
        )
    latest = length + min(length, _LATEST)
    others = sorted((c for c in others if c.end <= latest), key=lambda c: abs(c.end - length))
    return tuple(with_length(candidate, length, "low") for candidate in others)


def possible(
    interpretations: Sequence[Interpretation], length: int | None
) -> tuple[Interpretation, ...]:
    """Where none is likely, those that do not end minutes after the medium: maybe none.

    Args:
        interpretations: The likeliest first.
        length: The medium's, in ms, where known.
    """
    if length is None or interpretations[0].confidence != "low":
        return tuple(interpretations)
    return tuple(one for one in interpretations if one.end <= length + MINUTES)


def _likelihood(chunks: Sequence[Chunk], chunk_length: int) -> float:
    """Logarithm of the likelihood ratio of fixed chunks of this length to running ones."""
    if wraps(chunks, chunk_length):
        return 2 * _CLEAR_ODDS
    touched, of = touching(chunks, chunk_length)
    fixed, moving = _TOUCH_IF_FIXED, _TOUCH_IF_RUNNING
    return touched * math.log(fixed / moving) + (of - touched) * math.log(
        (1 - fixed) / (1 - moving)
    )


def _fit(candidate: Candidate, chunks: Sequence[Chunk], length: int | None) -> int:
    """2 where the predicted end fits the medium's length, 1 where it may, 0 where it does not.

    If a whole chunk more has room before the medium's end, a silent one left no line
    somewhere, and the offsets after it are wrong.
    """
    if length is None:
        return 1
    left = length - _reached(candidate, chunks)
    chunk_length = candidate.chunk_length or max(chunk.end for chunk in chunks) - base_of(chunks)
    if not -PAST_END <= left < chunk_length:
        return 0
    return 2 if left <= FITS or _fills(candidate, chunks, length) else 1


def _reached(candidate: Candidate, chunks: Sequence[Chunk]) -> int:
    """The latest end in ms, up to the end of its chunk: a line may run past any."""
    if candidate.chunk_length is None:
        return candidate.end
    return min(candidate.end, candidate.offsets[-1] + base_of(chunks) + candidate.chunk_length)


def _fills(candidate: Candidate, chunks: Sequence[Chunk], length: int) -> bool:
    """Whether there are as many fixed chunks as the medium has room for.

    Not enough where the chunks look like Whisper's, which leaves about as many; or
    where none is filled to its end, except with Whisper's length, the most frequent one.
    """
    if candidate.chunk_length is None or moves_on(chunks):
        return False
    touched, of = touching(chunks, candidate.chunk_length)
    if touched < max(1, _SOME_TOUCH * of) and candidate.chunk_length != WHISPER_CHUNK:
        return False
    taken = (candidate.offsets[-1] - candidate.offsets[0]) // candidate.chunk_length + 1
    return taken in {
        -(-length // candidate.chunk_length),
        -(-(length - PAST_END) // candidate.chunk_length),
    }


def _by_touch(
    chunks: Sequence[Chunk], running: Candidate, fixed: Candidate, weight: float
) -> tuple[Interpretation, ...]:
    """Without the medium's length: by how many chunks are full."""
    reason = _touch(chunks, fixed.chunk_length or 0)
    interpretations = [
        Interpretation(running, running.end, _medium_if(_runs(chunks, weight)), reason),
        Interpretation(fixed, fixed.end, _medium_if(weight >= _CLEAR_ODDS), reason),
    ]
    return tuple(interpretations if weight < 0 else reversed(interpretations))


def _touch(chunks: Sequence[Chunk], chunk_length: int) -> Problem:
    """The evidence of the chunks' ends, in a sentence."""
    touched, of = touching(chunks, chunk_length)
    past = len(chunks) - 1 - of
    message = N_("{touched} of {of} chunks reach {length}; with fixed chunks nearly all would.")
    if past:
        message = N_(
            "{touched} of {of} chunks reach {length}; with fixed chunks nearly all "
            "would. In {past} chunks the last cue runs past it, which is no evidence."
        )
    if not of:
        message = N_("In every chunk the last cue runs past {length}, which is no evidence.")
    return Problem(message, touched=touched, of=of, past=past, length=spoken(chunk_length))


def _runs(chunks: Sequence[Chunk], weight: float) -> bool:
    """Whether the chunks' ends are clear evidence for the running interpretation."""
    return weight <= -_CLEAR_ODDS and moves_on(chunks)


def _medium_if(clear: bool) -> Confidence:  # noqa: FBT001 - named by the function
    return "medium" if clear else "low"


def _by_length(
    chunks: Sequence[Chunk], running: Candidate, fixed: Candidate, weight: float, length: int
) -> tuple[Interpretation, ...]:
    """With the medium's length, which outranks the evidence of the chunks' ends.

    Only fixed chunks can have *high* confidence: where the talk paused at a chunk's end,
    Whisper's moves on by its whole length, which the medium's length cannot rule out.
    """
    running = _as_long(running, length)
    fits = {c.model: _fit(c, chunks, length) for c in (running, fixed)}
    towards = {running.model: -weight, fixed.model: weight}
    clear = {running.model: _runs(chunks, weight), fixed.model: weight >= _CLEAR_ODDS}
    best, other = sorted(
        (running, fixed), key=lambda c: (fits[c.model], towards[c.model]), reverse=True
    )
    alone = fits[best.model] == 2 and fits[other.model] < 2  # noqa: PLR2004 - see _fit
    possible = fits[best.model] > 0
    # The other one is ruled out, and no pauses between the chunks are to be expected.
    only = possible and other.end > length + MINUTES and moves_on(chunks)
    confidence: Confidence = _medium_if(alone or only or (possible and clear[best.model]))
    if alone and clear[best.model] and best is fixed:
        confidence = "high"
    return (
        with_length(best, length, confidence),
        with_length(other, length, "low"),
    )


def _as_long(candidate: Candidate, length: int) -> Candidate:
    """The candidate without doubtful chunks that the medium has no room for.

    If such a chunk moved on by its whole length, everything after it is that much later.
    """
    offsets, room = candidate.offsets, length + PAST_END - candidate.end
    doubtful = (
        p for p in candidate.doubtful if offsets[p - 1] + WHISPER_CHUNK - offsets[p] <= room
    )
    return replace(candidate, doubtful=frozenset(doubtful))


def with_length(candidate: Candidate, length: int, confidence: Confidence) -> Interpretation:
    """An interpretation whose reason is where it ends on a medium of `length` ms."""
    end = candidate.end
    if end > length + PAST_END:
        message = N_("It would end {over} after the end of the media ({length}).")
    elif length - end <= FITS:
        message = N_("It ends within {under} of the media length ({length}).")
    else:
        message = N_("It would end {under} before the end of the media ({length}).")
    facts = {
        "over": spoken(end - length),
        "under": spoken(abs(length - end)),
        "length": spoken(length),
    }
    return Interpretation(candidate, end, confidence, Problem(message, **facts))
