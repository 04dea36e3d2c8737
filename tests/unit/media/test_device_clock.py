# SPDX-License-Identifier: GPL-3.0-or-later
"""The clock of a device, against devices that are made up: even, drifting, standing still."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.media.device_clock import DeviceClock

if TYPE_CHECKING:
    from collections.abc import Callable

TICK = 0.0413  # no multiple of the steps, as with real ones


def run(taken: Callable[[float], float], seconds: float) -> list[tuple[float, float]]:
    """What the clock says at each tick of a device that has `taken` so much by then."""
    clock = DeviceClock(100.0)
    said = []
    for number in range(int(seconds / TICK)):
        passed = number * TICK
        clock.hear(100.0 + passed, taken(passed))
        said.append((passed, clock.at(100.0 + passed)))
    return said


def in_steps(seconds: float) -> float:
    """As a device counts: 20 ms at once, and 100 ms before they are heard."""
    return seconds // 0.02 * 0.02 + 0.1


def paced(pace: float, seconds: float) -> float:
    return in_steps(seconds * pace)


def test_it_runs_evenly_whatever_steps_the_device_counts_in() -> None:
    assert all(abs(said - passed) < 0.001 for passed, said in run(in_steps, 30))


def test_it_follows_a_device_that_is_a_little_slow_or_quick() -> None:
    for pace in (0.9999, 1.0001):  # 0.18 s in half an hour
        passed, said = run(partial(paced, pace), 1800)[-1]
        assert abs(said - passed * pace) < 0.01


def test_it_stands_still_with_the_device_and_goes_on_with_it() -> None:
    def taken(now: float) -> float:
        return in_steps(min(now, 10.0)) if now < 13.0 else in_steps(now - 3.0)

    said = run(taken, 60)
    assert max(at for passed, at in said if passed < 13.0) < 10.3
    passed, at = said[-1]
    assert abs(at - (passed - 3.0)) < 0.1
    back = [before - after for (_, before), (_, after) in pairwise(said)]
    assert max(back) < 0.2  # what is heard twice: the player does not show it
