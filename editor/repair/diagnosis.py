# SPDX-License-Identifier: GPL-3.0-or-later
"""The entry point: interprets a broken clock, and makes the change that repairs it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.progress import UNHEARD
from editor.core.proposal import Proposal, accepted
from editor.core.timecode import mark, seconds, spoken
from editor.repair.chunks import Chunk, base_of, find_chunks
from editor.repair.evidence import Confidence, Evidence
from editor.repair.interpretation import CONTINUOUS, Diagnosis, Interpretation
from editor.repair.ranking_by_times import MINUTES

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

_FEW, _LONG = 4, 600_000
"""So few chunks, each of so many ms, are recordings or files rather than a recogniser's."""


_OF_CHUNKS = {
    "stays": N_("Chunk {number}, cues {first}–{last}: not moved."),
    "later": N_("Chunk {number}, cues {first}–{last}: {seconds} s later."),
    "earlier": N_("Chunk {number}, cues {first}–{last}: {seconds} s earlier."),
    "mended": N_("Chunk {number}, cues {first}–{last}: damaged times put right: {count}."),
    "doubtful": N_("Chunk {number}, cues {first}–{last}: position uncertain; please listen."),
    "held": N_("Chunk {number}, cues {first}–{last}: locked at {time}."),
}
"""What a proposal says of a chunk."""

_OF_CUES = {
    "stays": N_("Cues {first}–{last}: not moved."),
    "later": N_("Cues {first}–{last}: {by} later."),
    "earlier": N_("Cues {first}–{last}: {by} earlier."),
    "mended": N_("Cues {first}–{last}: times put right: {count}."),
    "doubtful": N_("Cues {first}–{last}: position uncertain; please listen."),
    "held": N_("Cues {first}–{last}: locked at {time}."),
}
"""The same of cues that are no recogniser's chunk."""

_NO_CHUNKS = frozenset({"keep", "mended", "spread", "stray", "wrapped", "shift", "unit", "jump"})
"""Kinds of candidates that move other stretches than a recogniser's chunks."""


def diagnose(cues: Sequence[Cue], evidence: Evidence, progress: Progress = UNHEARD) -> Diagnosis:
    """Find what is wrong with the times, and rank the ways to interpret them.

    Args:
        cues: In file order.
        evidence: What is known beside their times.
        progress: Reported to between the models, and may cancel. Only speech or a reference
            take seconds.
    """
    from editor.repair import damage

    if not cues:
        return Diagnosis((), (), CONTINUOUS)
    if (cues[0].start, cues[0].end) == (cues[-1].start, cues[-1].end):  # all may have these
        from editor.repair.faults import no_times

        found = no_times(cues, evidence)
        if found is not None:
            return found
    mends = damage.mends(cues, in_parts=bool(evidence.part_lengths))
    if not mends:
        return _diagnosed(cues, evidence, progress)
    from editor.repair.faults import with_mends

    return with_mends(_diagnosed(damage.mended(cues, mends), evidence, progress), cues, mends)


def _diagnosed(cues: Sequence[Cue], evidence: Evidence, progress: Progress) -> Diagnosis:
    """The diagnosis of cues without damaged times."""
    if not evidence.part_lengths and (_falls(cues) or _runs_past(cues, evidence)):
        from editor.repair import faults

        found = (
            faults.several_files(cues, evidence)
            or faults.hours_lost(cues, evidence, progress)
            or faults.out_of_place(cues, evidence, progress)
        )
        if found is not None:
            return found
    chunks = find_chunks(cues)
    if len(chunks) < 2:  # noqa: PLR2004 - a single clock
        from editor.repair.one_clock import without_restarts

        return without_restarts(cues, chunks, evidence, progress)
    from editor.repair.faults import aside_of_chunks

    found = aside_of_chunks(
        cues, chunks, evidence, lambda rest, known: _diagnosed(rest, known, progress)
    )
    return found or _restarting(cues, chunks, evidence, progress)


