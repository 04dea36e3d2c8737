# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace

import pytest

from editor.core.cue import Cue
from editor.core.errors import UserError
from editor.repair.chunks import find_chunks
from editor.repair.diagnosis import Evidence, Interpretation, diagnose, repair
from editor.repair.models import fixed, running
from tests.making import Times, document, seconds, times

TOUCHING = seconds(*((0, 12), (12, 30)) * 4, *((0, 12), (12, 24)), (0, 7))
"""Four windows of 30 s filled to their ends, one that ends in silence, and 7 s of a sixth."""

MOVING = seconds(
    *((0, 24), (24, 28)),
    *((0, 25.5), (25.5, 27)),
    *((0, 26), (26, 29)),
    *((0, 25), (25, 26)),
    *((0, 6),),
)
"""Four windows of nearly 30 s that end where a line does, and 6 s of a fifth."""


def best(cues: tuple[Cue, ...], length: float | None = None) -> Interpretation:
    evidence = Evidence(None if length is None else round(length * 1000))
    return diagnose(cues, evidence).interpretations[0]


def verdict(cues: tuple[Cue, ...], length: float | None = None) -> tuple[str, str]:
    interpretation = best(cues, length)
    return interpretation.candidate.model, interpretation.confidence


def repaired(cues: tuple[Cue, ...], length: float | None = None) -> list[Times]:
    change = repair(document(cues), best(cues, length).candidate)
    return times(change.apply(document(cues)).cues)


def test_windows_that_are_filled_to_their_ends_are_fixed_ones() -> None:
    assert verdict(TOUCHING) == ("fixed:30", "medium")
    assert verdict(TOUCHING, 158) == ("fixed:30", "high")
    assert repaired(TOUCHING)[2:5] == [(30_000, 42_000), (42_000, 60_000), (60_000, 72_000)]
    assert repaired(TOUCHING)[-1] == (150_000, 157_000)


def test_windows_that_end_where_a_line_does_run_on() -> None:
    assert verdict(MOVING) == ("running", "medium")
    assert repaired(MOVING)[2:4] == [(28_000, 53_500), (53_500, 55_000)]
    assert repaired(MOVING)[-1] == (110_000, 116_000)


def test_no_length_makes_the_running_interpretation_highly_sure() -> None:
    """Where the talk paused at a window's end the window moved on further; a second hides there."""
    assert verdict(MOVING, 117) == ("running", "medium")


@pytest.mark.parametrize("length", [100, 300])
@pytest.mark.parametrize("cues", [TOUCHING, MOVING])
def test_a_length_that_does_not_fit_takes_the_confidence_away(
    cues: tuple[Cue, ...], length: float
) -> None:
    assert verdict(cues, length)[1] == "low"


def test_room_for_a_whole_window_more_makes_doubtful_where_the_silent_one_was() -> None:
    assert verdict(TOUCHING, 157 + 29)[1] == "medium"
    assert verdict(TOUCHING, 157 + 31)[1] == "low"


def test_silent_windows_do_not_make_another_window_length_of_a_clear_one() -> None:
    """Windows of 40 s would fit this medium; but four of five lines end at just 30 s."""
    assert verdict(TOUCHING, 208) == ("fixed:30", "low")


def test_a_length_may_be_rounded_down() -> None:
    assert verdict(TOUCHING, 156) == ("fixed:30", "high")
    assert verdict(TOUCHING, 155)[1] != "high"


def test_times_in_whole_seconds_may_begin_a_line_at_the_windows_end() -> None:
    cues = seconds(*((0, 12), (12, 29), (30, 30)) * 4, (0, 7))
    assert best(cues).candidate.model == "fixed:30"
    assert repaired(cues)[3] == (30_000, 42_000)


def test_over_a_silence_whispers_window_moves_on_whole() -> None:
    """The third window's first line begins when the second one would still have heard it."""
    cues = seconds(*((0, 24), (24, 28)) * 2, (3, 26), (26, 29), *((0, 25), (25, 26)) * 2, (0, 6))
    interpretation = best(cues)
    assert (interpretation.candidate.model, interpretation.confidence) == ("moving", "medium")
    assert interpretation.candidate.offsets == (0, 28_000, 58_000, 87_000, 113_000, 139_000)


def test_a_window_that_may_have_moved_either_way_is_doubtful() -> None:
    """Half a second after 26 s, or after 30 s: the fifth window does not tell."""
    cues = seconds(*((0, 24), (24, 28)) * 2, (0, 26), (26, 29), *((0, 25), (25, 26)), (0.5, 6))
    assert best(cues).candidate.doubtful == {4}
    assert best(cues, 120).candidate.doubtful == {4}


