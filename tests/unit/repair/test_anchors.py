# SPDX-License-Identifier: GPL-3.0-or-later
"""What known starts and lengths make of a clock."""

from __future__ import annotations

import pytest

from editor.repair.anchors import anchored, are_met, misses, parts, stretched_to
from editor.repair.candidate import Candidate
from editor.repair.chunks import chunk_of
from tests.making import seconds

CUES = seconds((0, 2), (3, 5), (0, 4), (5, 6), (0, 3))
CHUNKS = (chunk_of(CUES, 0, 2), chunk_of(CUES, 2, 4), chunk_of(CUES, 4, 5))
RUNNING = Candidate("running", CHUNKS, (0, 5_000, 11_000))
FIXED = Candidate("fixed", CHUNKS, (0, 30_000, 60_000), 30_000)


def test_parts_follow_each_other() -> None:
    found = parts(CHUNKS, (10_000, 20_000, 5_000))
    assert found is not None
    assert (found.kind, found.offsets) == ("parts", (0, 10_000, 30_000))
    assert parts(CHUNKS, (10_000, 20_000)) is None, "one too few"
    assert parts(CHUNKS, (3_000, 20_000, 5_000)) is None, "shorter than its cues"


def test_what_follows_a_known_start_moves_along() -> None:
    right = anchored(CUES, RUNNING, [(2, 7_000)])
    assert (right.kind, right.offsets) == ("anchored", (0, 7_000, 13_000))
    assert anchored(CUES, RUNNING, [(2, 5_000)]) is RUNNING, "it was right already"
    assert anchored(CUES, RUNNING, [(99, 5_000)]) is RUNNING, "no such row"


def test_fixed_windows_move_by_whole_windows() -> None:
    assert anchored(CUES, FIXED, [(2, 59_000)]).offsets == (0, 60_000, 90_000)


def test_a_chunk_with_a_known_start_is_not_doubtful() -> None:
    rule = Candidate("running", CHUNKS, (0, 5_000, 11_000), doubtful=frozenset({1, 2}))
    assert anchored(CUES, rule, [(2, 7_000)]).doubtful == {2}


THROUGH = seconds((10, 12), (100, 102), (1_000, 1_002), (3_000, 3_002))


def test_one_start_shifts_and_two_stretch() -> None:
    one = stretched_to(THROUGH, [(1, 101_500)])
    assert one is not None
    assert (one.scale, one.offsets) == (1, (1_500,))
    two = stretched_to(THROUGH, [(0, 12_000), (3, 3_301_000)])
    assert two is not None
    assert two.scale == pytest.approx(1.1)
    assert two.offsets == (1_000,)


def test_a_rate_near_a_films_is_the_films() -> None:
    rate = 25 / 23.976
    known = [(row, round(THROUGH[row].start * rate) + 90) for row in (0, 2, 3)]
    found = stretched_to(THROUGH, known)
    assert found is not None
    assert (found.scale, found.offsets) == (rate, (90,))
    assert misses(THROUGH, found, known) <= 1


def test_starts_that_no_line_meets() -> None:
    assert stretched_to(THROUGH, [(0, 10_000), (2, 1_005_000), (3, 3_000_000)]) is None
    assert stretched_to(THROUGH, []) is None


def test_starts_that_are_met_already() -> None:
    assert are_met(THROUGH, [(0, 10_150), (3, 2_999_900)])
    assert not are_met(THROUGH, [(0, 10_300)])
    assert are_met(THROUGH, [])
