# SPDX-License-Identifier: GPL-3.0-or-later
"""The child processes that decode one medium. They start on a thread, for starting may wait.

Where the system can, they are forked from a server that has everything imported: they begin
within 10 ms, and share its memory. Elsewhere each is spawned.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from editor.media.reports import Report
    from editor.media.runs import Order

_HEAP = str(4 << 20)  # bytes
_CHILD = "editor.media.decode"
_FORKED = sys.platform.startswith("linux")  # macOS has frameworks that don't survive it


def warm() -> None:
    """Have the server at hand before the first medium is opened. Does not wait for it."""
    if _FORKED:
        from multiprocessing import forkserver  # noqa: PLC0415 - Windows has none

        _prepare()
        forkserver.ensure_running()


def child(name: str, target: Callable[..., None], *args: object) -> BaseProcess:
    """A child process that is not started yet and does not outlive us."""
    _prepare()
    context = multiprocessing.get_context("forkserver" if _FORKED else "spawn")
    process: BaseProcess = context.Process(  # type: ignore[attr-defined]  # of both
        target=target, args=args, name=name, daemon=True
    )
    return process


def _prepare() -> None:
    # Children inherit it. What they compute needs no threads, and each would take memory.
    # And glibc is to give back the index of a file, but not to fetch every block anew.
    os.environ |= {
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_TRIM_THRESHOLD_": _HEAP,
        "MALLOC_MMAP_THRESHOLD_": _HEAP,
    }
    if _FORKED:
        multiprocessing.set_forkserver_preload([_CHILD])


def _decode(path: str, track: int, folder: Path, wire: Connection) -> None:
    from editor.media import decode  # noqa: PLC0415 - FFmpeg's 15 MB, for the child alone

    decode.run(path, track, folder, wire)


class Workers:
    """Numbered from 0; each has a pipe of its own."""

    def __init__(self, path: str, track: int, folder: Path) -> None:
        """Decode that track of `path` into `folder`."""
        self._job = (path, track, folder)
        self._workers: dict[int, _Worker] = {}
        self._dead: set[int] = set()

    @property
    def alive(self) -> bool:
        """Whether there is any, or may be soon."""
        return bool(self._workers)

    def usable(self, worker: int) -> bool:
        """Whether it did not die."""
        return worker not in self._dead

    def order(self, worker: int, order: Order) -> None:
        """Tell a worker what to do; it is started if need be.

        One that just died is not told: `reports` will say so.
        """
        if worker not in self._workers:
            self._workers[worker] = _Worker(*self._job)
        self._workers[worker].order(order)

    def reports(self) -> Iterator[tuple[int, Report | None]]:
        """What the workers sent since; None from one that died."""
        for number in list(self._workers):
            while number in self._workers:
                try:
                    if not self._workers[number].wire.poll():
                        break
                    report: Report = self._workers[number].wire.recv()
                except (EOFError, OSError):
                    self._workers.pop(number).end()
                    self._dead.add(number)
                    yield number, None
                else:
                    yield number, report

    def end(self) -> None:
        """End them all, whatever they do."""
        while self._workers:
            self._workers.popitem()[1].end()


class _Worker:
    def __init__(self, path: str, track: int, folder: Path) -> None:
        self.wire, self._far_end = multiprocessing.Pipe()
        self._process = child("decoder", _decode, path, track, folder, self._far_end)
        self._starting = Thread(target=self._start, name="starting a decoder")
        self._starting.start()

    def _start(self) -> None:
        try:
            self._process.start()
        except OSError:
            return  # the pipe ends: it died before it began
        finally:
            self._far_end.close()  # ours: so that the pipe ends when the child does

    def order(self, order: Order) -> None:
        try:
            self.wire.send(order)
        except OSError:
            return  # it died

    def end(self) -> None:
        self._starting.join()
        if self._process.pid is not None:
            self._process.terminate()
            self._process.join()
        self._process.close()
        self.wire.close()
