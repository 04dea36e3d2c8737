# SPDX-License-Identifier: GPL-3.0-or-later
"""The sound of a medium as the window has it: samples and peaks, mapped from the cache.

The decoding child appends to two files; `grow` maps what is there by now. Views that were
given out before keep the older, shorter map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.core.timecode import from_samples
from editor.media.peaks import CELL, Pyramid

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from editor.media.pcm import Samples

SAMPLES_FILE = "samples.s16"
PEAKS_FILE = "peaks.s16"

_NOTHING = np.zeros(0, np.int16)


class Sound:
    """Mono 16-bit samples; sample n is media time n / rate.

    It may be read from any thread; it grows on the window's.

    Attributes:
        rate: Samples a second, 48,000 at most.
        decoded: Samples there are so far, from the first on without a gap.
        total: Samples expected; exact once `complete`.
        complete: Whether all is decoded.
    """

    def __init__(self, folder: Path, rate: int, total: int) -> None:
        """Begin empty; the files in `folder` appear while it is decoded."""
        self.rate = rate
        self.decoded = 0
        self.total = total
        self.complete = False
        self._folder = folder
        self._samples: Samples = _NOTHING
        self._pyramid = Pyramid()

    @property
    def length(self) -> int:
        """Of the whole, in ms; a guess until `complete`."""
        return from_samples(self.total, self.rate)

    def grow(self, decoded: int, cells: int, total: int) -> None:
        """Take in that the files have this many samples and cells, of `total` samples."""
        if decoded > self.decoded:
            self._samples = _mapped(self._folder / SAMPLES_FILE, decoded)
            self.decoded = decoded
        have = self._pyramid.cells
        if cells > have:
            peaks = _mapped(self._folder / PEAKS_FILE, 2 * cells)
            self._pyramid.append(peaks.reshape(-1, 2)[have:])
        self.total = max(total, decoded)

    def finish(self) -> None:
        """What is decoded is all there is."""
        self.total = self.decoded
        self.complete = True

    def reach(self, sample: int) -> int:
        """The end of the decoded range that has `sample`, or itself where it is not decoded."""
        return max(sample, self.decoded)

    def samples(self, start: int, stop: int) -> Samples:
        """The samples of [start, stop), not to be written to.

        A view where all are decoded; zeros stand for those that are not, or outside.
        """
        mapped = self._samples
        if 0 <= start <= stop <= len(mapped):
            return mapped[start:stop]
        result = np.zeros(max(0, stop - start), np.int16)
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
        edges = np.ceil(start + np.arange(columns + 1) * step).astype(np.int64)
        if not columns:
            return _NOTHING, _NOTHING
        samples = self.samples(int(edges[0]), max(int(edges[-1]), int(edges[-2]) + 1))
        places = edges[:-1] - edges[0]
        return np.minimum.reduceat(samples, places), np.maximum.reduceat(samples, places)


def _mapped(file: Path, count: int) -> NDArray[np.int16]:
    # A plain array over the map: slices of `np.memmap` are ten times as slow to make.
    return np.asarray(np.memmap(file, np.int16, "r", shape=(count,)))
