# SPDX-License-Identifier: GPL-3.0-or-later
"""Frame decoder: finds the picture at any time of a medium. Owns `av` too."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

import av

from editor.media.container import begin, pictures_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_AHEAD = 2_000_000
"""µs up to which decoding on is tried before seeking: most files have a keyframe every 2–10 s."""

_KEPT_BYTES = 48 << 20
"""Of decoded pictures that are kept for stepping back: 35 of 720p, 4 of 4K."""

_MOST_KEPT = 48
_FEWEST_KEPT = 3

_TELLING = "h264"
"""The codec whose pictures say for certain whether any other refers to them. HEVC's say it of
their own layer alone; to decoders of VP9 and AV1 it can't be told in the middle."""

_BEFORE = 3
"""Pictures before the one that is hurried to that are decoded, too: times are rounded, and a
clock that is asked again may be a little behind."""


class Still(NamedTuple):
    """A picture and when it comes onto the screen, in µs of the medium."""

    time: int
    frame: av.VideoFrame


class FrameDecoder:
    """Decodes the picture that is on the screen at a time, whatever was asked for before.

    Forward it decodes on; backward, or far forward, it seeks to the keyframe before. Of what
    lies far before the picture asked for, only what others refer to is decoded: half of most
    films. Damaged packets are passed over.

    Attributes:
        duration: µs that a picture stands, on average.
    """

    def __init__(self, container: av.container.InputContainer) -> None:
        """Read `container`, which stays the caller's.

        Raises:
            ValueError: It has no moving pictures.
        """
        stream = pictures_of(container)
        if stream is None or stream.time_base is None:
            raise ValueError
        stream.thread_type = "AUTO"  # frame threads too: seeking is decoding a keyframe's run
        self._container, self._stream = container, stream
        self._unit = stream.time_base * 1_000_000
        self._begin = begin(container)
        rate = stream.average_rate or stream.guessed_rate
        self.duration = round(1_000_000 / rate) if rate else 40_000
        self.aspect = float(stream.sample_aspect_ratio or 1)
        self._telling = stream.codec.canonical_name == _TELLING
        self._kept: deque[Still] = deque()  # without a gap, up to the latest that was decoded
        self._whole_from = -math.inf  # µs from which on every picture is decoded
        self._goal = 0  # where one wanted to be when one seeked last
        self._most = _FEWEST_KEPT
        self._ended = False
        self._first: int | None = None  # when the first picture of all comes
        self._delay = 0  # most from decoding, whose times indexes tell, to being shown
        self._source = self._decoded(whole=True)

    @property
    def times(self) -> tuple[int, ...]:
        """When the pictures that are known come onto the screen: without a gap, in µs."""
        return tuple(still.time for still in self._kept)

    @property
    def most_ahead(self) -> int:
        """How many pictures after the one on the screen may be looked up and that one be kept."""
        return self._most - 2

    def after(self, still: Still) -> Still | None:
        """The picture after `still`, where `at` its time was decoded; None after the last one."""
        return next((later for later in self._kept if later.time > still.time), None)

    def before_unknown(self, still: Still) -> bool:
        """Whether the picture before `still` was not decoded, and there may be one."""
        return bool(self._kept) and self._kept[0].time == still.time != self._first

    def at(
        self,
        time: int,
        wanted: Callable[[], bool],
        meanwhile: Callable[[Still], None] = lambda _: None,
        *,
        hurried: bool = False,
    ) -> Still | None:
        """The picture on the screen at `time` µs; the first one before it, the last one after.

        None where nothing can be decoded there, or it isn't `wanted` any more. Those that
        are decoded on the way there are handed to `meanwhile`. Where one goes back step by
        step it should not be `hurried`: then those before it are decoded, and kept.
        """
        if self._first is None:
            self._decode_one()
        before = (_BEFORE if hurried else self._most) * self.duration
        self._set_out(time, time - before, wanted)
        self._go_on(time, wanted, meanwhile)
        if self._passed_over(time):
            self._seek(time, -math.inf, wanted)
            self._go_on(time, wanted, meanwhile)
        if not self._there(time):
            return None
        return next(
            (still for still in reversed(self._kept) if still.time <= time),
            self._kept[0] if self._kept else None,
        )

    def _set_out(self, time: int, whole_from: float, wanted: Callable[[], bool]) -> None:
        """Be where decoding leads to `time`, and leave nothing out from `whole_from` on."""
        if not self._within_reach(time):
            self._seek(time, whole_from, wanted)
        elif self._telling and not self._ended and self._kept[-1].time < whole_from:
            self._whole_from = max(self._whole_from, whole_from)

    def _go_on(
        self, time: int, wanted: Callable[[], bool], meanwhile: Callable[[Still], None]
    ) -> None:
        """Decode until what is on the screen at `time` is known, or isn't `wanted` any more."""
        while not self._there(time) and wanted():
            self._decode_one()
            if self._kept:
                meanwhile(self._kept[-1])

    def _there(self, time: int) -> bool:
        return self._ended or (bool(self._kept) and self._kept[-1].time > time)

    def _passed_over(self, time: int) -> bool:
        """Whether what is on the screen at `time` was left out.

        So it is where pictures stand for long, and if it is the last one of all.
        """
        if not self._kept or not self._there(time) or self._whole_from == -math.inf:
            return False
        first, last = self._kept[0].time, self._kept[-1].time
        return first > max(time, self._first or 0) or (last <= time and last < self._whole_from)

    def _within_reach(self, time: int) -> bool:
        if not self._kept:
            return False
        if max(time, self._first or 0) < self._kept[0].time:
            return False
        latest = self._kept[-1].time
        if latest <= time < self._whole_from:
            return False  # it may have been left out
        onward = time - max(latest, self._goal) <= _AHEAD
        return self._ended or onward or self._keyframe(time) <= latest

    def _keyframe(self, time: int) -> int:
        """When a keyframe up to `time` is shown at the latest, by the index; else `time`.

        Where it lies behind, seeking would only decode the same pictures again.
        """
        entries = self._stream.index_entries
        decoded = time - self._delay
        number = entries.search_timestamp(round((decoded + self._begin) / self._unit))
        if number < 0:
            return time
        return round(entries[number].timestamp * self._unit) - self._begin + self._delay

    def _seek(self, time: int, whole_from: float, wanted: Callable[[], bool]) -> None:
        """Go where the next picture decoded is at or before `time`, or the first one."""
        self._goal = time = max(time, self._first or 0)
        self._whole_from = whole_from if self._telling else -math.inf
        back = 0
        while True:
            self._start_over(time - back)
            while wanted() and not self._ended and not self._kept:
                self._decode_one()
            if back > time or (self._kept and self._kept[0].time <= time):
                return
            if not wanted():
                self._kept.clear()  # from there on it would be a way past `time`
                return
            back = max(back * 4, 1_000_000)  # some formats' indexes tell only roughly

    def _start_over(self, time: int) -> None:
        self._kept.clear()
        self._ended = False
        for there in (time, max(0, time)):  # not every format knows of a time before its first
            try:
                self._container.seek(round((there + self._begin) / self._unit), stream=self._stream)
                break
            except (av.FFmpegError, OSError):
                self._stream.codec_context.flush_buffers()
        self._source = self._decoded(whole=time <= 0)

    def _decode_one(self) -> None:
        frame = next(self._source, None)
        if frame is None:
            self._ended = True
            return
        time = self._time(frame)
        if self._kept and time <= self._kept[-1].time:
            return  # a clock that goes back; the order on the screen is the decoder's
        if self._first is None:
            self._first = time
        if self._kept and self._kept[-1].time < self._whole_from:
            self._kept.clear()  # there may be a gap behind them
        self._kept.append(Still(time, frame))
        size = sum(plane.buffer_size for plane in frame.planes)
        self._most = max(_FEWEST_KEPT, min(_MOST_KEPT, _KEPT_BYTES // max(1, size)))
        while len(self._kept) > self._most:
            self._kept.popleft()

    def _time(self, frame: av.VideoFrame) -> int:
        stamp = frame.pts if frame.pts is not None else frame.dts
        if stamp is None:
            return self._kept[-1].time + self.duration if self._kept else 0
        return self._moment(stamp)

    def _moment(self, stamp: int) -> int:
        return round(stamp * self._unit) - self._begin

    def _decoded(self, *, whole: bool) -> Iterator[av.VideoFrame]:
        """What comes from here on, from the next keyframe unless `whole`."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except (av.FFmpegError, OSError):
                return  # the file can't be read any further
            if packet is None:
                return
            whole = whole or packet.is_keyframe or packet.size == 0
            if packet.pts is not None and packet.dts is not None:
                self._delay = max(self._delay, round((packet.pts - packet.dts) * self._unit))
            if not whole:
                continue  # its picture would refer to others that were not decoded
            unseen = packet.pts is not None and self._moment(packet.pts) < self._whole_from
            self._stream.codec_context.skip_frame = "NONREF" if unseen else "DEFAULT"
            try:
                yield from self._stream.decode(packet)
            except (av.FFmpegError, ValueError):
                continue
