# SPDX-License-Identifier: GPL-3.0-or-later
"""When a search has to end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Deadline:
    """When a search has to end; it runs from the first look at it."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """End after `seconds` of a clock.

        `time.thread_time` counts only what the thread that looks at it works: for expressions
        that are told to take too long, since on a busy machine that may not be their fault.
        """
        self._seconds, self._clock = seconds, clock
        self._end: float | None = None

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return self._rest <= 0

    @property
    def left(self) -> float:
        """Seconds that are left, never none, which `regex` would take for no limit."""
        return max(self._rest, 1e-6)

    @property
    def _rest(self) -> float:
        now = self._clock()
        if self._end is None:
            self._end = now + self._seconds
        return self._end - now

    def within(self, task: Callable[[float], T]) -> T:
        """What `task` returns, which is given seconds of the wall clock to raise `TimeoutError`.

        It is tried again as long as the time of this clock is not up.
        """
        while True:
            try:
                return task(self.left)
            except TimeoutError:
                if self.passed:
                    raise
