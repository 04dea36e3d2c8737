# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks a cue as heard when it was played through."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.playback.audio_output import AudioOutput
    from editor.playback.playback import Playback
    from editor.session import Applied, Session

_LATE = 150
"""ms that may be missing at the start of a cue: after a jump, the first update comes late."""

_EARLY = 60
"""ms that may be missing at its end: a loop goes back to its start between two updates."""

_STILL = 0.3
"""Seconds that an update may be late: further than it explains, the playhead has jumped."""


class Hearing(QObject):
    """Marks the cues that were played from start to end without a gap, at any speed.

    Only a cue that was the current one meanwhile counts, so that with broken times, where many cues
    lie at one time, only those count that the user could follow. Nothing is heard while the volume
    is off. If a cue that was heard is split, both parts count as
    heard.
    """

    def __init__(
        self,
        session: Session,
        playback: Playback,
        output: AudioOutput,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(playback)
        self._session, self._playback = session, playback
        self._output, self._now = output, now
        self._span: tuple[int, int] | None = None  # ms, played without a gap until now
        self._followed: set[int] = set()  # ids of the cues that were current in that time
        self._at = now()
        playback.began.connect(self._begin)
        playback.moved.connect(self._moved)
        session.opened.connect(self._interrupt)
        session.changed.connect(self._changed)

    def _begin(self, start: int, _end: int | None) -> None:
        self._span, self._at = (start, start), self._now()
        self._followed.clear()

    def _interrupt(self, *_: object) -> None:
        self._span = None

    def _moved(self, position: int) -> None:
        before, self._at = self._at, self._now()
        if self._output.loudness.volume == 0:
            self._span = None
            return
        far = ((self._at - before) + _STILL) * self._playback.rate * 1000
        if self._span is not None and self._span[0] <= position <= self._span[1] + far:
            start, last = self._span  # who goes back to what was played leaves no gap
            self._span = start, max(last, position)
            self._follow()
            self._mark(start, last, position)
        else:
            self._span = (position, position) if self._playback.playing else None
            self._followed.clear()
            self._follow()

    def _follow(self) -> None:
        cues, current = self._session.document.cues, self._session.selection.current
        if current < len(cues):
            self._followed.add(cues[current].id)

    def _mark(self, start: int, last: int, position: int) -> None:
        """Mark the cues that ended between the times `last` and `position`, if heard from there."""
        rows, cues = self._session.index, self._session.document.cues
        for row in rows.between(last - 1, position + _EARLY + 1):
            cue = cues[row]
            whole = start <= cue.start + _LATE and cue.end - _EARLY <= position
            if whole and cue.id in self._followed:
                self._session.hear(cue)

    def _changed(self, applied: Applied) -> None:
        for splice in applied.change.splices:
            known = {cue.id for cue in splice.removed}
            for cue in splice.inserted:
                if cue.id in known:
                    continue
                of = [old for old in splice.removed if old.start < cue.end and cue.start < old.end]
                if of and all(map(self._session.is_heard, of)):
                    self._session.hear(cue)
