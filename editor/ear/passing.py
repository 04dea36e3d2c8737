# SPDX-License-Identifier: GPL-3.0-or-later
"""The pass over a medium without a window: runs `work.judge` in a process, and waits for it."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.progress import UNHEARD
from editor.ear.work import Judged, Prepared, judge
from editor.media.processes import Done, Failed, make_process

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from editor.core.progress import Progress
    from editor.ear.work import Task

_DIED = UserError("Listening has ended before its time; memory may have run out.")


def passed(task: Task, progress: Progress = UNHEARD) -> tuple[Prepared, list[Judged]]:
    """All windows of a task.

    Args:
        task: What is to be done.
        progress: Reported the windows that are done; may cancel, which ends the process.

    Raises:
        UserError: The model cannot be used, or the process died.
        Cancelled: `progress` cancelled.
    """
    wire, far_end = multiprocessing.Pipe()
    process = make_process("ear", far_end, judge, (task,))
    process.start()
    far_end.close()
    try:
        return _received(wire, task, progress)
    except (EOFError, OSError):
        raise _DIED from None
    finally:
        wire.close()
        process.terminate()
        process.join()


def _received(wire: Connection, task: Task, progress: Progress) -> tuple[Prepared, list[Judged]]:
    prepared: Prepared | None = None
    judged: list[Judged] = []
    while True:
        message = wire.recv()
        if isinstance(message, Prepared):
            prepared = message
        elif isinstance(message, Judged):
            judged.append(message)
            total = len(prepared.keys) if prepared else None
            progress.report(len(judged) + len(task.known), total)
        elif isinstance(message, Failed) and message.problem is not None:
            raise UserError(message.problem.message, **message.problem.facts)
        elif isinstance(message, Done) and prepared is not None:
            return prepared, judged
        else:
            raise _DIED
