# SPDX-License-Identifier: GPL-3.0-or-later
"""A course: parts of a medium in the order in which they are played, each at a speed of its own."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

SLOWEST, FASTEST = 0.5, 2.5
"""Speeds that players have."""


class Leg(NamedTuple):
    """A part.

    Attributes:
        start: In ms of the medium.
        end: In ms, or None for the medium's end.
        speed: 1 is normal.
    """

    start: int
    end: int | None
    speed: float


Course = tuple[Leg, ...]
"""Legs; all of the medium at one speed if there are none."""


def from_there(course: Course, at: int, speed: float = 1.0) -> Course:
    """What of a course is played from a time on, all speeds multiplied.

    Times that no leg has lead to the next one; of several legs with that time, the first counts.
    Behind the last leg, and without any, the rest of the medium is played.

    Args:
        course: The course.
        at: In ms.
        speed: A factor.
    """
    first = next((n for n, leg in enumerate(course) if leg.end is None or at < leg.end), None)
    if first is None:
        return (Leg(at, None, speed),)
    here = course[first]._replace(start=max(at, course[first].start))
    return tuple(
        leg._replace(speed=min(max(leg.speed * speed, SLOWEST), FASTEST))
        for leg in (here, *course[first + 1 :])
    )


class CourseClock:
    """Where playing is in a course after some time."""

    def __init__(self, course: Course) -> None:
        """Of a course that is played from its beginning."""
        self._course = course
        costs = ((leg.end - leg.start) / leg.speed for leg in course if leg.end is not None)
        self._begins = [0.0, *accumulate(costs)][: len(course)]

    def at(self, passed: float) -> int:
        """The ms of the medium that is reached after `passed` ms; behind the last leg, its end."""
        place = max(0, bisect_right(self._begins, passed) - 1)
        leg = self._course[place]
        at = leg.start + int((passed - self._begins[place]) * leg.speed)
        return at if leg.end is None else min(at, leg.end)
