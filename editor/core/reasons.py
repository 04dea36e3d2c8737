# SPDX-License-Identifier: GPL-3.0-or-later
"""Error messages of the system and of libraries; the common ones are marked for translation."""

from __future__ import annotations

from editor.core.errors import Problem
from editor.core.i18n import N_

_KNOWN = frozenset(
    {
        N_("no space left on device"),
        N_("disk quota exceeded"),
        N_("input/output error"),
        N_("read-only file system"),
        N_("file name too long"),
        N_("file too large"),
        N_("permission denied"),
        N_("operation not permitted"),
        N_("no such file or directory"),
        N_("not a directory"),
        N_("file exists"),
        N_("too many open files"),
        N_("device or resource busy"),
        N_("invalid argument"),
        N_("stale file handle"),
        N_("transport endpoint is not connected"),
        N_("host is down"),
        N_("no route to host"),
        N_("connection timed out"),
        N_("no such device"),
        N_("database or disk is full"),
        N_("disk i/o error"),
        N_("attempt to write a readonly database"),
        N_("unable to open database file"),
        N_("database is locked"),
        N_("database disk image is malformed"),
        N_("file is not a database"),
        N_("expecting value"),
        N_("expecting property name enclosed in double quotes"),
        N_("expecting ',' delimiter"),
        N_("expecting ':' delimiter"),
        N_("unterminated string starting at"),
        N_("invalid control character at"),
        N_("invalid \\escape"),
    }
)


def reason(said: str) -> Problem:
    """A fact for the ``{reason}`` field of a sentence.

    Args:
        said: The system's message; used unchanged if it is not one of the common ones.
    """
    plain = said.lower()
    return Problem(plain) if plain in _KNOWN else Problem("{said}", said=said)


def reason_of(error: Exception) -> Problem:
    """`reason` for an exception: its ``strerror`` if it has one, else its own message."""
    return reason(getattr(error, "strerror", None) or str(error))
