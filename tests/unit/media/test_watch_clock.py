# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from editor.media.watch_clock import WatchClock


def running(at: int) -> WatchClock:
    """A clock that was started at `at` ms at second 0."""
    clock = WatchClock()
    clock.put(at)
    clock.start(0.0)
    return clock


def test_it_stands_until_it_is_started() -> None:
    clock = WatchClock()
    clock.put(700)
    assert (clock.read(0.0), clock.read(9.0), clock.runs) == (700, 700, False)
    clock.start(9.0)
    assert clock.read(9.25) == 950


def test_it_runs_between_readings() -> None:
    clock = running(1_000)
    clock.hear(1_500, 0.5)
    assert [clock.read(now / 10) for now in range(5, 9)] == [1_500, 1_600, 1_700, 1_800]


def test_a_reading_that_is_a_little_off_is_followed_slowly() -> None:
    clock = running(1_000)
    clock.hear(1_600, 0.5)
    assert 1_500 < clock.read(0.5) < 1_550


def test_a_reading_that_is_far_off_is_believed() -> None:
    clock = running(1_000)
    clock.hear(5_000, 0.5)
    assert clock.read(0.5) == 5_000


def test_it_waits_where_a_reading_is_behind() -> None:
    clock = running(1_000)
    assert clock.read(0.5) == 1_500
    clock.hear(1_100, 0.5)
    assert [clock.read(now) for now in (0.5, 0.75, 0.875, 1.0)] == [1_500, 1_500, 1_500, 1_600]


def test_stopped_it_stands_and_goes_on_from_there() -> None:
    clock = running(0)
    clock.stop(0.5)
    assert clock.read(3.0) == 500
    clock.start(3.0)
    assert clock.read(3.5) == 1_000


def test_another_rate_counts_from_now_on() -> None:
    clock = running(0)
    clock.set_rate(2.0, 1.0)
    assert clock.read(1.5) == 2_000


def test_it_can_be_put_back() -> None:
    clock = running(5_000)
    clock.put(200)
    assert clock.read(7.0) == 200
