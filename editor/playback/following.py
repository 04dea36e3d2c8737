# SPDX-License-Identifier: GPL-3.0-or-later
"""While playing, the current cue follows the sound; at rest, the playhead follows the cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.settings import BACK, MANNER, ON_EDIT, REACTION

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.change import Change
    from editor.core.selection import Selection
    from editor.playback.playback import Playback
    from editor.session import Applied, Session
    from editor.settings import Settings

_PAUSE = 10_000
"""Longest pause in ms between two cues that is played when going on to the second one."""


class Following(QObject):
    """While the medium plays on, the cue that is heard becomes the current one.

    The first correction ends that, and so does an input method's composition as soon as it begins:
    the cue being corrected plays to its end, and playing pauses there, or loops the cue; watching
    goes on. A range that plays follows the edges of its cue. While the user is choosing (a menu or
    a field is open, a mouse button is down, several cues are selected), the current cue stays, so
    that nothing acts on another one.

    A cue that the user goes to while the medium plays on is played on from. Unless something plays,
    playhead and picture go to the cue that is selected. If a cue is playing, it plays to its end
    first.

    Signals:
        lingering_changed (int or None): `lingering` is another row.

    Attributes:
        lingering: The row that was current until just now, and that the user may still mean, or
            None.
    """

    lingering_changed = Signal(object)

    def __init__(
        self,
        session: Session,
        playback: Playback,
        settings: Settings,
        choosing: Callable[[], bool] = lambda: False,
        entering: Callable[[int], Selection] | None = None,
    ) -> None:
        """Follow `playback`.

        Args:
            session: Where the current cue is.
            playback: What is heard.
            settings: The way of working.
            choosing: Whether a menu or a field is open, or a mouse button is down.
            entering: What is selected of a cue that becomes current: it, the caret at its start.
        """
        super().__init__()
        self._session, self._playback, self._settings = session, playback, settings
        self._choosing = choosing
        self._entering = entering
        self._follows = False
        self._from: int | None = None  # ms: until then, the current cue stays
        self._hold_at: int | None = None
        self._row, self._cue = session.selection.current, self._current_cue
        self._walked = False  # while a cue played
        self._own = False  # whether a selection is made here
        self._returned = False  # whether a command went back to the cue that lingered
        self._still = False
        self.lingering: int | None = None
        self._linger = QTimer(self, singleShot=True)
        self._linger.timeout.connect(lambda: self._let_linger(None))
        session.selected.connect(self._selected)
        session.opened.connect(self._opened)
        session.media_changed.connect(self._to_current)
        session.changed.connect(self._changed)
        playback.began.connect(self._began)
        playback.moved.connect(self._moved)
        playback.state_changed.connect(self._came_to_rest)

    @property
    def flows(self) -> bool:
        """Whether the way of working is *Flow*: playing runs on from cue to cue."""
        return self._settings[MANNER] == "flow"

    @property
    def heard_row(self) -> int | None:
        """The row of the cue at the position, or None.

        At the end of the current cue, that one and not the next.
        """
        position, cues = self._playback.position, self._session.document.cues
        current = self._session.selection.current
        if cues and cues[current].start <= position <= cues[current].end:
            return current
        return self._session.index.near(position, current)

    # Requests

    def hold(self) -> None:
        """The current cue is being corrected: stop following, and pause at its end.

        Watching goes on without following. From now on, no other cue is meant.
        """
        self._let_linger(None)
        playback, cues = self._playback, self._session.document.cues
        if self._follows and playback.playing and cues:
            self._follows = False
            if not playback.watching:
                self._hold_at = cues[self._session.selection.current].end

    def keep_still(self, still: bool) -> None:  # noqa: FBT001 - a switch
        """Leave the current cue and the playhead alone, whatever plays or is selected; or not."""
        self._let_linger(None)
        self._still, self._follows, self._hold_at = still, False, None

    def resume(self) -> bool:
        """If the medium plays on, follow again; returns whether it does."""
        playback = self._playback
        if not playback.playing or playback.range is not None:
            return False
        self._follows, self._hold_at = True, None
        return True

    def go_on(self) -> None:
        """Play on with the current cue, from where the one before it ended, and follow.

        With a long pause between them, or with times out of order: from its start.
        """
        cues, row = self._session.document.cues, self._session.selection.current
        start = cues[row].start
        ended = cues[row - 1].end if row else start
        at = ended if 0 <= start - ended <= _PAUSE else start
        self._playback.play_on(max(at - self._settings[BACK], 0))
        self._from = start

    def act_on_heard(self) -> None:
        """Before a command on the whole cue: go back to the cue that the user still means.

        Just after playing has crossed into another cue, the user means the one that was heard.
        """
        if (row := self.lingering) is not None:
            self._let_linger(None)
            self._select(row)
            self._returned = True

    # Events

    def _opened(self) -> None:
        self._follows, self._hold_at, self._walked = False, None, False
        self._let_linger(None)
        self._row, self._cue = self._session.selection.current, self._current_cue
        self._to_current()

    def _to_current(self) -> None:
        """Move the playhead to the current cue, if it has times, and forget what was paused."""
        cues = self._session.document.cues
        if self._row < len(cues) and not cues[self._row].is_untimed:
            self._playback.stop()
            self._playback.seek(cues[self._row].start)

    def _selected(self, selection: Selection) -> None:
        playback, (row, cue) = self._playback, (self._row, self._cue)
        self._row, self._cue = selection.current, self._current_cue
        if self._own or self._still or not self._session.document.cues:
            return
        if self._row == row and (self._cue == cue or playback.playing or playback.watching):
            return
        self._let_linger(None)
        if self._follows and playback.playing and selection.count == 1:
            start = self._session.document.cues[self._row].start
            self._from = start
            playback.seek(start)
        elif playback.playing or playback.watching:
            self._walked = playback.playing and not self._follows
        else:
            self._to_current()

    def _came_to_rest(self) -> None:
        if self._walked and self._playback.at_rest:
            self._walked = False
            self._to_current()

    def _began(self, _start: int, end: int | None) -> None:
        self._follows = end is None and not self._still
        self._hold_at, self._walked = None, False
        self._from, self._returned = None, False
        self._let_linger(None)

    def _changed(self, applied: Applied) -> None:
        self._keep_to_edges(applied)
        if _is_correction(applied.change):
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
            self._wait()
        elif self._follows and self._playback.playing and not self._stays:
            if self._from is not None and position < self._from:
                return
            self._from = None
            current = self._session.selection.current
            row = self._session.index.near(position, current)
            if row is not None and row != current and not self._session.filter.hides(row):
                self._select(row)
                self._let_linger(None if self._returned else current)
                self._returned = False

    def _wait(self) -> None:
        """The cue that is corrected has played to its end: pause, or loop it."""
        playback, cues = self._playback, self._session.document.cues
        current = self._session.selection.current
        if self.flows and self._settings[ON_EDIT] == "loop" and current < len(cues):
            playback.play_range(cues[current].start, cues[current].end, loop=True)
        else:
            playback.pause()

    def _select(self, row: int) -> None:
        self._own = True
        entering = self._entering or self._session.selection.at
        self._session.select(entering(row))
        self._own = False

    def _let_linger(self, row: int | None) -> None:
        """`row` was heard until just now; None: that is long ago."""
        if row is None:
            self._linger.stop()
        else:
            self._linger.start(self._settings[REACTION])
        if row != self.lingering:
            self.lingering = row
            self.lingering_changed.emit(row)

    @property
    def _current_cue(self) -> int | None:
        """The id of the current cue: after some are deleted, another one is in its row."""
        cues, row = self._session.document.cues, self._session.selection.current
        return cues[row].id if row < len(cues) else None

    @property
    def _stays(self) -> bool:
        return self._session.selection.is_several or self._choosing()


def _is_correction(change: Change) -> bool:
    """Whether text is changed, or a cue is added, removed, split or joined."""
    return any(
        [cue.text for cue in splice.removed] != [cue.text for cue in splice.inserted]
        for splice in change.splices
    )
