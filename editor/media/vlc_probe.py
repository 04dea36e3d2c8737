# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds out whether libVLC can play a file that PyAV cannot decode."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from editor.media import libvlc

if TYPE_CHECKING:
    from pathlib import Path

_TICK = 20
"""ms between two looks at the result."""

_PATIENCE = 5.0
"""Seconds to wait for libVLC; a file that takes longer counts as not playable."""


class Playable(NamedTuple):
    """What libVLC finds in a file; `length` in ms."""

    length: int
    has_picture: bool


class VlcProbe(QObject):
    """Asks libVLC what a file is; it looks on a thread of its own.

    Signals:
        answered (Playable or None): What can be played, or that nothing can; once, from the
            event loop, and not after `close`.
    """

    answered = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media: Any = None
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        if libvlc.missing() is None:
            self._since = time.monotonic()
            self._media = libvlc.make_media(path, libvlc.careful(path))
            flags = libvlc.library().MediaParseFlag.local
            self._media.parse_with_options(flags, round(_PATIENCE * 1000))

    def close(self) -> None:
        """Ask no more."""
        self._timer.stop()
        if self._media is not None:
            self._media.parse_stop()
            self._media.release()
            self._media = None

    def _look(self) -> None:
        if self._media is None:
            self._answer(None)
            return
        asked = libvlc.library().MediaParsedStatus
        status = self._media.get_parsed_status()
        if status == asked.done:
            self._answer(self._found())
        elif status in {asked.failed, asked.skipped, asked.timeout} or self._late:
            self._answer(None)

    @property
    def _late(self) -> bool:
        return time.monotonic() - self._since > _PATIENCE + 1

    def _found(self) -> Playable | None:
        kinds = libvlc.library().TrackType
        tracks = {track.type for track in self._media.tracks_get() or ()}
        if not tracks & {kinds.audio, kinds.video}:
            return None
        return Playable(max(0, self._media.get_duration()), kinds.video in tracks)

    def _answer(self, found: Playable | None) -> None:
        self.close()
        self.answered.emit(found)
