# SPDX-License-Identifier: GPL-3.0-or-later
"""The pass over a medium without a window: runs it in a process, and waits for it."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING, TypeVar

from editor.core.errors import UserError
from editor.core.progress import UNHEARD
from editor.ear.drafting import Drafted, draft
from editor.ear.work import Judged, Prepared, judge
from editor.media.processes import Done, Failed, make_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from editor.core.progress import Progress
    from editor.ear.drafting import Drafting
    from editor.ear.work import Task

_DIED = UserError("Listening has ended before its time; memory may have run out.")


Result = TypeVar("Result", Judged, Drafted)


def passed(task: Task, progress: Progress = UNHEARD) -> tuple[Prepared, list[Judged]]:
    """How well all cues of a task fit the sound.

    Args:
        task: What is to be done.
        progress: Reported the windows that are done; may cancel, which ends the process.

    Raises:
        UserError: The model cannot be used, or the process died.
        Cancelled: `progress` cancelled.
    """
    return _run(judge, task, Judged, progress, len(task.known))


def drafted(task: Drafting, progress: Progress = UNHEARD) -> tuple[Prepared, list[Drafted]]:
    """What is said in all windows of a task; see `passed`."""
    return _run(draft, task, Drafted, progress)


def _run(
    work: Callable[..., None],
    task: Task | Drafting,
    kind: type[Result],
    progress: Progress,
    known: int = 0,
) -> tuple[Prepared, list[Result]]:
    wire, far_end = multiprocessing.Pipe()
    process = make_process("ear", far_end, work, (task,))
    process.start()
    far_end.close()
    try:
        return _received(wire, kind, progress, known)
    except (EOFError, OSError):
        raise _DIED from None
    finally:
        wire.close()
        process.terminate()
        process.join()


def _received(
    wire: Connection, kind: type[Result], progress: Progress, known: int
) -> tuple[Prepared, list[Result]]:
    prepared: Prepared | None = None
    found: list[Result] = []
    while True:
        message = wire.recv()
        if isinstance(message, Prepared):
            prepared = message
        elif isinstance(message, kind):
            found.append(message)
            progress.report(known + len(found), len(prepared.keys) if prepared else None)
        elif isinstance(message, Failed) and message.problem is not None:
            raise UserError(message.problem.message, **message.problem.facts)
        elif isinstance(message, Done) and prepared is not None:
            return prepared, found
        else:
            raise _DIED
