# SPDX-License-Identifier: GPL-3.0-or-later
"""Where playing is in a course: each leg from its start to its end, in its time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.media.course import FASTEST, SLOWEST, CourseClock, Leg, from_there

SPEEDS = st.floats(SLOWEST, FASTEST)


@st.composite
def legs(draw: st.DrawFn) -> Leg:
    start = draw(st.integers(0, 50_000))
    return Leg(start, start + draw(st.integers(1, 9_000)), draw(SPEEDS))


COURSES = st.lists(legs(), max_size=9).map(tuple)


@given(COURSES, st.integers(0, 60_000), st.floats(0.5, 2))
def test_from_anywhere_something_is_played_at_a_speed_that_players_have(
    course: tuple[Leg, ...], at: int, speed: float
) -> None:
    found = from_there(course, at, speed)
    assert found[0].start >= at
    assert all(leg.end is None or leg.start < leg.end for leg in found)
    assert all(SLOWEST <= leg.speed <= FASTEST for leg in found)
    if any(leg.end is not None and leg.start <= at < leg.end for leg in course):
        assert found[0].start <= max(at, found[0].start)
    assert [leg.end for leg in found][1:] == [leg.end for leg in course][
        len(course) - len(found) + 1 :
    ]


@given(COURSES.filter(bool))
def test_the_clock_is_in_each_leg_for_its_time(course: tuple[Leg, ...]) -> None:
    clock = CourseClock(course)
    passed = 0.0
    for leg in course:
        assert leg.end is not None
        time = (leg.end - leg.start) / leg.speed
        assert clock.at(passed + time / 2) == pytest.approx((leg.start + leg.end) / 2, abs=2)
        passed += time
    assert clock.at(passed + 1000) == course[-1].end
