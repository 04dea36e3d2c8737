# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a voice sets in and leaves off, by the energy of the sound; it is blind to words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from editor.media.pcm import Samples

FRAME = 10
"""ms of a frame."""
_WIDE = 3
"""Frames whose mean is taken."""
_QUIETEST, _LOUDEST = 10, 90
"""Percentiles that stand for the background and for the voice."""
_SHARE = 0.35
"""Where between the two (in dB) a voice begins."""
_LEAST = 9.0
"""dB between the two without which nothing can be told."""
_LEAST_PAUSE = 8
"""Frames that are quiet in a row are a pause; before a consonant, fewer are quiet."""


class Loudness:
    """A stretch of sound, as frames that are loud or not."""

    def __init__(self, samples: Samples, rate: int, start: int) -> None:
        """`samples` are those from `start` ms of the medium on, `rate` a second."""
        self._start = start
        level = _level(samples, rate)
        self._tells = False
        self._loud = np.zeros(len(level), bool)
        if len(level):
            quiet, loud = np.percentile(level, (_QUIETEST, _LOUDEST))
            self._tells = bool(loud - quiet >= _LEAST)
            self._loud = level >= quiet + _SHARE * (loud - quiet)

    def onset(self, start: int, end: int) -> int | None:
        """Where the voice sets in behind the longest pause in [start, end] ms; None without one.

        Between cues a pause is longer than before a consonant.
        """
        pause = self._pause(start, end, heard_behind=True)
        return None if pause is None else pause[1]

    def offset(self, start: int, end: int) -> int | None:
        """Where the voice leaves off before the longest pause in [start, end] ms."""
        pause = self._pause(start, end, heard_behind=False)
        return None if pause is None else pause[0]

    def voiced(self, start: int, end: int) -> int:
        """For how many ms of [start, end] the voice is heard; all, where nothing can be told."""
        if start >= end or not self._tells:
            return max(0, end - start)
        return int(self._loud[self._frame(start) : self._frame(end)].sum()) * FRAME

    def _pause(self, start: int, end: int, *, heard_behind: bool) -> tuple[int, int] | None:
        if not self._tells:
            return None
        first = self._frame(start)
        loud = self._loud[first : self._frame(end) + 1]
        shut = [True] if not heard_behind else loud[-1:]
        edges = np.flatnonzero(np.diff(np.concatenate(([True], loud, shut))))
        runs = [*pairwise(edges.tolist())][::2]
        longest = max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
        if longest[1] - longest[0] < _LEAST_PAUSE:
            return None
        begun, over = (self._start + (first + frame) * FRAME for frame in longest)
        return begun, over

    def _frame(self, ms: int) -> int:
        return min(max((ms - self._start) // FRAME, 0), len(self._loud) - 1)


def _level(samples: Samples, rate: int) -> NDArray[np.float32]:
    """The power of each frame in dB, over its neighbours too."""
    size = rate * FRAME // 1000
    count = len(samples) // size if size else 0
    frames = np.asarray(samples[: count * size], np.float32).reshape(count, size)
    power = (frames**2).mean(axis=1) if count else np.zeros(0, np.float32)
    if count >= _WIDE:
        power = np.convolve(power, np.full(_WIDE, 1 / _WIDE), "same")
    found: NDArray[np.float32] = 10 * np.log10(power + 1)
    return found
