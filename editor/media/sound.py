# SPDX-License-Identifier: GPL-3.0-or-later
"""The sound of a medium: samples and peaks, memory-mapped from the cache.

The decoding processes write into two files, at several places at once; `fill` adds what is
written. Arrays that were returned before keep the older map.
"""

from __future__ import annotations

from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING

import numpy as np

from editor.core.timecode import from_samples
from editor.media.peaks import CELL, CELL_BYTES, Pyramid
from editor.media.runs import joined

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from editor.media.pcm import Samples
    from editor.media.runs import Ranges

SAMPLES_FILE = "samples.s16"
PEAKS_FILE = "peaks.s16"

_NOTHING = np.zeros(0, np.int16)


class Sound:
    """Mono 16-bit samples; sample n is media time n / rate.

    It may be read from any thread; it grows on the window's.

    Attributes:
        folder: Where its files are.
        rate: Samples a second, 48,000 at most.
        ranges: What is decoded: ranges [start, stop) of samples, ascending, disjoint.
        total: Samples expected; exact once `complete`.
        complete: Whether all is decoded.
    """

    def __init__(self, folder: Path, rate: int, total: int) -> None:
        """Begin empty; the files in `folder` appear while it is decoded."""
        self.rate = rate
        self.ranges: Ranges = ()
        self.total = total
        self.complete = False
        self.folder = folder
        self._samples: Samples = _NOTHING
        self._pyramid = Pyramid(total)

    @property
    def decoded(self) -> int:
        """Samples that are decoded, in all."""
        return sum(stop - start for start, stop in self.ranges)

    @property
    def length(self) -> int:
        """Length in ms; an estimate until `complete`."""
        return from_samples(self.total, self.rate)

    def reach(self, sample: int) -> int:
        """The end of the decoded range that holds `sample`; `sample` itself where none does."""
        for start, stop in self.ranges:
            if start <= sample < stop:
                return stop
        return sample

    def fill(self, start: int, stop: int) -> None:
        """Add samples [start, stop), which the files have now.

        `start` begins a cell, and `stop` ends one, but for the last.
        """
        if stop > len(self._samples):
            self._samples = _mapped(self.folder / SAMPLES_FILE, stop)
        first, last = start // CELL, -(-stop // CELL)
        # Read, not mapped: the pyramid has a copy of its own.
        with (self.folder / PEAKS_FILE).open("rb") as file:
            file.seek(first * CELL_BYTES)
            cells = np.frombuffer(file.read((last - first) * CELL_BYTES), np.int16)
        self._pyramid.put(first, cells.reshape(-1, 3))
        self.ranges = joined(self.ranges, start, stop)
        self.total = max(self.total, stop)

    def finish(self, total: int) -> None:
        """All samples are there: `total` of them."""
        self.total = total
        self.complete = True

    def samples(self, start: int, stop: int) -> Samples:
        """The samples of [start, stop), not to be written to.

        A view where all are decoded; zeros stand for those that are not, or outside.
        """
        mapped = self._samples
        if 0 <= start <= stop <= len(mapped):
            return mapped[start:stop]
        result = np.zeros(max(0, stop - start), np.int16)  # between ranges, the file is zero
        have = mapped[max(0, start) : max(0, stop)]
        first = max(0, -start)
        result[first : first + len(have)] = have
        return result

    def peaks(
        self, start: float, step: float, columns: int
    ) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
        """Minima and maxima, column i of samples [start + i * step, start + (i + 1) * step).

        Exact below 512 samples a column; above, a column may have up to half a column more
        on either side. Where a column is narrower than a sample, it has the one it lies on.
        Zeros where nothing is decoded.
        """
        if step >= 2 * CELL:
            return self._pyramid.columns(start, step, columns)
        if step < 1:
            places = np.floor(start + np.arange(columns) * step).astype(np.int64)
            first = int(places[0]) if columns else 0
            row = self.samples(first, first + int(columns * step) + 2)[places - first]
            return row, row
        if not columns:
            return _NOTHING, _NOTHING
        samples, places = self._cut(start, step, columns)
        return np.minimum.reduceat(samples, places), np.maximum.reduceat(samples, places)

    def loudness(self, start: float, step: float, columns: int) -> NDArray[np.float32]:
        """Root mean square of each such column, 0 to 32768; zeros where nothing is decoded.

        A column has the samples it has in `peaks`.
        """
        if step >= 2 * CELL:
            return self._pyramid.loudness(start, step, columns)
        if step < 1 or not columns:
            return np.abs(self.peaks(start, step, columns)[0].astype(np.float32))
        samples, places = self._cut(start, step, columns)
        sums = np.add.reduceat(np.square(samples.astype(np.float32)), places)
        counts = np.maximum(np.diff(places, append=len(samples)), 1)  # 0 for a step of just 1
        return np.sqrt(sums / counts).astype(np.float32)

    def _cut(self, start: float, step: float, columns: int) -> tuple[Samples, NDArray[np.int64]]:
        """The samples of some columns, and where in them each begins; `step` is 1 or more."""
        edges = np.ceil(start + np.arange(columns + 1) * step).astype(np.int64)
        samples = self.samples(int(edges[0]), max(int(edges[-1]), int(edges[-2]) + 1))
        return samples, edges[:-1] - edges[0]


def _mapped(file: Path, count: int) -> NDArray[np.int16]:
    # A plain array over the map: `np.memmap` takes ten times as long to make, as do its slices.
    with file.open("rb") as there:
        return np.frombuffer(
            mmap(there.fileno(), count * np.int16().itemsize, access=ACCESS_READ), np.int16
        )
