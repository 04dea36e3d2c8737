# SPDX-License-Identifier: GPL-3.0-or-later
"""The frames of a medium's first stream of sound, with their places in time. Owns `av` too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av

from editor.media.container import begin

if TYPE_CHECKING:
    from collections.abc import Iterator

HIGHEST_RATE = 48_000

Frame = av.AudioFrame


class Frames:
    """Decodes; iterate once.

    All frames have one rate: the first one's, or the greatest whole fraction of it that
    is not above 48 kHz.

    Attributes:
        damaged: Packets so far that could not be decoded.
    """

    def __init__(self, container: av.container.InputContainer) -> None:
        self.damaged = 0
        self._container = container
        self._begin = begin(container)
        self._rate = 0
        self._resampler: av.AudioResampler | None = None
        self._resampled = 0  # the rate that it takes

    def __iter__(self) -> Iterator[tuple[av.AudioFrame, int | None]]:
        """Frames, each with the number of its first sample, the medium's first being 0.

        A frame without a time has None.
        """
        stream = self._container.streams.audio[0]
        base = stream.time_base
        for frame in self._decoded(stream):
            if not self._rate:
                self._rate = _bearable(frame.sample_rate)
            if frame.sample_rate != self._rate:
                for ready in self._at_rate(frame):
                    yield ready, self._place(ready.pts, 1, self._rate)
            elif frame.pts is None or base is None:
                yield frame, None
            else:
                # Not by `frame.time`: exact, and an hour has 170,000 frames.
                yield frame, self._place(frame.pts, base.numerator, base.denominator)
        if self._resampler is not None:
            for ready in self._resampler.resample(None):
                yield ready, self._place(ready.pts, 1, self._rate)

    def _decoded(self, stream: av.AudioStream) -> Iterator[av.AudioFrame]:
        packets = self._container.demux(stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (av.FFmpegError, OSError):  # the file breaks off, or the disk does
                self.damaged += 1
                return
            try:
                yield from packet.decode()
            except av.FFmpegError:
                self.damaged += 1

    def _at_rate(self, frame: av.AudioFrame) -> Iterator[av.AudioFrame]:
        if self._resampler is None or frame.sample_rate != self._resampled:
            if self._resampler is not None:
                yield from self._resampler.resample(None)
            self._resampler = av.AudioResampler("flt", frame.layout, self._rate)
            self._resampled = frame.sample_rate
        yield from self._resampler.resample(frame)

    def _place(self, pts: int | None, numerator: int, denominator: int) -> int | None:
        if pts is None:
            return None
        beginning = self._begin * self._rate
        return (pts * numerator * self._rate * 1_000_000 - beginning * denominator) // (
            denominator * 1_000_000
        )


def _bearable(rate: int) -> int:
    divisor = -(-rate // HIGHEST_RATE)
    while rate % divisor:
        divisor += 1
    return rate // divisor
