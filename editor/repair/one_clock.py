# SPDX-License-Identifier: GPL-3.0-or-later
"""The diagnosis of a clock without restarts: only evidence from outside can show it is wrong."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import spoken
from editor.repair.damage import FAR
from editor.repair.interpretation import CONTINUOUS, Diagnosis, Interpretation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.core.progress import Progress
    from editor.repair.chunks import Chunk
    from editor.repair.evidence import Confidence, Evidence

_UNTOLD = Problem(
    "Times run in order. Whether they match the media could not be told from the audio."
)
_SHUFFLED = N_(
    "The cues are not in order of time, first cue {cue}; their times hardly overlap, so none is "
    "changed."
)
_BEFORE_ZERO = N_(
    "Cues that start before 0:00: {count}, the earliest at {time}; none is changed. Perhaps all "
    "times are too early."
)
_WRONG = Problem("Times run in order, but they do not match the media.")


def without_restarts(
    cues: Sequence[Cue], chunks: tuple[Chunk, ...], evidence: Evidence, progress: Progress
) -> Diagnosis:
    """By known starts, by the medium's length, and by speech or a reference."""
    from editor.repair.anchors import BY_EAR, are_met, misses
    from editor.repair.past_end import is_no_speech, runs_past

    right = are_met(cues, evidence.anchors)
    if not right:
        fitted = _by_starts(cues, chunks, evidence)
        if fitted is not None:
            return fitted
    length = evidence.media_length
    heard = bool(evidence.anchors) and right
    if not heard and (is_no_speech(cues) or (length is not None and runs_past(cues, length))):
        return _impossible(cues, chunks, evidence, progress)
    if evidence.speech is None and not evidence.reference:
        return Diagnosis(chunks, (), _sound(cues))
    from editor.repair.witness_models import one_clock

    interpretations = one_clock(cues, evidence, progress)
    if heard:  # and stays so
        interpretations = tuple(
            one
            for one in interpretations
            if misses(cues, one.candidate, evidence.anchors) <= BY_EAR
        )
    if not interpretations:
        return Diagnosis(chunks, (), _sound(cues) if heard else _UNTOLD)
    confidence = interpretations[0].confidence
    if interpretations[0].candidate.kind == "keep":
        return Diagnosis(chunks, (), _UNTOLD if confidence == "low" else _sound(cues), confidence)
    return Diagnosis(chunks, interpretations, _WRONG, confidence)


def _sound(cues: Sequence[Cue]) -> Problem:
    """That nothing is to be repaired; cues before zero, or only shuffled, are told."""
    early = [cue.start for cue in cues if cue.start < 0]
    if early:
        return Problem(_BEFORE_ZERO, count=len(early), time=spoken(min(early)))
    row = next((row for row, (a, b) in enumerate(pairwise(cues), 1) if b.start < a.start - FAR), 0)
    return Problem(_SHUFFLED, cue=row + 1) if row else CONTINUOUS


def _by_starts(
    cues: Sequence[Cue], chunks: tuple[Chunk, ...], evidence: Evidence
) -> Diagnosis | None:
    """A line through the known starts, or None where there is none."""
    from editor.repair.anchors import misses, stretched_to

    candidate = stretched_to(cues, evidence.anchors)
    if candidate is None:
        return None
    reason = N_("All known start times match within {within} s.")
    miss = misses(cues, candidate, evidence.anchors)
    confidence: Confidence = "high" if len(evidence.anchors) > 2 else "medium"  # noqa: PLR2004 - a pair
    why = Problem(reason, within=f"{miss / 1000:.2f}")
    one = Interpretation(candidate, candidate.end, confidence, why)
    return Diagnosis(chunks, (one,), _WRONG, confidence)


def _impossible(
    cues: Sequence[Cue], chunks: tuple[Chunk, ...], evidence: Evidence, progress: Progress
) -> Diagnosis:
    """Times that cannot be right: what may mend them, by the witness too where there is one."""
    from editor.repair import past_end

    found = past_end.mendings(cues, evidence.media_length)
    if evidence.speech is not None or evidence.reference:
        from editor.repair.witness_models import one_clock

        found = one_clock(cues, evidence, progress, found)
    finding = past_end.finding(cues, evidence.media_length)
    return Diagnosis(chunks, found, finding, found[0].confidence, certain=True)
