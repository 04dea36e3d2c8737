# SPDX-License-Identifier: GPL-3.0-or-later
"""The entry point: interprets a broken clock, and makes the change that repairs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.progress import UNHEARD
from editor.core.proposal import Proposal, accepted
from editor.core.timecode import mark, seconds, spoken
from editor.repair.chunks import Chunk, base_of, find_chunks
from editor.repair.evidence import Confidence, Evidence
from editor.repair.interpretation import Interpretation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.progress import Progress
    from editor.repair.candidate import Candidate

__all__ = [
    "Confidence",
    "Diagnosis",
    "Evidence",
    "Interpretation",
    "diagnose",
    "proposals",
    "repair",
]

TITLE = N_("Repair timing")
"""The name of the change, in the menu of undo."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a file's clock, and how it may be read.

    Attributes:
        chunks: The chunks of the file; a single one where the clock does not restart.
        interpretations: The likeliest first; empty where nothing is wrong.
        others: Unlikely ones that the times allow, for a person to choose from.
        finding: What is wrong, in one sentence.
        confidence: Of the first interpretation; without one, of there being nothing to repair.
    """

    chunks: tuple[Chunk, ...]
    interpretations: tuple[Interpretation, ...]
    finding: Problem
    confidence: Confidence = "medium"
    others: tuple[Interpretation, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether something is wrong for certain: by the times, or clearly by the sound."""
        if len(self.chunks) > 1:
            return True
        return bool(self.interpretations) and self.confidence != "low"


def diagnose(cues: Sequence[Cue], evidence: Evidence, progress: Progress = UNHEARD) -> Diagnosis:
    """Find the restarts of the clock, and rank the ways to interpret them.

    Args:
        cues: In file order.
        evidence: What is known beside their times.
        progress: Reported to between the models, and may cancel. Only speech or a reference
            take seconds.
    """
    from editor.repair.known_starts import by_ear
    from editor.repair.ranking_by_times import by_times

    chunks = find_chunks(cues) if cues else ()
    if len(chunks) < 2:  # noqa: PLR2004 - a single clock
        return _one_clock(cues, chunks, evidence, progress)
    interpretations = by_times(chunks, evidence.media_length)
    told = list(_told(cues, chunks, evidence))
    interpretations = (
        (*told, *(_weaker(one) for one in interpretations)) if told else interpretations
    )
    interpretations = by_ear(cues, interpretations, evidence.anchors)
    if evidence.speech is not None or evidence.reference:
        from editor.repair.witness_models import restarts

        interpretations = restarts(cues, chunks, interpretations, evidence, progress)
    interpretations, others = _heard(cues, chunks, interpretations, evidence)
    return Diagnosis(
        chunks, interpretations, _finding(chunks), interpretations[0].confidence, others
    )


def _heard(
    cues: Sequence[Cue],
    chunks: Sequence[Chunk],
    interpretations: Sequence[Interpretation],
    evidence: Evidence,
) -> tuple[tuple[Interpretation, ...], tuple[Interpretation, ...]]:
    """The interpretations checked against the known starts, and the unlikely ones besides.

    If no likely one meets those starts as it is, an unlikely one that does becomes likely.
    """
    from editor.repair.known_starts import as_it_is, by_ear
    from editor.repair.ranking_by_times import besides

    others = by_ear(cues, besides(chunks, interpretations, evidence.media_length), evidence.anchors)
    interpretations = by_ear(cues, interpretations, evidence.anchors)
    if evidence.anchors and not as_it_is(interpretations[0]):
        interpretations = by_ear(
            cues, (*interpretations, *filter(as_it_is, others)), evidence.anchors
        )
    shown = {interpretation.candidate.offsets for interpretation in interpretations}
    return interpretations, tuple(other for other in others if other.candidate.offsets not in shown)


def _one_clock(
    cues: Sequence[Cue], chunks: tuple[Chunk, ...], evidence: Evidence, progress: Progress
) -> Diagnosis:
    """Without restarts, only evidence from outside the file can show that something is wrong."""
    sound = Problem("Timing is continuous; there is nothing to repair.")
    if not cues or not (evidence.anchors or evidence.speech is not None or evidence.reference):
        return Diagnosis(chunks, (), sound)
    from editor.repair.anchors import BY_EAR, are_met, misses, stretched_to

    wrong = Problem("Times run in order, but they do not match the media.")
    right = are_met(cues, evidence.anchors)
    if not right:
        candidate = stretched_to(cues, evidence.anchors)
        if candidate is not None:
            reason = N_("All known start times match within {within} s.")
            miss = misses(cues, candidate, evidence.anchors)
            confidence: Confidence = "high" if len(evidence.anchors) > 2 else "medium"  # noqa: PLR2004
            why = Problem(reason, within=f"{miss / 1000:.2f}")
            return Diagnosis(
                chunks,
                (Interpretation(candidate, candidate.end, confidence, why),),
                wrong,
                confidence,
            )
    if evidence.speech is None and not evidence.reference:
        return Diagnosis(chunks, (), sound)
    from editor.repair.witness_models import one_clock

    interpretations = one_clock(cues, evidence, progress)
    heard = bool(evidence.anchors) and right
    if heard:  # and stays so
        interpretations = tuple(
            one
            for one in interpretations
            if misses(cues, one.candidate, evidence.anchors) <= BY_EAR
        )
    untold = Problem(
        "Times run in order. Whether they match the media could not be told from the audio."
    )
    if not interpretations:
        return Diagnosis(chunks, (), sound if heard else untold)
    confidence = interpretations[0].confidence
    if interpretations[0].candidate.kind == "keep":
        return Diagnosis(chunks, (), untold if confidence == "low" else sound, confidence)
    return Diagnosis(chunks, interpretations, wrong, confidence)