def test_a_window_that_the_medium_has_no_room_to_move_whole_is_not_doubtful() -> None:
    """It would end at 121 s."""
    cues = seconds(*((0, 24), (24, 28)) * 2, (0, 26), (26, 29), *((0, 25), (25, 26)), (0.5, 6))
    assert best(cues, 118).candidate.doubtful == frozenset()


def test_chunks_that_begin_late_are_none_of_whispers() -> None:
    late = seconds((1, 24), (24, 28), (3, 27), (2, 26), (26, 29), (4, 25.5), (25.5, 26), (0, 6))
    assert verdict(late)[1] == "low"


def test_a_length_against_the_windows_ends_decides_but_not_surely() -> None:
    assert verdict(MOVING, 127) == ("fixed:30", "medium")


@pytest.mark.parametrize("window", [10, 25, 45, 600])
def test_the_window_is_read_off_the_ends(window: int) -> None:
    half = window / 2
    cues = seconds(*((0, half), (half, window)) * 4, (0, window / 3))
    assert verdict(cues) == (f"fixed:{window}", "medium")


def test_last_lines_that_run_past_the_window_do_not_move_the_next_one() -> None:
    cues = seconds(*((0, 15), (15, 30), (0, 22), (22, 32.5), (0, 11), (11, 30)) * 2, (0, 4))
    assert verdict(cues) == ("fixed:30", "medium")
    assert repaired(cues)[3:5] == [(52_000, 62_500), (60_000, 71_000)]


@pytest.mark.parametrize("base", [10, 3600])
def test_restarts_at_another_time_than_zero(base: int) -> None:
    """The lead-in that every window shows is taken off."""
    cues = seconds(*((base, base + 12), (base + 12, base + 30)) * 4, (base, base + 7))
    assert verdict(cues) == ("fixed:30", "medium")
    assert repaired(cues)[:3] == [(0, 12_000), (12_000, 30_000), (30_000, 42_000)]
    assert repaired(cues)[-1] == (120_000, 127_000)


def test_a_lost_hour() -> None:
    """The clock shows times modulo an hour: the line at the hour runs on past it."""
    cues = seconds(
        *((0, 1800), (1800, 3595), (3595, 3604)),
        *((4, 1800), (1800, 3598), (3598, 3603.5)),
        *((3.5, 1000),),
    )
    assert best(cues).candidate.model == "wrapped:3600"
    assert repaired(cues)[3] == (3_604_000, 5_400_000)
    assert repaired(cues)[-1] == (7_203_500, 8_200_000)


def test_a_file_repaired_in_part() -> None:
    """Three windows are in their place already, the others still begin at zero."""
    done = ((0, 12), (12, 30), (30, 47), (47, 60), (60, 71), (71, 90))
    cues = seconds(*done, *((0, 13), (13, 30)) * 3, (0, 5))
    assert verdict(cues) == ("fixed:30", "medium")
    assert repaired(cues)[:7] == [*times(seconds(*done)), (90_000, 103_000)]
    assert repaired(cues)[-1] == (180_000, 185_000)


def test_no_window_is_shorter_than_a_chunk() -> None:
    """By their lengths five windows of 25 s might fit this medium; but lines start after 25 s."""
    cues = seconds((0, 28), (28, 29), (0, 5), (0, 27), (27, 29.5), (0, 11), (0, 29))
    assert best(cues, 175).candidate.model != "fixed:25"


def test_two_chunks_alone_prove_nothing() -> None:
    assert verdict(seconds((0, 26), (26, 30), (0, 12), (12, 20)))[1] == "low"
    assert verdict(seconds((0, 26), (26, 27), (0, 12), (12, 20)))[1] == "low"


def test_a_last_line_may_run_past_its_window_and_past_the_medium() -> None:
    cues = TOUCHING[:-1] + seconds((0, 12), (12, 32))
    cues = tuple(replace(cue, id=row) for row, cue in enumerate(cues))
    assert verdict(cues, 180.2) == ("fixed:30", "high")
    assert verdict(cues, 175) != ("fixed:30", "high")


def test_with_the_length_two_chunks_are_enough() -> None:
    cues = seconds((0, 26.2), (26.2, 27), (0, 12), (12, 20))
    assert verdict(cues, 47.5) == ("running", "medium")
    assert verdict(cues, 51) == ("fixed:30", "medium")


