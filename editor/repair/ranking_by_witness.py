# SPDX-License-Identifier: GPL-3.0-or-later
"""Weighing candidates by a witness: by how well the cues would lie on what it knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.repair.ambiguity import doubtful
from editor.repair.interpretation import Interpretation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
"""An interpretation of which a larger share of the cues is doubtful is not highly sure."""
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
    interpretations: Sequence[Interpretation],
    models: Sequence[Model],
    witness: Witness,
    progress: Progress,
) -> tuple[Interpretation, ...]:
    """Interpretations of all the candidates that differ, the likelier first.

    A model that is free to fit anything fits speech that runs backwards as well: then
    its fit is worth nothing. Where no fit is worth anything, as under loud music, the
    interpretations stay as they are.

    Args:
        cues: In file order.
        interpretations: What the times suggest, the likeliest first.
        models: What else is tried.
        witness: Says where lines lie.
        progress: Told after each model.
    """
    start = np.array([cue.start for cue in cues], np.int64)
    end = np.array([cue.end for cue in cues], np.int64)
    judged = [
        _judge(interpretation.candidate, start, end, witness) for interpretation in interpretations
    ]
    favourite = judged[0] if interpretations and interpretations[0].confidence != "low" else None
    fitted = _fitted(models, witness, progress)
    judged += [_judge(candidate, start, end, witness) for candidate in fitted]
    judged.sort(key=_worth, reverse=True)
    best = judged[0]
    if favourite is not None and best.candidate.kind in _PLAIN:
        # Rules that put the cues nearly at the same places: the witness can't tell them.
        best = favourite if favourite.score >= best.score - _SAME else best
    others = [one for one in judged if _apart(best, one) > _SOME]
    margin = _margin(best, others)
    mirror = witness.mirrored()
    same = [model for model in models if model.kind == best.candidate.kind]
    gain = best.score - (0 if mirror is None else _chance(best, same, start, end, mirror))
    confidence = _confidence(best.score, margin, gain, len(cues))
    if confidence == "low" and mirror is not None:
        little = _SUPPORT / len(cues) ** 0.5
        # Rounded times agree with nobody: a little more than by chance must do.
        if favourite and favourite.score - _chance(favourite, (), start, end, mirror) >= little:
            return tuple(interpretations)
        if best.score < _GOOD and gain < little:
            return unheard(interpretations)
    doubts = doubtful(cues, best.candidate, witness)
    best = replace(best, candidate=replace(best.candidate, doubtful=doubts))
    if confidence == "high" and (_share(best.candidate) > _DOUBTS or _crumbles(best.candidate)):
        confidence = "medium"
    return (
        _interpretation(best, confidence, others, witness),
        *(_interpretation(one, "low", [best], witness) for one in _distinct(others)),
    )


def _fitted(models: Sequence[Model], witness: Witness, progress: Progress) -> Iterator[Candidate]:
    """What the models make of the witness."""
    for number, model in enumerate(models):
        progress.report(number, len(models) + 1)
        candidate = model.fit(witness)
        if candidate is not None:
            yield candidate
    progress.report(len(models), len(models) + 1)


def unheard(interpretations: Sequence[Interpretation]) -> tuple[Interpretation, ...]:
    """What the times suggest, as sure as it was, where the witness can't tell: it says so."""
    best, *others = interpretations
    reason = Problem(
        N_(
            "{reason} The sound could not help: no interpretation fits it better than chance would."
        ),
        reason=best.reason,
    )
    return (replace(best, reason=reason), *others)


def _chance(
    one: Judged, models: Sequence[Model], start: Times, end: Times, mirror: Witness
) -> float:
    """The best score that a candidate, or what the models that made it fit, has by chance."""
    fitted = (model.fit(mirror) for model in models)
    decoys = [one.candidate, *(decoy for decoy in fitted if decoy is not None)]
    return max(_judge(decoy, start, end, mirror).score for decoy in decoys)


def _judge(candidate: Candidate, start: Times, end: Times, witness: Witness) -> Judged:
    offsets = np.array(candidate.spread(), np.int64)
    starts = np.round(start * candidate.scale).astype(np.int64) + offsets
    ends = np.round(end * candidate.scale).astype(np.int64) + offsets
    kept = np.ones(len(start), bool)
    kept[list(candidate.dropped)] = False
    rows = np.flatnonzero(kept)
    score = witness.score(rows, starts[rows], ends[rows])
    return Judged(candidate, score, starts, kept)


def _worth(one: Judged) -> float:
    """The score, and what a rule has before a free fit, which always finds a little more."""
    return one.score + _RULE / len(one.starts) * (one.candidate.kind in _RULES)


def _margin(best: Judged, others: Sequence[Judged]) -> tuple[float, float]:
    """How much better each cue lies than in the next best that has it elsewhere.

    Returns:
        As they are scored, and as they are worth.
    """
    found = [(one, _apart(best, one)) for one in others]
    scored = min(((best.score - one.score) / apart for one, apart in found), default=1.0)
    worth = min(((_worth(best) - _worth(one)) / apart for one, apart in found), default=1.0)
    return scored, worth


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


def _confidence(score: float, margin: tuple[float, float], gain: float, cues: int) -> Confidence:
    """By the score, its distance to the next one's, and how much of it is not chance.

    A free fit that has a few cues better does not make a rule doubtful, but less than highly sure.
    """
    scored, worth = margin
    if gain * cues**0.5 < _LUCK:
        return "low"
    if score >= _GOOD and min(scored, worth) >= _CLEAR and gain >= _NO_CHANCE:
        return "high"
    return "medium" if score >= _FAIR and worth >= _LIKELY and gain >= _CLEAR else "low"


def _interpretation(
    one: Judged, confidence: Confidence, others: Sequence[Judged], witness: Witness
) -> Interpretation:
    met = witness.met(one.rows, one.starts[one.rows])
    other = max((witness.met(other.rows, other.starts[other.rows]) for other in others), default=0)
    reason = Problem(
        N_(
            "{share} % of its cues start where they are heard; "
            "in the next best interpretation {other} %."
        ),
        share=round(100 * met),
        other=round(100 * other),
    )
    return Interpretation(one.candidate, one.candidate.end, confidence, reason)
