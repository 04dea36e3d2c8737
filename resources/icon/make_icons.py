# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the program's icon: a line of a subtitle, ticked as right, one word of it corrected.

Writes `jiaozi.svg`, PNGs of the usual sizes, `jiaozi.ico` for Windows and `jiaozi.icns` for macOS
into its own folder.
"""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
"""Of the PNGs, in pixels."""
LARGEST_IN_ICO = 256
ICNS = (
    *(("ic11", 32), ("ic12", 64), ("ic07", 128), ("ic13", 256)),
    *(("ic08", 256), ("ic14", 512), ("ic09", 512), ("ic10", 1024)),
)
"""Types and sizes in pixels of the PNGs in the file for macOS; some are for screens with two pixels
for each point."""
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">
 <rect x="0" y="0" width="64" height="64" rx="14" fill="#12667c"/>
 <path d="M17 25 L28 36 L48 12" fill="none" stroke="#ffffff" stroke-width="9"
  stroke-linecap="round" stroke-linejoin="round"/>
 <rect x="8" y="48" width="24" height="8" rx="4" fill="#ffffff"/>
 <rect x="40" y="48" width="16" height="8" rx="4" fill="#ffc74f"/>
</svg>
"""
"""Straight edges are at multiples of 8: whole pixels from 16 and 24 on, so that none is blurred."""

_BODY = 824 / 1024
"""Part of its side that an icon fills on macOS: https://developer.apple.com/design/resources/"""


def drawn(size: int, part: float = 1.0) -> QImage:
    """The icon with `size` pixels on each side, filling `part` of them."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    margin = round(size * (1 - part) / 2)
    body = QRectF(0, 0, size, size).adjusted(margin, margin, -margin, -margin)
    painter = QPainter(image)
    QSvgRenderer(SVG.encode()).render(painter, body)
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """The image as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stub asks for bytes
    return bytes(buffer.data().data())


def bitmap(image: QImage) -> bytes:
    """The image as ICO holds small ones: rows from the bottom up, and a mask that masks nothing.

    Form: https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
    """
    size = image.width()
    rows = bytes(image.constBits())
    row = 4 * size
    pixels = b"".join(rows[at : at + row] for at in range(len(rows) - row, -1, -row))
    mask = bytes((size + 31) // 32 * 4 * size)
    header = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, len(pixels), 0, 0, 0, 0)
    return header + pixels + mask


def ico(images: list[QImage]) -> bytes:
    """A file of several sizes for Windows."""
    parts = [png(image) if image.width() == LARGEST_IN_ICO else bitmap(image) for image in images]
    start = 6 + 16 * len(parts)
    rows = b""
    for image, part in zip(images, parts, strict=True):
        side = image.width() % LARGEST_IN_ICO  # 0 stands for 256
        rows += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(part), start)
        start += len(part)
    return struct.pack("<HHH", 0, 1, len(parts)) + rows + b"".join(parts)


def icns() -> bytes:
    """A file of the sizes that Apple's iconutil writes, for macOS.

    Form: https://en.wikipedia.org/wiki/Apple_Icon_Image_format
    """
    parts = [(kind, argb(drawn(size, _BODY))) for kind, size in (("ic04", 16), ("ic05", 32))]
    parts += [(kind, png(drawn(size, _BODY))) for kind, size in ICNS]
    heads = [struct.pack(">4sI", kind.encode(), 8 + len(part)) for kind, part in parts]
    rows = b"".join(head + part for head, (_, part) in zip(heads, parts, strict=True))
    return struct.pack(">4sI", b"icns", 8 + len(rows)) + rows


def argb(image: QImage) -> bytes:
    """The image as ICNS holds small ones: each channel for itself, here in literal runs.

    A run is its length less one (0 to 127), then as many bytes.
    """
    pixels = bytes(image.constBits())  # blue, green, red, alpha
    channels = [pixels[at::4] for at in (3, 2, 1, 0)]
    runs = (
        bytes([len(run) - 1]) + run
        for channel in channels
        for run in (channel[at : at + 128] for at in range(0, len(channel), 128))
    )
    return b"ARGB" + b"".join(runs)


def main() -> None:
    """Draw all."""
    app = QGuiApplication(["icons", "-platform", "offscreen"])
    (FOLDER / "jiaozi.svg").write_text(SVG, "utf-8")
    for size in SIZES:
        (FOLDER / f"jiaozi-{size}.png").write_bytes(png(drawn(size)))
    small = [drawn(size) for size in SIZES if size <= LARGEST_IN_ICO]
    (FOLDER / "jiaozi.ico").write_bytes(ico(small))
    (FOLDER / "jiaozi.icns").write_bytes(icns())
    app.quit()


if __name__ == "__main__":
    main()
