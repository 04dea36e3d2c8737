# SPDX-License-Identifier: GPL-3.0-or-later
"""What listens, for whoever waits on a thread: has a process do it, and gets what it finds.

In a window, that is the one process which all share (`playback.ear_process`); elsewhere a process
for each piece of work.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from editor.core.errors import UserError
from editor.core.progress import UNHEARD
from editor.ear.drafting import Drafted, draft
from editor.ear.serving import JOB, NOBODY, Pace, Request, Said, serve
from editor.ear.sounds import Sounds, listen
from editor.ear.work import Judged, Prepared, judge
from editor.media.processes import Done, Failed, Worker, ready

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from editor.core.errors import Problem
    from editor.core.progress import Progress
    from editor.ear.drafting import Drafting
    from editor.ear.serving import Work
    from editor.ear.sounds import Listening
    from editor.ear.work import Task

    AnyTask = Task | Drafting | Listening
    Threads = Callable[[], int]
    Serve = Callable[[Work, AnyTask], AbstractContextManager["Pipe"]]

_DIED = UserError("Listening has ended before its time; memory may have run out.")

_TICK = 0.1
"""Seconds between two looks at whether it is still wanted, and on how many threads."""

Result = TypeVar("Result", Judged, Drafted, Sounds)


class Pipe(Protocol):
    """What is said of one request."""

    def poll(self, seconds: float) -> bool:
        """Whether something is said within this time."""
        ...

    def recv(self) -> object:
        """What a step made; the last one is `Done` or `Failed`."""
        ...

    def pace(self, threads: int) -> None:
        """Compute on so many threads from now on."""
        ...


def passed(
    task: Task,
    progress: Progress = UNHEARD,
    threads: Threads | None = None,
    served: Serve | None = None,
) -> tuple[Prepared, list[Judged]]:
    """How well the cues of a task fit the sound.

    Args:
        task: What is to be done.
        progress: Reported the windows that are done; may cancel, which ends the work at once.
        threads: Asked now and then how many shall compute; without it, as many as the task says.
        served: Where the work is done; without it, in a process of its own.

    Raises:
        UserError: The model cannot be used, or the process died.
        Cancelled: `progress` cancelled.
    """
    done = task.known.intersection
    with (served or process)(judge, task) as pipe:
        return _run(pipe, task, Judged, progress, threads, before=lambda keys: len(done(keys)))


def drafted(
    task: Drafting,
    progress: Progress = UNHEARD,
    threads: Threads | None = None,
    served: Serve | None = None,
    each: Callable[[Drafted], None] = lambda _: None,
) -> tuple[Prepared, list[Drafted]]:
    """What is said in all windows of a task; `each` gets them one by one. See `passed`."""
    with (served or process)(draft, task) as pipe:
        return _run(pipe, task, Drafted, progress, threads, each)


def sounded(
    task: Listening,
    progress: Progress,
    threads: Threads | None,
    served: Serve | None,
    each: Callable[[Sounds], None],
) -> None:
    """Give `each` how all windows of a task sound, one by one. See `passed`."""
    with (served or process)(listen, task) as pipe:
        _run(pipe, task, Sounds, progress, threads, each)


def _run(  # noqa: PLR0913, PLR0917 - what is run, and who is told of it
    pipe: Pipe,
    task: AnyTask,
    kind: type[Result],
    progress: Progress,
    threads: Threads | None,
    each: Callable[[Result], None] = lambda _: None,
    before: Callable[[tuple[str, ...]], int] = lambda _: 0,
) -> tuple[Prepared, list[Result]]:
    prepared: Prepared | None = None
    found: list[Result] = []
    done, total = 0, None
    computing = task.threads
    while True:
        progress.report(done + len(found), total)
        if threads is not None and threads() != computing:
            computing = threads()
            pipe.pace(computing)
        if not pipe.poll(_TICK):
            continue
        message = pipe.recv()
        if isinstance(message, Prepared):
            prepared, total = message, len(message.keys)
            done = before(message.keys)
        elif isinstance(message, kind):
            found.append(message)
            each(message)
        elif isinstance(message, Failed) and message.problem is not None:
            raise UserError(message.problem.message, **message.problem.facts)
        elif isinstance(message, Done) and prepared is not None:
            return prepared, found
        else:
            raise _DIED


class _Only:
    """The pipe of a process that has one request."""

    def __init__(self, worker: Worker, note: Callable[[Problem], None]) -> None:
        self._worker, self._note = worker, note
        self._next: list[object] = []

    def poll(self, seconds: float) -> bool:
        """See `Pipe`."""
        while not self._next and ready([self._worker], seconds):
            said = self._worker.receive()
            if not isinstance(said, Said):
                self._next.append(said)
            elif said.number == NOBODY:
                self._note(cast("Problem", said.message))
            else:
                self._next.append(said.message)
        return bool(self._next)

    def recv(self) -> object:
        """See `Pipe`."""
        while not self.poll(_TICK):
            pass
        return self._next.pop()

    def pace(self, threads: int) -> None:
        """See `Pipe`."""
        self._worker.send(Pace(1, threads))


@contextmanager
def process(
    work: Work,
    task: AnyTask,
    engine: Path | None = None,
    note: Callable[[Problem], None] = lambda _: None,
) -> Iterator[Pipe]:
    """The pipe of a process that does the work; it ends with the block. See `Kept`."""
    with closing(Worker("ear", serve, (engine,))) as worker:
        worker.send(Request(1, work, task, JOB))
        yield _Only(worker, note)
