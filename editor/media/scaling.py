# SPDX-License-Identifier: GPL-3.0-or-later
"""Scales a decoded picture to the window's size. Owns `av` too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from av.video.reformatter import VideoReformatter
from PySide6.QtGui import QImage, QTransform

if TYPE_CHECKING:
    from av import VideoFrame

Size = tuple[int, int]

_ITU601, _ITU709 = 5, 1
_UNSPECIFIED = 2
"""FFmpeg's number for a colour space that the file does not tell (`AVCOL_SPC_UNSPECIFIED`)."""

_TALLEST_SD = 576
"""Lines of the tallest standard definition picture (PAL): above, colours are BT.709."""


class Scaler:
    """Scales, converts to RGB and turns, the first two in one pass."""

    def __init__(self, aspect: float) -> None:
        """Scale pictures whose pixels are `aspect` times as wide as they are high."""
        self._aspect = aspect
        # One for all of them: to set one up takes longer than to scale.
        self._reformatter = VideoReformatter()

    def image(self, frame: VideoFrame, box: Size) -> QImage:
        """The picture within `box`, at its own proportions, no larger than it was recorded.

        Its pixels are its own.
        """
        width, height = self._fitted(frame, box)
        guessed = _ITU709 if frame.height > _TALLEST_SD else _ITU601
        scaled = self._reformatter.reformat(
            frame,
            width,
            height,
            format="bgra",  # what Qt calls RGB32
            src_colorspace=guessed if frame.colorspace == _UNSPECIFIED else None,
        )
        plane = scaled.planes[0]
        image = QImage(
            memoryview(plane), width, height, plane.line_size, QImage.Format.Format_RGB32
        ).copy()
        if frame.rotation:
            return image.transformed(QTransform().rotate(-frame.rotation))
        return image

    def _fitted(self, frame: VideoFrame, box: Size) -> Size:
        """Size of the picture before it is turned, so that it is within `box` when it is."""
        if frame.rotation % 180:
            box = box[1], box[0]
        width, height = frame.width * self._aspect, frame.height
        factor = min(1.0, box[0] / width, box[1] / height)
        return max(1, round(width * factor)), max(1, round(height * factor))
