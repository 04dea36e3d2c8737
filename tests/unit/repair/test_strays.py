# SPDX-License-Identifier: GPL-3.0-or-later
"""A few cues out of place: told as what they are, offered a place, and nothing else moves."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from editor.core.cue import Cue
from editor.repair.diagnosis import Diagnosis, diagnose, repair
from editor.repair.evidence import Evidence
from tests.clock_families import FAMILIES
from tests.clocks import heard, talk
from tests.making import Times, document, times

Row = tuple[int, int, str]
CREDIT = (500, 2_000, "字幕由某网站提供")


def lines(minutes: float = 3, begin: int = 0) -> list[Row]:
    random = Random(f"{minutes} {begin}")  # noqa: S311 - made talk
    return [(line.start, line.end, line.text) for line in talk(random, minutes, 0.3, begin=begin)]


def written(rows: list[Row]) -> tuple[Cue, ...]:
    return tuple(Cue(row, *fields) for row, fields in enumerate(rows))


def applied(cues: tuple[Cue, ...], diagnosis: Diagnosis, number: int) -> list[Times]:
    before = document(cues)
    return times(repair(before, diagnosis.interpretations[number].candidate).apply(before).cues)


def check(rows: list[Row], *stray: int, length: int | None = None) -> Diagnosis:
    """Nothing moves by itself; what is offered moves the stray rows, and each between others."""
    cues = written(rows)
    diagnosis = diagnose(cues, Evidence(length))
    kinds = [(one.candidate.kind, one.confidence) for one in diagnosis.interpretations]
    assert kinds == [("keep", "medium"), ("stray", "low")]
    assert diagnosis.is_plain
    assert len(diagnosis.chunks) == 1
    assert "chunk" not in diagnosis.finding.text
    assert applied(cues, diagnosis, 0) == times(cues)
    placed = applied(cues, diagnosis, 1)
    moved = [row for row, cue in enumerate(cues) if placed[row] != (cue.start, cue.end)]
    assert moved == list(stray)
    starts = [start for start, _ in placed]
    assert starts == sorted(starts)
    return diagnosis


@pytest.mark.parametrize("minutes", [0.5, 3, 40])
@pytest.mark.parametrize("begin", [0, 30_000])
def test_a_credit_at_zero_that_stands_last(minutes: float, begin: int) -> None:
    rows = [*lines(minutes + 0.5, begin), CREDIT]
    finding = check(rows, len(rows) - 1).finding.text
    assert f"Cue {len(rows)} is out of place, and reads like a credit" in finding


@pytest.mark.parametrize("minutes", [1, 10])
def test_an_advertisement_at_zero_in_the_middle(minutes: float) -> None:
    rows = lines(minutes)
    middle = len(rows) // 2
    check([*rows[:middle], CREDIT, *rows[middle:]], middle)


@pytest.mark.parametrize("delta", [600_000, 3_600_000, -60_000])
def test_a_line_with_a_mistyped_minute_or_hour(delta: int) -> None:
    rows = lines(4)
    row = len(rows) * 2 // 3
    start, end, text = rows[row]
    rows[row] = (start + delta, end + delta, text)
    finding = check(rows, row).finding.text
    assert finding.startswith(f"Cue {row + 1} is out of place: it starts at ")


def test_the_first_line_an_hour_late_is_no_lost_hour() -> None:
    rows = lines(2)
    rows[0] = (rows[0][0] + 3_600_000, rows[0][1] + 3_600_000, rows[0][2])
    check(rows, 0)


def test_two_and_three_in_a_row_and_others_by_themselves() -> None:
    rows = lines(10)
    rows[40:40] = [(0, 900, "一"), (900, 1_800, "二"), (1_800, 2_500, "三")]
    rows[90:90] = [(100, 800, "四"), (800, 1_800, "五")]
    rows.append(CREDIT)
    diagnosis = check(rows, 40, 41, 42, 90, 91, len(rows) - 1)
    assert diagnosis.finding.text.endswith("Such cues: 6.")


def test_a_cue_an_hour_after_the_end_of_the_medium_is_stray() -> None:
    rows = lines(5)
    start, end, text = rows[-1]
    rows[-1] = (start + 3_600_000, end + 3_600_000, text)
    check(rows, len(rows) - 1, length=end + 700)


def test_a_line_that_was_only_moved_is_told_with_where_it_belongs() -> None:
    rows = lines(4)
    moved = [*rows[:5], *rows[6:30], rows[5], *rows[30:]]
    diagnosis = diagnose(written(moved), Evidence())
    assert diagnosis.interpretations == ()
    finding = diagnosis.finding.text
    assert finding.startswith("Cue 30 is out of order: by its time (")
    assert finding.endswith("it belongs before cue 6.")


def test_a_clean_file_has_none() -> None:
    assert diagnose(written(lines(20)), Evidence()).interpretations == ()


def test_a_single_line_of_the_next_chunk_is_none() -> None:
    """The first chunk of 30 s is filled, and the line begins where chunks begin."""
    rows = [row for row in lines(1) if row[1] <= 30_000]
    rows[-1] = (rows[-1][0], 30_000, rows[-1][2])
    diagnosis = diagnose(written([*rows, (rows[0][0], 2_600, "我们接着说")]), Evidence())
    assert len(diagnosis.chunks) == 2


@pytest.mark.parametrize("place", [0, 40, -1])
@pytest.mark.parametrize("anchored", [False, True])
def test_among_a_recognisers_chunks_it_moves_none_of_them(place: int, *, anchored: bool) -> None:
    """An advertisement at one o'clock is no chunk that lasts an hour."""
    case = FAMILIES["fixed windows"].make(Random("aside"), 0)  # noqa: S311 - made talk
    rows = list(case.shown)
    row = place % len(rows)
    rows.insert(row, (3_600_000, 3_602_000, "本片由某公司赞助播出"))
    last = len(rows) - 1 if row < len(rows) - 1 else len(rows) - 2
    true = [*case.truth[:row], None, *case.truth[row:]]
    at = true[last]
    assert at is not None
    known = ((last, at[0]),) if anchored else ()
    cues = written(rows)
    diagnosis = diagnose(cues, Evidence(anchors=known))
    assert diagnosis.confidence == "medium"
    assert f"Cue {row + 1} is out of place" in diagnosis.finding.text
    placed = applied(cues, diagnosis, 0)
    assert [one for n, one in enumerate(placed) if n != row] == case.truth
    assert placed[row] == (3_600_000, 3_602_000)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CREDIT[2], "is out of place, and reads like a credit"),
        ("请关注公众号", "is out of place: it"),
    ],
)
def test_a_cue_at_zero_within_a_chunk_begins_no_other(text: str, told: str) -> None:
    """The chunk goes on behind it where it stopped: what follows would come a window too late."""
    stray = (*CREDIT[:2], text)
    case = FAMILIES["fixed windows"].make(Random("aside"), 0)  # noqa: S311 - made talk
    row = next(
        row
        for row, (before, cue) in enumerate(pairwise(case.shown), start=1)
        if row > len(case.shown) // 2 and 12_000 < before[1] <= cue[0] <= before[1] + 2_000
    )
    cues = written([*case.shown[:row], stray, *case.shown[row:]])
    diagnosis = diagnose(cues, Evidence())
    assert diagnosis.confidence == "medium"
    assert f"Cue {row + 1} {told}" in diagnosis.finding.text
    placed = applied(cues, diagnosis, 0)
    assert [one for n, one in enumerate(placed) if n != row] == case.truth
    assert placed[row] == CREDIT[:2]


def test_what_is_heard_is_still_weighed() -> None:
    """All times are 12 s late; the sound tells, although there is a stray cue."""
    random = Random("late")  # noqa: S311 - made talk
    made = talk(random, 6, 0.3, begin=15_000)
    rows = [(line.start + 12_000, line.end + 12_000, line.text) for line in made]
    speech = heard(random, made)
    cues = written([*rows, CREDIT])
    diagnosis = diagnose(cues, Evidence(speech=speech))
    right = [(line.start, line.end) for line in made]
    found = applied(cues, diagnosis, 0)[:-1]
    assert sum(abs(a[0] - b[0]) <= 120 for a, b in zip(found, right, strict=True)) > 0.95 * len(
        made
    )


def test_words_move_with_their_stray_cue_and_undo_brings_all_back() -> None:
    rows = [*lines(2), CREDIT]
    cues = written(rows)
    before = document(tuple(replace(cue, note="x") for cue in cues))
    diagnosis = diagnose(before.cues, Evidence())
    change = repair(before, diagnosis.interpretations[1].candidate)
    assert change.invert().apply(change.apply(before)) == before
