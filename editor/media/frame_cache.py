# SPDX-License-Identifier: GPL-3.0-or-later
"""Frame cache: pictures that are scaled and ready to be painted."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

AHEAD = 4
"""Pictures after the one on the screen that are ready before a clock asks for them: what
another thread does, and above all its waiting for Python's lock, may take that long and
nothing comes late."""

_OPENING = 1_000_000
"""µs from where something played last whose pictures stay: one hears a cue again and again,
and the keyframe before it may be ten seconds back."""

_OPENING_BYTES = 48 << 20
"""Of those, at most: the whole second of most films where the view is 880 × 500, a fifth of it
where it is 1920 × 1080."""


class Ready(NamedTuple):
    """A picture that can be painted, and the µs from which and up to which it is on the screen."""

    begin: int
    end: int
    image: QImage


class FrameCache:
    """The picture on the screen and those that come next, and how what is played began.

    All are of one size: `clear` it where that changes. Belongs to one thread at a time.
    """

    def __init__(self) -> None:
        self._ahead: deque[Ready] = deque(maxlen=AHEAD + 1)
        self._opening: list[Ready] = []
        self._opens = 0

    def at(self, time: int) -> Ready | None:
        """The picture on the screen at `time` µs, if it is ready."""
        ready = (*self._ahead, *self._opening)
        return next((each for each in ready if each.begin <= time < each.end), None)

    def add(self, ready: Ready) -> None:
        """Have it here until others are wanted more."""
        self._ahead.append(ready)
        self._keep(ready)

    def remember(self, opens: int) -> None:
        """Keep those that come in the second from `opens` µs on; no longer others."""
        self._opens = opens
        ready, self._opening = (*self._ahead, *self._opening), []
        for each in ready:
            self._keep(each)

    def clear(self) -> None:
        """Let go of all."""
        self._ahead.clear()
        self._opening.clear()

    def _keep(self, ready: Ready) -> None:
        if ready.end <= self._opens or ready.begin >= self._opens + _OPENING:
            return
        others = [each for each in self._opening if each.begin != ready.begin]
        most = _OPENING_BYTES // ready.image.sizeInBytes()
        self._opening = sorted([*others, ready], key=lambda each: each.begin)[:most]
