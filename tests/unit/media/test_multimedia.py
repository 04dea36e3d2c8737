# SPDX-License-Identifier: GPL-3.0-or-later
"""Qt Multimedia is loaded while other threads work, and none waits for the other for ever."""

from __future__ import annotations

import subprocess
import sys

_CHILD = """
import ctypes, os, sys, threading
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
sys.setswitchinterval(1e-6)  # as if the machine were busy
def look_up():
    while True:
        ctypes.pythonapi["Py_GetVersion"]  # takes the loader's lock, as an import may
threading.Thread(target=look_up, daemon=True).start()
import editor.media.multimedia
os.write(1, b"loaded")
os._exit(0)
"""
_PATIENCE = 60
"""Seconds; it takes less than one."""


def test_it_is_loaded_beside_a_thread_that_looks_into_libraries() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CHILD], capture_output=True, timeout=_PATIENCE, check=False
    )
    assert (done.stdout, done.stderr) == (b"loaded", b"")
