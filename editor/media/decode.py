# SPDX-License-Identifier: GPL-3.0-or-later
"""The decoding process: decodes the runs of a sound that it is ordered to, and reports.

Imports no Qt. The window ends it by closing the pipe, or by ending the process.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.timecode import to_samples
from editor.media.audio_frames import Frames, Unsought
from editor.media.cache import unkept
from editor.media.container import describe, opened, sounds_of
from editor.media.reports import Begun, Filled, Found, Over
from editor.media.runs import Order
from editor.media.sample_writer import SampleWriter

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

_FRESH = 0.5
"""Seconds from the beginning of a run for which somebody may wait for it, to see or hear it."""
_PAUSE, _LATER = 0.02, 0.1
"""Seconds between two reports while it is fresh, and from then on: an hour is decoded in seconds,
and each report takes a millisecond from the window."""


def serve(wire: Connection, path: str, track: int, folder: Path) -> None:
    """Get `Order`s, decode, and send a report now and then, until the window goes away.

    Raises:
        UserError: It is no medium, or there is no room for its sound.
    """
    try:
        _Worker(path, track, folder, wire).serve()
    except (BrokenPipeError, ConnectionResetError):
        raise
    except OSError as error:
        raise unkept(error) from None


class _Worker:
    """Decodes run after run."""

    def __init__(self, path: str, track: int, folder: Path, wire: Connection) -> None:
        self._path, self._track, self._folder, self._wire = path, track, folder, wire
        self._order = Order(0, 0, 0)
        self._next: Order | None = None
        self._introduced = False
        self._began = self._reported = 0.0

    def serve(self) -> None:
        """Serve orders until the pipe ends."""
        while True:
            order: Order = self._next or self._wire.recv()
            self._next = None
            if order.number == self._order.number:  # it is over already
                continue
            self._order, self._began = order, time.monotonic()
            try:
                self._decode(seek=True)
            except Unsought:
                self._decode(seek=False)

    def _decode(self, *, seek: bool) -> None:
        order = self._order
        expected = 0
        if not self._introduced:
            with opened(self._path) as container:
                info = describe(container)
            expected = info.duration_ms
            self._wire.send(Found(info))
        with opened(self._path) as container:
            tracks = len(sounds_of(container))
            if not tracks:
                return
            frames = Frames(container, min(self._track, tracks - 1), order.start)
            with SampleWriter(self._folder, order.start, order.stop) as writer:
                for frame, place in iter(frames) if seek else frames.read_over():
                    if not writer.rate:
                        writer.begin(frame.sample_rate, frames.shift)
                        if not self._introduced:
                            self._introduced = True
                            self._wire.send(Begun(writer.rate, to_samples(expected, writer.rate)))
                    if writer.before:
                        frames.damaged = 0  # the first frames after a seek may lack others
                    writer.add(frame, place)
                    if not writer.fresh:
                        continue
                    self._tell(writer)
                    if self._called(writer) or writer.full:
                        break
                else:
                    writer.end(frames.passed)
                self._tell(writer, now=True)
            if self._next is None:
                self._end(writer, frames.damaged)

    def _end(self, writer: SampleWriter, damaged: int) -> None:
        if self._order.start == writer.ended == 0:
            raise UserError("The audio of “{name}” cannot be decoded.", name=self._path)
        self._wire.send(Over(self._order.number, writer.ended, damaged))

    def _tell(self, writer: SampleWriter, *, now: bool = False) -> None:
        clock = time.monotonic()
        pause = _PAUSE if clock - self._began < _FRESH else _LATER
        if now or clock - self._reported > pause:
            self._reported = clock
            start, stop = writer.news()
            if stop > start:
                self._wire.send(Filled(self._order.number, start, stop))

    def _called(self, writer: SampleWriter) -> bool:
        """Whether another run is wanted by now."""
        while self._wire.poll():
            order: Order = self._wire.recv()
            if order.number != self._order.number:
                self._next = order
                return True
            writer.stop = order.stop
        return False
