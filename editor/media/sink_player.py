# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays exact samples on the sound device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QThread, Signal

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.media.feeder import Feeder
from editor.media.range_player import RangePlayer
from editor.media.stream import Stream

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from editor.media.medium import Medium
    from editor.media.sound_server import SoundServer
    from editor.media.stream import Span


class SinkPlayer(RangePlayer):
    """Feeds the device from a thread of its own; here is only what the window asks."""

    name = N_("Sound")
    manner = N_("PyAV decodes and the sound device plays: exactly the cue is heard.")

    _warm_up = Signal(int)
    _feed = Signal(object)
    _silence = Signal()
    _let_go = Signal()

    def __init__(
        self, medium: Medium, latency: int, server: SoundServer, parent: QObject | None = None
    ) -> None:
        """Play `medium` on a device of `server` that is heard `latency` ms after it says so."""
        super().__init__(parent)
        self._medium = medium
        self._server = server
        self._warm = False
        self._stream: Stream | None = None  # what is fed
        self._waiting = False
        self._latest = 0
        self._thread = QThread()
        self._feeder = Feeder(server, latency)
        self._feeder.moveToThread(self._thread)
        self._warm_up.connect(self._feeder.warm_up)
        self._feed.connect(self._feeder.play)
        self._silence.connect(self._feeder.stop)
        self._let_go.connect(self._feeder.close)
        self._feeder.ended.connect(self._ended)
        self._feeder.lost.connect(self._lost)
        for more in (medium.progressed, medium.ready, medium.failed):
            more.connect(self._decoded)
        self._thread.start(QThread.Priority.TimeCriticalPriority)
        self._decoded()

    def close(self) -> None:
        """Stop, and let go of the device and the thread. Nothing is called after it."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's
        self.stop()
        self._medium.progressed.disconnect(self._decoded)
        self._medium.ready.disconnect(self._decoded)
        self._medium.failed.disconnect(self._decoded)
        self.blockSignals(False)  # noqa: FBT003 - Qt's
        self._let_go.emit()
        self._thread.wait()

    def _begin(self, span: Span) -> None:
        self._latest = span.at
        self._waiting = True
        self._decoded()

    def _end(self) -> None:
        self._waiting = False
        self._stream = None
        self._silence.emit()

    def _heard(self) -> int:
        if self._stream is None:
            return self._at
        heard = self._stream.time_of(self._feeder.played(self._stream))
        if not self._span.loop:  # a device that stood still sets its clock back
            self._latest = heard = max(heard, self._latest)
        return heard if self._span.end is None else min(heard, self._span.end)

    def _decoded(self) -> None:
        """There is more of the sound, or no more to come."""
        sound = self._medium.sound
        if sound is not None and not self._warm:
            self._warm = True
            self._warm_up.emit(sound.rate)
        if not self._waiting:
            return
        if sound is None:
            if self._medium.settled:
                self._waiting = False
                self._broken()
            return
        stream = Stream(sound, self._span, lambda: self._medium.settled)
        if stream.ready:
            self._waiting = False
            self._stream = stream
            self._feed.emit(stream)

    def _ended(self, stream: Stream) -> None:
        if stream is self._stream:
            self._stream = None
            self.problem = None
            self._over(stream.end)

    def _lost(self, stream: Stream | None) -> None:
        if stream is self._stream and self.playing:
            self.problem = (
                Problem("The sound device does not play any more.")
                if self._server.alive
                else Problem(self._server.BROKEN)
            )
            self._broken()
            self._stream = None
