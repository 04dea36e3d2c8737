# SPDX-License-Identifier: GPL-3.0-or-later
"""A smooth clock of how much of a stream was heard, from a device's own coarse count."""

from __future__ import annotations

from statistics import mean

_WINDOW = 5.0
"""Seconds over which the device's count is averaged: it goes in steps of up to 0.2 s."""

_FOLLOWED = 0.3
"""Share of a difference that is made up after each window."""

_STALLED = 0.1
"""Seconds the device may be behind before it counts as having stood still."""


class DeviceClock:
    """Runs evenly from the start on, and keeps to the device's pace.

    A device counts what it took, in steps, and some time before it is heard. So its count
    is not the time; but that it falls behind, or runs another pace than the computer's
    clock, shows in how far it is ahead of this one. All times are seconds.
    """

    def __init__(self, now: float) -> None:
        """The first sample is heard `now`."""
        self._begun = now
        self._window = now
        self._leads: list[float] = []
        self._usual: float | None = None
        self._least = 0.0  # a device can't play what it did not take

    def at(self, now: float) -> float:
        """How much was heard by `now`. From any thread."""
        return now - self._begun

    def hear(self, now: float, taken: float) -> None:
        """The device has `taken` so much by `now`."""
        lead = taken - self.at(now)
        if lead < self._least - _STALLED:
            self._begun += self._least - lead
            self._begin_window(now)
            return
        self._leads.append(lead)
        if now - self._window < _WINDOW:
            return
        if self._usual is None:
            self._usual, self._least = mean(self._leads), max(0.0, min(self._leads))
        else:
            self._begun -= (mean(self._leads) - self._usual) * _FOLLOWED
        self._begin_window(now)

    def _begin_window(self, now: float) -> None:
        self._window = now
        self._leads.clear()
