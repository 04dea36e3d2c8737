# SPDX-License-Identifier: GPL-3.0-or-later
"""Times that the medium has no room for: said in words, with what would mend them."""

from random import Random

import pytest

from editor.core.cue import Cue
from editor.repair.diagnosis import Diagnosis, diagnose, repair
from editor.repair.evidence import Evidence
from editor.repair.interpretation import CONTINUOUS
from tests.clocks import heard, talk
from tests.making import Times, document, seconds, times

HOUR = 3_600_000
TALK = talk(Random("past the end"), 12, 0.3, begin=4_000)  # noqa: S311 - made talk
TRUE = [(line.start, line.end) for line in TALK]
LENGTH = TRUE[-1][1] + 900


def shown(scale: float = 1, delta: int = 0, since: int = 0) -> tuple[Cue, ...]:
    """The talk with its times from row `since` on changed."""
    return tuple(
        Cue(row, line.start, line.end, line.text)
        if row < since
        else Cue(row, round(line.start * scale) + delta, round(line.end * scale) + delta, line.text)
        for row, line in enumerate(TALK)
    )


def read(cues: tuple[Cue, ...], diagnosis: Diagnosis, number: int = 0) -> list[Times]:
    before = document(cues)
    return times(repair(before, diagnosis.interpretations[number].candidate).apply(before).cues)


def models(diagnosis: Diagnosis) -> list[tuple[str, str]]:
    return [(one.candidate.model, one.confidence) for one in diagnosis.interpretations]


@pytest.mark.parametrize("hours", [1, 3, 10, 22])
def test_a_programme_that_begins_at_a_whole_hour(hours: int) -> None:
    cues = shown(delta=hours * HOUR)
    diagnosis = diagnose(cues, Evidence(LENGTH))
    assert models(diagnosis)[0] == (f"shift:{-hours * 3600}", "medium")
    assert "times of day" in diagnosis.finding.text
    assert read(cues, diagnosis) == TRUE


def test_times_of_day_on_a_medium_of_15_seconds() -> None:
    day = 21 * 3600 + 57 * 60
    cues = seconds((day + 26.674, day + 29.326), (day + 29.326, day + 32.738), (day + 36, day + 37))
    diagnosis = diagnose(cues, Evidence(15_000))
    assert models(diagnosis) == [("shift:-79046.674", "low"), ("keep", "low")]
    assert diagnosis.is_plain
    assert diagnosis.finding.text == (
        "Times run from 21:57:26.7 to 21:57:37.0, but the media is only 0:15.0 long: they look "
        "like times of day, or count from an earlier beginning."
    )
    assert read(cues, diagnosis)[0] == (0, 2_652)


@pytest.mark.parametrize("delta", [21 * HOUR + 1_234_567, 2 * HOUR + 1_800_000])
def test_times_of_day_with_the_sound_are_placed_by_it(delta: int) -> None:
    cues = shown(delta=delta)
    speech = heard(Random(1), TALK)  # noqa: S311 - made talk
    diagnosis = diagnose(cues, Evidence(LENGTH + 40_000, speech=speech))
    assert diagnosis.confidence == "high"
    found = read(cues, diagnosis)
    near = sum(abs(a[0] - b[0]) <= 120 for a, b in zip(found, TRUE, strict=True))
    assert near == len(TRUE)


@pytest.mark.parametrize("scale", [1_000, 100, 60, 0.001])
def test_times_in_another_unit(scale: float) -> None:
    cues = shown(scale)
    diagnosis = diagnose(cues, Evidence(LENGTH))
    assert models(diagnosis)[0] == ("unit", "high")
    off = max(abs(a[0] - b[0]) for a, b in zip(read(cues, diagnosis), TRUE, strict=True))
    assert off <= (0 if scale > 1 else 500)


def test_times_a_thousand_times_too_long_are_told_without_a_medium_too() -> None:
    cues = shown(1_000)
    diagnosis = diagnose(cues, Evidence())
    assert models(diagnosis) == [("unit", "medium"), ("keep", "low")]
    assert diagnosis.finding.text.endswith("s for each character: their times are in another unit.")
    assert read(cues, diagnosis) == TRUE


@pytest.mark.parametrize("hours", [1, 2])
def test_hours_too_many_from_some_cue_on(hours: int) -> None:
    cues = shown(delta=hours * HOUR, since=70)
    diagnosis = diagnose(cues, Evidence(LENGTH))
    assert models(diagnosis)[0] == ("jump", "medium")
    assert read(cues, diagnosis) == TRUE


