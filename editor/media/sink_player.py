# SPDX-License-Identifier: GPL-3.0-or-later
"""A player that is exact to the sample, on a sound device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QThread, Signal

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.media.feeder import Feeder
from editor.media.range_player import RangePlayer
from editor.media.sound_server import Output
from editor.media.stream import Stream

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from editor.media.loudness import Loudness
    from editor.media.medium import Medium
    from editor.media.sound_server import SoundServer
    from editor.media.stream import Span


_STOPPED = Problem("The audio device stopped playing.")


class SinkPlayer(RangePlayer):
    """The window's side of it; `Feeder` feeds the device on a thread of its own."""

    name = N_("Audio")
    manner = N_("Decoded by PyAV and played by the audio device: you hear exactly the cue.")

    _make_ready = Signal(int)
    _warm_up = Signal()
    _set_volume = Signal(float)
    _feed = Signal(object)
    _silence = Signal()
    _let_go = Signal()

    def __init__(self, medium: Medium, server: SoundServer, parent: QObject | None = None) -> None:
        """Play `medium` on a device of `server`."""
        super().__init__(parent)
        self._medium = medium
        self._server = server
        self._wanted: Output | None = None
        self._warm = False
        self._stream: Stream | None = None  # what is fed
        self._waiting = False
        self._latest = 0
        self._thread = QThread()
        self._feeder = Feeder(server)
        self._feeder.moveToThread(self._thread)
        waiting = Qt.ConnectionType.BlockingQueuedConnection
        self._make_ready.connect(self._feeder.make_ready, waiting)
        self._silence.connect(self._feeder.stop, waiting)
        self._let_go.connect(self._feeder.close, waiting)
        self._warm_up.connect(self._feeder.warm_up)
        self._feed.connect(self._feeder.play)
        self._set_volume.connect(self._feeder.set_volume)
        self._feeder.warm.connect(self._rest)
        self._feeder.ended.connect(self._ended)
        self._feeder.done.connect(self._rest)
        self._feeder.lost.connect(self._lost)
        for more in (medium.progressed, medium.ready, medium.failed):
            more.connect(self._decoded)
        server.changed.connect(self._look_for_output)
        self._thread.start(QThread.Priority.TimeCriticalPriority)
        self._look_for_output()
        self._decoded()

    def set_loudness(self, loudness: Loudness) -> None:
        """Set the volume; takes effect at once."""
        self._set_volume.emit(loudness.volume)
        super().set_loudness(loudness)

    def choose(self, wanted: Output | None) -> None:
        """Play on that device, or on the system's default one with None; takes effect at once."""
        self._wanted = wanted
        self._feeder.choose(wanted)
        self._look_for_output()

    def set_latency(self, latency: int) -> None:
        """Set the delay of the device in ms; positions are corrected by it."""
        self._feeder.set_latency(latency)

    def close(self) -> None:
        """Stop, and release the device and the thread. Must be the last call."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's
        self.stop()
        self._server.changed.disconnect(self._look_for_output)
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
        if (
            not self._span.loop and not self._span.course
        ):  # a device that stood still sets its clock back
            self._latest = heard = max(heard, self._latest)
        return heard if self._span.end is None else min(heard, self._span.end)

    def _decoded(self) -> None:
        """There is more of the sound, or there will be no more."""
        sound = self._medium.sound
        if sound is None:
            if self._waiting and self._medium.settled:
                self._waiting = False
                self._broken()
            return
        stream = Stream(sound, self._span, lambda: self._medium.settled) if self._waiting else None
        if stream is not None and stream.ready:
            self._waiting, self._warm = False, True
            self._stream = stream
            self._make_ready.emit(stream.rate)
            self._feeder.expect()
            self._feed.emit(stream)
            self._feeder.wait()
        elif not self._warm:
            self._warm = True
            self._make_ready.emit(sound.rate)
            self._warm_up.emit()

    def _look_for_output(self) -> None:
        """Go on with another device if it changed."""
        if not self._server.alive:
            return  # what is listed is not there
        before, found = self.output, self._found()
        problem: Problem | None = None
        if found is None:
            problem = Problem(self._server.NOTHING)
        elif self._wanted is not None and self._wanted.name != found.name:
            problem = Problem(
                "“{name}” is not connected; playing on “{other}”.",
                name=self._wanted.name,
                other=found.name,
            )
        if (found, problem) == (before, self.problem):
            return
        self.output, self.problem = found, problem
        if found != before:
            self._warm = False
            if self.playing:
                self._hold()
                self._go_on(self._span)
            self._decoded()
        self.output_changed.emit()

    def _found(self) -> Output | None:
        """The device to play on, of those there are."""
        device = self._server.device(self._wanted)
        return None if device is None else Output.of(device)

    def _rest(self) -> None:
        """Suspend the device when there is nothing to play."""
        if self._stream is None and self._thread.isRunning():  # this may come after `close`
            self._silence.emit()

    def _ended(self, stream: Stream) -> None:
        if stream is self._stream:
            self._stream = None
            if self.problem is _STOPPED:
                self.problem = None
            self._over(stream.end)

    def _lost(self, stream: Stream) -> None:
        if stream is not self._stream or not self.playing:
            return
        before = self.output
        if before is not None and before == self._wanted and self._server.alive:
            self._server.doubt(before)  # which makes it go on elsewhere, where it can
            if self.output != before:
                return
        if not self._server.alive:
            self.problem = Problem(self._server.BROKEN)
        elif self._found() is None:
            self.problem = Problem(self._server.NOTHING)
        else:
            self.problem = _STOPPED
        self._broken()
        self._stream = None
        self._rest()
        self.output_changed.emit()
