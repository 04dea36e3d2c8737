# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches over a program that is to have no door: no network, no shell."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROC = Path("/proc")
_TABLES = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")
_OFTEN = 0.01
"""Seconds between two looks: an attempt to connect stays open for longer."""

_ASKING = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "webbrowser.open"})
_SHELLS = frozenset({"sh", "bash", "cmd", "cmd.exe"})


class Doors:
    """What was opened within the block.

    Python is listened to; what libraries do by themselves (Qt, FFmpeg, libVLC), in this process
    and in its children, is seen in the tables of the system, where it has them as Linux does.

    Attributes:
        opened: A line for each.
    """

    def __init__(self) -> None:
        self.opened: set[str] = set()
        self._over = threading.Event()
        self._watchman = threading.Thread(target=self._watch, name="watchman", daemon=True)

    def __enter__(self) -> Self:
        sys.addaudithook(self._hear)
        self._watchman.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watchman.join()

    def _hear(self, event: str, facts: tuple[Any, ...]) -> None:
        if self._over.is_set():
            return  # a hook cannot be taken off
        if event in _ASKING or event == "os.system":
            self.opened.add(f"{event} {facts}")
        elif event in ("socket.connect", "socket.bind") and not isinstance(facts[1], str | bytes):
            self.opened.add(f"{event} {facts[1]}")  # those of the system itself have a path
        elif event == "subprocess.Popen" and Path(os.fsdecode(facts[0])).name in _SHELLS:
            self.opened.add(f"{event} {facts[1]}")

    def _watch(self) -> None:
        while not self._over.wait(_OFTEN):
            for process in (os.getpid(), *_children(os.getpid())):
                self.opened.update(_sockets(process))


def _children(process: int) -> Iterator[int]:
    for file in (_PROC / str(process) / "task").glob("*/children"):
        try:
            found = [int(number) for number in file.read_text().split()]
        except OSError:  # ended meanwhile
            continue
        for child in found:
            yield child
            yield from _children(child)


def _sockets(process: int) -> Iterator[str]:
    """Those of a process that belong to a network."""
    folder = _PROC / str(process)
    mine = set(_open_files(folder / "fd"))
    for name in _TABLES:
        try:
            table = (folder / "net" / name).read_text()
        except OSError:
            continue
        for row in table.splitlines()[1:]:
            fields = row.split()
            if f"socket:[{fields[9]}]" in mine:
                yield f"{name} {' '.join(fields[1:4])}"


def _open_files(folder: Path) -> Iterator[str]:
    try:
        numbers = os.listdir(folder)  # noqa: PTH208 - numbers, not paths
    except OSError:  # ended meanwhile
        return
    for number in numbers:
        try:
            yield os.readlink(folder / number)  # noqa: PTH115 - what is there is no path
        except OSError:  # closed meanwhile
            continue
