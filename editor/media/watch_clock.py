# SPDX-License-Identifier: GPL-3.0-or-later
"""A smooth clock from libVLC's coarse one."""

from __future__ import annotations

_TRUSTED = 300
"""ms: the clock jumps to a reading that is further off."""

_SHARE = 0.3
"""Share of a reading's error that is corrected at once: readings are late at random."""


class WatchClock:
    """Where playing is, in ms, between coarse readings; it does not go back while it runs.

    `now` is always in seconds of one monotonic clock.
    """

    def __init__(self) -> None:
        self._at = 0.0
        self._since: float | None = None  # while it runs
        self._rate = 1.0
        self._shown = 0

    @property
    def runs(self) -> bool:
        """Whether it goes on by itself."""
        return self._since is not None

    def put(self, at: int) -> None:
        """Somewhere else, also back; it stands until it is started."""
        self._at, self._since, self._shown = at, None, at

    def start(self, now: float) -> None:
        """Go on from where it stands."""
        if self._since is None:
            self._since = now

    def stop(self, now: float) -> None:
        """Stand."""
        self._at, self._since = self.read(now), None

    def set_rate(self, rate: float, now: float) -> None:
        """Run at `rate` times the speed from now on."""
        if self._since is not None:
            self._at, self._since = self._reckoned(now), now
        self._rate = rate

    def hear(self, reading: int, now: float) -> None:
        """Take a new reading."""
        error = reading - self._reckoned(now)
        share = _SHARE if self._since is not None and abs(error) <= _TRUSTED else 1.0
        self._at, self._since = self._reckoned(now) + share * error, now

    def read(self, now: float) -> int:
        """Where playing is."""
        self._shown = max(self._shown, round(self._reckoned(now)))
        return self._shown

    def _reckoned(self, now: float) -> float:
        if self._since is None:
            return self._at
        return self._at + (now - self._since) * 1000 * self._rate
