# SPDX-License-Identifier: GPL-3.0-or-later
"""What Windows does not say when it refuses a file: that it is in use, or its path too long."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 260
"""Characters of a path, with its end (``MAX_PATH``), unless Windows is set to allow longer ones."""

READ, REPLACE = 0x80000000, 0x00010000
"""Access to ask for: ``GENERIC_READ`` and ``DELETE``, which renaming over a file needs."""

_SHARE_ALL, _OPEN_EXISTING, _INVALID = 7, 3, -1
_IN_USE = {32, 33}
"""``ERROR_SHARING_VIOLATION`` and ``ERROR_LOCK_VIOLATION``."""


def is_too_long(name: str | Path) -> bool:
    """Whether a file may be there and not be found, since its path is too long."""
    return os.name == "nt" and len(os.path.abspath(name)) >= _LONGEST  # noqa: PTH100 - no links


def is_held(name: str | Path, access: int) -> bool:
    """Whether another program has a file open so that `access` to it is refused.

    Python opens files by the C library, which says "permission denied" for that, too.
    """
    if sys.platform != "win32":
        return False
    import ctypes
    from ctypes import wintypes

    library = ctypes.WinDLL("kernel32", use_last_error=True)
    library.CreateFileW.restype = wintypes.HANDLE
    handle = library.CreateFileW(str(name), access, _SHARE_ALL, None, _OPEN_EXISTING, 0, None)
    if handle == wintypes.HANDLE(_INVALID).value:
        return ctypes.get_last_error() in _IN_USE
    library.CloseHandle(wintypes.HANDLE(handle))
    return False
