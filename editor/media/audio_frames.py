# SPDX-License-Identifier: GPL-3.0-or-later
"""Decoded frames of one sound track, from any sample on, each with its place. Owns `av` too."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

import av

from editor.media.container import begin, sounds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

HIGHEST_RATE = 48_000
"""Samples a second; more are decimated, since nobody corrects what they add."""

LONGEST_GAP = 3600.0
"""Seconds: a longer gap is no silence, but timestamps that begin anew."""

BACK = 1.0
"""Seconds by which timestamps may go back without beginning anew."""

PREROLL = 0.5
"""Seconds decoded before a seek's target: MP3 and Opus frames depend on those before."""

_EXACT = frozenset({"mov", "matroska", "flac", "wav", "ogg", "aiff", "w64"})
"""Containers with seeking and timestamps that are exact and do not depend on where one seeks from.

Others are demuxed from the beginning, which is about ten times as fast as decoding.
"""

_UNEVEN = frozenset({"vorbis"})
"""Codecs whose frames are of several lengths."""

Frame = av.AudioFrame


class Unsought(Exception):  # noqa: N818 - says what happened; it never reaches a user
    """A seek ended after its target."""


class Frames:
    """Decodes; iterate once.

    All frames have one rate: the first one's, or the greatest whole fraction of it that
    is not above 48 kHz.

    Attributes:
        damaged: Packets so far that could not be decoded.
        passed: Where the packets ended that were read over, in samples.
        shift: Samples by which the clock was set back before `start`, by beginning anew.
    """

    def __init__(self, container: av.container.InputContainer, track: int, start: int) -> None:
        """The frames of sound track number `track` from sample `start` on, and some before it."""
        self.damaged = 0
        self.passed = 0
        self.shift = 0
        self._container = container
        self._stream = sounds_of(container)[track]
        self._start = start
        self._begin = begin(container)
        self._rate = 0
        self._resampler: av.AudioResampler | None = None
        self._resampled = 0  # the rate that it takes
        self._tick: Fraction | int = 1  # of the stream's clock, in samples
        self._grid: tuple[int, int] | None = None  # where frames begin, and their length
        for stream in container.streams:
            if stream is not self._stream:
                stream.discard = av.stream.Discard.all  # pictures need not even be read

    def __iter__(self) -> Iterator[tuple[av.AudioFrame, int | None]]:
        """Frames, each with the number of its first sample, the medium's first being 0.

        A frame without a time has None.

        Raises:
            Unsought: The container does not lead to `start`; `read_over` will.
        """
        if not self._start:
            return self._placed(self._decoded(self._packets()))
        if _EXACT.isdisjoint(self._container.format.name.split(",")):
            return self.read_over()
        self._look_at_first()
        return self._placed(self._decoded(self._after_seek()))

    def read_over(self) -> Iterator[tuple[av.AudioFrame, int | None]]:
        """The same frames without a seek: the packets before `start` are demuxed, not decoded."""
        try:
            first, frames = self._look_at_first()
        except Unsought:  # it is not the file that it was
            return iter(())
        if first.pts is None:  # no clock at all: what is before must be decoded, too
            return self._placed(frames)
        return self._placed(self._decoded(self._after_skip()))

    def _placed(
        self, frames: Iterator[av.AudioFrame]
    ) -> Iterator[tuple[av.AudioFrame, int | None]]:
        base = self._stream.time_base
        for frame in frames:
            if not self._rate:
                self._rate = _bearable(frame.sample_rate)
            if frame.sample_rate != self._rate:
                for ready in self._at_rate(frame):
                    yield ready, self._resampled_place(ready)
            elif frame.pts is None or base is None:
                yield frame, None
            else:
                # Not by `frame.time`: exact, and an hour has 170,000 frames.
                place = self._place(frame.pts, base.numerator, base.denominator)
                yield frame, place if self._grid is None else self._on_grid(place)
        if self._resampler is not None:
            for ready in self._resampler.resample(None):
                yield ready, self._resampled_place(ready)

    def _packets(self) -> Iterator[av.Packet[av.AudioStream]]:
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (av.FFmpegError, OSError):  # the file breaks off, or the disk does
                self.damaged += 1
                return
            yield packet

    def _decoded(self, packets: Iterator[av.Packet[av.AudioStream]]) -> Iterator[av.AudioFrame]:
        for packet in packets:
            try:
                yield from packet.decode()
            except av.FFmpegError:
                self.damaged += 1

    def _look_at_first(self) -> tuple[av.AudioFrame, Iterator[av.AudioFrame]]:
        """Find the rate and the grid of frames by decoding the first two.

        Returns:
            The first frame, and an iterator over all of them.
        """
        frames = self._decoded(self._packets())
        first, second, base = next(frames, None), next(frames, None), self._stream.time_base
        if first is None or second is None or base is None:
            raise Unsought
        self._rate = _bearable(first.sample_rate)
        self._tick = base * self._rate
        coarse = self._tick > 1 and first.sample_rate == self._rate
        if coarse and first.pts is not None and self._stream.codec.name not in _UNEVEN:
            begins = self._place(first.pts, base.numerator, base.denominator)
            self._grid = begins + first.samples, second.samples
        return first, chain((first, second), frames)

    def _after_seek(self) -> Iterator[av.Packet[av.AudioStream]]:
        """The packets from a little before `start` on, by a seek."""
        base = self._stream.time_base or Fraction(1)
        wanted = max(0.0, self._start / self._rate - PREROLL)
        target = int((wanted + self._begin / 1_000_000) / base)
        try:
            self._container.seek(target, stream=self._stream)
            packet = next(self._container.demux(self._stream))
        except (av.FFmpegError, OSError, StopIteration):
            raise Unsought from None
        time = None if packet.pts is None else float(packet.pts * base) - self._begin / 1_000_000
        if time is None or time * self._rate > self._start:
            raise Unsought
        return chain((packet,), self._packets())

    def _after_skip(self) -> Iterator[av.Packet[av.AudioStream]]:
        """The packets from a little before `start` on, by reading over those before."""
        packets = self._packets()
        tick = float(self._stream.time_base or 1)
        begin, wanted = self._begin / 1_000_000, self._start / self._rate - PREROLL
        shift, until = 0.0, None
        for packet in packets:
            if packet.pts is None:
                continue
            time = packet.pts * tick - begin + shift
            if until is not None and not -BACK <= time - until <= LONGEST_GAP:
                shift, time = shift + until - time, until
            until = time + (packet.duration or 0) * tick
            if time >= wanted:
                self.shift = round(shift * self._rate)
                return chain((packet,), packets)
        self.passed = round((until or 0.0) * self._rate)
        return iter(())

    def _on_grid(self, place: int) -> int:
        """The exact place of a frame of which a coarse timestamp gives about `place`.

        It is the place that decoding from the beginning would find.
        """
        first, length = self._grid or (0, 1)
        exact = first + round((place - first) / length) * length
        return exact if abs(exact - place) <= self._tick else place

    def _at_rate(self, frame: av.AudioFrame) -> Iterator[av.AudioFrame]:
        if self._resampler is None or frame.sample_rate != self._resampled:
            if self._resampler is not None:
                yield from self._resampler.resample(None)
            self._resampler = av.AudioResampler("flt", frame.layout, self._rate)
            self._resampled = frame.sample_rate
        yield from self._resampler.resample(frame)

    def _resampled_place(self, frame: av.AudioFrame) -> int | None:
        return None if frame.pts is None else self._place(frame.pts, 1, self._rate)

    def _place(self, pts: int, numerator: int, denominator: int) -> int:
        beginning = self._begin * self._rate
        return (pts * numerator * self._rate * 1_000_000 - beginning * denominator) // (
            denominator * 1_000_000
        )


def _bearable(rate: int) -> int:
    divisor = -(-rate // HIGHEST_RATE)
    while rate % divisor:
        divisor += 1
    return rate // divisor
