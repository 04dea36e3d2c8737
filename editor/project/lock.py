# SPDX-License-Identifier: GPL-3.0-or-later
"""One writer at a time: a file that the operating system locks, and frees when we die."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from editor.core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


WANTED = ".wanted"
"""Ending of a file beside the lock: another window asks whoever holds it to let go."""


class SessionBusy(UserError):  # noqa: N818 - a state of things, not a mistake
    """Somebody else is at work on the session."""


class Lock:
    """Held from `Lock(path)` until `release`, or until the process is gone, however it ends."""

    def __init__(self, path: Path) -> None:
        """Take it at once.

        Raises:
            SessionBusy: Another one holds it, in this process or in another.
            OSError: The file can't be made.
        """
        self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._handle)
        except OSError:
            self.release()
            raise SessionBusy("This work is open in another Jiaozi window.") from None

    def release(self) -> None:
        """Let others have it. The file stays: to remove it would open a gap for two."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
