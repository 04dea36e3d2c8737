# SPDX-License-Identifier: GPL-3.0-or-later
"""Weighing candidates by a witness: by how well the cues would lie on what it knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.repair.doubts import doubtful
from editor.repair.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from editor.core.cue import Cue
    from editor.core.progress import Progress
    from editor.repair.candidate import Candidate
    from editor.repair.evidence import Confidence
    from editor.repair.witness import Times, Witness

# Right candidates score 1.09 to 1.36 on made talk, wrong ones up to 0.69, and those that
# are right in part up to 0.86.
_GOOD = 1.0
_FAIR = 0.75
_CLEAR = 0.25
_LIKELY = 0.05

# Over the score on speech that runs backwards: right candidates have 0.4 to 2 more, and 5.5
# to 18 if multiplied with the root of the number of cues; candidates fitted to the sound of
# another talk have up to 0.23, and 2.7.
_NO_CHANCE = 0.35
_LUCK = 3.5
_SUPPORT = 2.5

_RULE = 4.0
"""A rule goes before a free fit unless this many cues lie better in that one."""
_RULES = frozenset(
    {"keep", "running", "moving", "fixed", "skipping", "stride", "parts", "anchored", "line"}
)
_SAME = 0.03
_PLAIN = frozenset({"running", "moving", "fixed", "stride", "parts", "anchored"})
_APART = 250
_SOME = 0.03
_DOUBTS = 0.1
"""A reading of which a larger share of the cues is doubtful is not highly sure."""
_PIECE = 15
"""Nor is one whose free steps leave fewer cues than these to a piece: on real speech up to a
sixth of the cues then was a second off, though all the others lay well."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate's score, and where it has the cues."""

    candidate: Candidate
    score: float
    starts: Times
    kept: NDArray[np.bool_]

    @property
    def rows(self) -> Times:
        """The rows that stay."""
        return np.flatnonzero(self.kept)


@dataclass(frozen=True, slots=True)
class Model:
    """A model that asks the witness.

    Attributes:
        kind: Of the candidates that it makes.
        fit: From a witness to a candidate, or None where it does not fit.
    """

    kind: str
    fit: Callable[[Witness], Candidate | None]


def by_witness(
    cues: Sequence[Cue],
    readings: Sequence[Reading],
    models: Sequence[Model],
    witness: Witness,
    progress: Progress,
) -> tuple[Reading, ...]:
    """Readings of all the candidates that differ, the likelier first.

    A model that is free to fit anything fits speech that runs backwards as well: then
    its fit is worth nothing.

    Args:
        cues: In file order.
        readings: What the times suggest, the likeliest first.
        models: What else is tried.
        witness: Says where lines lie.
        progress: Told after each model.
    """
    start = np.array([cue.start for cue in cues], np.int64)
    end = np.array([cue.end for cue in cues], np.int64)
    judged = [_judge(reading.candidate, start, end, witness) for reading in readings]
    favourite = judged[0] if readings and readings[0].confidence != "low" else None
    for number, model in enumerate(models):
        progress.report(number, len(models) + 1)
        candidate = model.fit(witness)
        if candidate is not None:
            judged.append(_judge(candidate, start, end, witness))
    progress.report(len(models), len(models) + 1)
    better = _RULE / len(cues)
    judged.sort(key=lambda one: one.score + better * (one.candidate.kind in _RULES), reverse=True)
    best = judged[0]
    if favourite is not None and best.candidate.kind in _PLAIN:
        # Rules that put the cues nearly at the same places: the witness can't tell them.
        best = favourite if favourite.score >= best.score - _SAME else best
    others = [one for one in judged if _apart(best, one) > _SOME]
    margin = min(((best.score - one.score) / _apart(best, one) for one in others), default=1.0)
    chance = 0.0
    mirror = witness.mirrored()
    if mirror is not None:
        same = [model.fit(mirror) for model in models if model.kind == best.candidate.kind]
        decoys = [best.candidate, *(one for one in same if one is not None)]
        chance = max(_judge(one, start, end, mirror).score for one in decoys)
    confidence = _confidence(best.score, margin, best.score - chance, len(cues))
    if confidence == "low" and favourite is not None and mirror is not None:
        # Rounded times agree with nobody: a little more than by chance must do.
        gain = favourite.score - _judge(favourite.candidate, start, end, mirror).score
        if gain * len(cues) ** 0.5 >= _SUPPORT:
            return tuple(readings)
    doubts = doubtful(cues, best.candidate, witness)
    best = replace(best, candidate=replace(best.candidate, doubtful=doubts))
    if confidence == "high" and (_share(best.candidate) > _DOUBTS or _crumbles(best.candidate)):
        confidence = "medium"
    return (
        _reading(best, confidence, others, witness),
        *(_reading(one, "low", [best], witness) for one in _distinct(others)),
    )


def _judge(candidate: Candidate, start: Times, end: Times, witness: Witness) -> Judged:
    offsets = np.array(candidate.spread(), np.int64)
    starts = np.round(start * candidate.scale).astype(np.int64) + offsets
    ends = np.round(end * candidate.scale).astype(np.int64) + offsets
    kept = np.ones(len(start), bool)
    kept[list(candidate.dropped)] = False
    rows = np.flatnonzero(kept)
    score = witness.score(rows, starts[rows], ends[rows])
    return Judged(candidate, score, starts, kept)


def _apart(one: Judged, other: Judged) -> float:
    """Share of the cues that the two have at different places."""
    apart = (np.abs(one.starts - other.starts) > _APART) | (one.kept != other.kept)
    return float(apart.mean())


def _distinct(judged: Sequence[Judged]) -> list[Judged]:
    """Without those that have the cues where a likelier one has them."""
    found: list[Judged] = []
    for one in judged:
        if all(_apart(one, other) > _SOME for other in found):
            found.append(one)
    return found


def _share(candidate: Candidate) -> float:
    """Share of the cues whose place is doubtful."""
    chunks = candidate.chunks
    few = sum(chunks[place].stop - chunks[place].first for place in candidate.doubtful)
    return few / chunks[-1].stop


def _crumbles(candidate: Candidate) -> bool:
    """Whether steps that nothing but the witness tells cut the file into small pieces."""
    chunks = candidate.chunks
    return candidate.kind == "steps" and chunks[-1].stop < _PIECE * len(chunks)


def _confidence(score: float, margin: float, gain: float, cues: int) -> Confidence:
    """By the score, its distance to the next one's, and how much of it is not chance."""
    if gain * cues**0.5 < _LUCK:
        return "low"
    if score >= _GOOD and margin >= _CLEAR and gain >= _NO_CHANCE:
        return "high"
    return "medium" if score >= _FAIR and margin >= _LIKELY and gain >= _CLEAR else "low"


def _reading(
    one: Judged, confidence: Confidence, others: Sequence[Judged], witness: Witness
) -> Reading:
    met = witness.met(one.rows, one.starts[one.rows])
    other = max((witness.met(other.rows, other.starts[other.rows]) for other in others), default=0)
    reason = Problem(
        N_("{share} % of its cues start where they are heard; in the next reading {other} %."),
        share=round(100 * met),
        other=round(100 * other),
    )
    return Reading(one.candidate, one.candidate.end, confidence, reason)
