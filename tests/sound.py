# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound for tests of what is drawn: samples in memory, peaks looked up one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Samples:
    """All of `samples`, or the first `decoded` of them; see `Peaks` of the timeline."""

    def __init__(
        self, samples: NDArray[np.int16], rate: int = 1000, decoded: int | None = None
    ) -> None:
        self.rate = rate
        self.total = len(samples)
        self.decoded = self.total if decoded is None else decoded
        self._samples = samples

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        return ((0, self.decoded),) if self.decoded else ()

    @property
    def complete(self) -> bool:
        return self.decoded == self.total

    def peaks(
        self, start: float, step: float, columns: int
    ) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
        lows, highs = np.zeros(columns, np.int16), np.zeros(columns, np.int16)
        for column in range(columns):
            first = max(round(start + column * step), 0)
            stop = min(max(round(start + (column + 1) * step), first + 1), self.decoded)
            part = self._samples[first:stop]
            if len(part):
                lows[column], highs[column] = part.min(), part.max()
        return lows, highs

    def loudness(self, start: float, step: float, columns: int) -> NDArray[np.float32]:
        loud = np.zeros(columns, np.float32)
        for column in range(columns):
            first = max(round(start + column * step), 0)
            stop = min(max(round(start + (column + 1) * step), first + 1), self.decoded)
            part = self._samples[first:stop].astype(np.float32)
            if len(part):
                loud[column] = np.sqrt((part**2).mean())
        return loud

    def samples(self, start: int, stop: int) -> NDArray[np.int16]:
        found = np.zeros(stop - start, np.int16)
        known = self._samples[max(start, 0) : min(max(stop, 0), self.decoded)]
        found[max(-start, 0) : max(-start, 0) + len(known)] = known
        return found
