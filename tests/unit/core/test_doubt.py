# SPDX-License-Identifier: GPL-3.0-or-later
"""The doubts of several sources in one ranking."""

from __future__ import annotations

from dataclasses import replace

from editor.core.doubt import Doubt, ranked
from tests.making import talk

CUES = talk(*((1000 * row, 1000 * row + 900) for row in range(20)))


def doubt(row: int, score: float) -> Doubt:
    return Doubt(CUES[row], score, (0, 1))


def rows(found: list[Doubt]) -> list[int]:
    return [each.cue.id for each in found]


def test_the_worst_comes_first_and_a_fifth_is_enough() -> None:
    found = [doubt(row, -row) for row in range(20)]
    assert rows(ranked([found], 20)) == [19, 18, 17, 16]
    assert rows(ranked([found[:1]], 3)) == [0]  # of a few cues, one may be doubtful


def test_what_two_sources_doubt_comes_before_what_one_doubts() -> None:
    ear = [doubt(1, -9), doubt(2, -8), doubt(3, -7)]
    words = [doubt(3, 0.2), doubt(4, 0.1)]  # in a measure of its own
    assert rows(ranked([ear, words], 20)) == [3, 1, 4, 2]


def test_of_two_doubts_the_one_with_the_better_place_stays() -> None:
    ear, words = [doubt(1, -9), doubt(3, -7)], [doubt(3, 0.2)._replace(weakest=(1, 2))]
    assert next(each for each in ranked([ear, words], 20) if each.cue.id == 3).weakest == (1, 2)


def test_a_doubt_is_about_a_text_at_its_times() -> None:
    cue = CUES[3]
    judged = doubt(3, -1)
    assert judged.holds(replace(cue, speaker="甲", checked=True))
    others = (replace(cue, text="第三"), replace(cue, start=1), replace(cue, id=9))
    assert not any(map(judged.holds, others))
