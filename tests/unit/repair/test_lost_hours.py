# SPDX-License-Identifier: GPL-3.0-or-later
"""A clock that begins again at zero after an hour, half a day or a day."""

from itertools import pairwise
from random import Random

import pytest

from editor.core.cue import Cue
from editor.repair.diagnosis import Diagnosis, diagnose, repair
from editor.repair.evidence import Evidence
from tests.clocks import talk
from tests.making import Times, document, seconds, times

HOUR = 3_600_000
MINUTE = 60_000


def spoken(begin: int, minutes: int) -> list[Times]:
    """The times of talk from minute `begin` on, for so many minutes."""
    random = Random(f"{begin} {minutes}")  # noqa: S311 - made talk
    lines = talk(random, begin + minutes, 0.3, begin=begin * MINUTE)
    return [(line.start, line.end) for line in lines]


def shown(true: list[Times], period: int) -> tuple[Cue, ...]:
    """The same talk on a clock that begins again after `period` ms."""
    return tuple(
        Cue(row, start % period, end % period, f"第{row}句话，这么长")
        for row, (start, end) in enumerate(true)
    )


def brought_back(cues: tuple[Cue, ...], diagnosis: Diagnosis) -> list[Times]:
    before = document(cues)
    return times(repair(before, diagnosis.interpretations[0].candidate).apply(before).cues)


CLOCKS = [
    pytest.param(0, 95, HOUR, id="from zero"),
    pytest.param(10, 70, HOUR, id="from ten minutes"),
    pytest.param(30, 60, HOUR, id="from half an hour"),
    pytest.param(50, 12, HOUR, id="from 50 minutes, for a short time"),
    pytest.param(2, 270, HOUR, id="four times"),
    pytest.param(59, 130, HOUR, id="soon, then twice more"),
    pytest.param(23 * 60 + 40, 40, 24 * HOUR, id="midnight"),
    pytest.param(11 * 60 + 40, 40, 12 * HOUR, id="a clock of twelve hours"),
]


@pytest.mark.parametrize(("begin", "minutes", "period"), CLOCKS)
def test_lost_hours_are_added_from_any_start(begin: int, minutes: int, period: int) -> None:
    true = spoken(begin, minutes)
    cues = shown(true, period)
    diagnosis = diagnose(cues, Evidence())
    falls = sum(after[0] // period > before[0] // period for before, after in pairwise(true))
    assert diagnosis.interpretations[0].candidate.model == f"wrapped:{period // 1000}"
    assert diagnosis.confidence == "medium"
    assert diagnosis.finding.facts["count"] == falls
    assert diagnosis.finding.text.startswith("Hours were lost: ")
    assert brought_back(cues, diagnosis) == true


@pytest.mark.parametrize(("begin", "minutes", "period"), CLOCKS)
def test_a_medium_with_room_for_the_hours_makes_it_certain(
    begin: int, minutes: int, period: int
) -> None:
    true = spoken(begin, minutes)
    cues = shown(true, period)
    diagnosis = diagnose(cues, Evidence(true[-1][1] + 4_000))
    assert diagnosis.confidence == "high"
    assert brought_back(cues, diagnosis) == true


@pytest.mark.parametrize(("begin", "minutes", "period"), CLOCKS[-2:])
def test_times_of_day_across_midnight_begin_with_a_medium_as_short_as_the_talk(
    begin: int, minutes: int, period: int
) -> None:
    true = spoken(begin, minutes)
    cues = shown(true, period)
    first = true[0][0]
    diagnosis = diagnose(cues, Evidence(true[-1][1] - first + 1_000))
    assert brought_back(cues, diagnosis) == [(start - first, end - first) for start, end in true]


def test_a_medium_without_room_for_an_hour_rules_it_out() -> None:
    """The second half stands first: 30:00 to 59:57, then 0:02 to 29:50, of one hour."""
    later = spoken(30, 29)
    sooner = spoken(0, 29)
    cues = shown([*later, *sooner], HOUR)
    diagnosis = diagnose(cues, Evidence(HOUR))
    assert diagnosis.interpretations == ()
    assert diagnosis.finding.text == (
        f"The cues are not in order of time, first cue {len(later) + 1}; their times hardly "
        "overlap, so none is changed."
    )


def test_a_cue_that_is_on_while_the_clock_begins_again_proves_it() -> None:
    """It ends 3,595 s before it begins; only one cue follows."""
    cues = seconds((3_590, 3_594), (3_594, 3_598), (3_598, 3), (3, 6))
    diagnosis = diagnose(cues, Evidence())
    assert diagnosis.interpretations[0].candidate.model == "wrapped:3600"
    assert brought_back(cues, diagnosis)[2:] == [(3_598_000, 3_603_000), (3_603_000, 3_606_000)]


def test_the_last_cue_may_be_the_one_that_is_on_while_the_clock_begins_again() -> None:
    cues = seconds((3_590, 3_594), (3_594, 3_598), (3_598, 3))
    diagnosis = diagnose(cues, Evidence())
    assert brought_back(cues, diagnosis)[-1] == (3_598_000, 3_603_000)


def test_a_cue_out_of_order_where_the_clock_begins_again_stays_in_its_hour() -> None:
    true = spoken(40, 40)
    row = next(row for row, (start, _) in enumerate(true) if start >= HOUR)
    true[row - 1], true[row] = true[row], true[row - 1]
    cues = shown(true, HOUR)
    diagnosis = diagnose(cues, Evidence())
    assert brought_back(cues, diagnosis) == true


def test_recordings_that_end_long_before_the_hour_lost_none() -> None:
    first, second = spoken(0, 50), spoken(0, 40)
    diagnosis = diagnose(shown([*first, *second], HOUR), Evidence())
    assert diagnosis.confidence == "low"
    assert all(one.candidate.kind != "wrapped" for one in diagnosis.interpretations)
    assert diagnosis.finding.text.startswith("These are 2 recordings or files")


def test_a_start_that_was_heard_counts_here_too() -> None:
    true = spoken(10, 70)
    cues = shown(true, HOUR)
    last = len(true) - 1
    diagnosis = diagnose(cues, Evidence(anchors=((last, true[last][0]),)))
    assert diagnosis.interpretations[0].candidate.model == "wrapped:3600"
    wrong = diagnose(cues, Evidence(anchors=((last, true[last][0] + 60_000),)))
    assert wrong.interpretations[0].candidate.model != "wrapped:3600"


def test_times_of_day_across_midnight_in_a_longer_medium_are_not_sure() -> None:
    """Where in an hour's recording the 40 minutes begin is not known."""
    true = spoken(23 * 60 + 40, 40)
    diagnosis = diagnose(shown(true, 24 * HOUR), Evidence(HOUR))
    assert diagnosis.interpretations[0].candidate.model == "wrapped:86400"
    assert diagnosis.confidence == "low"
