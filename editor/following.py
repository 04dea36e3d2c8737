# SPDX-License-Identifier: GPL-3.0-or-later
"""The current cue follows the sound: right lines need no key at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor.core.time_index import TimeIndex

if TYPE_CHECKING:
    from editor.playback import Playback
    from editor.session import Applied, Session


class Following(QObject):
    """While something plays on, the cue that is heard becomes the current one.

    The first change that is made meanwhile ends that: the cue that is being corrected
    plays to its end and holds there. Watching goes on.
    """

    def __init__(self, session: Session, playback: Playback) -> None:
        super().__init__()
        self._session, self._playback = session, playback
        self._index = TimeIndex(())
        self._follows = False
        self._hold_at: int | None = None
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        playback.began.connect(self._began)
        playback.moved.connect(self._moved)

    @property
    def heard_row(self) -> int | None:
        """The cue that stands where the ear is, or None."""
        return self._index.at(self._playback.position)

    def _opened(self) -> None:
        self._index = TimeIndex(self._session.document.cues)
        self._follows, self._hold_at = False, None

    def _began(self, end: int | None) -> None:
        self._follows, self._hold_at = end is None, None

    def _changed(self, applied: Applied) -> None:
        self._index = self._index.updated(applied.change)
        playback = self._playback
        if self._follows and playback.playing and not playback.watching:
            self._follows = False
            self._hold_at = applied.document.cues[self._session.selection.current].end

    def _moved(self, position: int) -> None:
        if self._hold_at is not None and position >= self._hold_at:
            self._hold_at = None
            self._playback.pause()
        elif self._follows and self._playback.playing:
            row = self._index.at(position)
            if row is not None and row != self._session.selection.current:
                self._session.select(self._session.selection.at(row))
