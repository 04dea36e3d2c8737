# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults that no recogniser's chunks explain, each told as what it is, with what would mend it.

No times at all, damaged times, several files in one, lost hours, stray cues. Each function
returns a diagnosis, or None where the file has no such fault.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.text import weight
from editor.core.timecode import spoken
from editor.repair import damage, past_end
from editor.repair.candidate import Candidate
from editor.repair.chunks import Chunk, chunk_of, chunks_at, find_chunks
from editor.repair.interpretation import Diagnosis, Interpretation
from editor.repair.known_starts import by_ear
from editor.repair.lost_hours import LostHours, lost_hours
from editor.repair.ranking_by_times import besides, with_length
from editor.repair.set_aside import known_of_others, with_cues_aside
from editor.repair.strays import outside_chunks, strays
from editor.repair.tracks import find_tracks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from editor.core.cue import Cue
    from editor.core.progress import Progress
    from editor.repair.evidence import Confidence, Evidence

_LEAST_ALIKE = 4
"""Cues that all have the same times, at least: fewer may be one line in several languages."""

_MOST_MENDED = 0.2
"""Share of the cues that may be mended without asking; three always may."""

_UNCHANGED = Problem("Nothing would be changed.")


def no_times(cues: Sequence[Cue], evidence: Evidence) -> Diagnosis | None:
    """No cue has a time of its own: all are at zero, or all have the same times."""
    first = cues[0]
    alike = all((cue.start, cue.end) == (first.start, first.end) for cue in cues)
    if not alike or (first.duration > 0 and len(cues) < _LEAST_ALIKE):
        return None
    if len(cues) == 1 and first.start:
        return None
    mends = dict(enumerate(_spread(cues, evidence)))
    whole = (chunk_of(damage.mended(cues, mends), 0, len(cues)),)
    candidate = Candidate("spread", whole, (0,), mends=mends)
    reason = Problem("It is a guess: how long each text takes to say is all there is to go by.")
    finding = Problem(
        N_("No cue has a time of its own: all are at {time}."), time=spoken(first.start)
    )
    found = (Interpretation(candidate, candidate.end, "low", reason), kept(cues, "low"))
    return Diagnosis((chunk_of(cues, 0, len(cues)),), found, finding, "low", certain=True)


def _spread(cues: Sequence[Cue], evidence: Evidence) -> list[damage.Times]:
    """Times for all cues over the speech, else the medium, else as long as they take to say."""
    texts = [cue.text for cue in cues]
    import numpy as np

    if evidence.speech is None or not np.size(evidence.speech[0]):
        said = round(damage.USUAL_PACE * sum(map(weight, texts)))
        length = said if len(cues) == 1 else evidence.media_length or said
        return damage.spread(texts, 0, length)
    starts, ends = (np.asarray(edges, np.int64) for edges in evidence.speech)
    edges = np.stack([starts, ends], axis=1).ravel()
    heard = np.stack([np.cumsum(ends - starts) - (ends - starts), np.cumsum(ends - starts)], axis=1)
    times = damage.spread(texts, 0, int(heard[-1, 1]))
    placed = np.interp(np.array(times).ravel(), heard.ravel(), edges).round().astype(int)
    return [(int(start), int(end)) for start, end in placed.reshape(-1, 2)]


def with_mends(
    found: Diagnosis, cues: Sequence[Cue], mends: Mapping[int, damage.Times]
) -> Diagnosis:
    """The diagnosis of cues whose damaged times were mended, for the cues as they are.

    Args:
        found: Of the mended cues.
        cues: As they are.
        mends: What was read instead of damaged times, by row.
    """
    if found.interpretations:
        return replace(
            found,
            interpretations=tuple(_mending(one, mends) for one in found.interpretations),
            others=tuple(_mending(one, mends) for one in found.others),
        )
    borders = {row for row in mends if row} | {row + 1 for row in mends if row + 1 < len(cues)}
    read = damage.mended(cues, mends)
    chunks = chunks_at(read, sorted(borders))
    candidate = Candidate("mended", chunks, (0,) * len(chunks), mends=mends)
    few = len(mends) <= max(3, _MOST_MENDED * len(cues))
    confidence: Confidence = "medium" if few else "low"
    reason = Problem("Other times of these cues, and those of the cues beside them, are right.")
    one = Interpretation(candidate, candidate.end, confidence, reason)
    finding = damage.finding(cues, mends)
    return Diagnosis(found.chunks, (one, kept(cues, "low")), finding, confidence, certain=True)


def _mending(one: Interpretation, mends: Mapping[int, damage.Times]) -> Interpretation:
    if one.candidate.kind == "keep":
        return one
    return replace(one, candidate=replace(one.candidate, mends={**mends, **one.candidate.mends}))


