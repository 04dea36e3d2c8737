# SPDX-License-Identifier: GPL-3.0-or-later
"""Ranks candidates by a witness, against the score that a null model gives them by chance."""

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

# Scores are means over the cues. Measured on generated talk (tests/clock_families.py): right
# candidates score 1.09 to 1.36, wrong ones up to 0.69, those that are right in part up to 0.86.
_GOOD_SCORE = 1.0
"""Least score for *high* confidence."""

_FAIR_SCORE = 0.75
"""Least score for *medium* confidence."""

_CLEAR_MARGIN = 0.25
"""Least lead over the next candidate for *high*, in score for each cue that differs."""

_LEAST_MARGIN = 0.05
"""The same for *medium*."""

# The *gain* is the score less that on the null model, the *evidence* the gain times the square
# root of the number of cues. There: right candidates have gains of 0.4 to 2 and evidence of 5.5
# to 18; candidates fitted to the sound of another talk up to 0.23 and 2.7.
_CLEAR_GAIN = 0.35
"""Least gain for *high* confidence."""

_FAIR_GAIN = 0.25
"""Least gain for *medium* confidence."""

_CLEAR_EVIDENCE = 3.5
"""Least evidence for *medium* confidence."""

_LEAST_EVIDENCE = 2.5
"""Less evidence than this is none."""

_RULE_BONUS = 4.0
"""Cues by which a free fit must be better to rank before a rule."""

_RULE_KINDS = frozenset(
    {
        *("keep", "running", "moving", "fixed", "skipping", "stride", "parts", "anchored", "line"),
        *("wrapped", "shift", "unit", "jump"),
    }
)
"""Kinds of candidates that are rules, with few free parameters."""

_TIE = 0.03
"""Difference of scores that is no evidence."""

_UNHEARD_KINDS = frozenset(
    {
        *("running", "moving", "fixed", "stride", "parts", "anchored"),
        *("wrapped", "shift", "unit", "jump"),
    }
)
"""Kinds that are made without a witness."""

_APART = 250
"""ms: places further apart than this are different."""

_DISTINCT = 0.03
"""Candidates that place no larger share of the cues differently are the same."""

_MOST_DOUBTFUL = 0.1
"""Greatest share of doubtful cues with *high* confidence."""

_PIECE_CUES = 15
"""Cues to a piece of a free fit, at least, that can be highly sure: on real speech with
smaller ones up to a sixth of the cues was a second off, though all others lay well."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its score and the starts (ms) that it gives the cues."""

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
    """A model that is fitted to a witness.

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
    """Interpretations by all candidates that differ, the likelier first.

    A score counts by how much it exceeds that of the null model: a model with many free
    parameters fits anything. Where none exceeds it, as under loud music, the
    interpretations stay as they are.

    Args:
        cues: In file order.
        interpretations: By the times, the likeliest first.
        models: Models to be fitted to the witness besides.
        witness: The source of true times.
        progress: Reported to after each model.
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
    if favourite is not None and best.candidate.kind in _UNHEARD_KINDS:
        # The witness cannot tell apart rules that give nearly the same places.
        best = favourite if favourite.score >= best.score - _TIE else best
    others = [one for one in judged if _apart(best, one) > _DISTINCT]
    margin = _margin(best, others)
    null = witness.null_model()
    same = [model for model in models if model.kind == best.candidate.kind]
    gain = best.score - (0 if null is None else _chance(best, same, start, end, null))
    confidence = _confidence(best.score, margin, gain, len(cues))
    if confidence == "low" and null is not None:
        little = _LEAST_EVIDENCE / len(cues) ** 0.5
        # Rounded times agree with nothing well: some gain over chance must do.
        if favourite and favourite.score - _chance(favourite, (), start, end, null) >= little:
            return tuple(interpretations)
        if best.score < _GOOD_SCORE and gain < little:
            return unheard(interpretations)
    doubts = doubtful(cues, best.candidate, witness)
    best = replace(best, candidate=replace(best.candidate, doubtful=doubts))
    if confidence == "high" and (
        _share(best.candidate) > _MOST_DOUBTFUL or _crumbles(best.candidate)
    ):
        confidence = "medium"
    return (
        _interpretation(best, confidence, others, witness),
        *(_interpretation(one, "low", [best], witness) for one in _distinct(others)),
    )


