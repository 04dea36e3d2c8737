# SPDX-License-Identifier: GPL-3.0-or-later
"""What the children of `test_child` and `test_workers` do.

Apart, since a child imports the module it works in.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from ctypes import wintypes
from typing import TYPE_CHECKING

from editor.core.errors import UserError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def doubles(wire: Connection, first: int) -> None:
    """Sends `first`, then double of whatever it is sent, until that is 0."""
    wire.send(first)
    while number := wire.recv():
        wire.send(2 * number)


def hurries(wire: Connection, count: int) -> None:
    for number in range(count):
        wire.send(number)


def refuses(wire: Connection, name: str) -> None:
    wire.send("begun")
    raise UserError("“{name}” can't be used.", name=name)


def crashes(wire: Connection) -> None:
    wire.send("begun")
    os._exit(3)


def sleeps(wire: Connection) -> None:
    wire.send("begun")
    time.sleep(3600)


def hangs(wire: Connection) -> None:
    """Hears no request to end."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    wire.send("begun")
    time.sleep(3600)


def priority(wire: Connection) -> None:
    """Sends its niceness; on Windows, its class."""
    wire.send(own_priority())


def own_priority() -> int:
    if sys.platform != "win32":
        return os.getpriority(os.PRIO_PROCESS, 0)
    kernel = ctypes.WinDLL("kernel32")
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    return int(kernel.GetPriorityClass(wintypes.HANDLE(kernel.GetCurrentProcess())))


def forks(wire: Connection) -> None:
    """Tells of a process that inherits its pipe, and dies."""
    heir = os.fork()
    if heir == 0:
        time.sleep(60)
        os._exit(0)
    wire.send(heir)
    wire.send("all that it sent")
    os.kill(os.getpid(), signal.SIGKILL)
