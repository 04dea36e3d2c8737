# SPDX-License-Identifier: GPL-3.0-or-later
"""What each clock model makes of chunks whose times are known."""

from __future__ import annotations

import pytest

from editor.core.errors import UserError
from editor.repair.chunks import Chunk
from editor.repair.models import (
    candidates,
    chunk_lengths,
    fixed,
    moves_on,
    moving,
    running,
    touching,
    wraps,
)


def chunks(*spans: tuple[float, float], base: int = 0) -> tuple[Chunk, ...]:
    """Of one row each, from and to these seconds."""
    return tuple(
        Chunk(
            row,
            row + 1,
            base + round(1000 * start),
            base + round(1000 * start),
            base + round(1000 * end),
        )
        for row, (start, end) in enumerate(spans)
    )


WHISPERS = chunks((0, 28), (0, 29.5), (0, 27), (0, 29), (0, 12))
FIXED = chunks((0.4, 29.9), (0, 30), (0, 29.95), (1, 30), (0, 12))


def test_running_windows_begin_where_the_last_one_ended() -> None:
    assert running(WHISPERS).offsets == (0, 28_000, 57_500, 84_500, 113_500)
    assert running(WHISPERS).end == 125_500


def test_a_clock_that_begins_at_an_hour_is_taken_back() -> None:
    late = chunks((0, 28), (0, 29), (0, 5), base=3_600_000)
    assert running(late).offsets == (-3_600_000, -3_572_000, -3_543_000)
    assert fixed(late, 30_000).start == 0


def test_a_moving_window_moves_by_its_length_over_a_silence() -> None:
    silence = chunks((0, 20), (14, 29), (0, 12))  # 20 + 14 s: later than the window's end
    assert moving(silence).offsets == (0, 30_000, 59_000)
    assert moving(silence).doubtful == frozenset()
    unsure = chunks((0, 20), (5, 29), (0, 12))  # either move leaves these times
    assert moving(unsure).offsets == (0, 20_000, 49_000)
    assert moving(unsure).doubtful == {1}


def test_fixed_windows_and_a_part_that_was_repaired_before() -> None:
    assert fixed(FIXED, 30_000).offsets == (0, 30_000, 60_000, 90_000, 120_000)
    repaired = chunks((0, 85), (0, 29), (0, 12))
    assert fixed(repaired, 30_000).offsets == (0, 90_000, 120_000)
    with pytest.raises(UserError, match="must be greater than zero"):
        fixed(FIXED, 0)


def test_no_window_is_offered_that_a_later_chunk_exceeds() -> None:
    assert chunk_lengths(FIXED)[0] == 30_000
    assert all(window >= 30_000 for window in chunk_lengths(FIXED))
    odd = chunks((0, 5_000), (0, 4_999))
    assert chunk_lengths(odd) == [5_000_000], "longer than any usual one"


def test_how_many_windows_are_full() -> None:
    assert touching(FIXED, 30_000) == (4, 4)
    assert touching(WHISPERS, 30_000) == (0, 4)
    past = chunks((0, 31), (0, 29.9), (0, 12))  # a last line past the end is no evidence
    assert touching(past, 30_000) == (1, 1)


def test_the_look_of_a_moving_window() -> None:
    assert moves_on(WHISPERS)
    assert not moves_on(chunks((0, 28), (0, 3), (0, 27), (0, 29), (0, 12)))
    assert not moves_on(chunks((0, 28), (2, 29), (3, 27), (4, 29), (1, 12)))


def test_talk_that_goes_on_across_a_lost_hour() -> None:
    hour = 3_600_000
    talk = chunks((0, 3_599.95), (0.5, 3_598), (1, 200))
    assert wraps(talk, hour)
    assert not wraps(chunks((0, 3_000), (0.5, 3_598), (1, 200)), hour)
    assert not wraps(FIXED, 30_000), "too short to tell"


def test_running_comes_first_then_fixed_windows() -> None:
    kinds = [candidate.model for candidate in candidates(FIXED)]
    assert kinds[:2] == ["running", "fixed:30"]
    assert all(kind.startswith("fixed:") for kind in kinds[1:])
