# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory that libVLC paints its pictures into, from a thread of its own."""

from __future__ import annotations

import ctypes
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Callable

Size = tuple[int, int]


class Seen(NamedTuple):
    """The size of the pictures as they are to be seen, and as they are recorded."""

    square: Size
    recorded: Size


_LARGEST: Size = (1920, 1080)
"""Larger pictures are scaled down by libVLC: at 4K, copying alone would fill a core."""

_PIXEL = 4
"""Bytes of a pixel: RGB32."""

_Number = ctypes.POINTER(ctypes.c_uint)
# python-vlc's own type hands the name of the format over as a copy, which can't be answered.
_SetUp = ctypes.CFUNCTYPE(
    ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p, _Number, _Number, _Number, _Number
)


class VlcScreen:
    """Two buffers: libVLC paints one while the other can be taken.

    It must live until its player is stopped, for its callbacks do. They call nothing of
    libVLC's.
    """

    def __init__(self, types: Any, seen: Seen | None, arrived: Callable[[], None]) -> None:
        """Paint pictures of the size `seen`, or as libVLC has them; say when one `arrived`.

        Args:
            types: python-vlc's `CallbackDecorators`.
            seen: What libVLC, which counts padding and pixels that aren't square, can't tell.
            arrived: Called on libVLC's thread, not again until the picture is taken.
        """
        self._seen = seen
        self._arrived: Callable[[], None] | None = arrived
        self._lock = Lock()
        self._buffers: tuple[Any, Any] | None = None
        self._size: Size = (0, 0)
        self._back = 0
        self._fresh = False
        self._format = (
            ctypes.cast(_SetUp(self._set_up), types.VideoFormatCb),
            types.VideoCleanupCb(self._clean_up),
        )
        self._paint = (
            types.VideoLockCb(self._begin),
            types.VideoUnlockCb(self._end),
            types.VideoDisplayCb(self._display),
        )

    def attach(self, player: Any) -> None:
        """Let `player` paint here."""
        player.video_set_format_callbacks(*self._format)
        player.video_set_callbacks(*self._paint, None)

    def silence(self) -> None:
        """Say of no picture any more."""
        with self._lock:
            self._arrived = None

    def take(self) -> QImage | None:
        """The latest picture, in pixels that are its own, if there is one that was not taken."""
        with self._lock:
            if not self._fresh or self._buffers is None:
                return None
            self._fresh = False
            width, height = self._size
            front = memoryview(self._buffers[1 - self._back])
            return QImage(
                front.cast("B"), width, height, width * _PIXEL, QImage.Format.Format_RGB32
            ).copy()

    # On libVLC's thread

    def _set_up(
        self, _opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any
    ) -> int:
        with self._lock:
            self._size = _fitted(self._seen, (width[0], height[0]))
            width[0], height[0] = self._size
            ctypes.memmove(chroma, b"RV32", 4)
            pitches[0], lines[0] = width[0] * _PIXEL, height[0]
            size = pitches[0] * lines[0]
            self._buffers = (ctypes.c_ubyte * size)(), (ctypes.c_ubyte * size)()
            self._fresh = False
        return 1

    def _clean_up(self, _opaque: Any) -> None:
        """The buffers stay: what is in them may be taken yet."""

    def _begin(self, _opaque: Any, planes: Any) -> None:
        with self._lock:
            if self._buffers is not None:
                planes[0] = ctypes.addressof(self._buffers[self._back])

    def _end(self, _opaque: Any, _picture: Any, _planes: Any) -> None:
        """Nothing: a picture is shown when its time comes, not when it is painted."""

    def _display(self, _opaque: Any, _picture: Any) -> None:
        with self._lock:
            self._back = 1 - self._back
            if not self._fresh and self._arrived is not None:
                self._arrived()
            self._fresh = True


def _fitted(seen: Seen | None, told: Size) -> Size:
    """The size to paint in, where libVLC would paint in the size `told`."""
    width, height = seen.square if seen else told
    if seen and (seen.recorded[0] > seen.recorded[1]) != (told[0] > told[1]):
        width, height = height, width  # libVLC has turned it
    factor = min(1.0, _LARGEST[0] / width, _LARGEST[1] / height)
    return max(1, round(width * factor)), max(1, round(height * factor))
