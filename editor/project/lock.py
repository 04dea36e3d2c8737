# SPDX-License-Identifier: GPL-3.0-or-later
"""One writer at a time: a file lock that the operating system releases when the process ends."""

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
"""Suffix of a file beside the lock by which another window asks the holder to release it."""


class SessionBusy(UserError):  # noqa: N818 - a condition, not a mistake
    """Another window has the session open for writing."""


class Lock:
    """Held from construction until `release` or the end of the process."""

    def __init__(self, path: Path) -> None:
        """Acquire the lock at once.

        Raises:
            SessionBusy: It is held, by this process or another.
            OSError: The file cannot be created.
        """
        self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._handle)
        except OSError:
            self.release()
            raise SessionBusy("This work is open in another Jiaozi window.") from None

    def release(self) -> None:
        """Release the lock. The file stays, or two processes could lock two different files."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
