# SPDX-License-Identifier: GPL-3.0-or-later
"""The process in which a speech model listens: one for all who ask in this window."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from editor.ear.serving import Said, Work
    from editor.media.child import Child

    Told = Callable[[object], None]

_KEPT = 60_000
"""ms after the last request for which the process stays: it holds the model in memory."""


class EarProcess(QObject):
    """Starts it when something is asked, and ends it when nobody has asked for a while.

    So the model is read once and is in memory once, whoever needs it.

    Signals:
        noted (Problem): Something that is no failure.

    Attributes:
        engine: A Python with CTranslate2 that computes in the place of numpy; None: numpy does.
    """

    noted = Signal(object)
    _ordered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.engine: Path | None = None
        self._child: Child | None = None
        self._engine: Path | None = None  # of the child
        self._calls: dict[int, Told] = {}
        self._number = 0
        self._rest = QTimer(self, singleShot=True, interval=_KEPT)
        self._rest.timeout.connect(self.stop)
        self._ordered.connect(self._do, Qt.ConnectionType.QueuedConnection)

    def ask(self, work: Work, task: Any, urgency: int, told: Told) -> Call:
        """Have it do some work.

        Args:
            work: See `serving.Request`.
            task: See `serving.Request`.
            urgency: See `serving.Request`.
            told: Called with what each step made; last with `Done`, or with `Failed`, which has no
                problem where the process died.
        """
        from editor.ear.serving import Request

        self._number += 1
        self._calls[self._number] = told
        self._rest.stop()
        self._running().send(Request(self._number, work, task, urgency))
        return Call(self, self._number)

    @contextmanager
    def serve(self, work: Work, task: Any) -> Iterator[_Mail]:
        """The pipe of a request, for a job on its thread; see `passing.Serve`."""
        mail = _Mail(self._ordered.emit, partial(self.ask, work, task))
        try:
            yield mail
        finally:
            mail.close()

    def use(self, engine: Path | None) -> None:
        """Compute with that engine as soon as what is under way has come to its end."""
        if engine != self.engine:
            self.engine = engine
            self._settle()

    def stop(self) -> None:
        """End it, and give its memory back; requests that are open have failed."""
        self._rest.stop()
        if self._child is not None:
            self._child.stop()
            self._child.deleteLater()
            self._child = None
        self._fail()

    def send(self, order: object) -> None:
        """Send it an order about a request."""
        if self._child is not None:
            self._child.send(order)

    def drop(self, number: int) -> None:
        """Nobody wants a request any more."""
        from editor.ear.serving import GivenUp

        if self._calls.pop(number, None) is not None:
            self.send(GivenUp(number))
            self._settle()

    def _do(self, order: Callable[[], object]) -> None:
        order()

    def _running(self) -> Child:
        from editor.ear.serving import serve
        from editor.media.child import Child

        if self._child is None:
            self._engine = self.engine
            self._child = Child("ear", serve, self.engine)
            self._child.message.connect(self._told)
            self._child.failed.connect(self.stop)
            self._child.start()
        return self._child

    def _told(self, said: Said) -> None:
        from editor.ear.serving import NOBODY
        from editor.media.processes import Done, Failed

        if said.number == NOBODY:
            self.noted.emit(said.message)
        told = self._calls.get(said.number)
        if told is None:
            return  # it was given up when this was on its way
        if isinstance(said.message, Done | Failed):
            del self._calls[said.number]
            self._settle()
        told(said.message)

    def _settle(self) -> None:
        if self._calls:
            return
        if self._engine != self.engine:
            self.stop()
        else:
            self._rest.start()

    def _fail(self) -> None:
        from editor.media.processes import Failed

        calls, self._calls = self._calls, {}
        for told in calls.values():
            told(Failed(None))


class Call:
    """A request that was made."""

    def __init__(self, process: EarProcess, number: int) -> None:
        self._process, self._number = process, number

    def pace(self, threads: int) -> None:
        """Compute on so many threads from now on."""
        from editor.ear.serving import Pace

        self._process.send(Pace(self._number, threads))

    def give_up(self) -> None:
        """Nothing more is told."""
        self._process.drop(self._number)


class _Mail:
    """A request of another thread than the window's, which waits for what is told."""

    def __init__(self, order: Callable[[object], None], ask: Callable[..., Call]) -> None:
        from editor.ear.serving import JOB

        self._order = order
        self._told: SimpleQueue[object] = SimpleQueue()
        self._next: list[object] = []
        self._calls: list[Call] = []  # of the window's thread
        order(lambda: self._calls.append(ask(JOB, self._told.put)))

    def poll(self, seconds: float) -> bool:
        """See `passing.Pipe`."""
        if not self._next:
            try:
                self._next.append(self._told.get(timeout=seconds))
            except Empty:
                return False
        return True

    def recv(self) -> object:
        """See `passing.Pipe`."""
        return self._next.pop() if self._next else self._told.get()

    def pace(self, threads: int) -> None:
        """See `passing.Pipe`."""
        self._order(partial(self._each, lambda call: call.pace(threads)))

    def close(self) -> None:
        """Nobody waits any more."""
        self._order(partial(self._each, Call.give_up))

    def _each(self, do: Callable[[Call], None]) -> None:
        for call in self._calls:
            do(call)
