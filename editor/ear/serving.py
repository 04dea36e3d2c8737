# SPDX-License-Identifier: GPL-3.0-or-later
"""The process that listens: one model in memory for all that is asked of it.

It is sent a `Request`, whose work is a generator of steps, and tells what each step made as `Said`.
The most urgent request goes first, also one that comes while a step of another is computed: that
step is left, and done anew later. So what somebody waits for begins within a few hundredths of a
second, and a request that is given up loses one step. It imports no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from editor.core.errors import UserError
from editor.ear.kept import Kept
from editor.media.processes import Done, Failed, step_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from editor.core.errors import Problem

    Step = Callable[[], object]
    Work = Callable[[Kept, Any], Iterator[Step]]

QUESTION, JOB, BACKGROUND = range(3)
"""How urgent a request is: what a menu waits for; what was ordered; what goes on beside."""

_NICER, _IDLE = 5, 0x40
"""Added to a child's niceness, and ``IDLE_PRIORITY_CLASS`` of Windows: it yields to children that
decode, too."""


class Request(NamedTuple):
    """What is to be done.

    Attributes:
        number: By which it is known.
        work: A function of a module: its steps compute nothing before they are called, and may be
            called again where one did not come to its end.
        task: What it gets; its `threads` are those that compute at first.
        urgency: See `QUESTION`.
    """

    number: int
    work: Work
    task: Any
    urgency: int


class Pace(NamedTuple):
    """How many threads are to compute a request from now on."""

    number: int
    threads: int


class GivenUp(NamedTuple):
    """Nobody wants a request any more: nothing more is said of it."""

    number: int


NOBODY = 0
"""The number of no request."""


class Said(NamedTuple):
    """What a step of a request made; the last one is `Done`, or `Failed` with a problem.

    With the number `NOBODY` a `Problem` that is no failure.
    """

    number: int
    message: object


class _Left(Exception):  # noqa: N818 - it is no error
    """A step is left: something else is more urgent."""


class _Open:
    """A request, as far as it is done."""

    def __init__(self, request: Request, kept: Kept) -> None:
        self.number = request.number
        self.order = request.urgency, request.number
        self.threads: int = request.task.threads
        self.steps = request.work(kept, request.task)
        self.step: Step | None = None


class _Server:
    def __init__(self, wire: Connection, engine: Path | None) -> None:
        self._wire = wire
        self._kept = Kept(self._between, engine=engine, note=self._note)
        self._open: dict[int, _Open] = {}
        self._now: _Open | None = None

    def run(self) -> None:
        """Serve until the pipe ends."""
        while True:
            while not self._open or self._wire.poll():
                self._take(self._wire.recv())
            self._go_on(self._first)

    @property
    def _first(self) -> _Open:
        return min(self._open.values(), key=lambda each: each.order)

    def _take(self, order: Request | Pace | GivenUp) -> None:
        if isinstance(order, Request):
            self._open[order.number] = _Open(order, self._kept)
        elif isinstance(order, GivenUp):
            self._open.pop(order.number, None)
        elif order.number in self._open:
            self._open[order.number].threads = order.threads

    def _go_on(self, each: _Open) -> None:
        message: object
        try:
            each.step = each.step or next(each.steps, None)
            message = Done() if each.step is None else self._done(each, each.step)
        except _Left:
            return
        except UserError as error:
            message = Failed(error.problem)
        each.step = None
        if isinstance(message, Done | Failed):
            del self._open[each.number]
        self._wire.send(Said(each.number, message))

    def _done(self, each: _Open, step: Step) -> object:
        self._kept.use(each.threads)
        self._now = each
        try:
            return step()
        finally:
            self._now = None

    def _note(self, problem: Problem) -> None:
        self._wire.send(Said(NOBODY, problem))

    def _between(self) -> None:
        """Called again and again while something is computed."""
        if self._now is None:
            return
        while self._wire.poll():
            self._take(self._wire.recv())
        if not self._open or self._first is not self._now:
            raise _Left


def serve(wire: Connection, engine: Path | None = None) -> None:
    """Do what is asked, until the other end of the pipe is closed; `engine`: see `Kept`."""
    step_back(_NICER, _IDLE)
    _Server(wire, engine).run()
