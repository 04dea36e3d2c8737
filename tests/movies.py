# SPDX-License-Identifier: GPL-3.0-or-later
"""Videos made by a test: what time a picture belongs to can be told from its brightness."""

from __future__ import annotations

from fractions import Fraction
from struct import pack, pack_into, unpack_from
from typing import TYPE_CHECKING, Any

import av
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QImage

DARKEST, STEP = 20, 4
"""Luma of picture 0, and what each further one adds; the 50th is as dark as the first."""

PERIOD = 50

BRIGHTEST = 235
"""Luma of a mark at the top left."""


def make_movie(  # noqa: PLR0913 - each is another way for a file to be
    path: Path,
    times: Sequence[int],
    *,
    size: tuple[int, int] = (64, 48),
    begin: int = 0,
    aspect: Fraction = Fraction(1),
    sound: bool = False,
    codec: str = "mpeg4",
    rate: Fraction = Fraction(25),
) -> Path:
    """Pictures that come at `times` ms on a clock that shows `begin` ms at first.

    There is one keyframe every 250 pictures, and others refer to pictures after them.
    """
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        stream.codec_context.gop_size = 250
        stream.codec_context.max_b_frames = 0 if path.suffix == ".avi" else 2  # it can't time them
        # No other keyframes, which x264 has least where the others have most; and always two
        # pictures between those that are referred to.
        scenes = "0" if codec == "libx264" else "1000000000"
        stream.codec_context.options = {"sc_threshold": scenes, "b_strategy": "0"}
        stream.codec_context.bit_rate = 8_000_000
        stream.codec_context.qmax = 2  # so that greys come out as they went in
        stream.sample_aspect_ratio = aspect
        noise: Any = container.add_stream("aac", rate=48_000) if sound else None
        if noise is not None:
            noise.layout = "mono"
            _hum(container, noise, times[-1] + 40, begin)
        for number, time in enumerate(times):
            luma = np.full((size[1] * 3 // 2, size[0]), 128, np.uint8)
            luma[: size[1]] = DARKEST + STEP * (number % PERIOD)
            luma[: size[1] // 4, : size[0] // 4] = BRIGHTEST
            frame = av.VideoFrame.from_ndarray(luma, format="yuv420p")
            frame.pts, frame.time_base = begin + time, Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def turn(path: Path) -> Path:
    """Say in an MP4 file of pictures alone that they are to be seen turned to the right."""
    content = bytearray(path.read_bytes())
    matrix = content.index(b"tkhd") + 44
    content[matrix : matrix + 36] = pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30)
    path.write_bytes(content)
    return path


def begin_later(path: Path, ms: int) -> Path:
    """Say in an MP4 file of pictures alone that its first `ms` are not to be seen: an edit list."""
    content = bytearray(path.read_bytes())
    (scale,) = unpack_from(">I", content, content.index(b"mdhd") + 16)
    entry = content.index(b"elst") + 12
    length, begin = unpack_from(">Ii", content, entry)
    pack_into(">Ii", content, entry, length - ms, begin + ms * scale // 1000)
    path.write_bytes(content)
    return path


def _hum(container: Any, stream: Any, length: int, begin: int) -> None:
    for block in range(-(-length * 48 // 1024)):
        phase = (np.arange(1024) + block * 1024) * (2 * np.pi * 220 / 48_000)
        samples = (np.sin(phase) * 0.1).astype(np.float32)[np.newaxis]
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        frame.sample_rate, frame.pts = 48_000, begin * 48 + block * 1024
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def number(image: QImage) -> int:
    """The number of the picture, counted modulo `PERIOD`."""
    grey = image.pixelColor(image.width() // 2, image.height() // 2).green()
    luma = 16 + grey * 219 / 255
    return round((luma - DARKEST) / STEP) % PERIOD


def marked_corners(image: QImage) -> list[str]:
    """Which corners are bright."""
    right, bottom = image.width() - 3, image.height() - 3
    corners = {"top left": (2, 2), "top right": (right, 2)}
    corners |= {"bottom left": (2, bottom), "bottom right": (right, bottom)}
    return [name for name, place in corners.items() if image.pixelColor(*place).green() > 230]
