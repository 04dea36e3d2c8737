# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes decoded frames to their places in the files of samples and peaks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO, Self

import numpy as np

from editor.core.errors import UserError
from editor.media.audio_frames import BACK, LONGEST_GAP
from editor.media.pcm import BLOCK, Mixer
from editor.media.peaks import CELL, CELL_BYTES, base_cells
from editor.media.sound import PEAKS_FILE, SAMPLES_FILE

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from editor.media.audio_frames import Frame
    from editor.media.pcm import Samples

_TOLERANCE = 0.015
"""Seconds by which a timestamp may be off: those in ms are, and those of recorders."""

_LONGEST = 48 * 3600
"""Seconds of sound that are decoded at most: 16 GB."""


class SampleWriter:
    """Writes the run [start, stop) of a sound, from frames that begin a little before it.

    Attributes:
        rate: Samples a second, once it has begun.
        stop: Where the run stops: a multiple of `CELL`, or further than any sound goes.
        fresh: Whether the last frame led to something being written.
        ended: Where the sound ended, if it did so before `stop`.
    """

    def __init__(self, folder: Path, start: int, stop: int) -> None:
        self.rate = 0
        self.stop = stop
        self.fresh = False
        self.ended: int | None = None
        self._samples_file = _opened(folder / SAMPLES_FILE)
        self._peaks_file = _opened(folder / PEAKS_FILE)
        self._start = start
        self._shift = 0
        self._given: int | None = None  # place of the next sample that the mixer gets
        self._at = 0  # place of the next sample that comes from it
        self._rest = np.zeros(0, np.int16)  # written, of a cell that is not full
        self._cells = start // CELL
        self._told = start
        self._mixer: Mixer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        with self._samples_file:
            self._peaks_file.close()

    @property
    def full(self) -> bool:
        """Whether all of the run is written."""
        return self._at >= self.stop

    @property
    def before(self) -> bool:
        """Whether all frames so far came before the run."""
        return self._given is None or self._given < self._start

    def begin(self, rate: int, shift: int) -> None:
        """Set the frames' rate in samples a second, and the shift of their places in samples."""
        self.rate, self._shift = rate, shift

    def add(self, frame: Frame, place: int | None) -> None:
        """Write a frame whose first sample is sample number `place`, or follows the last one."""
        self.fresh = False
        if self._given is None:
            # Without a clock, frames are from the beginning on: see `Frames`.
            self._given = min(self._start, max(0, (place or 0) + self._shift))
            self._at = self._given
        if self._given > _LONGEST * self.rate:
            raise UserError("The sound is longer than {hours} hours.", hours=_LONGEST // 3600)
        gap = 0 if place is None else self._gap(place, self._given)
        if gap > 0:
            self._silence(gap)
        skip = min(max(0, -gap), frame.samples)
        if self._mixer is None or not self._mixer.takes(frame):
            self._flush()
            self._mixer = Mixer(frame)
        block = self._mixer.add(frame, skip)
        self._given += max(gap, 0) + frame.samples - skip
        if block is not None:
            self._write(block)

    def end(self, passed: int) -> None:
        """There are no more frames. Packets that were not decoded ended at sample `passed`."""
        self._flush()
        if not self.full:
            self._write_cells(base_cells(self._rest))
            self.ended = self._at if self._given is not None else passed

    def news(self) -> tuple[int, int]:
        """The range written since the last call: whole cells, except at the sound's end."""
        told, self._told = self._told, self._cells * CELL
        if self.ended is not None:
            self._told = max(told, self.ended)
        return told, self._told

    def _gap(self, place: int, given: int) -> int:
        """Samples missing before `place`; negative: samples that overlap with the last frame."""
        gap = place + self._shift - given
        if given == 0 and gap < 0:
            return gap
        if given and abs(gap) < _TOLERANCE * self.rate:
            return 0
        if gap > LONGEST_GAP * self.rate or gap < -BACK * self.rate:
            self._shift -= gap
            return 0
        return gap

    def _silence(self, count: int) -> None:
        self._flush()
        while count:
            block = np.zeros(min(count, BLOCK), np.int16)
            self._write(block)
            count -= len(block)

    def _flush(self) -> None:
        block = self._mixer.flush() if self._mixer else None
        if block is not None:
            self._write(block)

    def _write(self, block: Samples) -> None:
        """Write what of `block` belongs to the run."""
        at, self._at = self._at, self._at + len(block)
        block = block[max(0, self._start - at) : max(0, self.stop - at)]
        if not len(block):
            return
        self.fresh = True
        self._samples_file.seek(2 * max(at, self._start))
        self._samples_file.write(block.data)
        if len(self._rest):
            block = np.concatenate((self._rest, block))
        whole = len(block) // CELL * CELL
        self._write_cells(base_cells(block[:whole]))
        self._rest = block[whole:].copy()

    def _write_cells(self, cells: np.ndarray) -> None:
        self._peaks_file.seek(self._cells * CELL_BYTES)
        self._peaks_file.write(cells.tobytes())
        self._cells += len(cells)


def _opened(file: Path) -> BinaryIO:
    """Open it for writing at any place, unbuffered, keeping its contents; gaps are zero."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(file, flags, 0o600), "r+b", buffering=0)