def _fitted(models: Sequence[Model], witness: Witness, progress: Progress) -> Iterator[Candidate]:
    """The candidates of the models that fit the witness."""
    for number, model in enumerate(models):
        progress.report(number, len(models) + 1)
        candidate = model.fit(witness)
        if candidate is not None:
            yield candidate
    progress.report(len(models), len(models) + 1)


def unheard(interpretations: Sequence[Interpretation]) -> tuple[Interpretation, ...]:
    """The interpretations as they are; the reason of the first says that sound could not help."""
    best, *others = interpretations
    reason = Problem(
        N_("{reason} The audio did not help: nothing matches it better than chance."),
        reason=best.reason,
    )
    return (replace(best, reason=reason), *others)


def _chance(one: Judged, models: Sequence[Model], start: Times, end: Times, null: Witness) -> float:
    """The score by chance: the best of a candidate, and of its models' fits, on the null model."""
    fitted = (model.fit(null) for model in models)
    decoys = [one.candidate, *(decoy for decoy in fitted if decoy is not None)]
    return max(_judge(decoy, start, end, null).score for decoy in decoys)


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
    """The score, with a bonus for rules: a free fit always scores a little higher."""
    return one.score + _RULE_BONUS / len(one.starts) * (one.candidate.kind in _RULE_KINDS)


def _margin(best: Judged, others: Sequence[Judged]) -> tuple[float, float]:
    """The lead over the next best candidate, for each cue that it places differently.

    Returns:
        By score, and by worth.
    """
    found = [(one, _apart(best, one)) for one in others]
    scored = min(((best.score - one.score) / apart for one, apart in found), default=1.0)
    worth = min(((_worth(best) - _worth(one)) / apart for one, apart in found), default=1.0)
    return scored, worth


def _apart(one: Judged, other: Judged) -> float:
    """Share of the cues that the two place differently."""
    apart = (np.abs(one.starts - other.starts) > _APART) | (one.kept != other.kept)
    return float(apart.mean())


def _distinct(judged: Sequence[Judged]) -> list[Judged]:
    """Without those that place the cues as a likelier one does."""
    found: list[Judged] = []
    for one in judged:
        if all(_apart(one, other) > _DISTINCT for other in found):
            found.append(one)
    return found


def _share(candidate: Candidate) -> float:
    """Share of the cues whose place is doubtful."""
    chunks = candidate.chunks
    few = sum(chunks[place].stop - chunks[place].first for place in candidate.doubtful)
    return few / chunks[-1].stop


def _crumbles(candidate: Candidate) -> bool:
    """Whether a free fit cuts the file into pieces too small to be sure of."""
    chunks = candidate.chunks
    return candidate.kind == "steps" and chunks[-1].stop < _PIECE_CUES * len(chunks)


def _confidence(score: float, margin: tuple[float, float], gain: float, cues: int) -> Confidence:
    """The confidence by score, lead over the next candidate, and gain over the null model.

    A free fit that places a few cues better keeps a rule from *high*, but not from *medium*.
    """
    scored, worth = margin
    if gain * cues**0.5 < _CLEAR_EVIDENCE:
        return "low"
    if score >= _GOOD_SCORE and min(scored, worth) >= _CLEAR_MARGIN and gain >= _CLEAR_GAIN:
        return "high"
    if score >= _FAIR_SCORE and worth >= _LEAST_MARGIN and gain >= _FAIR_GAIN:
        return "medium"
    return "low"


def _interpretation(
    one: Judged, confidence: Confidence, others: Sequence[Judged], witness: Witness
) -> Interpretation:
    met = witness.met(one.rows, one.starts[one.rows])
    other = max((witness.met(other.rows, other.starts[other.rows]) for other in others), default=0)
    reason = Problem(
        N_("{share}% of cues start where speech starts; best alternative: {other}%."),
        share=round(100 * met),
        other=round(100 * other),
    )
    return Interpretation(one.candidate, one.candidate.end, confidence, reason)
