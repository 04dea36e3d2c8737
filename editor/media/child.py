# SPDX-License-Identifier: GPL-3.0-or-later
"""A child process that works for the window, and tells it how that goes."""

from __future__ import annotations

import multiprocessing
import time
from threading import Thread
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from PySide6.QtCore import QObject, QTimer, Signal

from editor.media.processes import Done, Failed, make_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

Args = ParamSpec("Args")

_TICK = 10
"""ms between two looks at the pipe. Qt can wait for a pipe on some systems only."""

_SLICE = 0.02
"""Seconds of a look, at most: else one that sends faster than the window takes would stop it."""

_GRACE = 1.0
"""Seconds to wait for a process that was told to end, before it is killed; then for that."""


class Child(QObject):
    """Runs a function in a process of its own, which is sent orders and sends messages.

    The function gets its end of the pipe first, then the arguments. Both are pickled: it is
    a function of a module that imports no Qt. What it sends comes as `message`, in order.

    Signals:
        message (object): What the function sent.
        failed (Problem or None): It raised that `UserError`; None where it raised something
            else (standard error has the traceback), crashed or was killed.
        ended: The process is over, after `failed` where it failed. Nothing comes after it.
    """

    message = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(
        self,
        name: str,
        work: Callable[Concatenate[Connection, Args], None],
        *args: Args.args,
        **_: Args.kwargs,
    ) -> None:
        """Prepare to run `work(pipe, *args)` in a process called `name`."""
        super().__init__()
        self._wire, self._far_end = multiprocessing.Pipe()
        self._process = make_process(name, self._far_end, work, args)
        # On a thread, since starting may wait for the server, or for the disk.
        self._starting = Thread(target=self._start, name=f"starting {name}")
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Start the process. Does not wait for it."""
        self._starting.start()
        self._timer.start()

    def send(self, order: object) -> None:
        """Send something to the function. One that just died is not told: `failed` will say so."""
        try:
            self._wire.send(order)
        except OSError:
            return

    def stop(self) -> None:
        """End the process, whatever it does, and let go of it. Emits nothing from then on."""
        self._timer.stop()
        if self._wire.closed:
            return
        self._wire.close()
        if self._starting.ident is not None:
            self._starting.join()
        self._far_end.close()
        if self._process.pid is not None:
            for end in (self._process.terminate, self._process.kill):
                end()
                self._process.join(_GRACE)
                if not self._process.is_alive():
                    break
            else:
                return  # a disk that hangs holds it: no signal ends that
        self._process.close()

    def _start(self) -> None:
        try:
            self._process.start()
        except OSError:
            return  # the pipe ends: it died before it began
        finally:
            self._far_end.close()  # ours, so that the pipe ends when the process does

    def _look(self) -> None:
        """Pass on what the process sent; the rest is for the next look."""
        over = self._is_over()  # before looking: what it sent until then is in the pipe
        until = time.monotonic() + _SLICE
        while not self._wire.closed and time.monotonic() < until:  # a message may lead to `stop`
            try:
                if self._wire.poll():
                    message = self._wire.recv()
                elif over:
                    message = Failed(None)
                else:
                    return
            except (EOFError, OSError):
                message = Failed(None)
            if not isinstance(message, Done | Failed):
                self.message.emit(message)
                continue
            self.stop()
            if isinstance(message, Failed):
                self.failed.emit(message.problem)
            self.ended.emit()

    def _is_over(self) -> bool:
        """Whether the process has ended, or could not be started.

        Its end of the pipe may outlive it: in a process of its own, or, on Windows, as the
        handle that it was to take over when it began.
        """
        return not self._starting.is_alive() and not self._process.is_alive()
