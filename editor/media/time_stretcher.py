# SPDX-License-Identifier: GPL-3.0-or-later
"""Time stretching by WSOLA (Verhelst and Roelands, 1993), with a map from output to input samples.

Correcting times by ear needs to know which sample is heard. FFmpeg's `atempo` does not tell; it
also drops some 10 ms at the start when slow, and is up to 22 ms off elsewhere.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from editor.media.pcm import Samples

_HOP = 20
"""ms of output between the middles of two fragments; a fragment is twice as long."""

_TOLERANCE = 10
"""ms by which a fragment may be displaced, either way: together one period of a deep voice."""

_DISPLACEMENT = 0.05
"""Cost, in correlation, of the greatest displacement."""


class TimeStretcher:
    """Overlaps fragments at other distances, each displaced to where it joins the last one best.

    The first output sample is the first input sample, the last one the last, and the output is
    `1 / speed` times as long, to the sample. One thread adds; others may call `input_at`.
    """

    def __init__(self, rate: int, speed: float) -> None:
        """For `rate` samples a second, at a `speed` of 0.5 to 2.5."""
        self._hop, self._tolerance = rate * _HOP // 1000, rate * _TOLERANCE // 1000
        self._speed = speed
        self._received = 0
        self._buffer = np.zeros(self._hop, np.int16)  # input that is still needed
        self._first = -self._hop  # the number of its first sample
        # Of the fragments' middles: output sample `outputs[n]` is input sample `inputs[n]`.
        self._outputs, self._inputs = array("q", [0]), array("q", [0])

    def add(self, samples: Samples) -> Samples:
        """Add input; the output that is ready, maybe none yet."""
        self._buffer = np.concatenate((self._buffer, samples))
        self._received += len(samples)
        parts = [np.zeros(0, np.int16)]
        for middle in count(self._outputs[-1] + self._hop, self._hop):
            place = round(middle * self._speed)
            if max(place + self._tolerance, self._inputs[-1]) + self._hop > self._received:
                break
            first = max(place - self._tolerance, min(self._hop, place + self._tolerance))
            parts.append(self._join(middle, self._best(first, place, place + self._tolerance)))
        self._forget()
        return np.concatenate(parts)

    def flush(self) -> Samples:
        """The rest of the output. Nothing can be added after it."""
        length = round(self._received / self._speed)
        self._buffer = np.concatenate((self._buffer, np.zeros(3 * self._hop, np.int16)))
        parts = [np.zeros(0, np.int16)]
        last = max(0, self._received - self._hop)  # so that no silence after the end is mixed in
        while (rest := length - self._outputs[-1]) > self._hop:
            middle = self._outputs[-1] + min(self._hop, rest // 2)  # the last fade is no short one
            place = min(round(middle * self._speed), last)
            first = max(place - self._tolerance, min(self._hop, place))
            parts.append(
                self._join(middle, self._best(first, place, min(place + self._tolerance, last)))
            )
        if length > self._outputs[-1]:
            parts.append(self._join(length, self._received))
        return np.concatenate(parts)

    def input_at(self, output: float) -> float:
        """The number of the input sample that is heard at output sample number `output`."""
        after = bisect_right(self._outputs, output)
        if after == len(self._outputs):
            return float(self._inputs[-1])
        begin, end = self._outputs[after - 1], self._outputs[after]
        passed = (output - begin) / (end - begin)
        return self._inputs[after - 1] * (1 - passed) + self._inputs[after] * passed

    def _join(self, middle: int, place: int) -> Samples:
        """Cross-fade to the fragment around input sample `place`, at output sample `middle`."""
        length = middle - self._outputs[-1]
        rise = np.sin(np.pi / 2 * (np.arange(length) + 0.5) / length) ** 2
        last = self._part(self._inputs[-1], length)
        mixed = last + (self._part(place - length, length) - last) * rise
        self._inputs.append(place)
        self._outputs.append(middle)  # last, since `input_at` looks here first
        made: Samples = np.rint(mixed).astype(np.int16)
        return made

    def _best(self, first: int, place: int, last: int) -> int:
        """The middle of the fragment near `place` that continues the last one best: correlation."""
        choices = last - first + 1
        around = self._part(first - self._hop, self._hop + choices - 1)
        wanted = self._part(self._inputs[-1], self._hop)
        alike = np.fft.irfft(
            np.fft.rfft(around) * np.conj(np.fft.rfft(wanted, len(around))), len(around)
        )[:choices]
        energy = np.concatenate(([0.0], np.cumsum(around**2)))
        power = (energy[self._hop :] - energy[: -self._hop])[:choices] * np.sum(wanted**2)
        moved = np.abs(np.arange(first, last + 1) - place) / self._tolerance
        return first + int(np.argmax(alike / np.sqrt(power + 1.0) - _DISPLACEMENT * moved))

    def _part(self, first: int, length: int) -> NDArray[np.float64]:
        begin = first - self._first
        return self._buffer[begin : begin + length].astype(np.float64)

    def _forget(self) -> None:
        place = round(
            self._outputs[-1] * self._speed
        )  # what comes is later, but for the clamped end
        needed = min(place - self._tolerance, self._received - 2 * self._hop) - self._hop
        if needed > self._first:
            self._buffer = self._buffer[needed - self._first :]
            self._first = needed
