# SPDX-License-Identifier: GPL-3.0-or-later
"""The child process that decodes a medium's sound, so that the window never waits or falls.

It is spawned, gets a path, a folder and the writing end of a pipe, and imports no Qt. A
window that goes away, or wants no more, closes the pipe or ends the process.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from editor.core.errors import Problem, UserError
from editor.core.reasons import reason_of
from editor.core.timecode import from_samples, to_samples
from editor.media.cache import Kept, keep
from editor.media.container import describe, opened
from editor.media.frames import Frames
from editor.media.pcm import BLOCK, Mixer
from editor.media.peaks import CELL, base_cells
from editor.media.sound import PEAKS_FILE, SAMPLES_FILE

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path
    from types import TracebackType

    from editor.media.container import Info
    from editor.media.frames import Frame
    from editor.media.pcm import Samples
    from editor.media.peaks import Pairs

_TOLERANCE = 0.015
"""Seconds by which a frame may be off its time: clocks in ms, and those of recorders, are."""

_LONGEST_GAP = 3600.0
"""Seconds of silence that are believed; more is a clock that begins anew."""

_LONGEST = 48 * 3600
"""Seconds of sound that are decoded; more would be 16 GB."""

_PAUSE = 0.02
"""Seconds between two reports."""


class Found(NamedTuple):
    """What the medium consists of. Without sound, it is the last report."""

    info: Info


class Begun(NamedTuple):
    """The sound's samples a second; the files are there."""

    rate: int
    total: int


class Grown(NamedTuple):
    """Samples and cells in the files so far, and how many samples are expected."""

    decoded: int
    cells: int
    total: int


class Whole(NamedTuple):
    """All is decoded, and kept. The last report."""

    kept: Kept


class Failed(NamedTuple):
    """It can't be done. The last report."""

    problem: Problem


Report = Found | Begun | Grown | Whole | Failed


def run(path: str, folder: Path, wire: Connection) -> None:
    """The child's main function: decode `path` into `folder`, and send a `Report` now and then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is the window's
    if hasattr(os, "nice"):
        os.nice(5)
    try:
        with wire:
            try:
                _work(path, folder, wire)
            except UserError as error:
                wire.send(Failed(error.problem))
            except BrokenPipeError:
                raise
            except OSError as error:
                wire.send(Failed(unkept(error)))
    except BrokenPipeError:
        return  # the window has gone


def unkept(error: OSError) -> Problem:
    """What to say where the cache can't be written."""
    return Problem("The decoded sound can't be kept on disk: {reason}.", reason=reason_of(error))


def _work(path: str, folder: Path, wire: Connection) -> None:
    with opened(path) as container:
        info = describe(container)
        wire.send(Found(info))
        if not info.has_audio:
            return
        frames = Frames(container)
        track = _Track(folder, wire, info.duration_ms)
        with track:
            for frame, place in frames:
                track.add(frame, place)
        if not track.decoded:
            raise UserError("The sound of “{name}” can't be decoded.", name=path)
        length = from_samples(track.decoded, track.rate)
        kept = Kept(replace(info, duration_ms=length), track.rate, track.decoded, frames.damaged)
        keep(folder, kept)
        wire.send(Whole(kept))


class _Track:
    """The two files, and what must be done to frames before they are in them."""

    def __init__(self, folder: Path, wire: Connection, expected: int) -> None:
        """Expect `expected` ms of sound."""
        self._samples_file = (folder / SAMPLES_FILE).open("wb")
        self._peaks_file = (folder / PEAKS_FILE).open("wb")
        self._wire = wire
        self._expected = expected
        self.rate = 0
        self.decoded = 0
        self._cells = 0
        self._shift = 0
        self._given = 0  # samples given to the mixer, or written
        self._rest = np.zeros(0, np.int16)  # at the end, of a cell that is not full
        self._mixer: Mixer | None = None
        self._reported = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        with self._samples_file, self._peaks_file:
            if kind is None:
                self._flush()
                self._write_cells(base_cells(self._rest))

    def add(self, frame: Frame, place: int | None) -> None:
        """Put a frame where its clock says: its first sample is sample `place`, if known."""
        if not self.rate:
            self.rate = frame.sample_rate
            self._wire.send(Begun(self.rate, self._total))
        if self._given > _LONGEST * self.rate:
            raise UserError("The sound is longer than {hours} hours.", hours=_LONGEST // 3600)
        gap = 0 if place is None else self._gap(place)
        if gap > 0:
            self._silence(gap)
        skip = min(max(0, -gap), frame.samples)
        if self._mixer is None or not self._mixer.takes(frame):
            self._flush()
            self._mixer = Mixer(frame)
        block = self._mixer.add(frame, skip)
        self._given += frame.samples - skip
        if block is not None:
            self._write(block)

    def _gap(self, place: int) -> int:
        """Samples missing before `place`; below 0, how many are there already."""
        gap = place + self._shift - self._given
        if self._given == 0 and gap < 0:
            return gap
        if self._given and abs(gap) < _TOLERANCE * self.rate:
            return 0
        if gap > _LONGEST_GAP * self.rate or gap < -self.rate:
            self._shift -= gap
            return 0
        return gap

    def _silence(self, count: int) -> None:
        self._flush()
        self._given += count
        while count:
            block = np.zeros(min(count, BLOCK), np.int16)
            self._write(block)
            count -= len(block)

    def _flush(self) -> None:
        block = self._mixer.flush() if self._mixer else None
        if block is not None:
            self._write(block)

    def _write(self, block: Samples) -> None:
        self._samples_file.write(block.data)
        self.decoded += len(block)
        if len(self._rest):
            block = np.concatenate((self._rest, block))
        whole = len(block) // CELL * CELL
        self._write_cells(base_cells(block[:whole]))
        self._rest = block[whole:].copy()
        now = time.monotonic()
        if now - self._reported > _PAUSE:
            self._reported = now
            self._samples_file.flush()
            self._peaks_file.flush()
            self._wire.send(Grown(self.decoded, self._cells, self._total))

    def _write_cells(self, cells: Pairs) -> None:
        self._peaks_file.write(cells.tobytes())
        self._cells += len(cells)

    @property
    def _total(self) -> int:
        return max(to_samples(self._expected, self.rate), self.decoded)
