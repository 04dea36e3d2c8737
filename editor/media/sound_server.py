# SPDX-License-Identifier: GPL-3.0-or-later
"""The connection to the sound server, which Qt makes once in a process and never again.

When PulseAudio ends (logging out of a session does it, or a restart of the service), Qt goes
on listing its devices, and opening one of them aborts the whole program. Nothing in Qt tells
of it, so the connection itself is watched.
"""

from __future__ import annotations

import os
import select
import socket
import stat
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import qInstallMessageHandler

from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN_FILES = Path("/proc/self/fd")  # where there is none, there is no such server either


class SoundServer:
    """What sound devices hang on.

    Attributes:
        usable: Whether the libraries are there that QtMultimedia needs.
        BROKEN: What to say when it is not alive.
    """

    BROKEN = N_("The connection to the sound system broke off; start the program again to hear.")

    def __init__(self) -> None:
        before = _connections()
        with _unsaid():
            try:
                # Here, since it needs libraries of the system's that a machine may be without.
                from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415

                self.usable = True
                QMediaDevices.audioOutputs()  # connects
            except ImportError:
                self.usable = False
        self._connections = _connections() - before

    @property
    def alive(self) -> bool:
        """Whether the connection still stands. From any thread."""
        return all(map(_stands, self._connections))

    @property
    def has_device(self) -> bool:
        """Whether there is something to play on."""
        if not self.usable or not self.alive:
            return False
        from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415 - as above

        return bool(QMediaDevices.audioOutputs())


@cache
def sound_server() -> SoundServer:
    """The one of this process, because Qt has but one."""
    return SoundServer()


def _connections() -> frozenset[tuple[int, int]]:
    """Number and inode of all sockets that have somebody at the other end."""
    if not _OPEN_FILES.exists():
        return frozenset()
    numbers = (int(name) for name in os.listdir(_OPEN_FILES))  # noqa: PTH208 - numbers
    return frozenset((number, inode) for number in numbers if (inode := _connected(number)))


def _connected(number: int) -> int:
    """The inode of a socket that is connected to a named one; otherwise 0."""
    try:
        status = os.fstat(number)
        if not stat.S_ISSOCK(status.st_mode):
            return 0
        with socket.socket(fileno=os.dup(number)) as copy:
            return status.st_ino if copy.getpeername() else 0
    except OSError:  # closed meanwhile, or not connected
        return 0


def _stands(connection: tuple[int, int]) -> bool:
    number, inode = connection
    try:
        if os.fstat(number).st_ino != inode:
            return False
        poll = select.poll()
        poll.register(number, select.POLLHUP)
        return not poll.poll(0)
    except OSError:
        return False


@contextmanager
def _unsaid() -> Iterator[None]:
    """Keep to ourselves what Qt says of sound servers that are not there: we say it better."""
    before = qInstallMessageHandler(lambda *_: None)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
