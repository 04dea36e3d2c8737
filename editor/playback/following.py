# SPDX-License-Identifier: GPL-3.0-or-later
"""While playing, the current cue follows the sound; at rest, the playhead follows the cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor.core.time_index import TimeIndex

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.selection import Selection
    from editor.playback.playback import Playback
    from editor.session import Applied, Session


class Following(QObject):
    """While the medium plays on, the cue that is heard becomes the current one.

    The first edit ends that, and so does an input method's composition as soon as it begins: the
    cue being corrected plays to its end, and playing pauses there; watching goes on. A range that
    plays follows the edges of its cue. While the user is choosing (a menu is open, a mouse button
    is down, several cues are selected), the current cue stays, so that nothing acts on another one.

    Unless something plays, playhead and picture go to the cue that is selected. If a cue is
    playing, it plays to its end first.
    """

    def __init__(
        self, session: Session, playback: Playback, choosing: Callable[[], bool] = lambda: False
    ) -> None:
        """Follow `playback`; `choosing`: whether a menu is open or a mouse button is down."""
        super().__init__()
        self._session, self._playback, self._choosing = session, playback, choosing
        self._index: TimeIndex | None = None
        self._follows = False
        self._hold_at: int | None = None
        self._row = session.selection.current
        self._walked = False  # while a cue played
        session.selected.connect(self._selected)
        session.opened.connect(self._opened)
        session.media_changed.connect(self._to_current)
        session.changed.connect(self._changed)
        playback.began.connect(self._began)
        playback.moved.connect(self._moved)
        playback.state_changed.connect(self._came_to_rest)

    @property
    def heard_row(self) -> int | None:
        """The row of the cue at the position, or None.

        At the end of the current cue, that one and not the next.
        """
        position, cues = self._playback.position, self._session.document.cues
        current = self._session.selection.current
        if cues and cues[current].start <= position <= cues[current].end:
            return current
        return self._rows.at(position)

    @property
    def _rows(self) -> TimeIndex:
        """The cues by time: made when something plays."""
        if self._index is None:
            self._index = TimeIndex(self._session.document.cues)
        return self._index

    def _opened(self) -> None:
        self._index = None
        self._follows, self._hold_at, self._walked = False, None, False
        self._row = self._session.selection.current
        self._to_current()

    def hold(self) -> None:
        """The current cue is being corrected: stop following, and pause at its end.

        Watching goes on without following.
        """
        playback, cues = self._playback, self._session.document.cues
        if self._follows and playback.playing and cues:
            self._follows = False
            if not playback.watching:
                self._hold_at = cues[self._session.selection.current].end

    def _to_current(self) -> None:
        """Move the playhead to the current cue, and forget what was paused."""
        cues = self._session.document.cues
        if self._row < len(cues):
            self._playback.stop()
            self._playback.seek(cues[self._row].start)

    def _selected(self, selection: Selection) -> None:
        before, self._row = self._row, selection.current
        if self._row == before or not self._session.document.cues:
            return
        if self._playback.playing or self._playback.watching:
            self._walked = self._playback.playing and not self._follows
        else:
            self._to_current()

    def _came_to_rest(self) -> None:
        if self._walked and self._playback.at_rest:
            self._walked = False
            self._to_current()

    def _began(self, end: int | None) -> None:
        self._follows, self._hold_at, self._walked = end is None, None, False

    def _changed(self, applied: Applied) -> None:
        if self._index is not None:
            self._index = self._index.updated(applied.change)
        self._keep_to_edges(applied)
        self.hold()

    def _keep_to_edges(self, applied: Applied) -> None:
        heard = self._playback.range
        if heard is None:
            return
        start, end = heard
        for splice in applied.change.splices:
            after = {cue.id: cue for cue in splice.inserted}
            for cue in splice.removed:
                if (now := after.get(cue.id)) is not None:
                    start = now.start if cue.start == heard[0] else start
                    end = now.end if cue.end == heard[1] else end
        if (start, end) != heard:
            self._playback.set_range(start, end)

    def _moved(self, position: int) -> None:
        if self._hold_at is not None and position >= self._hold_at:
            self._hold_at = None
            self._playback.pause()
        elif self._follows and self._playback.playing and not self._stays:
            row = self._rows.at(position)
            if row is not None and row != self._session.selection.current:
                self._session.select(self._session.selection.at(row))

    @property
    def _stays(self) -> bool:
        return self._session.selection.count > 1 or self._choosing()
