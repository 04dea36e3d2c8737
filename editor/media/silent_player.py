# SPDX-License-Identifier: GPL-3.0-or-later
"""A player without sound: for media that have none, and machines without a device."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from editor.core.i18n import N_
from editor.media.course import FASTEST, CourseClock, Leg, from_there
from editor.media.range_player import RangePlayer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from editor.core.errors import Problem
    from editor.media.medium import Medium
    from editor.media.sound_server import Output
    from editor.media.stream import Span


class SilentPlayer(RangePlayer):
    """Follows the computer's clock. Does not wait for decoding."""

    name = N_("No audio")
    manner = N_("No audio: the playhead follows the system clock.")

    def __init__(
        self, medium: Medium, problem: Problem | None = None, parent: QObject | None = None
    ) -> None:
        """Play `medium`; `problem` says why it is not heard."""
        super().__init__(parent)
        self.problem = problem
        self._medium = medium
        self._begun = 0
        self._clock = CourseClock((Leg(0, None, 1.0),))
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)

    def choose(self, wanted: Output | None) -> None:
        """Does nothing: it needs no device."""

    def set_latency(self, latency: int) -> None:
        """Does nothing: its clock is the computer's."""

    def close(self) -> None:
        """Stop. Must be the last call."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's
        self.stop()

    def _begin(self, span: Span) -> None:
        self._begun = time.monotonic_ns()
        self._clock = CourseClock(from_there(span.course, span.at, span.speed))
        self._wait()

    def _end(self) -> None:
        self._timer.stop()

    def _heard(self) -> int:
        span, end = self._span, self._last
        at = self._clock.at((time.monotonic_ns() - self._begun) / 1_000_000)
        if at < end:
            return at
        if span.loop and end > span.start:
            return span.start + (at - end) % (end - span.start)
        return max(span.at, end)

    @property
    def _last(self) -> int:
        """The end of what plays: the length may be known better by now."""
        end, length = self._span.end, self._medium.length
        if end is None:
            return length
        return min(end, length) if length and self._medium.settled else end

    def _wait(self) -> None:
        left = (self._last - self._heard()) / (FASTEST if self._span.course else self._span.speed)
        self._timer.start(max(0, min(1000, round(left))))

    def _look(self) -> None:
        at, end = self._heard(), self._last
        if at < end or (self._span.loop and end > self._span.start):
            self._wait()
        else:
            self._over(at)
