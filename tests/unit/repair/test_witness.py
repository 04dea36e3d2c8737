# SPDX-License-Identifier: GPL-3.0-or-later
"""What detected speech says of the places of cues."""

from __future__ import annotations

import numpy as np
import pytest

from editor.repair.witness import LAG, STEP, SpeechWitness, overlapping, tent

STARTS = np.array([1_000, 4_000, 9_000])
ENDS = np.array([3_000, 6_000, 12_000])
SPEECH = SpeechWitness(STARTS + LAG, ENDS)


def test_the_curve_is_highest_where_the_cue_is_heard() -> None:
    shown = (0, 3_000)  # the third stretch, shown 9 s early
    curve = SPEECH.curve(0, shown, 0, STEP, 600)
    assert STEP * int(curve.argmax()) == pytest.approx(9_000, abs=60)
    assert curve.max() == pytest.approx(1.8, abs=0.05)
    assert curve[0] < 1


def test_a_coarser_curve_has_every_so_many_values_of_a_fine_one() -> None:
    fine = SPEECH.curve(0, (0, 2_000), -1_000, STEP, 500)
    coarse = SPEECH.curve(0, (0, 2_000), -1_000, 5 * STEP, 100)
    assert np.array_equal(coarse, fine[::5])


def test_scores_and_shares_of_right_and_wrong_places() -> None:
    rows = np.arange(3)
    assert SPEECH.score(rows, STARTS, ENDS) > 1.7
    assert SPEECH.met(rows, STARTS) == 1
    assert SPEECH.score(rows, STARTS + 700, ENDS + 700) < 0.8
    assert SPEECH.met(rows, STARTS + 700) == 0
    assert SPEECH.score(rows, STARTS * 0 + 1_000, STARTS * 0 + 3_000) < 1.2, "all on one another"


def test_votes_are_onsets_within_reach() -> None:
    rows = np.arange(2)
    voters, truths = SPEECH.votes(rows, np.array([1_200, 3_900]), np.array([2_000, 5_000]), 500)
    assert list(zip(voters.tolist(), truths.tolist(), strict=True)) == [(0, 1_000), (1, 4_000)]
    assert len(SPEECH.votes(rows, np.array([1_200, 3_900]), np.array([0, 0]), 50)[0]) == 0


def test_the_null_model_is_the_same_speech_backwards() -> None:
    null = SPEECH.null_model()
    again = null.null_model()
    rows = np.arange(3)
    assert null.end == SPEECH.end - STARTS[0] - LAG
    assert null.score(rows, STARTS, ENDS) < 1
    assert again.score(rows, STARTS - 1_000 - LAG, ENDS - 1_000 - LAG) == pytest.approx(
        SPEECH.score(rows, STARTS, ENDS)
    )


def test_rounded_times_are_met_within_the_rounding() -> None:
    late = STARTS + 500
    blurred = SpeechWitness(STARTS + LAG, ENDS, blur=500)
    assert (SPEECH.met(np.arange(3), late), blurred.met(np.arange(3), late)) == (0, 1)


def test_without_any_speech_nothing_is_met() -> None:
    silence = SpeechWitness([], [])
    assert (silence.end, len(silence)) == (0, 0)
    assert silence.met(np.arange(1), np.array([500])) == 0
    assert silence.curve(0, (0, 1_000), 0, STEP, 10).max() < 0


def test_the_tent_is_1_in_the_middle_and_0_far_away() -> None:
    assert tent(np.array([-300.0, LAG, 300.0])).tolist() == [0, 1, 0]


def test_share_of_overlapping_time() -> None:
    starts, ends = np.array([0, 1_000]), np.array([1_000, 2_000])
    assert overlapping(starts, ends) == 0
    assert overlapping(starts, ends + 500) == pytest.approx(500 / 3_000)
