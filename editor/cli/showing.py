# SPDX-License-Identifier: GPL-3.0-or-later
"""Progress of a verb's long work."""

from __future__ import annotations

import sys


class Shown:
    """Progress on a terminal; nothing anywhere else."""

    def __init__(self, *, quiet: bool) -> None:
        self._shows = not quiet and sys.stderr.isatty()

    def report(self, done: float, total: float | None = None) -> None:
        """Show how much is done, and of how much."""
        if self._shows:
            print(f"\r\x1b[K{done:.0f}/{total or 0:.0f}", end="", file=sys.stderr)  # noqa: T201

    def clear(self) -> None:
        """Leave an empty line."""
        if self._shows:
            print("\r\x1b[K", end="", file=sys.stderr)  # noqa: T201
