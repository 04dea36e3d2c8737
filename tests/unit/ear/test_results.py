# SPDX-License-Identifier: GPL-3.0-or-later
"""What a pass found is kept with the work, and found again for cues that are as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.core.doubt import Candidate, Doubt, Spoken
from editor.core.state import CURRENT_MODEL, DOUBT, NO_STATE, body_of
from editor.ear.fit import Fit
from editor.ear.results import (
    is_doubtful,
    judged_texts,
    kept_results,
    model_of,
    results,
    row_of,
    windows_of,
)
from editor.ear.work import Judged, judge_of
from tests.making import written

if TYPE_CHECKING:
    from editor.core.state import Json

CUES = written((0, 900, "你好"), (1000, 1900, "看全中变化"), (2000, 2900, "再见")).cues
MODEL = "base (9)"
SPOKEN = (Spoken(1200, 1500, -5.0), Spoken(1500, 1800, -1.0))


def fit(row: int, probabilities: list[float], evidence: float) -> Fit:
    values = np.array(probabilities, np.float32)
    count = len(values)
    spans = np.stack((np.arange(count), np.arange(count) + 1), axis=1)
    return Fit(row, spans, values, values, evidence, np.zeros(count + 1, np.intp))


JUDGED = Judged(
    "window",
    (fit(0, [-0.5, -1.0004], 0.1), fit(1, [-1, -5, -2, -1, -1], 3)),
    {0: (0, 2), 1: (1, 3)},
    {1: (Spoken(1200, 1500, -5.0), Spoken(1500, 1800, -1.0004))},
    {1: [Candidate(1, 3, "权重", 0.25)]},
)


def kept(*more: tuple[str, Json]) -> dict[str, Json]:
    """All rows, as they come back from the state."""
    found = results(JUDGED, CUES)
    rows = {CURRENT_MODEL: MODEL} | dict(row_of(each, "window", MODEL) for each in found)
    state = NO_STATE
    for key, body in (rows | dict(more)).items():
        state = state.with_row(DOUBT, key, body_of(body))
    return state.rows(DOUBT)


def test_results_come_back_for_the_same_text_at_the_same_times() -> None:
    worse, better = (
        Doubt(CUES[1], -5.0, (1, 3), (Candidate(1, 3, "权重", 0.25),), spoken=SPOKEN),
        Doubt(CUES[0], -1.0, (0, 2), heard=False),
    )
    assert list(results(JUDGED, CUES)) == [worse, better]
    assert list(kept_results(kept(), CUES)) == [better, worse]
    moved = (replace(CUES[0], text="你好！"), replace(CUES[1], id=9), replace(CUES[2], end=9000))
    assert list(kept_results(kept(), moved)) == [worse._replace(cue=moved[1])]
    assert (model_of(kept()), windows_of(kept())) == (MODEL, frozenset({"window"}))


def test_scores_on_an_earlier_scale_do_not_count_beside_those_of_now() -> None:
    rows = kept((CURRENT_MODEL, judge_of(MODEL)))
    assert list(kept_results(rows, CUES)) == []
    assert list(judged_texts(rows)) == []
    assert [each.cue for each in judged_texts(kept())] == [1, 0]


def test_only_the_last_model_counts() -> None:
    assert list(kept_results(kept((CURRENT_MODEL, "small (7)")), CUES)) == []
    assert list(kept_results({}, CUES)) == []


@pytest.mark.parametrize(
    "body",
    [
        None, 7, [], {}, {"score": "low", "heard": True, "weakest": [0, 2]},
        {"score": -1, "heard": True, "weakest": [0, 9]},
        {"score": -1, "heard": True, "weakest": [2, 0]},
        {"score": -1, "heard": True, "weakest": [0, None]},
        {"score": -1, "weakest": [0, 2]},
    ],
)  # fmt: skip
def test_a_damaged_row_is_none(body: Json) -> None:
    key = next(key for key, row in kept().items() if row != MODEL)
    rows = kept() | {key: body}
    assert len(list(kept_results(rows, CUES))) == 1


def test_a_damaged_candidate_is_none() -> None:
    words: Json = [[1, 3, "权重", 0.2], [1, 99, "长", 0.2], [1, "3", "权重", 0.2], 7, [1, 3]]
    rows = json.loads(json.dumps(kept()))
    key = next(key for key, row in rows.items() if row != MODEL and row["score"] == -5)
    rows[key]["words"] = words
    found = [each for each in kept_results(rows, CUES) if each.score == -5]
    assert found[0].candidates == (Candidate(1, 3, "权重", 0.2),)


def test_what_fits_badly_or_is_not_heard_is_doubtful() -> None:
    worse, unheard = results(JUDGED, CUES)
    assert is_doubtful(worse)
    assert is_doubtful(unheard)
    assert not is_doubtful(unheard._replace(heard=True))
