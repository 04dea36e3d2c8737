# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes that work on many inputs: each takes the next one that is left.

What they say is passed on in the order of the inputs, as if there were a single one. They take at
most `_AHEAD` inputs each before the oldest one is ready, so that little waits in memory. A process
that dies takes no input with it but the one it had.
"""

from __future__ import annotations

import io
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, NamedTuple

from editor.cli.common import UNREADABLE, erased
from editor.cli.many import Ended, attempt
from editor.media.processes import MOST_WORKERS, Worker, ready

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    from editor.cli.many import One

_AHEAD = 16


class _Worked(NamedTuple):
    """What became of an input, and what was printed: whether on standard error, and the text."""

    ended: Ended
    printed: list[tuple[bool, str]]


def worked(
    options: Namespace, one: One, jobs: int, show: Callable[[int, str], None]
) -> Iterator[Ended]:
    """Run `one` on every input in `jobs` processes.

    Args:
        options: Those of the verb.
        one: See `many.run_all`.
        jobs: Number of processes.
        show: Told how many inputs are ready, and the name of the last one.

    Yields:
        What became of the inputs, in their order, after what was printed was passed on.
    """
    names: list[str] = options.files
    waiting: dict[int, _Worked] = {}
    pool = _Pool(options, one, min(jobs, MOST_WORKERS))
    given = passed_on = finished = 0
    try:
        while passed_on < len(names):
            while given < min(len(names), passed_on + _AHEAD * jobs) and pool.give(
                given, names[given]
            ):
                given += 1
            for number, result in pool.results():
                waiting[number] = result
                finished += 1
                show(finished, names[number])
            while passed_on in waiting:
                result = waiting.pop(passed_on)
                _print(result.printed)
                passed_on += 1
                yield result.ended
    finally:
        pool.stop()


class _Pool:
    """The processes, what each of them is at, and those that wait."""

    def __init__(self, options: Namespace, one: One, jobs: int) -> None:
        self._options, self._one, self._left = options, one, jobs
        self._workers: list[Worker] = []
        self._at: dict[Worker, tuple[int, str]] = {}
        self._idle: list[Worker] = []

    def give(self, number: int, name: str) -> bool:
        """Give an input to a process, if one is free."""
        if not self._idle:
            if len(self._workers) >= self._left:
                return False
            work = self._options, self._one
            self._idle.append(Worker("verb", _serve, work, background=False))
            self._workers += self._idle
        worker = self._idle.pop()
        self._at[worker] = number, name
        worker.send(name)
        return True

    def results(self) -> Iterator[tuple[int, _Worked]]:
        """Wait for the next inputs that are ready, by number."""
        for worker in ready(self._at):
            number, name = self._at.pop(worker)
            result = worker.receive()
            if isinstance(result, _Worked):
                self._idle.append(worker)
            else:
                self._workers.remove(worker)
                worker.close()
                said = "its process has ended before its time; memory may have run out."
                result = _Worked(Ended(UNREADABLE), [(True, f"jiaozi: {name}: {said}\n")])
            yield number, result

    def stop(self) -> None:
        """End all processes, whatever they are at."""
        for worker in self._workers:
            worker.terminate()
        for worker in self._workers:
            worker.close()


def _serve(wire: Connection, options: Namespace, one: One) -> None:
    """What a process does: each name that it is sent, until the pipe ends."""
    # So that children of its own, and the disk that they took, are let go of.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    while True:
        name = wire.recv()
        printed: list[tuple[bool, str]] = []
        with (
            redirect_stdout(_Kept(printed, on_error=False)),
            redirect_stderr(_Kept(printed, on_error=True)),
        ):
            ended = attempt(options, one, name)
        wire.send(_Worked(ended, printed))


class _Kept(io.StringIO):
    """A stream whose text is kept together with that of another one."""

    def __init__(self, printed: list[tuple[bool, str]], *, on_error: bool) -> None:
        super().__init__()
        self._printed, self._on_error = printed, on_error

    def write(self, text: str) -> int:
        self._printed.append((self._on_error, text))
        return len(text)


def _print(printed: list[tuple[bool, str]]) -> None:
    if printed:
        erased()
    for on_error, text in printed:
        (sys.stderr if on_error else sys.stdout).write(text)