def _finding(chunks: Sequence[Chunk]) -> Problem:
    base = base_of(chunks)
    once = N_(
        "Times jump back once: the text comes from two recogniser chunks of at "
        "most {longest}, each timed from {base}."
    )
    often = N_(
        "Times jump back {count} times: the text comes from {chunks} recogniser "
        "chunks of at most {longest}, each timed from {base}."
    )
    return Problem(
        once if len(chunks) == 2 else often,  # noqa: PLR2004 - two chunks, one fall
        count=len(chunks) - 1,
        chunks=len(chunks),
        longest=spoken(max(chunk.end for chunk in chunks) - base),
        base=Problem("zero") if base == 0 else spoken(base),
    )


def _told(
    cues: Sequence[Cue], chunks: Sequence[Chunk], evidence: Evidence
) -> Iterator[Interpretation]:
    """Interpretations by the text or the user's knowledge: they rank before those by the times."""
    from editor.repair.anchors import parts
    from editor.repair.overlapping_chunks import stride
    from editor.repair.ranking_by_times import PAST_END

    length = evidence.media_length
    candidate = parts(chunks, evidence.part_lengths) if evidence.part_lengths else None
    if candidate is not None:
        whole = length is not None and abs(sum(evidence.part_lengths) - length) <= PAST_END
        reason = Problem("Every part is long enough for its cues.")
        yield Interpretation(candidate, candidate.end, "high" if whole else "medium", reason)
    candidate = stride(cues, chunks)
    if candidate is not None:
        fits = length is not None and -PAST_END <= length - candidate.end < (
            candidate.chunk_length or 0
        )
        reason = Problem("The last lines of a chunk are repeated at the start of the next one.")
        yield Interpretation(candidate, candidate.end, "high" if fits else "medium", reason)


def _weaker(interpretation: Interpretation) -> Interpretation:
    return Interpretation(
        interpretation.candidate, interpretation.end, "low", interpretation.reason
    )


def repair(document: Document, candidate: Candidate) -> Change:
    """The change that puts every cue where `candidate` says it is."""
    return accepted(document, TITLE, _fixes(document, candidate))


def proposals(
    document: Document, candidate: Candidate, held: frozenset[int] = frozenset()
) -> list[Proposal]:
    """What `repair` would do: a proposal for each chunk, with its times before and after.

    Chunks that stay where they are have a proposal, too: row n of the list is chunk n.

    Args:
        document: The cues that `candidate` was made for.
        candidate: Where each chunk belongs.
        held: Numbers of the chunks that a person holds in place; their rows say so.
    """
    from editor.repair.explain import explained

    kind = explained(candidate)
    found = []
    for place, fix in enumerate(_fixes(document, candidate)):
        chunk, offset = candidate.chunks[place], candidate.offsets[place]
        start, end = candidate.placed(chunk.start, offset), candidate.placed(chunk.end, offset)
        before, after = _span(chunk.start, chunk.end), _span(start, end)
        reason = _reason(candidate, place, start, held)
        found.append(Proposal(fix, before, after, reason, kind, sure=True, timing=True))
    return found


def _reason(candidate: Candidate, place: int, start: int, held: frozenset[int]) -> Problem:
    """How far a chunk moves that would start at `start` ms, and whether that is sure."""
    chunk = candidate.chunks[place]
    message = N_("Chunk {number}, cues {first}–{last}: not moved.")
    if start > chunk.start:
        message = N_("Chunk {number}, cues {first}–{last}: {seconds} s later.")
    elif start < chunk.start:
        message = N_("Chunk {number}, cues {first}–{last}: {seconds} s earlier.")
    if place in candidate.doubtful:
        message = N_("Chunk {number}, cues {first}–{last}: position uncertain; please listen.")
    if place in held:
        message = N_("Chunk {number}, cues {first}–{last}: locked at {time}.")
    return Problem(
        message,
        number=place + 1,
        first=chunk.first + 1,
        last=chunk.stop,
        seconds=seconds(abs(start - chunk.start)),
        time=mark(start, 1),
    )


def _fixes(document: Document, candidate: Candidate) -> list[tuple[tuple[int, Cue | None], ...]]:
    places = range(len(candidate.chunks))
    return [tuple(candidate.moved(document.cues, place)) for place in places]


def _span(start: int, end: int) -> str:
    return f"{spoken(start)} – {spoken(end)}"
