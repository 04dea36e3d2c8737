# SPDX-License-Identifier: GPL-3.0-or-later
"""Damaged times are told and mended by what is beside them; all other cues stay."""

from collections.abc import Iterable
from itertools import pairwise
from random import Random

import pytest

from editor.core.cue import Cue
from editor.repair.damage import mends
from editor.repair.diagnosis import Diagnosis, diagnose, proposals, repair
from editor.repair.evidence import Evidence
from tests.clocks import talk
from tests.making import Times, document, seconds, times

TALK = talk(Random("damage"), 4, 0.3)  # noqa: S311 - made talk
TRUE = [(line.start, line.end) for line in TALK]


def broken(changed: dict[int, Times]) -> tuple[Cue, ...]:
    return tuple(
        Cue(row, *changed.get(row, (line.start, line.end)), line.text)
        for row, line in enumerate(TALK)
    )


def mended(cues: tuple[Cue, ...], diagnosis: Diagnosis) -> list[Times]:
    before = document(cues)
    return times(repair(before, diagnosis.interpretations[0].candidate).apply(before).cues)


def check(changed: dict[int, Times], near: int = 1_500) -> Diagnosis:
    cues = broken(changed)
    diagnosis = diagnose(cues, Evidence())
    assert diagnosis.interpretations[0].candidate.model == "mended"
    assert diagnosis.confidence == "medium"
    assert len(diagnosis.chunks) == 1
    assert "chunk" not in diagnosis.finding.text
    after = mended(cues, diagnosis)
    for row, (found, true) in enumerate(zip(after, TRUE, strict=True)):
        off = max(abs(found[0] - true[0]), abs(found[1] - true[1]))
        assert off <= (near if row in changed else 0)
    return diagnosis


def fallen(rows: Iterable[int], to: int = 0) -> dict[int, Times]:
    return {row: (to, TRUE[row][1]) for row in rows}


@pytest.mark.parametrize("rows", [(20,), (20, 21), (9, 30, 50), (len(TRUE) - 1,)])
def test_starts_that_fell_to_zero(rows: tuple[int, ...]) -> None:
    changed = fallen(rows)
    check(changed)
    found = mends(broken(changed))
    assert set(found) == set(rows)
    assert all(found[row][1] == TRUE[row][1] for row in rows), "the ends are right"


def test_starts_that_fell_to_another_time() -> None:
    check(fallen((25, 40), to=1_500))


@pytest.mark.parametrize("rows", [(20,), (20, 21), (len(TRUE) - 1,)])
def test_ends_that_fell_to_zero(rows: tuple[int, ...]) -> None:
    check({row: (TRUE[row][0], 0) for row in rows})
    found = mends(broken({row: (TRUE[row][0], 0) for row in rows}))
    assert all(found[row][0] == TRUE[row][0] for row in rows), "the starts are right"


def test_starts_and_ends_that_were_exchanged() -> None:
    changed = {row: (TRUE[row][1], TRUE[row][0]) for row in (12, 33)}
    check(changed, near=0)


def test_a_start_typed_too_late() -> None:
    check({15: (TRUE[15][0] + 600_000, TRUE[15][1])})


@pytest.mark.parametrize("rows", [(20,), (20, 21), (len(TRUE) - 1,)])
def test_cues_without_a_time_stand_between_their_neighbours(rows: tuple[int, ...]) -> None:
    cues = broken(dict.fromkeys(rows, (0, 0)))
    after = mended(cues, diagnose(cues, Evidence()))
    assert [after[row] for row in range(len(TRUE)) if row not in rows] == [
        true for row, true in enumerate(TRUE) if row not in rows
    ]
    starts = [start for start, _ in after]
    assert starts == sorted(starts)
    assert all(end > start for start, end in after)


def test_all_starts_are_zero_and_the_ends_are_right() -> None:
    """So many are not mended without asking."""
    cues = broken(fallen(range(len(TRUE))))
    diagnosis = diagnose(cues, Evidence())
    assert diagnosis.confidence == "low"
    after = mended(cues, diagnosis)
    assert [end for _, end in after] == [end for _, end in TRUE]
    near = sum(abs(a[0] - b[0]) <= 1_500 for a, b in zip(after, TRUE, strict=True))
    assert near >= 0.9 * len(TRUE)


def test_all_ends_are_zero_and_the_starts_are_right() -> None:
    cues = broken({row: (start, 0) for row, (start, _) in enumerate(TRUE)})
    diagnosis = diagnose(cues, Evidence())
    assert diagnosis.confidence == "low"
    after = mended(cues, diagnosis)
    assert [start for start, _ in after[1:]] == [start for start, _ in TRUE[1:]]
    assert all(before[1] <= later[0] for before, later in pairwise(after[1:]))


def test_the_finding_names_the_first_such_cue_with_both_times() -> None:
    finding = check(fallen((20,))).finding.text
    assert finding.startswith("The times of cue 21 are damaged: 0:00.0 – ")
    more = check(fallen((20, 30))).finding.text
    assert more.startswith("The times of 2 cues are damaged, first those of cue 21: 0:00.0 – ")


def test_each_damaged_cue_has_a_row_in_the_review() -> None:
    cues = broken(fallen((20, 30)))
    rows = proposals(document(cues), diagnose(cues, Evidence()).interpretations[0].candidate)
    assert [row.reason.text.split(": ")[0] for row in rows] == [
        *("Cues 1–20", "Cues 21–21", "Cues 22–30", "Cues 31–31", f"Cues 32–{len(cues)}")
    ]
    assert [row.reason.text.split(": ")[1][:9] for row in rows] == [
        *("not moved", "times put", "not moved", "times put", "not moved")
    ]
    assert rows[1].before.startswith("0:00.0 – ")


def test_a_restarting_clock_keeps_its_chunks() -> None:
    """A line with its end before its start is mended inside its chunk; restarts stay restarts."""
    window = ((0, 12), (12, 20), (20, 30))
    cues = seconds(*window, *((0, 12), (20, 12), (20, 30)), *window, *window, (0, 7))
    diagnosis = diagnose(cues, Evidence())
    assert len(diagnosis.chunks) == 5
    candidate = diagnosis.interpretations[0].candidate
    assert candidate.model == "fixed:30"
    assert mended(cues, diagnosis)[4] == (42_000, 50_000)


def test_a_long_first_line_of_a_chunk_is_not_damaged() -> None:
    """Chunks cut at pauses, each longer than the one before: their clocks begin at zero."""
    cues = seconds((0, 5), (5, 9), (0, 12), (12, 20), (0, 7), (7, 29), (0, 4))
    assert len(diagnose(cues, Evidence()).chunks) == 4
    assert mends(cues) == {}


def test_a_cue_at_zero_where_a_chunk_begins_is_right() -> None:
    """In whole seconds a short first line begins and ends at zero."""
    window = ((0, 12), (12, 21), (21, 30))
    cues = seconds(*window, (0, 0), *window[1:], *window, (0, 0))
    assert mends(cues) == {}
    assert len(diagnose(cues, Evidence()).chunks) == 4
