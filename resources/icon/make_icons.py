# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the program's icon: a line of a subtitle, ticked as right, one word of it corrected.

Writes `jiaozi.svg`, PNGs of the usual sizes and `jiaozi.ico` for Windows into its own folder.
"""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
"""Of the PNGs, in pixels."""
LARGEST_IN_ICO = 256
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">
 <rect x="2" y="2" width="60" height="60" rx="14" fill="#12667c"/>
 <path d="M17 25 L28 36 L48 13" fill="none" stroke="#ffffff" stroke-width="8"
  stroke-linecap="round" stroke-linejoin="round"/>
 <rect x="11" y="45" width="24" height="8" rx="4" fill="#ffffff"/>
 <rect x="39" y="45" width="14" height="8" rx="4" fill="#ffc74f"/>
</svg>
"""


def drawn(size: int) -> QImage:
    """The icon with `size` pixels on each side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(SVG.encode()).render(painter)
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


def main() -> None:
    """Draw all."""
    app = QGuiApplication(["icons", "-platform", "offscreen"])
    (FOLDER / "jiaozi.svg").write_text(SVG, "utf-8")
    for size in SIZES:
        (FOLDER / f"jiaozi-{size}.png").write_bytes(png(drawn(size)))
    small = [drawn(size) for size in SIZES if size <= LARGEST_IN_ICO]
    (FOLDER / "jiaozi.ico").write_bytes(ico(small))
    app.quit()


if __name__ == "__main__":
    main()