def several_files(cues: Sequence[Cue], evidence: Evidence) -> Diagnosis | None:
    """Several files in one: they may be merged or split, and no time is changed."""
    found = find_tracks(cues, evidence)
    if found is None:
        return None
    unmoved = kept(cues, "medium")
    return Diagnosis(
        (chunk_of(cues, 0, len(cues)),),
        (unmoved,),
        found.finding,
        others=_others(cues, (unmoved,), evidence),
        certain=True,
        tracks=found.firsts,
    )


def hours_lost(cues: Sequence[Cue], evidence: Evidence, progress: Progress) -> Diagnosis | None:
    """A clock that began again after whole hours, on a medium that has room for them."""
    found = lost_hours(cues)
    if found is None:
        return None
    candidate, length = found.candidate, evidence.media_length
    confidence: Confidence = "medium" if found.goes_on else "low"
    one: Interpretation | None = Interpretation(candidate, candidate.end, confidence, found.reason)
    if length is not None:
        one = _in_medium(cues, found, length)
    if one is None:
        return None
    interpretations = by_ear(cues, (one, kept(cues, "low")), evidence.anchors)
    if evidence.speech is not None or evidence.reference:
        from editor.repair.witness_models import restarts

        interpretations = restarts(cues, candidate.chunks, interpretations, evidence, progress)
    return Diagnosis(
        candidate.chunks,
        interpretations,
        found.finding,
        interpretations[0].confidence,
        _others(cues, interpretations, evidence),
    )


def _in_medium(cues: Sequence[Cue], found: LostHours, length: int) -> Interpretation | None:
    """The lost hours in a medium of `length` ms; None if it has no room for them.

    All is earlier if they are times of day.
    """
    candidate = found.candidate
    if not past_end.runs_past(found.cues, length):
        full = length - candidate.end < (candidate.chunk_length or 0) // 2
        ranks: tuple[Confidence, ...] = ("low", "medium", "high")
        return with_length(candidate, length, ranks[full + found.goes_on])
    if not past_end.runs_past(cues, length):  # they have room as they are, in another order
        return None
    for one in past_end.mendings(found.cues, length):
        if one.candidate.kind == "shift":
            shift = one.candidate.offsets[0]
            offsets = tuple(offset + shift for offset in candidate.offsets)
            return with_length(replace(candidate, offsets=offsets), length, one.confidence)
    return None


def out_of_place(cues: Sequence[Cue], evidence: Evidence, progress: Progress) -> Diagnosis | None:
    """A few cues out of place: they are told and offered a place, and nothing else moves."""
    found = strays(cues, evidence.media_length)
    if found is None:
        return None
    body = [cue for row, cue in enumerate(cues) if row not in found.rows]
    length, chunks = evidence.media_length, (chunk_of(cues, 0, len(cues)),)
    past = past_end.runs_past(body, length) if length is not None else False
    if past or evidence.anchors or evidence.speech is not None or evidence.reference:
        from editor.repair.one_clock import without_restarts

        rest = without_restarts(cues, chunks, evidence, progress)
        if rest.interpretations and (past or rest.confidence != "low"):
            return rest
    if found.elsewhere is not None:
        return Diagnosis(chunks, (), found.finding)
    placed = found.placed()
    reason = Problem("Whether its time is wrong or its place in the file cannot be told.")
    offered = Interpretation(placed, placed.end, "low", reason)
    return Diagnosis(chunks, (kept(cues, "medium"), offered), found.finding, certain=True)


def aside_of_chunks(
    cues: Sequence[Cue],
    chunks: Sequence[Chunk],
    evidence: Evidence,
    diagnosed: Callable[[Sequence[Cue], Evidence], Diagnosis],
) -> Diagnosis | None:
    """A few cues in none of a recogniser's chunks: they are told, and move none of these.

    Args:
        cues: In file order.
        chunks: Its chunks.
        evidence: What is known beside their times.
        diagnosed: Diagnoses the other cues by what is known of them.
    """
    found = outside_chunks(cues, chunks) if len(chunks) > 2 else None  # noqa: PLR2004 - chunks
    if found is None:
        return None
    rest = [cue for row, cue in enumerate(cues) if row not in found.rows]
    others = diagnosed(rest, known_of_others(evidence, found.rows))
    return with_cues_aside(others, cues, found.rows, found.finding)


def kept(cues: Sequence[Cue], confidence: Confidence) -> Interpretation:
    """The times as they are, as an interpretation."""
    candidate = Candidate("keep", (chunk_of(cues, 0, len(cues)),), (0,))
    return Interpretation(candidate, candidate.end, confidence, _UNCHANGED)


def _others(
    cues: Sequence[Cue], known: Sequence[Interpretation], evidence: Evidence
) -> tuple[Interpretation, ...]:
    """The file read as a recogniser's chunks, for a person to choose from."""
    chunks: tuple[Chunk, ...] = find_chunks(cues)
    return besides(chunks, known, evidence.media_length) if len(chunks) > 1 else ()
