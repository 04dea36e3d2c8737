# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the time in which the user works on the open document, day by day."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor.core.state import TIME_WORKED

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.playback.playback import Playback
    from editor.session import Session

IDLE = 60.0
"""Seconds: a longer pause between two signs of activity does not count."""

_STORED = 5_000
"""ms that are gathered before they are stored: what a crash may cost."""

_TICK = 5_000
"""Interval in ms at which playing counts as activity: who listens, works."""


class Worked(QObject):
    """Changes, moves of the caret and playing are signs of activity; what lies between counts."""

    def __init__(
        self,
        session: Session,
        playback: Playback,
        now: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = date.today,
    ) -> None:
        """Count from the next sign on.

        Args:
            session: The open document; the time is kept in its state.
            playback: The medium; destroys this object with itself.
            now: A clock in seconds.
            today: The day in the user's time zone.
        """
        super().__init__(playback)
        self._session, self._playback = session, playback
        self._now, self._today = now, today
        self._last: float | None = None
        self._gathered = 0
        session.opened.connect(self._anew)
        for signal in (session.changed, session.selected, playback.state_changed):
            signal.connect(self._active)
        tick = QTimer(self, interval=_TICK)
        tick.timeout.connect(self._listen)
        tick.start()

    def _anew(self) -> None:
        self._last, self._gathered = None, 0

    def _listen(self) -> None:
        if self._playback.playing:
            self._active()

    def _active(self, *_: object) -> None:
        session, now = self._session, self._now()
        if session.elsewhere is not None or not session.is_open:
            return
        if self._last is not None and now - self._last <= IDLE:
            self._gathered += round((now - self._last) * 1000)
        self._last = now
        if self._gathered >= _STORED:
            day = self._today().isoformat()
            session.keep(TIME_WORKED, day, session.state.worked.get(day, 0) + self._gathered)
            self._gathered = 0
