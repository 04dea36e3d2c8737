# SPDX-License-Identifier: GPL-3.0-or-later
"""Long work: plain functions with a `Progress`, run on a thread pool.

A job's function uses no threads and no widgets. Its result or error is delivered on the thread
of `Jobs`.
"""

from __future__ import annotations

import threading
from functools import partial
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
"""Timeout in ms after which a job's disk is reported as not responding."""

_BLOCKED = 6
"""Extra threads in the pool, for jobs blocked by disks that do not respond."""

_PATIENCE = 2_000
"""Timeout in ms at the end of the program for cancelled jobs that use a disk."""


class Job:
    """A running job. Not a QObject: the worker thread may hold the last reference.

    Attributes:
        title: What it does, as a template that the window translates; empty for housekeeping,
            which nobody waits for and which is not shown.
        facts: Values for the title's fields.
        disk: The file that it reads or writes, possibly on a drive that is gone; or None.
        done: How much is done.
        total: Total amount of work, or None if unknown.
        late: Whether its disk does not respond.
        cancelled: Whether it was asked to stop.
    """

    def __init__(self, title: str, facts: Mapping[str, object], disk: Path | None = None) -> None:
        self.disk = disk
        self.title = title
        self.facts = facts
        self.done = 0.0
        self.total: float | None = None
        self.late = False
        self.cancelled = False
        self._going = threading.Event()
        self._going.set()

    def cancel(self) -> None:
        """Ask it to stop; it stops at its next report."""
        self.cancelled = True
        self._going.set()

    def hold(self) -> None:
        """Ask it to wait at its next report, until `go_on` or `cancel`."""
        if not self.cancelled:
            self._going.clear()

    def go_on(self) -> None:
        """Let it go on."""
        self._going.set()

    def report(self, done: float, total: float | None = None) -> None:
        """See `editor.core.progress.Progress`. Waits while the job is held."""
        if not self._going.is_set():
            self._going.wait()
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
        except BaseException as raised:  # noqa: BLE001 - delivered like a result
            result, error = None, raised
        self._finish(self._job, result, error)


class Jobs(QObject):
    """All running jobs, oldest first.

    Signals:
        changed: A job began or ended. There is no signal for progress: poll `running`.
        late (Job): The disk of a job does not respond.
    """

    changed = Signal()
    late = Signal(object)
    _finished = Signal(object, object, object)
    _told = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.running: list[Job] = []
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(self._pool.maxThreadCount() + _BLOCKED)
        self._closed = False
        self._ends: dict[Job, tuple[Callable[[Any], None], Callable[[UserError], None] | None]] = {}
        self._finished.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None] | None = None,
        disk: Path | None = None,
        **facts: object,
    ) -> Job:
        """Start `work` on another thread.

        Args:
            title: See `Job`.
            work: Receives a `Progress`; must not touch widgets.
            done: Receives the result on this thread. Not called for a cancelled job.
            failed: Receives a `UserError` from `work` or `done`, on this thread. Any other error is
                a bug and is raised on this thread; without `failed`, so is a `UserError`.
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

    def here(self, then: Callable[[T], None]) -> Callable[[T], None]:
        """`then` as a function for any thread: it is called on this one, until `close`."""
        return partial(self._told.emit, then)

    def wait(self, longest: int) -> None:
        """Wait at most `longest` ms until all jobs have ended.

        Their results are delivered by the event loop, not here.
        """
        self._pool.waitForDone(longest)

    def close(self) -> None:
        """Cancel all jobs and wait until they have stopped; no job can start afterwards.

        If a job uses a disk, waits for at most 2 s; see `is_blocked`.
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
        """Whether a cancelled job still runs after `close`, because its disk does not respond."""
        return self._closed and self._pool.activeThreadCount() > 0

    def is_late(self, folder: Path) -> bool:
        """Whether a running job reports that the disk of this folder does not respond."""
        return any(
            job.late and job.disk is not None and job.disk.parent == folder for job in self.running
        )

    def _tell(self, then: Callable[[object], None], part: object) -> None:
        if not self._closed:
            then(part)

    def _look(self, job: Job) -> None:
        if job in self._ends:
            job.late = True
            if not job.cancelled:
                self.late.emit(job)

    def _end(self, job: Job, result: object, error: Exception | None) -> None:
        if job not in self._ends:
            return  # `close` was called in the meantime
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
    """Jobs of which only the newest counts: starting one cancels the previous one.

    A result is delivered only if the source it was made from is still current.
    """

    def __init__(self, jobs: Jobs, source: Callable[[], object]) -> None:
        """Store the arguments.

        Args:
            jobs: Where the jobs run.
            source: Returns the object that a job's result depends on.
        """
        self._jobs, self._source = jobs, source
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether the newest job is running."""
        return self._job is not None and not self._job.cancelled and self._job in self._jobs.running

    def start(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        outdated: Callable[[], None] | None = None,
    ) -> None:
        """Cancel the running job and start `work`; see `Jobs.start`.

        Args:
            title: What it does, for the status bar.
            work: Receives a `Progress`.
            done: Receives the result, if the source is unchanged.
            outdated: Called instead of `done` if the source has changed.
        """
        self.cancel()
        source = self._source()

        def end(result: T) -> None:
            if self._source() is source:
                done(result)
            elif outdated is not None:
                outdated()

        self._job = self._jobs.start(title, work, end)

    def hold(self) -> None:
        """Let the running job wait; see `Job.hold`."""
        if self._job is not None:
            self._job.hold()

    def go_on(self) -> None:
        """Let the running job go on."""
        if self._job is not None:
            self._job.go_on()

    def cancel(self) -> None:
        """Cancel the running job."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
