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
from typing import TYPE_CHECKING, NamedTuple

from editor.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from subprocess import Popen

    from editor.core.errors import Problem

_HEAP = str(4 << 20)
"""Bytes: glibc gives back larger blocks and keeps smaller ones (`mallopt(3)`). So the index of a
file is given back, and not every block of samples is fetched anew."""

_PRELOADED = ["editor.media.decode"]
"""What the server imports, for the processes that are forked from it."""

_NICE = 5
"""Niceness of children (`nice(2)`): they yield to the window."""

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


def _main(
    wire: Connection,
    work: Callable[..., None],
    args: tuple[object, ...],
    background: bool,  # noqa: FBT001 - processes are given their arguments by place
) -> None:
    """What runs in the child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is the window's
    if background and hasattr(os, "nice"):
        os.nice(_NICE)
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
