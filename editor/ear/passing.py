# SPDX-License-Identifier: GPL-3.0-or-later
"""What listens, without a window: runs it in a process, and waits for what it finds."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from editor.core.errors import UserError
from editor.core.progress import UNHEARD
from editor.ear.drafting import Drafted, draft
from editor.ear.sounds import Sounds, listen
from editor.ear.work import Judged, Prepared, judge
from editor.media.processes import Done, Failed, Worker, ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.progress import Progress
    from editor.ear.drafting import Drafting
    from editor.ear.sounds import Listening
    from editor.ear.work import Task

    Threads = Callable[[], int]

_DIED = UserError("Listening has ended before its time; memory may have run out.")

_TICK = 0.1
"""Seconds between two looks at whether it is still wanted, and on how many threads."""

Result = TypeVar("Result", Judged, Drafted, Sounds)


def passed(
    task: Task, progress: Progress = UNHEARD, threads: Threads | None = None
) -> tuple[Prepared, list[Judged]]:
    """How well the cues of a task fit the sound.

    Args:
        task: What is to be done.
        progress: Reported the windows that are done; may cancel, which ends the process at once.
        threads: Asked now and then how many shall compute; without it, as many as the task says.

    Raises:
        UserError: The model cannot be used, or the process died.
        Cancelled: `progress` cancelled.
    """
    return _run(judge, task, Judged, progress, threads, known=task.known)


def drafted(
    task: Drafting,
    progress: Progress = UNHEARD,
    threads: Threads | None = None,
    each: Callable[[Drafted], None] = lambda _: None,
) -> tuple[Prepared, list[Drafted]]:
    """What is said in all windows of a task; `each` gets them one by one. See `passed`."""
    return _run(draft, task, Drafted, progress, threads, each)


def sounded(
    task: Listening,
    progress: Progress,
    threads: Threads | None,
    each: Callable[[Sounds], None],
) -> None:
    """Give `each` how all windows of a task sound, one by one. See `passed`."""
    _run(listen, task, Sounds, progress, threads, each)


def _run(  # noqa: PLR0913, PLR0917 - what is run, and who is told of it
    work: Callable[..., None],
    task: Task | Drafting | Listening,
    kind: type[Result],
    progress: Progress,
    threads: Threads | None,
    each: Callable[[Result], None] = lambda _: None,
    known: frozenset[str] = frozenset(),
) -> tuple[Prepared, list[Result]]:
    prepared: Prepared | None = None
    found: list[Result] = []
    done, total = 0, None
    computing = task.threads
    with closing(Worker("ear", work, (task,))) as worker:
        while True:
            progress.report(done + len(found), total)
            if threads is not None and threads() != computing:
                computing = threads()
                worker.send(computing)
            if not ready([worker], _TICK):
                continue
            message = worker.receive()
            if isinstance(message, Prepared):
                prepared, total = message, len(message.keys)
                done = len(known.intersection(message.keys))
            elif isinstance(message, kind):
                found.append(message)
                each(message)
            elif isinstance(message, Failed) and message.problem is not None:
                raise UserError(message.problem.message, **message.problem.facts)
            elif isinstance(message, Done) and prepared is not None:
                return prepared, found
            else:
                raise _DIED
