# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture of a medium at a time: exact, decoded on a thread, for a clock that is ours."""

from __future__ import annotations

import threading
import time
from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QTransform

from editor.core.errors import UserError
from editor.media.container import opened
from editor.media.reel import Reel

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.media.reel import Still

Size = tuple[int, int]

_NO_LIMIT: Size = (1 << 15, 1 << 15)

_ITU601, _ITU709 = 5, 1
_UNSPECIFIED = 2
_TALLEST_SD = 576

_ALIVE = 0.06
"""Seconds without a picture after which one on the way to the right one is shown: far from a
keyframe that takes long, and who drags the playhead along wants to see something."""

_ROUNDED = 500
"""µs by which files that count in ms may tell the time of a picture too late."""


class Pictures(QObject):
    """Shows the picture that is on the screen at a time of the medium.

    Where that takes a while, one that comes before it is shown first. Only the latest request
    counts, so it may be called at every tick of a clock. A file that can't be read, or no
    longer, shows nothing new.

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

    def request(self, ms: int) -> None:
        """Show the picture at `ms` as soon as it is decoded; what was asked before is void."""
        self._worker.request(ms)

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
        """End the thread and let go of the file. Nothing is emitted any more."""
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


class _Worker(threading.Thread):
    """Decodes what was asked for last."""

    def __init__(self, path: str, found: Callable[[QImage, int], None]) -> None:
        super().__init__(name="pictures", daemon=True)
        self._path, self._found = path, found
        self._change = threading.Condition()
        self._wanted: int | None = None
        self._size = _NO_LIMIT
        self._stopped = False
        self._times: tuple[int, ...] = ()
        self._duration = 40_000
        self._last: tuple[int, Size] | None = None

    def request(self, ms: int) -> None:
        with self._change:
            self._wanted = ms
            self._change.notify()

    def set_size(self, size: Size) -> None:
        with self._change:
            self._size = size

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
        try:
            with opened(self._path) as container:
                self._work(Reel(container))
        except (UserError, ValueError):
            return  # what is wrong with a medium is said where it is opened

    def _work(self, reel: Reel) -> None:
        with self._change:
            self._duration = reel.duration
        while True:
            with self._change:
                self._change.wait_for(lambda: self._stopped or self._wanted is not None)
                if self._stopped or self._wanted is None:
                    return
                ms, size, self._wanted = self._wanted, self._size, None
            still = self._sought(reel, ms, size)
            self._learn(reel)
            if still is not None:
                self._give(still, reel.aspect, size, ms)
                if reel.before_unknown(still):
                    # While nobody waits: so that a step back is exact.
                    for near in (still.time - 1, still.time):
                        reel.at(near, lambda: not self._stopped and self._wanted is None)
                    self._learn(reel)
                # Likewise, the one after the next: so that it is there when a clock asks for it.
                after = still.time + reel.duration
                reel.at(after, lambda: not self._stopped and self._wanted is None)

    def _sought(self, reel: Reel, ms: int, size: Size) -> Still | None:
        """The picture at `ms`; None where another is wanted, and this one was waited for enough."""
        begun, rough = time.monotonic(), False

        def meanwhile(still: Still) -> None:
            nonlocal rough
            if not rough and time.monotonic() - begun > _ALIVE:
                rough = True
                self._give(still, reel.aspect, size, still.time // 1000)

        def wanted() -> bool:
            return not (self._stopped or (rough and self._wanted is not None))

        return reel.at(ms * 1000, wanted, meanwhile)

    def _learn(self, reel: Reel) -> None:
        with self._change:
            self._times = reel.times

    def _give(self, still: Still, aspect: float, box: Size, ms: int) -> None:
        size = _fitted(still, aspect, box)
        if self._last != (still.time, size):
            self._last = still.time, size
            image = _image(still, size)
            if not self._stopped:
                self._found(image, ms)


def _fitted(still: Still, aspect: float, box: Size) -> Size:
    """Size of the picture before it is turned, so that it is within `box` when it is."""
    frame = still.frame
    if frame.rotation % 180:
        box = box[1], box[0]
    width, height = frame.width * aspect, frame.height
    factor = min(1.0, box[0] / width, box[1] / height)
    return max(1, round(width * factor)), max(1, round(height * factor))


def _image(still: Still, size: Size) -> QImage:
    """The picture in pixels that are its own."""
    frame = still.frame
    guessed = _ITU709 if frame.height > _TALLEST_SD else _ITU601
    scaled = frame.reformat(
        *size,
        format="bgra",  # what Qt calls RGB32
        src_colorspace=guessed if frame.colorspace == _UNSPECIFIED else None,
    )
    plane = scaled.planes[0]
    image = QImage(
        memoryview(plane), size[0], size[1], plane.line_size, QImage.Format.Format_RGB32
    ).copy()
    if frame.rotation:
        return image.transformed(QTransform().rotate(-frame.rotation))
    return image
