# SPDX-License-Identifier: GPL-3.0-or-later
"""Qt's warnings of a missing sound server, silenced: `SoundServer.NOTHING` says it better."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, qInstallMessageHandler

if TYPE_CHECKING:
    from collections.abc import Iterator


_RULES = "qt.multimedia.*=false"


@contextmanager
def loading_quietly() -> Iterator[None]:
    """Have Qt itself drop what Qt Multimedia says meanwhile.

    It says it while the system's loader is loading it. No Python may run then, as a handler of
    messages would: another thread takes over in the midst of it, needs the loader, and both wait
    for ever.
    """
    QLoggingCategory.setFilterRules(_RULES)
    try:
        yield
    finally:
        QLoggingCategory.setFilterRules("")


@contextmanager
def without_warnings() -> Iterator[None]:
    """Drop all messages of Qt meanwhile."""
    with loading_quietly():
        before = qInstallMessageHandler(lambda *_: None)
        try:
            yield
        finally:
            qInstallMessageHandler(before)
