# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread that feeds the sound device, so that sound goes on while the window is busy."""

from __future__ import annotations

import math
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QtAudio

from editor.media.device_clock import DeviceClock

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice

    from editor.media.pcm import Samples
    from editor.media.sound_server import Output, SoundServer
    from editor.media.stream import Stream

_AHEAD = 1.0
"""Seconds of sound in the device's buffer: the window may be busy for as long."""

_READY = 0.3
"""Seconds of sound that are read before the device starts."""

_TURN = 0.015
"""Seconds that the window waits at most for sound to begin; see `wait`. Mostly it takes 1 or 2 ms.
With a frame more, the picture would be late as well."""

_TICK = 40
"""ms between two updates from the device."""

_TAIL = 0.4
"""Seconds of silence after the last sample, in which the device's own buffer is played out."""

_DEAD = 3.0
"""Seconds without progress, with samples at hand, after which the device counts as gone."""

_SLOW = 1.0
"""The same before the first progress of a device that the user chose."""

_FATAL = (QtAudio.Error.OpenError, QtAudio.Error.IOError, QtAudio.Error.FatalError)
"""Errors of a sink after which the device counts as gone."""


class Feeder(QObject):
    """Owns the device's sink. Methods that are no slots may be called from any thread.

    Sinks are made and reset in `make_ready`, `stop` and `close` only, and the window's thread
    waits for these. Otherwise the two could deadlock: to connect or delete an object, this
    thread takes Python's lock first and then Qt's own, the window's thread the other way round.

    Signals:
        warm: The device was opened, and has nothing to play.
        ended (Stream): Its last sample was heard.
        done: The silence after it was, too. The device gets nothing any more.
        lost (Stream): The device is gone or refuses. It gets nothing any more.
    """

    warm = Signal()
    ended = Signal(object)
    done = Signal()
    lost = Signal(object)

    def __init__(self, server: SoundServer) -> None:
        """Play on devices of `server`."""
        super().__init__()
        self._server = server
        self._wanted: Output | None = None
        self._latency = 0.0
        self._volume = 1.0
        self._sink: QAudioSink | None = None
        self._device: QAudioDevice | None = None
        self._broken = False
        self._started = False  # the sink, and it was not reset since
        self._wire: QIODevice | None = None
        self._stream: Stream | None = None
        self._rest = b""
        self._read_all = False
        self._told = False
        self._moved = (0, 0.0)  # µs that were processed, and when that changed
        self._clock: tuple[Stream, DeviceClock] | None = None
        self._begun = threading.Event()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def choose(self, wanted: Output | None) -> None:
        """Use this device, or the default one with None, from the next stream on."""
        self._wanted = wanted

    def set_latency(self, latency: int) -> None:
        """Set the delay of the device in ms."""
        self._latency = latency / 1000

    def played(self, stream: Stream) -> float:
        """Number of samples of `stream` that were heard by now."""
        clock = self._clock
        if clock is None or clock[0] is not stream:
            return 0.0
        passed = clock[1].at(time.monotonic()) - self._latency
        return min(max(0.0, passed * stream.rate), stream.read_so_far)

    def expect(self) -> None:
        """Another stream will be played now; see `wait`."""
        self._begun.clear()

    def wait(self) -> None:
        """Wait a moment for the sound to begin, before the window paints.

        Two Python threads slow each other down, and a late sound is noticed sooner than a late
        picture.
        """
        self._begun.wait(_TURN)

    @Slot(float)
    def set_volume(self, volume: float) -> None:
        """Set the device's volume, 0 to 1; takes effect at once."""
        self._volume = volume
        if self._sink is not None:
            self._sink.setVolume(volume)

    @Slot(int)
    def make_ready(self, rate: int) -> None:
        """Stop, and make a sink for the current device. The window's thread must wait."""
        self._stop()
        if self._broken or not self._server.alive:
            self._drop()
        device = self._server.device(self._wanted) if self._server.alive else None
        if device is None:
            return
        if self._sink is None or device != self._device or self._sink.format().sampleRate() != rate:
            self._drop()
            form = QAudioFormat()
            form.setSampleRate(rate)
            form.setChannelCount(1)
            form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
            self._device = device
            self._sink = QAudioSink(device, form, self)
            self._sink.setBufferSize(form.bytesForDuration(round(_AHEAD * 1_000_000)))
            self._sink.setVolume(self._volume)

    @Slot()
    def warm_up(self) -> None:
        """Start the sink without samples, since the first start of a device takes a while."""
        if self._stream is None and self._sink is not None and self._server.alive:
            self._wire, self._started = self._sink.start(), True
            self.warm.emit()

    @Slot(object)
    def play(self, stream: Stream) -> None:
        """Play a stream on the sink that was made."""
        self._stream = stream
        if self._sink is None or not self._server.alive:
            self._lose()
            self._begun.set()
            return
        self._begin(stream, self._sink)
        self._begun.set()
        self._fill()
        self._timer.start(0)

    @Slot()
    def stop(self) -> None:
        """Stop at once. The window's thread must wait."""
        self._stop()

    @Slot()
    def close(self) -> None:
        """Release the device, and end the thread. The window's thread must wait."""
        self._stop()
        self._drop()
        self.thread().quit()

    def _drop(self) -> None:
        if self._sink is not None:
            self._sink.reset()
            self._sink.deleteLater()
        self._sink, self._broken = None, False

    def _begin(self, stream: Stream, sink: QAudioSink) -> None:
        """Read samples first and write them at once, so that sound begins without delay.

        The device takes them every 10 ms or so, and plays silence if it finds none.
        """
        while len(self._rest) < 2 * stream.rate * _READY and self._more():
            pass
        self._wire, self._started = sink.start(), True
        now = time.monotonic()
        if self._wire is not None:
            self._rest = self._rest[max(0, self._wire.write(self._rest)) :]
        self._clock, self._moved = (stream, DeviceClock(now)), (0, now)

    def _stop(self) -> None:
        self._finish()
        if self._sink is not None and self._started:  # not twice: the window waits for it
            self._sink.reset()
        self._started = False

    def _finish(self) -> None:
        """Write nothing more to the device."""
        self._timer.stop()
        self._wire = self._stream = self._clock = None
        self._rest = b""
        self._read_all = self._told = False

    def _lose(self) -> None:
        stream = self._stream
        self._finish()
        self._broken = True
        self.lost.emit(stream)

    def _tick(self) -> None:
        stream, sink = self._stream, self._sink
        if stream is None or sink is None or self._clock is None:
            return
        now = time.monotonic()
        if self._is_dead(sink, now):
            self._lose()
            return
        self._fill()
        clock = self._clock[1]
        clock.hear(now, sink.processedUSecs() / 1_000_000)
        left = stream.read_so_far / stream.rate - clock.at(now) + max(0.0, self._latency)
        if not self._read_all or left > 0:
            self._timer.start(_TICK if left <= 0 else min(_TICK, math.ceil(left * 1000)))
            return
        if not self._told:
            self._told = True
            self.ended.emit(stream)
        if left > -_TAIL:
            self._timer.start(_TICK)
        else:
            self._finish()
            self.done.emit()

    def _is_dead(self, sink: QAudioSink, now: float) -> bool:
        if not self._server.alive:
            return True
        processed = sink.processedUSecs()
        if processed != self._moved[0] or not self._rest:
            self._moved = (processed, now)
        patience = _SLOW if not processed and self._wanted is not None else _DEAD
        return sink.error() in _FATAL or now - self._moved[1] > patience

    def _fill(self) -> None:
        """Write as much to the device as it takes."""
        if self._sink is None or self._wire is None:
            return
        while room := self._sink.bytesFree() // 2 * 2:
            if not self._rest and not self._more():
                return
            taken = self._wire.write(self._rest[:room])
            if taken <= 0:
                return
            self._rest = self._rest[taken:]

    def _more(self) -> bool:
        """Read the next samples; after the last, silence: devices drop the end of their buffer."""
        if self._stream is None:
            return False
        piece: Samples | None = None
        if not self._read_all:
            piece = self._stream.read()
        if piece is None:
            self._read_all = True
            piece = np.zeros(self._stream.rate // 10, np.int16)
        self._rest += piece.tobytes()
        return bool(len(piece))