def _falls(cues: Sequence[Cue]) -> bool:
    return any(after.start < before.start for before, after in pairwise(cues))


def _runs_past(cues: Sequence[Cue], evidence: Evidence) -> bool:
    from editor.repair.past_end import runs_past

    return evidence.media_length is not None and runs_past(cues, evidence.media_length)


def _restarting(
    cues: Sequence[Cue], chunks: tuple[Chunk, ...], evidence: Evidence, progress: Progress
) -> Diagnosis:
    """The diagnosis of a clock that restarts, as a recogniser's."""
    from editor.repair import faults
    from editor.repair.known_starts import by_ear
    from editor.repair.ranking_by_times import by_times, possible

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
    finding = _finding(chunks, interpretations, evidence.media_length)
    left = possible(interpretations, evidence.media_length)
    if not left:
        left, others = (faults.kept(cues, "low"),), (*interpretations, *others)
    return Diagnosis(chunks, left, finding, left[0].confidence, others)


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


def _finding(
    chunks: Sequence[Chunk], interpretations: Sequence[Interpretation], length: int | None
) -> Problem:
    base = base_of(chunks)
    once = N_(
        "Times jump back once: the text comes from two recogniser chunks of at "
        "most {longest}, each timed from {base}."
    )
    often = N_(
        "Times jump back {count} times: the text comes from {chunks} recogniser "
        "chunks of at most {longest}, each timed from {base}."
    )
    files = N_(
        "These are {chunks} recordings or files, one after the other: each is timed from {base}, "
        "and the longest ends at {longest}."
    )
    long = len(chunks) <= _FEW and min(chunk.end for chunk in chunks) - base >= _LONG
    found = Problem(
        files if long else once if len(chunks) == 2 else often,  # noqa: PLR2004 - one fall
        count=len(chunks) - 1,
        chunks=len(chunks),
        longest=spoken(max(chunk.end for chunk in chunks) - base),
        base=Problem("zero") if base == 0 else spoken(base),
    )
    over = min(one.end for one in interpretations) - (length or 0)
    if length is None or over <= MINUTES:
        return found
    message = N_(
        "{finding} Read in any way, they end at least {over} after the media ({length}): this "
        "may be another media file's text."
    )
    return Problem(message, finding=found, over=spoken(over), length=spoken(length))


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
        shown = document.cues[chunk.first : chunk.stop]
        before = _span(min(cue.start for cue in shown), max(cue.end for cue in shown))
        reason = _reason(candidate, place, start, held)
        after = _span(start, end)
        found.append(Proposal(fix, before, after, reason, kind, sure=True, plain=True))
    return found


def _reason(candidate: Candidate, place: int, start: int, held: frozenset[int]) -> Problem:
    """How far a chunk moves that would start at `start` ms, and whether that is sure."""
    chunk = candidate.chunks[place]
    mended = sum(row in candidate.mends for row in range(chunk.first, chunk.stop))
    messages = _OF_CUES if candidate.kind in _NO_CHUNKS else _OF_CHUNKS
    if place in held:
        message = messages["held"]
    elif place in candidate.doubtful:
        message = messages["doubtful"]
    elif mended:
        message = messages["mended"]
    else:
        message = messages[
            "later" if start > chunk.start else "earlier" if start < chunk.start else "stays"
        ]
    return Problem(
        message,
        number=place + 1,
        first=chunk.first + 1,
        last=chunk.stop,
        seconds=seconds(abs(start - chunk.start)),
        by=spoken(abs(start - chunk.start)),
        count=mended,
        time=mark(start, 1),
    )


def _fixes(document: Document, candidate: Candidate) -> list[tuple[tuple[int, Cue | None], ...]]:
    places = range(len(candidate.chunks))
    return [tuple(candidate.moved(document.cues, place)) for place in places]


def _span(start: int, end: int) -> str:
    return f"{spoken(start)} – {spoken(end)}"
