# SPDX-License-Identifier: GPL-3.0-or-later
"""An X screen whose pixels can be read from outside, at no cost to the program that paints.

Xvfb keeps its frame buffer in a file (``-fbdir``); reading that file shows which pixels changed
and when, whatever toolkit painted them.
"""

from __future__ import annotations

import mmap
import os
import shutil
import struct
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

_WIDTH, _HEIGHT = 1600, 900
_HEADER = 100
"""Bytes of an XWD header: 25 big-endian words of 4 bytes."""


class Screen:
    """A virtual X server; if openbox is installed, it maximises windows.

    Attributes:
        environment: Environment variables for programs that paint here.
    """

    def __init__(self) -> None:
        if not shutil.which("Xvfb"):
            raise RuntimeError("This bench needs Xvfb (Debian: apt-get install xvfb).")
        self._folder = TemporaryDirectory()
        read, write = os.pipe()
        quiet = subprocess.DEVNULL
        self._server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(write), "-fbdir", self._folder.name, "-noreset"),
                *("-screen", "0", f"{_WIDTH}x{_HEIGHT}x24", "-dpi", "96", "-nolisten", "tcp"),
            ],
            pass_fds=[write],
            stdout=quiet,
            stderr=quiet,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            display = f":{pipe.readline().strip()}"
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._manager = self._managed()
        buffer = (Path(self._folder.name) / "Xvfb_screen0").open("rb")
        self._map = mmap.mmap(buffer.fileno(), 0, access=mmap.ACCESS_READ)
        buffer.close()
        header = struct.unpack(">25I", self._map[:_HEADER])
        self._begin = header[0] + header[19] * 12  # after the header and the colour map
        self._size = header[12] * _HEIGHT

    def pixels(self) -> bytes:
        """All pixels as they are now, four bytes each."""
        return self._map[self._begin : self._begin + self._size]

    def area(self, x: int, y: int, width: int, height: int) -> bytes:
        """The pixels of a part of the screen."""
        stride = self._size // _HEIGHT
        starts = (self._begin + row * stride + 4 * x for row in range(y, y + height))
        return b"".join(self._map[start : start + 4 * width] for start in starts)

    def save(self, path: Path) -> None:
        """Save the screen as a PNG, so that a person can check what was measured."""
        from PySide6.QtGui import QImage

        path.parent.mkdir(parents=True, exist_ok=True)
        stride = self._size // _HEIGHT
        image = QImage(self.pixels(), _WIDTH, _HEIGHT, stride, QImage.Format.Format_RGB32)
        image.save(str(path))

    def close(self) -> None:
        """Stop the server and its window manager."""
        self._map.close()
        for process in (self._manager, self._server):
            if process is not None:
                process.terminate()
                process.wait()
        self._folder.cleanup()

    def _managed(self) -> subprocess.Popen[bytes] | None:
        if not shutil.which("openbox"):
            return None
        rules = Path(self._folder.name) / "rc.xml"
        rules.write_text(
            '<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc">'
            '<applications><application type="normal"><maximized>yes</maximized></application>'
            "</applications></openbox_config>",
            encoding="utf-8",
        )
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            ["openbox", "--config-file", str(rules), "--sm-disable"],
            env=self.environment,
            stdout=quiet,
            stderr=quiet,
        )


def changed(before: bytes, after: bytes) -> int:
    """Number of pixels that differ."""
    if before == after:
        return 0
    old, new = (np.frombuffer(pixels, np.uint32) for pixels in (before, after))
    return int(np.count_nonzero(old != new))
