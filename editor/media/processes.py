# SPDX-License-Identifier: GPL-3.0-or-later
"""Child processes: how they are made, and what each of them does first and last.

Where the system can, they are forked from a server that has everything imported: they begin
within 10 ms, and share its memory. Elsewhere each is spawned. Imports no Qt, since children
import this module.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, NamedTuple

from editor.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from subprocess import Popen

    from editor.core.errors import Problem

_HEAP = str(4 << 20)
"""Bytes: glibc gives back larger blocks and keeps smaller ones (`mallopt(3)`). So the index of a
file is given back, and not every block of samples is fetched anew."""

_PRELOADED = ["editor.media.decode"]
"""What the server imports, for the processes that are forked from it."""

_NICE, _BELOW_NORMAL = 14, 0x4000
"""Niceness of children, and their class on Windows: they yield to the window. See `step_back`.

With 5, two of them on two cores still got a third of what the window's thread asked for, and keys
came 0.2 to 0.5 s late; with 14, a twentieth.
"""

_GRACE = 5.0
"""Seconds that a `Worker` has to end, with the children that it has, before it is killed."""

MOST_WORKERS = 31 if sys.platform == "win32" else sys.maxsize
"""That `ready` can wait for: Windows waits for 62 signs at most (``WaitForMultipleObjects``)."""

_FORKED = sys.platform.startswith("linux")  # macOS has frameworks that don't survive it


class Failed(NamedTuple):
    """The last message of work that raised a `UserError`; without a problem, it just ended."""

    problem: Problem | None


class Done(NamedTuple):
    """The last message of work that returned."""


def warm() -> None:
    """Start the server before the first child is needed. Does not wait for it."""
    if _FORKED:
        from multiprocessing import forkserver

        _prepare()
        forkserver.ensure_running()


def make_process(
    name: str,
    wire: Connection,
    work: Callable[..., None],
    args: tuple[object, ...],
    *,
    background: bool = True,
) -> BaseProcess:
    """A process, not started yet, that calls `work(wire, *args)` and ends when we do.

    One that does not work in the `background` yields to no other, and may have children of its
    own; it ends when the pipe does.
    """
    _prepare()
    context = multiprocessing.get_context("forkserver" if _FORKED else "spawn")
    process: BaseProcess = context.Process(  # type: ignore[attr-defined]  # of both
        target=_main, args=(wire, work, args, background), name=name, daemon=background
    )
    return process


class Worker:
    """A process at work, for those who wait for what it sends: see `Child` for the window's.

    It is over when the process is. Its end of the pipe may outlive that: in a process of its own,
    or, on Windows, as the handle that it was to take over when it began.

    Attributes:
        signs: What is ready when it has sent something, or is over; none if it could not be
            started.
    """

    def __init__(
        self,
        name: str,
        work: Callable[..., None],
        args: tuple[object, ...],
        *,
        background: bool = True,
    ) -> None:
        """Start it; see `make_process`."""
        self._wire, far_end = multiprocessing.Pipe()
        self._process = make_process(name, far_end, work, args, background=background)
        self.signs: tuple[Connection | int, ...] = ()
        with far_end, suppress(OSError):
            self._process.start()
            self.signs = self._wire, self._process.sentinel

    def send(self, order: object) -> None:
        """Send it something. One that just died is not told: `receive` will say so."""
        with suppress(OSError):
            self._wire.send(order)

    def receive(self) -> object:
        """What it sends next, or `Failed` without a problem if it is over. Waits for that."""
        ready([self])
        try:
            return self._wire.recv() if self._wire.poll() else Failed(None)
        except (EOFError, OSError):
            return Failed(None)

    def terminate(self) -> None:
        """Ask it to end."""
        if self.signs:
            self._process.terminate()

    def close(self) -> None:
        """End it, whatever it is at."""
        self._wire.close()
        self.terminate()
        if self.signs:
            self._process.join(_GRACE)
            self._process.kill()
            self._process.join()


def ready(workers: Collection[Worker], timeout: float | None = None) -> list[Worker]:
    """Those that have sent something, or are over; waits until there are any."""
    if unstarted := [worker for worker in workers if not worker.signs]:
        return unstarted
    signs = {sign: worker for worker in workers for sign in worker.signs}
    seen = set(wait(list(signs), timeout))
    return list(dict.fromkeys(worker for sign, worker in signs.items() if sign in seen))


def step_back(niceness: int, priority: int) -> None:
    """Yield to other processes.

    Args:
        niceness: What is added to this process's (`nice(2)`).
        priority: Its class on Windows (``SetPriorityClass``).
    """
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE  # as an int, it is no handle
        kernel.SetPriorityClass(wintypes.HANDLE(kernel.GetCurrentProcess()), priority)
    else:
        os.nice(niceness)


def start_program(command: Sequence[str]) -> Popen[bytes]:
    """Start a program of the user's, which talks by pipes.

    Raises:
        OSError: It cannot be started.
    """
    import subprocess

    environment = dict(os.environ)
    # PyInstaller has our own libraries found first, which are not those of other programs.
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        if getattr(sys, "frozen", False):
            before = environment.pop(f"{name}_ORIG", None)
            environment.pop(name, None)
            environment |= {name: before} if before else {}
    return subprocess.Popen(  # noqa: S603 - the user has chosen it, and no shell reads it
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _prepare() -> None:
    # Children inherit it. What they compute needs no threads, and each would take memory.
    os.environ |= {
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_TRIM_THRESHOLD_": _HEAP,
        "MALLOC_MMAP_THRESHOLD_": _HEAP,
    }
    if _FORKED:
        multiprocessing.set_forkserver_preload(_PRELOADED)
    if getattr(sys, "frozen", False):
        import pyi_rth_multiprocessing  # noqa: F401 - PyInstaller's: children find their way


def _main(
    wire: Connection,
    work: Callable[..., None],
    args: tuple[object, ...],
    background: bool,  # noqa: FBT001 - processes are given their arguments by place
) -> None:
    """What runs in the child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is the window's
    if background:
        step_back(_NICE, _BELOW_NORMAL)
    gc.freeze()  # a collection would write to all that is shared with the server, and so copy it
    try:
        with wire:
            try:
                work(wire, *args)
            except UserError as error:
                wire.send(Failed(error.problem))
            else:
                wire.send(Done())
    except (BrokenPipeError, ConnectionResetError, EOFError):
        return  # the window has gone
