# SPDX-License-Identifier: GPL-3.0-or-later
"""Readings by a witness: which models are tried where speech or a reference is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.repair import matching
from editor.repair.drift import keep, line, reach, steps
from editor.repair.judging import by_witness
from editor.repair.models import USUAL_WINDOWS, fixed, moves_on, moving, running, touching, windows
from editor.repair.placing import counted_whole, pauses, skipping
from editor.repair.witness import SpeechWitness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.cue import Cue
    from editor.repair.candidate import Candidate
    from editor.repair.chunks import Chunk
    from editor.repair.evidence import Evidence
    from editor.repair.reading import Reading
    from editor.repair.witness import Witness

_LIKELIEST = 3


def witness_of(cues: Sequence[Cue], evidence: Evidence) -> Witness | None:
    """The speech; without it the reference, by its text or else by its times."""
    if evidence.speech is not None:
        speech = SpeechWitness(*evidence.speech)
        return speech if len(speech) else None
    if not evidence.reference:
        return None
    found = matching.find(cues, evidence.reference)
    if found is not None:
        return found
    times = sorted((cue.start, cue.end) for cue in evidence.reference)
    return SpeechWitness([start for start, _ in times], [end for _, end in times])


def restarts(
    cues: Sequence[Cue], chunks: Sequence[Chunk], readings: tuple[Reading, ...], evidence: Evidence
) -> tuple[Reading, ...]:
    """Readings of a clock that restarts; those given if there is no witness."""
    witness = witness_of(cues, evidence)
    if witness is None:
        return readings
    horizon = evidence.media_length or witness.end
    known = [reading.candidate for reading in readings]
    mirror = witness.mirrored()
    decoys = _placed(cues, chunks, known, mirror, horizon) if mirror is not None else ()
    return by_witness(cues, _placed(cues, chunks, known, witness, horizon), witness, decoys)


def one_clock(
    cues: Sequence[Cue], chunks: Sequence[Chunk], evidence: Evidence
) -> tuple[Reading, ...]:
    """Readings of a clock that runs through; none if there is no witness."""
    del chunks
    witness = witness_of(cues, evidence)
    if witness is None:
        return ()
    horizon = evidence.media_length or witness.end
    within = reach(cues, witness, horizon)
    mirror = witness.mirrored()
    decoys = _moved(cues, mirror, within, horizon) if mirror is not None else ()
    return by_witness(cues, _moved(cues, witness, within, horizon), witness, decoys)


def _moved(
    cues: Sequence[Cue], witness: Witness, within: tuple[int, int], horizon: int
) -> Iterator[Candidate]:
    yield keep(cues)
    straight = line(cues, witness)
    if straight is not None:
        yield straight
    yield steps(cues, witness, within)
    early = counted_whole(cues, USUAL_WINDOWS)
    if early is not None:
        yield pauses(cues, early, witness, horizon)


def _placed(
    cues: Sequence[Cue],
    chunks: Sequence[Chunk],
    known: Sequence[Candidate],
    witness: Witness,
    horizon: int,
) -> Iterator[Candidate]:
    yield from known
    rules = {candidate.model: candidate for candidate in known if candidate.window is not None}
    likely = sorted(windows(chunks), key=lambda window: -_touch(chunks, window))
    for window in likely[:_LIKELIEST]:
        rule = fixed(chunks, window)
        rules.setdefault(rule.model, rule)
    for rule in rules.values():
        if rule not in known:
            yield rule
        if (found := skipping(cues, rule, witness, horizon)) is not None:
            yield found
    base = moving(chunks) if moves_on(chunks) else running(chunks)
    yield pauses(cues, base, witness, horizon)


def _touch(chunks: Sequence[Chunk], window: int) -> float:
    touched, of = touching(chunks, window)
    return touched / max(1, of)
