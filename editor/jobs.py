# SPDX-License-Identifier: GPL-3.0-or-later
"""Long work: plain functions with a `Progress`, on a pool of threads.

A job knows no thread and no widget. What it returns or raises comes back as a call
on the thread that `Jobs` lives on.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

from editor.core.errors import UserError
from editor.core.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from editor.core.progress import Progress

T = TypeVar("T")

LATE = 8_000
"""Milliseconds after which a disk that somebody waits for is said not to answer."""

_BLOCKED = 6
"""Threads that may wait for disks that do not answer while others work on."""

_PATIENCE = 2_000
"""Milliseconds that the end of the program waits for work that was called off."""


class Job:
    """Work that is under way. No object of Qt's: the thread that works may be the last to hold it.

    Attributes:
        title: What it does, as a template for the window to translate.
        facts: Values for the title's fields.
        disk: The file that it reads or writes, which may be on a drive that is gone; or None.
        done: How much is done.
        total: Of how much, or None where nobody knows.
        late: Whether its disk does not answer.
    """

    def __init__(self, title: str, facts: Mapping[str, object], disk: Path | None = None) -> None:
        self.disk = disk
        self.title = title
        self.facts = facts
        self.done = 0.0
        self.total: float | None = None
        self.late = False
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
        late (Job): The disk of a job does not answer.
    """

    changed = Signal()
    late = Signal(object)
    _finished = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self.running: list[Job] = []
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(self._pool.maxThreadCount() + _BLOCKED)
        self._closed = False
        self._ends: dict[Job, tuple[Callable[[Any], None], Callable[[UserError], None] | None]] = {}
        self._finished.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None] | None = None,
        disk: Path | None = None,
        **facts: object,
    ) -> Job:
        """Begin `work` on another thread.

        Args:
            title: What it does, for the status bar.
            work: Gets a `Progress`; must leave alone what belongs to the window.
            done: Gets its result, on this thread. Not called once the job is cancelled.
            failed: Gets the `UserError` that `work` or `done` raised, on this thread. Any other
                error is a fault of the program, and is raised on this thread, as all are
                without it.
            disk: See `Job`.
            facts: Values for the fields of `title`.
        """
        job = Job(title, facts, disk)
        if self._closed:
            job.cancel()
            return job
        self._ends[job] = (done, failed)
        self.running.append(job)
        self.changed.emit()
        self._pool.start(_Run(job, work, self._finished.emit))
        if disk is not None:
            QTimer.singleShot(LATE, self, lambda: self._look(job))
        return job

    def close(self) -> None:
        """Call off everything, and wait until it has stopped; nothing begins after that.

        What waits for a disk is not waited for without end: see `is_blocked`.
        """
        self._closed = True
        for job in self.running:
            job.cancel()
        waiting = any(job.disk is not None for job in self.running)
        self._pool.waitForDone(_PATIENCE if waiting else -1)
        self.running.clear()
        self._ends.clear()

    @property
    def is_blocked(self) -> bool:
        """Whether work goes on that was called off: its disk does not answer, and never may."""
        return self._closed and self._pool.activeThreadCount() > 0

    def is_late(self, folder: Path) -> bool:
        """Whether the disk of that folder is waited for in vain just now."""
        return any(
            job.late and job.disk is not None and job.disk.parent == folder for job in self.running
        )

    def _look(self, job: Job) -> None:
        if job in self._ends:
            job.late = True
            if not job.cancelled:
                self.late.emit(job)

    def _end(self, job: Job, result: object, error: Exception | None) -> None:
        if job not in self._ends:
            return  # closed meanwhile
        done, failed = self._ends.pop(job)
        self.running.remove(job)
        self.changed.emit()
        if job.cancelled or isinstance(error, Cancelled):
            return
        try:
            if error is not None:
                raise error
            done(result)
        except UserError as refused:
            if failed is None:
                raise
            failed(refused)


class Latest:
    """Jobs of which only the newest counts: one that starts calls off the one before.

    Its result counts only as long as what it was made from is still there.
    """

    def __init__(self, jobs: Jobs, source: Callable[[], object]) -> None:
        """A row of jobs that are all made from what `source` returns when they start."""
        self._jobs, self._source = jobs, source
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether the newest is still at work."""
        return self._job is not None and not self._job.cancelled and self._job in self._jobs.running

    def start(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        outdated: Callable[[], None] | None = None,
    ) -> None:
        """Begin `work` in the place of what was under way; see `Jobs.start`.

        Args:
            title: What it does, for the status bar.
            work: Gets a `Progress`.
            done: Gets its result, where the source is still the same.
            outdated: Called in the place of `done` where the source is another by then.
        """
        self.cancel()
        source = self._source()

        def end(result: T) -> None:
            if self._source() is source:
                done(result)
            elif outdated is not None:
                outdated()

        self._job = self._jobs.start(title, work, end)

    def cancel(self) -> None:
        """Call off what is under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
