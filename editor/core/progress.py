# SPDX-License-Identifier: GPL-3.0-or-later
"""Progress and cancellation of long work."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The work was cancelled. It leaves nothing half done."""


class Progress(Protocol):
    """Receives the progress of long work. Independent of threads and widgets."""

    def report(self, done: float, total: float | None = None) -> None:
        """Report how much is done, and of how much if known.

        Raises:
            Cancelled: The work must stop here.
        """


class _Unheard:
    def report(self, done: float, total: float | None = None) -> None:
        """Ignore the report; never cancel."""


UNHEARD: Progress = _Unheard()
"""Ignores all reports and never cancels."""


class Pulse:
    """Repeats the last report, so that work which cannot tell how far it is can be cancelled."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._last: tuple[float, float | None] = (0, None)

    def report(self, done: float, total: float | None = None) -> None:
        """See `Progress.report`."""
        self._last = (done, total)
        self.beat()

    def beat(self) -> None:
        """Report the same again."""
        self._progress.report(*self._last)
