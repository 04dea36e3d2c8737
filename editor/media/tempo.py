# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound made slower or faster, the pitch kept: FFmpeg's `atempo`. Owns `av` too."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np
from av.filter import Graph

if TYPE_CHECKING:
    from editor.media.pcm import Samples


class Tempo:
    """Takes mono 16-bit samples piece by piece, gives them stretched or squeezed.

    All that is given makes `1 / speed` times as many samples, to within a few.
    """

    def __init__(self, rate: int, speed: float) -> None:
        """For `rate` samples a second, played at 0.5 to 2 times the `speed`."""
        self._rate = rate
        self._given = 0
        self._graph = Graph()
        source = self._graph.add_abuffer(
            sample_rate=rate, format="s16", layout="mono", time_base=Fraction(1, rate)
        )
        atempo = self._graph.add("atempo", f"{speed:.6f}")
        sink = self._graph.add("abuffersink")
        source.link_to(atempo)
        atempo.link_to(sink)
        self._graph.configure()

    def add(self, samples: Samples) -> Samples:
        """What is ready after these; it may be nothing yet."""
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples)[None, :], "s16", "mono")
        frame.sample_rate = self._rate
        frame.time_base = Fraction(1, self._rate)
        frame.pts = self._given
        self._given += len(samples)
        self._graph.push(frame)
        return self._ready()

    def flush(self) -> Samples:
        """The rest. Nothing can be added any more."""
        if not self._given:
            return np.zeros(0, np.int16)
        self._graph.push(None)
        return self._ready()

    def _ready(self) -> Samples:
        parts = [np.zeros(0, np.int16)]
        while True:
            try:
                frame = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return np.concatenate(parts)
            if isinstance(frame, av.AudioFrame):  # all of them are
                parts.append(frame.to_ndarray()[0].astype(np.int16))
