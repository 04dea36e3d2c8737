# SPDX-License-Identifier: GPL-3.0-or-later
"""Stretches of speech in a sound, looked up by time, and kept on disk beside the sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from editor.core.timecode import from_samples

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

SPEECH_FILE = "speech-2.npy"
"""The number changes with the detector, so that speech is found anew."""


@dataclass(frozen=True, eq=False)
class Speech:
    """Stretches in which somebody speaks.

    Attributes:
        starts: int64, ms, ascending.
        ends: int64, ms, one for each start; `starts[n] < ends[n] < starts[n + 1]`.
        until: Length in ms of the sound that was analysed.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    until: int

    def between(self, start: int, end: int) -> Speech:
        """The stretches in [start, end) ms, cut at both ends."""
        first = int(np.searchsorted(self.ends, start, "right"))
        stop = int(np.searchsorted(self.starts, end, "left"))
        starts = np.maximum(self.starts[first:stop], start)
        ends = np.minimum(self.ends[first:stop], end)
        return Speech(starts, ends, min(self.until, end))

    def onset_near(self, ms: int, reach: int) -> int | None:
        """The start of speech nearest to `ms`, at most `reach` ms away, or None."""
        return _nearest(self.starts, ms, reach)

    def offset_near(self, ms: int, reach: int) -> int | None:
        """The end of speech nearest to `ms`, at most `reach` ms away, or None."""
        return _nearest(self.ends, ms, reach)

    def pause_near(self, ms: int, reach: int) -> tuple[int, int] | None:
        """Start and end in ms of the longest pause in [ms - reach, ms + reach], or None.

        A pause has speech on both sides. The longest one near an estimated time is the right
        one more often than the nearest one is.
        """
        low, high = ms - reach, ms + reach
        first = int(np.searchsorted(self.starts[1:], low, "right"))
        stop = int(np.searchsorted(self.ends[:-1], high, "left"))
        if first >= stop:
            return None
        starts, ends = self.ends[first:stop], self.starts[first + 1 : stop + 1]
        longest = np.argmax(np.minimum(ends, high) - np.maximum(starts, low))
        return int(starts[longest]), int(ends[longest])


def _nearest(edges: NDArray[np.int64], ms: int, reach: int) -> int | None:
    place = int(np.searchsorted(edges, ms))
    near = edges[max(place - 1, 0) : place + 1]
    if not len(near):
        return None
    best = int(near[np.argmin(np.abs(near - ms))])
    return best if abs(best - ms) <= reach else None


def keep_speech(folder: Path, speech: Speech) -> None:
    """Write it into a sound's folder in the cache.

    Raises:
        OSError: The folder can't be written.
    """
    part = folder / f"{SPEECH_FILE}.part"
    with part.open("wb") as file:
        np.save(file, np.stack((speech.starts, speech.ends)))
    part.replace(folder / SPEECH_FILE)


def load_speech(folder: Path, rate: int, samples: int) -> Speech | None:
    """What is kept there, or None where nothing is (yet)."""
    try:
        edges = np.load(folder / SPEECH_FILE)
    except (OSError, ValueError, EOFError):
        return None
    if edges.dtype != np.int64 or edges.ndim != 2 or len(edges) != 2:  # noqa: PLR2004 - a pair
        return None
    return Speech(edges[0], edges[1], from_samples(samples, rate))
