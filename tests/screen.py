# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual screen, so that real windows can be opened where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NEEDED = sys.platform.startswith("linux")


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
