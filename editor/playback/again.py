# SPDX-License-Identifier: GPL-3.0-or-later
"""One key for *I did not get that*: back two seconds, and slower, until where it was pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from editor.playback.playback import Playback

_BACK = 2_000
"""ms."""

_SLOWER = 0.75
"""Factor of the speed, each time."""

_SLOWEST = 0.5
"""Lowest speed that players have."""


class Again(QObject):
    """Plays the last two seconds slower, then goes on at the usual speed."""

    def __init__(self, playback: Playback) -> None:
        super().__init__()
        self._playback = playback
        self._until: int | None = None
        self._rate = 1.0
        self._slow = 1.0
        playback.moved.connect(self._moved)
        playback.medium_changed.connect(self._over)

    def play(self) -> None:
        """Go back two seconds and play slower; again before it is over: slower still.

        While paused or at rest, the two seconds before the playhead are played.
        """
        playback = self._playback
        position = playback.position
        if self._until is None or playback.rate != self._slow:
            self._rate, self._until = playback.rate, position
        self._slow = max(playback.rate * _SLOWER, _SLOWEST)
        start, until = max(position - _BACK, 0), self._until
        playback.set_rate(self._slow)
        if playback.playing and (playback.range is None or start >= playback.range[0]):
            playback.seek(start)
        elif until > start:
            end = until if playback.range is None else max(until, playback.range[1])
            playback.play_range(start, end, loop=False)
        else:
            self._over()

    def _moved(self, position: int) -> None:
        over = self._until is not None and position >= self._until
        if over or (self._until is not None and self._playback.at_rest):
            self._over()

    def _over(self) -> None:
        """Back to the usual speed, unless the user has chosen another one meanwhile."""
        if self._until is not None:
            self._until = None
            if self._playback.rate == self._slow:
                self._playback.set_rate(self._rate)