def test_a_talk_that_is_longer_than_its_medium() -> None:
    diagnosis = diagnose(shown(), Evidence(LENGTH // 2))
    assert models(diagnosis) == [("keep", "low")]
    assert diagnosis.finding.text.startswith("The last cue ends ")
    assert diagnosis.is_plain


def test_another_frame_rate_is_offered_but_not_taken() -> None:
    cues = shown(25 / 23.976)
    diagnosis = diagnose(cues, Evidence(LENGTH))
    assert diagnosis.confidence == "low"
    offered = [read(cues, diagnosis, number) for number in range(len(diagnosis.interpretations))]
    assert any(abs(one[-1][1] - TRUE[-1][1]) <= 10 for one in offered)


@pytest.mark.parametrize("over", [0, 900, 4_000])
def test_a_last_cue_that_stays_on_a_little_longer_is_nothing(over: int) -> None:
    cues = seconds((0, 4), (4, 9), (9, 12))
    assert diagnose(cues, Evidence(12_000 - over)).finding == CONTINUOUS


@pytest.mark.parametrize("length", [None, 20_000])
@pytest.mark.parametrize(("count", "end"), [(5, 0), (6, 0), (1, 0), (4, 5)])
def test_no_cue_has_a_time(count: int, end: float, length: int | None) -> None:
    cues = seconds(*[(0, end)] * count)
    diagnosis = diagnose(cues, Evidence(length))
    assert diagnosis.finding.text == "No cue has a time of its own: all are at 0:00.0."
    assert models(diagnosis) == [("spread", "low"), ("keep", "low")]
    placed = read(cues, diagnosis)
    assert all(start < stop for start, stop in placed)
    assert [start for start, _ in placed[1:]] == [stop for _, stop in placed[:-1]]
    if length is not None and count > 1:
        assert placed[-1][1] == length


def test_cues_without_times_are_spread_over_the_speech() -> None:
    cues = seconds(*[(0, 0)] * 4)
    speech = ([1_000, 10_000], [3_000, 12_000])
    placed = read(cues, diagnose(cues, Evidence(20_000, speech=speech)))
    assert placed[0] == (1_000, 2_000)
    assert placed[-1] == (11_000, 12_000)


def test_one_line_in_two_languages_has_a_time() -> None:
    assert diagnose(seconds((0, 4), (0, 4)), Evidence(5_000)).finding == CONTINUOUS


def test_readings_that_end_minutes_after_the_medium_are_ruled_out() -> None:
    """30 s for each of 90 chunks would be three minutes more than the medium has."""
    cues = seconds(*(time for n in range(90) for time in ((0, 14), (14, 27.6 + n % 3 / 2))))
    length = 90 * 28_100 + 9_000
    diagnosis = diagnose(cues, Evidence(length))
    assert models(diagnosis)[0] == ("running", "medium")
    assert diagnosis.interpretations[1].end > length + 120_000


def test_where_every_reading_ends_minutes_after_the_medium_that_is_said() -> None:
    cues = seconds(*((0, 14), (14, 29)) * 20)
    diagnosis = diagnose(cues, Evidence(120_000))
    assert models(diagnosis) == [("keep", "low")]
    assert [one.candidate.model for one in diagnosis.others[:2]] == ["running", "fixed:30"]
    assert "Read in any way, they end at least 7:40.0 after the media (2:00.0)" in (
        diagnosis.finding.text
    )


def test_of_two_unlikely_readings_the_impossible_one_is_not_offered() -> None:
    """Chunks cut at pauses: none is likely, but 30 s for each cannot be."""
    cues = seconds(*((0, 6 + n % 12) for n in range(30)))
    length = sum(6 + n % 12 for n in range(30)) * 1000 + 25_000
    diagnosis = diagnose(cues, Evidence(length))
    assert models(diagnosis) == [("running", "low")]


def test_times_far_beyond_all_reason_take_no_longer() -> None:
    """Days after the medium no step of five minutes is looked for."""
    cues = shown(scale=1_000, delta=10**12)
    speech = heard(Random(1), TALK)  # noqa: S311 - made talk
    diagnosis = diagnose(cues, Evidence(LENGTH, speech=speech))
    assert models(diagnosis) == [("keep", "low")]
    assert diagnosis.is_plain
