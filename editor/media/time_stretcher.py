# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound made slower or faster, the pitch kept, and where in it the ear is.

FFmpeg's `atempo` does the first, but leaves out some 10 ms at the begin when it is slow, is up
to 22 ms away from where it should be elsewhere, and tells neither. Who corrects times by ear
must know what is heard.
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
"""ms of what is made between the middles of two fragments, each of which is twice as long."""

_PLAY = 10
"""ms a fragment may be moved either way: to both, a whole period of the deepest voices."""

_STAY = 0.05
"""How much better, as a correlation, it must fit at the end of its play than where it should be."""


class TimeStretcher:
    """Sets overlapping fragments at other distances, each where it joins the last one best.

    (WSOLA: waveform similarity overlap-add.) The first sample given is the first one made, the
    last one the last, and what is made is `1 / speed` times as long, to the sample. One thread
    gives; others may ask where they are.
    """

    def __init__(self, rate: int, speed: float) -> None:
        """For `rate` samples a second, played at 0.5 to 2 times the `speed`."""
        self._hop, self._play = rate * _HOP // 1000, rate * _PLAY // 1000
        self._speed = speed
        self._given = 0
        self._kept = np.zeros(self._hop, np.int16)  # what is still needed of what was given
        self._first = -self._hop  # the number of the first sample kept
        # Sample `made[n]` of what is made is sample `taken[n]` of what was given: the middles.
        self._made, self._taken = array("q", [0]), array("q", [0])

    def add(self, samples: Samples) -> Samples:
        """What is ready after these; it may be nothing yet."""
        self._kept = np.concatenate((self._kept, samples))
        self._given += len(samples)
        parts = [np.zeros(0, np.int16)]
        for middle in count(self._made[-1] + self._hop, self._hop):
            place = round(middle * self._speed)
            if max(place + self._play, self._taken[-1]) + self._hop > self._given:
                break
            first = max(place - self._play, min(self._hop, place + self._play))
            parts.append(self._join(middle, self._best(first, place, place + self._play)))
        self._forget()
        return np.concatenate(parts)

    def flush(self) -> Samples:
        """The rest. Nothing can be added any more."""
        length = round(self._given / self._speed)
        self._kept = np.concatenate((self._kept, np.zeros(3 * self._hop, np.int16)))
        parts = [np.zeros(0, np.int16)]
        last = max(0, self._given - self._hop)  # lest silence is mixed in from behind the end
        while (rest := length - self._made[-1]) > self._hop:
            middle = self._made[-1] + min(self._hop, rest // 2)  # the last fade is no short one
            place = min(round(middle * self._speed), last)
            first = max(place - self._play, min(self._hop, place))
            parts.append(
                self._join(middle, self._best(first, place, min(place + self._play, last)))
            )
        if length > self._made[-1]:
            parts.append(self._join(length, self._given))
        return np.concatenate(parts)

    def taken(self, made: float) -> float:
        """Which sample of those given the ear is at when it is at this one of those made."""
        after = bisect_right(self._made, made)
        if after == len(self._made):
            return float(self._taken[-1])
        begin, end = self._made[after - 1], self._made[after]
        passed = (made - begin) / (end - begin)
        return self._taken[after - 1] * (1 - passed) + self._taken[after] * passed

    def _join(self, middle: int, place: int) -> Samples:
        """Fade from the last fragment to one whose middle is `place`, and becomes `middle`."""
        length = middle - self._made[-1]
        rise = np.sin(np.pi / 2 * (np.arange(length) + 0.5) / length) ** 2
        last = self._part(self._taken[-1], length)
        mixed = last + (self._part(place - length, length) - last) * rise
        self._taken.append(place)
        self._made.append(middle)  # after the other, which is asked for by this one
        made: Samples = np.rint(mixed).astype(np.int16)
        return made

    def _best(self, first: int, place: int, last: int) -> int:
        """From `first` to `last`, near `place`, the middle of what goes on most like the last."""
        choices = last - first + 1
        around = self._part(first - self._hop, self._hop + choices - 1)
        wanted = self._part(self._taken[-1], self._hop)
        alike = np.fft.irfft(
            np.fft.rfft(around) * np.conj(np.fft.rfft(wanted, len(around))), len(around)
        )[:choices]
        energy = np.concatenate(([0.0], np.cumsum(around**2)))
        power = (energy[self._hop :] - energy[: -self._hop])[:choices] * np.sum(wanted**2)
        moved = np.abs(np.arange(first, last + 1) - place) / self._play
        return first + int(np.argmax(alike / np.sqrt(power + 1.0) - _STAY * moved))

    def _part(self, first: int, length: int) -> NDArray[np.float64]:
        begin = first - self._first
        return self._kept[begin : begin + length].astype(np.float64)

    def _forget(self) -> None:
        place = round(self._made[-1] * self._speed)  # what comes is later, but for the clamped end
        needed = min(place - self._play, self._given - 2 * self._hop) - self._hop
        if needed > self._first:
            self._kept = self._kept[needed - self._first :]
            self._first = needed