def test_chunks_cut_at_pauses_are_left_to_the_user() -> None:
    """Their lengths differ too much for Whisper's windows, and none of them tells the pauses."""
    cues = seconds((0, 22), (0, 9), (0, 28), (0, 14), (0, 5), (0, 25))
    assert verdict(cues)[1] == "low"


def test_nothing_to_repair() -> None:
    for cues in ((), seconds((3, 4)), seconds((0, 2), (1.5, 4), (4, 6))):
        diagnosis = diagnose(cues, Evidence(10_000))
        assert diagnosis.interpretations == ()
        assert diagnosis.finding.text == "Timing is continuous; there is nothing to repair."


def test_times_before_zero_are_not_right() -> None:
    diagnosis = diagnose(seconds((-19, -17.5), (-3, -1), (2, 4), (6, 9)), Evidence(60_000))
    assert diagnosis.interpretations == ()
    assert diagnosis.finding.text == (
        "Cues that start before 0:00: 2, the earliest at -0:19.0; none is changed. Perhaps all "
        "times are too early."
    )


def test_a_clock_that_agrees_with_every_known_start_is_right() -> None:
    """After a repair the starts that were heard for it are still known."""
    cues = seconds((0, 2), (30, 34), (61, 65))
    for anchors in ([(1, 30_000)], [(1, 30_100), (2, 60_900)]):
        diagnosis = diagnose(cues, Evidence(70_000, anchors))
        assert diagnosis.interpretations == ()
        assert diagnosis.finding.text == "Timing is continuous; there is nothing to repair."
    moved = diagnose(cues, Evidence(70_000, [(1, 31_000)])).interpretations[0].candidate
    assert moved.offsets == (1_000,)


def test_the_finding_names_the_time_the_clock_falls_to() -> None:
    cues = seconds(*((10, 22), (22, 40)) * 4)
    finding = diagnose(cues, Evidence()).finding.text
    assert finding == (
        "Times jump back 3 times: the text comes from 4 recogniser chunks of at "
        "most 0:30.0, each timed from 0:10.0."
    )


def test_words_move_with_their_cue_and_the_change_can_be_undone() -> None:
    before = document(TOUCHING)
    change = repair(before, fixed(find_chunks(TOUCHING), 30_000))
    after = change.apply(before)
    assert after != before
    assert change.invert().apply(after) == before


@pytest.mark.parametrize("window", [0, -30_000])
def test_a_window_must_have_a_length(window: int) -> None:
    with pytest.raises(UserError, match="must be greater than zero"):
        fixed(find_chunks(TOUCHING), window)


def test_models_named_by_the_user_take_any_window() -> None:
    chunks = find_chunks(MOVING)
    assert fixed(chunks, 33_500).offsets == (0, 33_500, 67_000, 100_500, 134_000)
    assert running(chunks).offsets == (0, 28_000, 55_000, 84_000, 110_000)


def test_a_single_fall_is_told_in_the_singular() -> None:
    finding = diagnose(seconds((0, 15), (15, 30), (0, 12)), Evidence()).finding.text
    assert finding.startswith("Times jump back once: the text comes from two recogniser chunks")


def test_lines_that_run_past_a_window_are_no_evidence_for_it() -> None:
    """All end a little after 25 s, and all differently: so does Whisper's moving window."""
    ends = [25.0, 27.4, 25.9, 26.3, 27.1, 25.4, 26.8, 25.7, 26.1, 27.3, 26.6, 25.2]
    cues = seconds(*(time for end in ends for time in ((0, 12), (12, 24), (24, end))))
    assert verdict(cues)[1] == "low"


def test_the_window_offered_holds_the_longest_chunk() -> None:
    cues = seconds((0, 29), (0, 28), (0, 29.5))
    assert {r.candidate.model for r in diagnose(cues, Evidence()).interpretations} == {
        "running",
        "fixed:30",
    }


def test_two_window_ends_are_too_few_to_tell() -> None:
    cues = seconds((0, 20), (20, 29), (0, 20), (20, 28), (0, 9))
    assert verdict(cues)[1] == "low"


def test_the_reason_counts_the_windows_that_tell_nothing() -> None:
    some = seconds((0, 20), (20, 30), (0, 20), (20, 28), (0, 29), (29, 31), (0, 9))
    assert best(some).reason.text == (
        "1 of 2 chunks reach 0:30.0; with fixed chunks nearly all would. In 1 "
        "chunks the last cue runs past it, which is no evidence."
    )
    all_of_them = seconds((0, 29), (29, 31), (0, 29), (29, 32), (0, 9))
    assert best(all_of_them).reason.text == (
        "In every chunk the last cue runs past 0:30.0, which is no evidence."
    )
