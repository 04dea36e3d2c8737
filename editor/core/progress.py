# SPDX-License-Identifier: GPL-3.0-or-later
"""How long work tells how far it is, and learns that nobody wants it any more."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - not an error: somebody wished it
    """The work was called off. It leaves nothing half done behind."""


class Progress(Protocol):
    """What long work is given. It knows no thread and no widget."""

    def report(self, done: float, total: float | None = None) -> None:
        """Say how much is done, of how much where that is known.

        Raises:
            Cancelled: The work is to stop here.
        """


class _Unheard:
    def report(self, done: float, total: float | None = None) -> None:
        """Nobody listens, and nobody calls off."""


UNHEARD: Progress = _Unheard()
"""For work that nobody waits for."""
