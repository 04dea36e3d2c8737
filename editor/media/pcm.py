# SPDX-License-Identifier: GPL-3.0-or-later
"""Mixes decoded frames down to mono 16-bit samples, in blocks.

Frames are small (21 ms of AAC), and a numpy operation on one costs as much as on a hundred.
So frames are only copied, and mixed block by block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from editor.media.audio_frames import Frame

Samples = NDArray[np.int16]

BLOCK = 1 << 16
"""Samples in a block: 1.4 s at 48 kHz."""

# For each of FFmpeg's sample formats: type of a sample, type of sums, value of silence, and the
# factor that makes it a 16-bit sample.
_FORMATS: dict[str, tuple[type, type, int, float]] = {
    "u8": (np.uint8, np.float32, 128, 1 << 8),
    "s16": (np.int16, np.float32, 0, 1),
    "s32": (np.int32, np.float64, 0, 2.0**-16),
    "s64": (np.int64, np.float64, 0, 2.0**-48),
    "flt": (np.float32, np.float32, 0, 1 << 15),
    "dbl": (np.float64, np.float64, 0, 1 << 15),
}


class Mixer:
    """Takes frames of one sample format and channel count, returns mono blocks.

    A sample is the mean of the channels: nothing overflows, and sound of one channel only is
    still heard.
    """

    def __init__(self, frame: Frame) -> None:
        self._name = frame.format.name
        self._channels = frame.layout.nb_channels
        self._kind, self._wide, self._silence, self._scale = _FORMATS[frame.format.packed.name]
        self._planar = frame.format.is_planar
        self._planes = self._channels if self._planar else 1
        self._width = 1 if self._planar else self._channels
        self._bytes = self._width * np.dtype(self._kind).itemsize  # of a sample, in a plane
        self._make_room(BLOCK)
        self._fill = 0

    def takes(self, frame: Frame) -> bool:
        """Whether `frame` is of this mixer's kind."""
        return frame.format.name == self._name and frame.layout.nb_channels == self._channels

    def add(self, frame: Frame, skip: int = 0) -> Samples | None:
        """Take `frame` without its first `skip` samples; a block, when one is full."""
        count = frame.samples - skip
        ready = None
        if self._fill + count > self._room:
            ready = self.flush()
            if count > self._room:
                self._make_room(count)
        begin, first = self._fill * self._bytes, skip * self._bytes
        length = count * self._bytes
        for row, plane in zip(self._rows, frame.planes, strict=False):
            # By memoryviews: numpy takes three times as long for so little.
            row[begin : begin + length] = memoryview(plane)[first : first + length]
        self._fill += count
        return ready

    def flush(self) -> Samples | None:
        """The samples that were not returned yet."""
        if not self._fill:
            return None
        block: NDArray[Any] = self._block[:, : self._fill * self._width]
        self._fill = 0
        if self._channels == 1 and self._kind is np.int16:
            samples: Samples = block[0].copy()
            return samples
        channels = block if self._planar else block.reshape(-1, self._channels).T
        mixed: NDArray[np.floating] = channels[0].astype(self._wide)
        for channel in channels[1:]:
            mixed += channel
        if self._silence:
            mixed -= self._silence * self._channels
        mixed *= self._scale / self._channels
        if np.isnan(np.dot(mixed, mixed)):  # a damaged file has anything in it
            np.nan_to_num(mixed, copy=False)
        np.rint(mixed, out=mixed)
        np.clip(mixed, -32768, 32767, out=mixed)
        return mixed.astype(np.int32).astype(np.int16)  # quicker than in one step

    def _make_room(self, samples: int) -> None:
        """Have a block that takes so many, and a view of the bytes of each plane."""
        self._room = samples
        self._block: NDArray[Any] = np.empty((self._planes, samples * self._width), self._kind)
        self._rows = [row.data.cast("B") for row in self._block]
