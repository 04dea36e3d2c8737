# SPDX-License-Identifier: GPL-3.0-or-later
"""Decodes a sound track in several child processes: starts them, and assigns runs to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.core.timecode import to_samples
from editor.media import reports, tasks
from editor.media.child import Child
from editor.media.runs import Runs

if TYPE_CHECKING:
    from pathlib import Path

    from editor.media.runs import Order, Ranges

_NEAR = 10_000
"""ms of sound that any machine decodes before somebody notices that they wait."""

_WORKERS = 2
"""Decoding processes. More would starve the window on machines with two cores."""


class Decoding(QObject):
    """Decodes one track of a medium into a folder, wanted places first.

    Can be stopped and started again. If a child dies, the other does its share; if both do,
    decoding has failed.

    Signals:
        found (Info): What the medium consists of.
        begun (int, int): The sound's samples a second, and how many are expected.
        filled (int, int): Samples [start, stop) and their peaks are in the files.
        complete (int): All is decoded; so many samples there are.
        failed (Problem or None): It can't be done; None where the children died.

    Attributes:
        damaged: Packets and runs so far that could not be decoded.
    """

    found = Signal(object)
    begun = Signal(object, object)  # not int: Qt's has 32 bits
    filled = Signal(object, object)
    complete = Signal(object)
    failed = Signal(object)

    def __init__(
        self, path: str, track: int, folder: Path, done: Ranges = (), damaged: int = 0
    ) -> None:
        """Decode sound track number `track` of `path` into `folder`, except what is `done`."""
        super().__init__()
        self.damaged = damaged
        self._job = (path, track, folder)
        self._runs = Runs(done)
        self._children: dict[int, Child] = {}
        self._dead: set[int] = set()

    @property
    def running(self) -> bool:
        """Whether it is decoding."""
        return bool(self._children)

    def expect(self, rate: int, samples: int) -> None:
        """Tell it the rate (samples a second) and the estimated number of samples."""
        self._runs.expect(samples, to_samples(_NEAR, rate))

    def start(self) -> None:
        """Start or resume. Does nothing while it runs."""
        if not self.running:
            self._dead.clear()
            self._employ()

    def want(self, sample: int) -> bool:
        """Decode from `sample` on first; False if that is decoded already."""
        if not self._runs.lacks(sample):
            return False
        self._order(self._runs.want(sample))
        return True

    def stop(self) -> None:
        """Stop decoding, until it is started again."""
        while self._children:
            number, child = self._children.popitem()
            child.stop()
            self._runs.drop(number)

    def _employ(self) -> None:
        """Give every idle child a run; start one where none is running."""
        for number in range(_WORKERS):
            if number not in self._dead and not self._runs.busy(number):
                self._order(self._runs.give(number))

    def _order(self, orders: dict[int, Order]) -> None:
        for number, order in orders.items():
            if number not in self._children:
                self._children[number] = self._child(number)
            self._children[number].send(order)

    def _child(self, number: int) -> Child:
        child = Child("decoder", tasks.decode, *self._job)
        child.message.connect(partial(self._take, number))
        child.failed.connect(partial(self._lost, number))
        child.start()
        return child

    def _take(self, number: int, report: reports.Report) -> None:
        match report:
            case reports.Found(info):
                self.found.emit(info)
            case reports.Begun(rate, expected):
                self.begun.emit(rate, expected)
                self._employ()
            case reports.Filled(run, start, stop):
                self._runs.fill(number, run, start, stop)
                self.filled.emit(start, stop)
            case reports.Over():
                self._over(number, report)

    def _over(self, number: int, over: reports.Over) -> None:
        lost = self._runs.finish(number, over.number, over.end)
        self.damaged += over.damaged + bool(lost)
        if lost:
            self.filled.emit(*lost)
        if self._runs.complete:
            self.stop()
            self.complete.emit(self._runs.total)
        else:
            self._employ()

    def _lost(self, number: int, problem: object) -> None:
        """A child failed. If it just died and another one lives, that does its share."""
        self._runs.drop(number)
        self._dead.add(number)
        del self._children[number]
        if problem is None and self._children:
            self._employ()
        else:
            self.stop()
            self.failed.emit(problem)
