# SPDX-License-Identifier: GPL-3.0-or-later
"""Levels speech with FFmpeg's `dynaudnorm` (dynamic audio normaliser). Owns `av` too."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np
from av.filter import Graph

if TYPE_CHECKING:
    from editor.media.pcm import Samples


class Leveller:
    """Amplifies quiet speakers, at most tenfold; output sample n is input sample n.

    The gain depends on the sound up to `REACH` ms around. Near the end, where less follows, it
    falls.
    """

    REACH = 2_000
    """ms of sound before and after a moment that its gain depends on."""

    _FRAME = 200
    """ms of a frame that has one gain (`framelen`)."""

    _FRAMES = 9
    """Frames that a gain is smoothed over (`gausssize`). FFmpeg takes the minimum over as many
    first, so together they reach 8 frames, 1.6 s, either way."""

    def __init__(self, rate: int) -> None:
        """For `rate` samples a second."""
        around = f"framelen={self._FRAME}:gausssize={self._FRAMES}:altboundary=1"
        self._rate = rate
        self._given = 0
        self._graph = Graph()
        source = self._graph.add_abuffer(
            sample_rate=rate, format="s16", layout="mono", time_base=Fraction(1, rate)
        )
        made = self._graph.add("dynaudnorm", f"{around}:maxgain=10:threshold=0.003")
        form = self._graph.add("aformat", "sample_fmts=s16")
        sink = self._graph.add("abuffersink")
        source.link_to(made)
        made.link_to(form)
        form.link_to(sink)
        self._graph.configure()

    def add(self, samples: Samples) -> Samples:
        """Add input; the output that is ready, maybe none yet."""
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples)[None, :], "s16", "mono")
        frame.sample_rate = self._rate
        frame.time_base = Fraction(1, self._rate)
        frame.pts = self._given
        self._given += len(samples)
        self._graph.push(frame)
        return self._ready()

    def flush(self) -> Samples:
        """The rest of the output. Nothing can be added after it."""
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
