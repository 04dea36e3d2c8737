# SPDX-License-Identifier: GPL-3.0-or-later
"""Chooses the witness, and the models to be fitted to it, where speech or a reference is given."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor.core.progress import Pulse
from editor.repair import reference_witness
from editor.repair.candidate import Candidate
from editor.repair.chunk_placement import counted_whole, pauses, skipping
from editor.repair.drift import keep, line, reach, runs_straight, steps
from editor.repair.explain import explained
from editor.repair.interpretation import Interpretation
from editor.repair.models import (
    USUAL_LENGTHS,
    chunk_lengths,
    fixed,
    moves_on,
    moving,
    running,
    touching,
)
from editor.repair.ranking_by_witness import Model, by_witness, unheard
from editor.repair.witness import SpeechWitness, Watched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.cue import Cue
    from editor.core.progress import Progress
    from editor.repair.chunks import Chunk
    from editor.repair.evidence import Evidence
    from editor.repair.witness import Witness

_LENGTHS_TRIED = 3
"""Lengths of fixed chunks that are tried, the likeliest first."""

_NEAR = 1_800_000
"""ms: cues that end later after the medium are not just shifted, or cut from another version."""

_ROUNDED_SHARE = 0.95
"""Share of the starts that are multiples of a unit from which times are rounded to it."""

_MOST_CUES = 10
"""Cues for each stretch of speech; with more, the speech found is music or a hum."""


def witness_of(cues: Sequence[Cue], evidence: Evidence) -> Witness | None:
    """Speech, if it has pauses; without speech the reference, by its text or else its times."""
    if evidence.speech is not None:
        speech = SpeechWitness(*evidence.speech, blur=_rounded(cues))
        return speech if len(speech) * _MOST_CUES > len(cues) else None
    if not evidence.reference:
        return None
    found = reference_witness.find(cues, evidence.reference, _rounded(cues))
    if found is not None:
        return found
    times = sorted((cue.start, cue.end) for cue in evidence.reference)
    starts, ends = [start for start, _ in times], [end for _, end in times]
    return SpeechWitness(starts, ends, _rounded(cues))


def _rounded(cues: Sequence[Cue]) -> int:
    """Rounding error of the times in ms: half the unit that nearly all are multiples of."""
    for unit in (1_000, 100):
        if sum(cue.start % unit == 0 for cue in cues) > _ROUNDED_SHARE * len(cues):
            return unit // 2
    return 0


def restarts(
    cues: Sequence[Cue],
    chunks: Sequence[Chunk],
    interpretations: tuple[Interpretation, ...],
    evidence: Evidence,
    progress: Progress,
) -> tuple[Interpretation, ...]:
    """Interpretations of a clock that restarts; the given ones if the witness cannot decide."""
    found, pulse = witness_of(cues, evidence), Pulse(progress)
    if found is None:
        return unheard(interpretations)
    witness = Watched(found, pulse)
    horizon = evidence.media_length or witness.end
    known = [interpretation.candidate for interpretation in interpretations]
    rules = {one.model: one for one in known if one.chunk_length is not None}
    for chunk_length in sorted(
        chunk_lengths(chunks), key=lambda chunk_length: -_touch(chunks, chunk_length)
    )[:_LENGTHS_TRIED]:
        rule = fixed(chunks, chunk_length)
        rules.setdefault(rule.model, rule)
    base = moving(chunks) if moves_on(chunks) else running(chunks)
    models = [Model("skipping", partial(_skipping, cues, rule, horizon)) for rule in rules.values()]
    models.append(Model("pauses", partial(_pauses, cues, base, horizon)))
    models += [
        Model(rule.kind, partial(_plain, rule)) for rule in rules.values() if rule not in known
    ]
    return by_witness(cues, interpretations, models, witness, pulse)


def one_clock(
    cues: Sequence[Cue],
    evidence: Evidence,
    progress: Progress,
    known: tuple[Interpretation, ...] = (),
) -> tuple[Interpretation, ...]:
    """Interpretations of a clock without restarts; the known ones if there is no witness.

    Args:
        cues: In file order.
        evidence: With speech or a reference.
        progress: Reported to after each model, and while one is fitted.
        known: Where the times cannot be right, what may mend them; else they may stay.
    """
    found, pulse = witness_of(cues, evidence), Pulse(progress)
    if found is None:
        return known
    witness = Watched(found, pulse)
    horizon = evidence.media_length or witness.end
    models: list[Model] = []
    if max(cue.end for cue in cues) <= horizon + _NEAR:
        models += _near_models(cues, witness, horizon)
    shifts = {one.candidate.offsets[0] for one in known if one.candidate.kind == "shift"}
    models += [Model("line", partial(_line_from, cues, shift)) for shift in shifts]
    return by_witness(cues, known or (_unproved(cues),), models, witness, pulse)


def _near_models(cues: Sequence[Cue], witness: Witness, horizon: int) -> Iterator[Model]:
    """Models of a clock that is nearly right: of a medium that ends at `horizon` ms."""
    straight = line(cues, witness)
    yield Model("line", partial(line, cues))
    if straight is None or not runs_straight(cues, straight, witness):
        yield Model("steps", partial(_steps, cues, reach(cues, witness, horizon)))
    early = counted_whole(cues, USUAL_LENGTHS)
    if early is not None:
        yield Model("early", partial(_pauses, cues, early, horizon))


def _unproved(cues: Sequence[Cue]) -> Interpretation:
    """The times as they are, with *low* confidence: they may be another medium's."""
    candidate = keep(cues)
    return Interpretation(candidate, candidate.end, "low", explained(candidate))


def _plain(candidate: Candidate, witness: Witness) -> Candidate:
    del witness  # it needs none
    return candidate


def _skipping(
    cues: Sequence[Cue], rule: Candidate, horizon: int, witness: Witness
) -> Candidate | None:
    return skipping(cues, rule, witness, horizon)


def _pauses(cues: Sequence[Cue], rule: Candidate, horizon: int, witness: Witness) -> Candidate:
    return pauses(cues, rule, witness, horizon)


def _line_from(cues: Sequence[Cue], shift: int, witness: Witness) -> Candidate | None:
    """A line near a great shift (ms), which is too far for `line` to find by itself."""
    found = line([cue.shifted(shift) for cue in cues], witness)
    if found is None:
        return None
    offset = found.offsets[0] + round(shift * found.scale)
    return Candidate("line", keep(cues).chunks, (offset,), scale=found.scale)


def _steps(cues: Sequence[Cue], within: tuple[int, int], witness: Witness) -> Candidate:
    return steps(cues, witness, within)


def _touch(chunks: Sequence[Chunk], chunk_length: int) -> float:
    touched, of = touching(chunks, chunk_length)
    return touched / max(1, of)
