# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from editor.core.cue import Cue
from editor.core.proposal import Proposal, accepted
from editor.repair.snap import Reach, close_gaps, keep_gaps, keep_lengths, to_speech
from tests.making import Times, document, seconds, talk, times

REACH = Reach()
SPEECH = ([1_200, 3_000, 8_000], [2_500, 6_000, 9_000])


def done(cues: tuple[Cue, ...], found: list[Proposal]) -> list[Times]:
    before = document(cues)
    change = accepted(before, "…", [proposal.fix for proposal in found])
    assert change.invert().apply(change.apply(before)) == before
    return times(change.apply(before).cues)


def snapped(*cues: Times, reach: Reach = REACH) -> list[Times]:
    made = talk(*cues)
    return done(made, to_speech(document(made), range(len(made)), SPEECH, reach))


def test_edges_go_to_where_speech_begins_and_ends() -> None:
    assert snapped((1_000, 2_700)) == [(1_200, 2_580)]  # 80 ms after it
    assert snapped((1_400, 2_300)) == [(1_200, 2_580)]


def test_an_edge_too_far_from_speech_stays() -> None:
    assert snapped((1_000, 3_100)) == [(1_200, 3_100)]
    assert snapped((600, 2_500), reach=Reach(start=500)) == [(600, 2_580)]


def test_an_edge_in_the_middle_of_speech_stays() -> None:
    """Two cues share a sentence: where they meet nobody pauses."""
    assert snapped((3_100, 4_500), (4_500, 6_000)) == [(3_000, 4_500), (4_500, 6_080)]


def test_an_edge_near_enough_is_left_alone() -> None:
    assert snapped((1_230, 2_560)) == [(1_230, 2_560)]


def test_a_cue_is_not_pushed_into_its_neighbour() -> None:
    assert snapped((2_000, 3_050), (3_050, 5_900), reach=Reach(lead=100, tail=80))[1][0] == 3_050


def test_the_reason_tells_how_far_speech_is_off() -> None:
    (found,) = to_speech(document(talk((1_000, 2_700))), [0], SPEECH)
    assert (
        found.reason.text == "Speech starts +200 ms from its start and ends -120 ms from its end."
    )
    assert (found.before, found.after) == ("0:01.000 – 0:02.700", "0:01.200 – 0:02.580")


def test_only_the_chosen_cues_change() -> None:
    cues = talk((1_000, 2_700), (8_100, 9_000))
    found = to_speech(document(cues), [1], SPEECH)
    assert [proposal.row for proposal in found] == [1]


def test_small_gaps_are_closed() -> None:
    cues = seconds((0, 1), (1.2, 2), (3, 4), (3.9, 5))
    assert done(cues, close_gaps(document(cues), range(4), 500)) == times(
        seconds((0, 1.2), (1.2, 2), (3, 4), (3.9, 5))
    )


def test_gaps_are_kept_and_overlaps_cut_off() -> None:
    cues = seconds((0, 2.05), (2.1, 4), (3.5, 5), (5, 5.2), (5.1, 6))
    assert done(cues, keep_gaps(document(cues), range(5), 80)) == times(
        seconds((0, 2.02), (2.1, 3.42), (3.5, 4.92), (5, 5.2), (5.1, 6))
    )
    assert done(cues, keep_gaps(document(cues), [1], 0))[1] == (2_100, 3_500)


def test_lengths_are_kept_where_there_is_room() -> None:
    cues = seconds((0, 0.4), (3, 3.4), (3.7, 4.5), (5, 15))
    assert done(cues, keep_lengths(document(cues), range(4), 800, 7_000)) == times(
        seconds((0, 0.8), (3, 3.7), (3.7, 4.5), (5, 12))
    )


@pytest.mark.parametrize("tool", ["snap", "close", "gaps", "lengths"])
def test_a_second_time_nothing_changes(tool: str) -> None:
    cues = talk((1_000, 2_700), (2_750, 3_100), (3_100, 5_900), (7_900, 8_300), (8_200, 20_000))

    def found(cues: tuple[Cue, ...]) -> list[Proposal]:
        before, rows = document(cues), range(len(cues))
        if tool == "snap":
            return to_speech(before, rows, SPEECH)
        if tool == "close":
            return close_gaps(before, rows, 500)
        if tool == "gaps":
            return keep_gaps(before, rows, 80)
        return keep_lengths(before, rows, 800, 7_000)

    first = found(cues)
    assert first
    fixes = [proposal.fix for proposal in first]
    assert found(accepted(document(cues), "…", fixes).apply(document(cues)).cues) == []
