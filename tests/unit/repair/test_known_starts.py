# SPDX-License-Identifier: GPL-3.0-or-later
"""A start that somebody has heard is weighed against every interpretation, the sound's as well."""

import pytest

from editor.repair.chunks import find_chunks
from editor.repair.diagnosis import diagnose
from editor.repair.evidence import Evidence
from tests.making import seconds

# Three windows, of which the second may begin at 28 s (the last line's end) or at 30 s.
CUES = seconds((0, 12), (12, 28), (0, 14), (14, 27), (0, 13))
SPEECH = ([0, 12_050, 28_000, 42_050, 55_000], [11_900, 27_900, 41_900, 54_900, 67_900])


@pytest.mark.parametrize(("start", "model"), [(28_000, "running"), (30_000, "fixed:30")])
def test_the_interpretation_that_has_it_there_is_first(start: int, model: str) -> None:
    first = diagnose(CUES, Evidence(anchors=[(2, start)])).interpretations[0]
    assert first.candidate.model == model
    assert first.confidence == "medium"


def test_a_start_that_no_window_can_have_refutes_fixed_ones_and_moves_the_others() -> None:
    interpretations = diagnose(CUES, Evidence(anchors=[(3, 45_500)])).interpretations
    first, other = interpretations
    assert first.candidate.model == "anchored"
    assert first.candidate.offsets == (0, 31_500, 58_500)
    assert (other.candidate.model, other.confidence) == ("fixed:25", "low")
    assert other.reason.facts == {"seconds": "18.5"}  # 50 s + 14 s: 28 s take two windows


def test_what_the_sound_says_gives_way_to_what_was_heard() -> None:
    by_sound = Evidence(70_000, speech=SPEECH)
    assert diagnose(CUES, by_sound).interpretations[0].candidate.offsets == (0, 28_000, 55_000)
    told = Evidence(70_000, anchors=[(4, 58_000)], speech=SPEECH)
    for interpretation in diagnose(CUES, told).interpretations:
        offsets = interpretation.candidate.offsets
        assert abs(offsets[2] - 58_000) <= 200 or interpretation.confidence == "low"


def test_every_window_that_the_cues_leave_room_for_is_among_the_others() -> None:
    found = diagnose(CUES, Evidence())
    models = [
        interpretation.candidate.model for interpretation in (*found.interpretations, *found.others)
    ]
    assert {"running", "fixed:30", "fixed:40", "fixed:60", "fixed:3600"} <= set(models)
    assert "fixed:20" not in models  # there is a window of 28 s
    assert len(set(models)) == len(models)
    assert {interpretation.confidence for interpretation in found.others} == {"low"}
    assert found.chunks == find_chunks(CUES)
