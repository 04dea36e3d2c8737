# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace

import pytest

from editor.core.document import Document
from editor.core.errors import UserError
from editor.core.proposal import Proposal, accepted
from editor.core.words import Word, Words
from editor.repair.evidence import Evidence
from editor.repair.sync import as_in, bend, change_rate, fit, shift, stretch
from tests.making import Times, document, seconds, times, written

FIVE = document(seconds((1, 2), (3, 4), (5, 6), (7, 8), (9, 10)))


def done(before: Document, found: list[Proposal]) -> list[Times]:
    """The times after; and undo must bring back the very same document."""
    change = accepted(before, "…", [proposal.fix for proposal in found])
    after = change.apply(before)
    assert change.invert().apply(after) == before
    return times(after.cues)


def test_shifting_some_cues() -> None:
    found = shift(FIVE, [1, 2], 250)
    assert done(FIVE, found)[:3] == [(1_000, 2_000), (3_250, 4_250), (5_250, 6_250)]
    assert [(one.row, one.before, one.after) for one in found] == [
        (1, "0:03.000 – 0:04.000", "0:03.250 – 0:04.250"),
        (2, "0:05.000 – 0:06.000", "0:05.250 – 0:06.250"),
    ]
    assert found[0].reason.text == "Starts 0.25 s later."


def test_cues_without_times_stay_without() -> None:
    two = written((0, 0, "甲"), (1_000, 2_000, "乙"))
    assert [one.row for one in shift(two, [0, 1], -250)] == [1]


def test_no_cue_comes_before_the_medium() -> None:
    with pytest.raises(UserError, match="Cue 1 would start before 0:00"):
        shift(FIVE, range(5), -1_001)


def test_two_points_stretch_all() -> None:
    found = stretch(FIVE, range(5), (1_000, 1_500), (9_000, 10_300))
    assert done(FIVE, found) == times(
        seconds((1.5, 2.6), (3.7, 4.8), (5.9, 7.0), (8.1, 9.2), (10.3, 11.4))
    )


@pytest.mark.parametrize("second", [(1_000, 9_000), (9_000, 0), (9_000, 30_000)])
def test_two_points_that_cannot_be_meant(second: tuple[int, int]) -> None:
    with pytest.raises(UserError, match="cannot both be right"):
        stretch(FIVE, range(5), (1_000, 1_500), second)


def test_between_given_starts_cues_move_in_proportion() -> None:
    """The third is heard 1 s later, the last where it is; what lies outside moves along."""
    found = bend(FIVE, [(1, 3_000), (2, 6_000), (3, 7_000)])
    assert done(FIVE, found) == times(seconds((1, 2), (3, 4.5), (6, 6.5), (7, 8), (9, 10)))


def test_given_starts_in_another_order_are_refused() -> None:
    with pytest.raises(UserError, match=r"the cues at 0:03\.000 and 0:05\.000 would swap"):
        bend(FIVE, [(1, 6_000), (2, 5_000)])
    with pytest.raises(UserError, match="No start"):
        bend(FIVE, [])


def test_another_frame_rate() -> None:
    found = change_rate(FIVE, range(5), 25, 24)
    assert done(FIVE, found)[4] == (9_375, 10_417)
    with pytest.raises(UserError, match="must be greater than zero"):
        change_rate(FIVE, range(5), 0, 24)


def test_words_go_with_their_cue() -> None:
    words = Words([Word(1_000, 1_400, "第"), Word(1_400, 2_000, "一")])
    before = document((replace(FIVE.cues[0], words=words),))
    (found,) = change_rate(before, [0], 25, 50)
    cue = found.fix[0][1]
    assert cue is not None
    assert cue.words == Words([Word(500, 700, "第"), Word(700, 1_000, "一")])


def test_cues_are_fitted_to_speech_that_comes_later() -> None:
    starts = [1, 3.1, 5.3, 7, 9.6, 12, 13.1, 15.7, 18, 19.2, 22, 24.5]
    before = document(seconds(*((start, start + 0.9) for start in starts)))
    speech = (
        [round(start * 1_000) + 3_440 for start in starts],
        [round(start * 1_000) + 4_300 for start in starts],
    )
    found = fit(before, range(12), Evidence(speech=speech))
    assert done(before, found)[1] == (6_500, 7_400)  # a voice is detected 40 ms late


def test_a_talk_that_begins_at_once_is_fitted_although_the_fit_is_a_little_early() -> None:
    """The voice is found 10 ms before the medium begins, so to say: a fit is never to the ms."""
    starts = [0, 3.1, 5.3, 7, 9.6, 12, 13.1, 15.7, 18, 19.2, 22, 24.5]
    before = document(seconds(*((start + 1.5, start + 2.4) for start in starts)))
    speech = (
        [max(0, round(start * 1_000) + 20) for start in starts],
        [round(start * 1_000) + 860 for start in starts],
    )
    found = done(before, fit(before, range(12), Evidence(speech=speech)))
    assert found[0] == (0, 880)
    assert found[1] == (3_080, 3_980)


def test_without_anything_to_fit_to() -> None:
    with pytest.raises(UserError, match="no speech and no reference"):
        fit(FIVE, range(5), Evidence())
    with pytest.raises(UserError, match="No shift or rate matches these cues to the audio"):
        fit(FIVE, range(5), Evidence(speech=([600_000], [601_000])))


def test_back_at_the_times_of_the_file_no_word_is_outside() -> None:
    words = Words([Word(1_000, 1_400, "第"), Word(1_400, 3_000, "一")])
    now = document((replace(FIVE.cues[0], start=1_000, end=3_000, words=words, text="改"),))
    (found,) = as_in(now, [replace(now.cues[0], start=500, end=1_500, text="第一")])
    cue = found.fix[0][1]
    assert cue is not None
    assert (cue.start, cue.end) == (500, 1_500)
    assert cue.words == Words([Word(500, 900, "第"), Word(900, 1_500, "一")])
