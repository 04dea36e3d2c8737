# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual screen, so that real windows can be opened where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NEEDED = sys.platform.startswith("linux")

_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
app.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


def picture(path: Path) -> None:
    """Save what is on the screen as a PNG; from a process of its own, since this one may hang."""
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, "-c", _GRAB, str(path)], timeout=20, capture_output=True, check=False
    )


class VirtualScreen:
    """An X server without a monitor; `display` is its name. Ends with `close`."""

    def __init__(self, size: str = "1920x1080") -> None:
        if not shutil.which("Xvfb"):
            raise RuntimeError("Tests of windows need Xvfb (Debian: apt-get install xvfb).")
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24"]
        command += ["-nolisten", "tcp", "-noreset"]
        quiet = subprocess.DEVNULL
        self._server = subprocess.Popen(
            command, pass_fds=[write], stdin=quiet, stdout=quiet, stderr=quiet
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start.")
        self.display = f":{number}"

    def close(self) -> None:
        self._server.terminate()
        self._server.wait()
