# SPDX-License-Identifier: GPL-3.0-or-later
"""Skips silence while the medium plays on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.settings import SKIP

if TYPE_CHECKING:
    from editor.playback.open_medium import OpenMedium
    from editor.playback.playback import Playback
    from editor.session import Session
    from editor.settings import Settings

_LONG = 1_000
"""ms: silence longer than this is skipped."""

_EDGE = 200
"""ms of silence left on both sides, so that speech does not begin abruptly."""


class Skipping(QObject):
    """Skips silence: no speech was detected there and there is no cue.

    Only what was analysed counts as silence: what is not decoded yet is played.

    Signals:
        skipped: Something was skipped; `saved` has grown.

    Attributes:
        saved: Time in ms that was skipped since the medium was opened.
    """

    skipped = Signal()

    def __init__(
        self,
        session: Session,
        playback: Playback,
        medium: OpenMedium,
        settings: Settings,
    ) -> None:
        super().__init__(playback)
        self._session, self._playback = session, playback
        self._medium, self._settings = medium, settings
        self.saved = 0
        playback.moved.connect(self._moved)
        session.media_changed.connect(self._opened)

    def _opened(self) -> None:
        self.saved = 0
        self.skipped.emit()

    def _moved(self, position: int) -> None:
        playback = self._playback
        plays_on = playback.playing and playback.range is None and not playback.watching
        if not plays_on or not self._settings[SKIP]:
            return
        to = self.silent_until(position)
        if to is not None and to - position > _EDGE:
            self.saved += to - position
            playback.seek(to)
            self.skipped.emit()

    def silent_until(self, position: int) -> int | None:
        """Where playing should go on in ms, if `position` is in a long silence; else None."""
        speech, rows = self._medium.speech, self._session.index
        if speech is None or position < _EDGE:
            return None
        end = speech.until
        after = speech.between(position - _EDGE, end)
        if len(after.starts):
            end = int(after.starts[0])
        covered = rows.between(position - _EDGE, end)
        if covered:
            end = min(end, rows.starts[covered[0]])
        begin = position - _EDGE
        return end - _EDGE if end - begin > _LONG else None
