# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows moved by hand: what follows comes along, up to one that is held."""

from __future__ import annotations

from editor.repair.candidate import Candidate
from editor.repair.chunks import chunk_of
from editor.repair.manual_adjustment import Adjusted
from tests.making import seconds

CUES = seconds((0, 2), (1, 4), (0, 3), (0, 5))
CHUNKS = tuple(chunk_of(CUES, row, row + 1) for row in range(4))
BEGUN = Adjusted(Candidate("running", CHUNKS, (0, 2_000, 6_000, 9_000), doubtful=frozenset({2})))


def test_what_follows_comes_along() -> None:
    assert BEGUN.moved(1, 500).candidate.offsets == (0, 2_500, 6_500, 9_500)
    assert BEGUN.moved(1, -500).candidate.offsets == (0, 1_500, 5_500, 8_500)


def test_a_held_window_stays_and_what_is_after_it() -> None:
    held = BEGUN.holding(2)
    assert held.moved(1, 500).candidate.offsets == (0, 2_500, 6_000, 9_000)
    assert held.moved(2, 500).candidate.offsets == (0, 2_000, 6_500, 9_500)
    assert held.moved(2, 500).held == {2}
    released = held.holding(2)
    assert released.held == frozenset()
    assert released.moved(1, 500).candidate.offsets == (0, 2_500, 6_500, 9_500)


def test_none_goes_below_zero() -> None:
    assert BEGUN.moved(1, -99_000).start(1) == 0
    assert BEGUN.moved(1, -99_000).candidate.offsets == (0, -1_000, 3_000, 6_000)


def test_one_that_was_heard_is_held_there_and_doubtful_no_more() -> None:
    heard = BEGUN.heard(2, 250)
    assert heard.held == {2}
    assert heard.candidate.offsets == (0, 2_000, 6_250, 9_250)
    assert heard.candidate.doubtful == frozenset()
    assert heard.heard(2, 50).held == {2}, "it stays held"


def test_an_empty_window_is_as_long_as_the_models_or_whispers() -> None:
    assert BEGUN.chunk_length == 30_000
    assert Adjusted(Candidate("fixed", CHUNKS, (0, 1, 2, 3), 20_000)).chunk_length == 20_000
