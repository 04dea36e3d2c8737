# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows the exact picture for a time of the medium, decoded on a thread of its own."""

from __future__ import annotations

import threading
import time
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from editor.core.errors import UserError
from editor.media.container import opened
from editor.media.frame_cache import AHEAD, FrameCache, Ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.media.frame_decoder import FrameDecoder, Still
    from editor.media.scaling import Scaler, Size

_NO_LIMIT: Size = (1 << 15, 1 << 15)
"""Device pixels: larger than any picture."""

_ALIVE = 0.06
"""Seconds without a new picture after which an earlier one is shown on the way to the right one:
far from a keyframe that takes long, and dragging the playhead should show something."""

_ROUNDED = 500
"""µs by which timestamps may be late in files that count in ms."""


class Pictures(QObject):
    """Shows the picture at a time of the medium.

    If that takes a while, earlier pictures are shown first. Only the latest request counts, so
    a request may be made at every tick of a clock. If the file can't be read, or no longer,
    nothing new is shown.

    Signals:
        shown (QImage, int): The picture asked for, and the ms it was asked for; or one shown
            meanwhile, and its own ms. It comes from the event loop, and not again for a
            picture that stands already.
    """

    shown = Signal(QImage, int)
    _found = Signal(QImage, int)

    def __init__(self, path: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        # By way of a slot of ours: lambdas would be called on the worker's thread.
        self._found.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._worker = _Worker(path, self._found.emit)
        self._worker.start()

    def request(self, ms: int, *, running: bool = False) -> None:
        """Show the picture at `ms` as soon as it is decoded, instead of what was requested before.

        While a clock is `running`, what comes soon matters more than going back from there.
        """
        self._worker.request(ms, running=running)

    def remember(self, ms: int) -> None:
        """Keep what is shown in the second from `ms` on, so that it can come again at once."""
        self._worker.remember(ms)

    def set_size(self, width: int, height: int) -> None:
        """Largest size in device pixels, from the next request on.

        Pictures keep their proportions, and are never larger than they were recorded.
        """
        self._worker.set_size((max(1, width), max(1, height)))

    def step(self, ms: int, count: int) -> int:
        """The time in ms of the picture `count` after the one at `ms`; before it, if negative.

        Exact where the pictures between are decoded, as those around the one that is shown
        are; otherwise by the average rate.
        """
        times, duration = self._worker.known()
        return max(0, -(-_stepped(times, duration, ms * 1000, count) // 1000))

    def close(self) -> None:
        """End the thread and release the file. Emits nothing from then on."""
        self._closed = True
        self._worker.stop()

    def _show(self, image: QImage, ms: int) -> None:
        if not self._closed:
            self.shown.emit(image, ms)


def _stepped(times: tuple[int, ...], duration: int, time: int, count: int) -> int:
    """As `Pictures.step`, in µs; `times` are those of neighbours, `duration` the average."""
    if not times or not times[0] <= time < times[-1] + duration:
        return ((time + 2 * _ROUNDED) // duration + count) * duration
    index = bisect_right(times, time) - 1 + count
    if index < 0:
        return times[0] + index * duration + _ROUNDED
    if index >= len(times):
        return times[-1] + (index - len(times) + 1) * duration + _ROUNDED
    return times[index]


class _Wanted(NamedTuple):
    """The ms whose picture is asked for, and whether a clock goes on from there."""

    ms: int
    running: bool


class _Worker(threading.Thread):
    """Decodes what was asked for last, and then a few pictures more."""

    def __init__(self, path: str, found: Callable[[QImage, int], None]) -> None:
        super().__init__(name="pictures", daemon=True)
        self._path, self._found = path, found
        self._change = threading.Condition()
        self._wanted: _Wanted | None = None
        self._size = _NO_LIMIT
        self._stopped = False
        self._times: tuple[int, ...] = ()
        self._duration = 40_000
        self._shelf = FrameCache()
        self._met = False  # what was asked for last was on it, and stands
        self._standing: tuple[int, Size] | None = None

    def request(self, ms: int, *, running: bool) -> None:
        with self._change:
            ready = self._shelf.at(ms * 1000)
            self._met = ready is not None
            if ready is not None:
                self._stand(ready.begin, self._size, ready.image, ms)
            self._wanted = _Wanted(ms, running)
            self._change.notify()

    def remember(self, ms: int) -> None:
        with self._change:
            self._shelf.remember(ms * 1000)

    def set_size(self, size: Size) -> None:
        with self._change:
            self._size = size
            self._shelf.clear()

    def known(self) -> tuple[tuple[int, ...], int]:
        """Times of pictures that follow each other, and how long one stands, in µs."""
        with self._change:
            return self._times, self._duration

    def stop(self) -> None:
        with self._change:
            self._stopped = True
            self._change.notify()
        self.join()

    def run(self) -> None:
        from editor.media.frame_decoder import FrameDecoder

        try:
            with opened(self._path) as container:
                self._work(FrameDecoder(container))
        except (UserError, ValueError):
            return  # what is wrong with a medium is said where it is opened

    def _work(self, decoder: FrameDecoder) -> None:
        from editor.media.scaling import Scaler

        scaler = Scaler(decoder.aspect)
        with self._change:
            self._duration = decoder.duration
        while True:
            with self._change:
                self._change.wait_for(lambda: self._stopped or self._wanted is not None)
                if self._stopped or self._wanted is None:
                    return
                wanted, size, self._wanted = self._wanted, self._size, None
            still = self._sought(decoder, scaler, wanted, size)
            self._learn(decoder)
            if still is not None:
                if self._standing != (still.time, size):
                    image = self._prepared(decoder, scaler, still, size)
                    self._give(still.time, size, image, wanted.ms)
                if decoder.before_unknown(still):
                    # So that a step back is exact.
                    for near in (still.time - 1, still.time):
                        decoder.at(near, self._idle)
                    self._learn(decoder)
                self._go_ahead(decoder, scaler, still, size)

    def _idle(self) -> bool:
        """Whether nobody waits for a picture."""
        return not self._stopped and self._wanted is None

    def _sought(
        self, decoder: FrameDecoder, scaler: Scaler, sought: _Wanted, size: Size
    ) -> Still | None:
        """The picture `sought`; None where another is wanted, and it was waited for enough."""
        begun, rough = time.monotonic(), False

        def meanwhile(still: Still) -> None:
            nonlocal rough
            if not rough and time.monotonic() - begun > _ALIVE:
                rough = True
                if not self._met:
                    image = scaler.image(still.frame, size)
                    self._give(still.time, size, image, still.time // 1000)

        def wanted() -> bool:
            return not (self._stopped or (rough and self._wanted is not None))

        return decoder.at(sought.ms * 1000, wanted, meanwhile, hurried=sought.running)

    def _learn(self, decoder: FrameDecoder) -> None:
        with self._change:
            self._times = decoder.times

    def _prepared(self, decoder: FrameDecoder, scaler: Scaler, still: Still, box: Size) -> QImage:
        """The picture `still` of `decoder` as it is painted; also kept in the frame cache."""
        with self._change:
            ready = self._shelf.at(still.time)
        if ready is not None:
            return ready.image
        image, later = scaler.image(still.frame, box), decoder.after(still)
        with self._change:
            if later is not None and box == self._size:
                self._shelf.add(Ready(still.time, later.time, image))
        return image

    def _give(self, begin: int, box: Size, image: QImage, ms: int) -> None:
        """Show what was decoded, unless one that is wanted more stands by now."""
        with self._change:
            if not self._met:
                self._stand(begin, box, image, ms)

    def _stand(self, begin: int, box: Size, image: QImage, ms: int) -> None:
        """Show the picture that begins at `begin` µs, unless it stands already."""
        if (begin, box) != self._standing and not self._stopped:
            self._standing = begin, box
            self._found(image, ms)

    def _go_ahead(self, decoder: FrameDecoder, scaler: Scaler, still: Still, box: Size) -> None:
        """Get the pictures after `still` ready, as long as nobody waits."""
        for _ in range(min(AHEAD, decoder.most_ahead)):
            following = decoder.after(still)
            if following is None or decoder.at(following.time, self._idle) is None:
                return
            still = following
            self._prepared(decoder, scaler, still, box)
