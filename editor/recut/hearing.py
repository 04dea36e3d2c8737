# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares two media: hears both at once, in a process each, then matches them in a third."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.core.progress import UNHEARD
from editor.media.processes import Done, Failed, Worker, ready

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from editor.core.progress import Progress
    from editor.media.headless_sound import Decoded, Source
    from editor.recut.following import Recut
    from editor.recut.sounding import Sounding

_DIED = N_("Comparing the media has ended before its time; memory may have run out.")

_TICK = 0.1
"""Seconds between two looks at whether it is still wanted."""

_HEARD = 0.7
"""Share of the work that hearing is."""


def compared(old: Source, new: Source, progress: Progress = UNHEARD) -> Recut:
    """How two edits of a medium are related. An hour takes some seconds.

    Args:
        old: The medium as it was.
        new: The medium as it is.
        progress: Reported how much is done, of 1; may cancel, which ends the processes.

    Raises:
        UserError: One of them is no medium or has no sound, or there is no room for its sound.
        Cancelled: `progress` cancelled.
    """
    first, second = _results([("hearing", hear, (one,)) for one in (old, new)], progress, 0)
    return _results([("matching", compare, (first, second))], progress, _HEARD)[0]  # type: ignore[no-any-return]


def hear(wire: Connection, source: Source) -> None:
    """Send what is heard in a medium: the work of a child."""
    from editor.media.headless_sound import required_sound

    with required_sound(source) as sound:
        wire.send(_sounding(sound))


def compare(wire: Connection, old: Sounding, new: Sounding) -> None:
    """Send how two sounds are related: the work of a child."""
    from editor.recut.following import recut

    wire.send(recut(old, new))


def _sounding(sound: Decoded) -> Sounding:
    import numpy as np

    from editor.media.sound import SAMPLES_FILE
    from editor.recut.sounding import sounding

    return sounding(np.memmap(sound.folder / SAMPLES_FILE, np.int16, "r"), sound.rate)


def _results(work: list[tuple[str, Any, Any]], progress: Progress, done: float) -> list[Any]:
    """What each of these functions sends, run at once, in a process each."""
    results: dict[Worker, Any] = {}
    with ExitStack() as stack:
        workers = [stack.enter_context(closing(Worker(*each))) for each in work]
        at_work = list(workers)
        while at_work:
            share = (len(workers) - len(at_work)) / len(workers)
            progress.report(done + share * (_HEARD if done == 0 else 1 - _HEARD), 1)
            for worker in ready(at_work, _TICK):
                message = worker.receive()
                if isinstance(message, Failed):
                    problem = message.problem
                    raise (
                        UserError(problem.message, **problem.facts) if problem else UserError(_DIED)
                    )
                if isinstance(message, Done):
                    at_work.remove(worker)
                else:
                    results[worker] = message
        return [results[worker] for worker in workers]
