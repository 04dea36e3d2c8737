# SPDX-License-Identifier: GPL-3.0-or-later
"""Long work: plain functions with a `Progress`, on a pool of threads.

A job knows no thread and no widget. What it returns or raises comes back as a call
on the thread that `Jobs` lives on.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from editor.core.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor.core.progress import Progress

T = TypeVar("T")


class Job(QObject):
    """Work that is under way.

    Attributes:
        title: What it does, as a template for the window to translate.
        facts: Values for the title's fields.
        done: How much is done.
        total: Of how much, or None where nobody knows.
    """

    def __init__(self, title: str, facts: Mapping[str, object]) -> None:
        super().__init__()
        self.title = title
        self.facts = facts
        self.done = 0.0
        self.total: float | None = None
        self._wanted = threading.Event()
        self._wanted.set()

    def cancel(self) -> None:
        """Ask it to stop; it does at its next report."""
        self._wanted.clear()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return not self._wanted.is_set()

    def report(self, done: float, total: float | None = None) -> None:
        """See `editor.core.progress.Progress`."""
        if self.cancelled:
            raise Cancelled
        self.done = done
        self.total = total


class _Run(QRunnable):
    def __init__(
        self, job: Job, work: Callable[[Progress], Any], finish: Callable[..., None]
    ) -> None:
        super().__init__()
        self._job, self._work, self._finish = job, work, finish

    def run(self) -> None:
        try:
            job = self._job
            job.report(0)
            result, error = self._work(job), None
        except BaseException as raised:  # noqa: BLE001 - goes where the result would have gone
            result, error = None, raised
        self._finish(self._job, result, error)


class Jobs(QObject):
    """All work under way, the oldest first.

    Signals:
        changed: A job began or ended. Who shows progress looks at `running` in its own time.
    """

    changed = Signal()
    _finished = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self.running: list[Job] = []
        self._pool = QThreadPool(self)
        self._closed = False
        self._ends: dict[Job, tuple[Callable[[Any], None], Callable[[Exception], None]]] = {}
        self._finished.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        **facts: object,
    ) -> Job:
        """Begin `work` on another thread.

        Args:
            title: What it does, for the status bar.
            work: Gets a `Progress`; must leave alone what belongs to the window.
            done: Gets its result, on this thread. Not called once the job is cancelled.
            failed: Gets what it raised, on this thread.
            facts: Values for the fields of `title`.
        """
        job = Job(title, facts)
        if self._closed:
            job.cancel()
            return job
        self._ends[job] = (done, failed)
        self.running.append(job)
        self.changed.emit()
        self._pool.start(_Run(job, work, self._finished.emit))
        return job

    def close(self) -> None:
        """Call off everything, and wait until it has stopped; nothing begins after that."""
        self._closed = True
        for job in self.running:
            job.cancel()
        self._pool.waitForDone()
        self.running.clear()
        self._ends.clear()

    def _end(self, job: Job, result: object, error: Exception | None) -> None:
        if job not in self._ends:
            return  # closed meanwhile
        done, failed = self._ends.pop(job)
        self.running.remove(job)
        self.changed.emit()
        if job.cancelled or isinstance(error, Cancelled):
            return
        if error is not None:
            failed(error)
        else:
            done(result)
