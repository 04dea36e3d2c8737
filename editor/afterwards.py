# SPDX-License-Identifier: GPL-3.0-or-later
"""What can wait until the window is shown, and what then goes on while it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from editor.actions import advice, opening
from editor.core.garbage import collect_if_due, collect_new, take_over
from editor.later import Later

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from editor.actions.context import Context
    from editor.core.progress import Progress

_TIDY = 3_000
"""Delay in ms before old sessions are deleted: all modules are imported by then."""

_EVERY = 500
"""Interval in ms between checks whether another window asks for the work."""

_OFTEN = 200
"""Interval in ms between collections of what is new: each takes a few ms at most."""

_PAUSE = 1_000
"""Time in ms in which nothing is selected or changed, after which all garbage is collected."""


def afterwards(window: QObject, context: Context) -> None:
    """Load the other modules, clean up, collect garbage, and look for other windows.

    When another window asks for the work, it is handed over.
    """
    Later(window)
    QTimer.singleShot(_TIDY, window, lambda: _tidy(context))
    look = QTimer(window, interval=_EVERY)
    look.timeout.connect(lambda: opening.give_up_if_wanted(context))
    look.start()
    new = QTimer(window, interval=_OFTEN)
    new.timeout.connect(collect_new)
    new.start()
    pause = QTimer(window, interval=_PAUSE, singleShot=True)
    pause.timeout.connect(collect_if_due)
    context.session.selected.connect(lambda _: pause.start())  # also emitted after each change
    take_over()


def _tidy(context: Context) -> None:
    from editor.media import libvlc, processes
    from editor.ui.recents import PINNED

    processes.warm()
    store, jobs, pinned = context.store, context.jobs, context.settings.state(PINNED)
    kept = frozenset(pinned if isinstance(pinned, list) else ())

    def clean(_: Progress) -> list[Path]:
        store.prune(kept)
        return store.unreadable()

    jobs.start("", clean, lambda found: advice.tell_unreadable(context, found))
    jobs.start("", lambda _: libvlc.missing(), context.playback.set_watch_problem)
