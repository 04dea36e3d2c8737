# SPDX-License-Identifier: GPL-3.0-or-later
"""Qt's warnings of a missing sound server, silenced: `SoundServer.NOTHING` says it better."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import qInstallMessageHandler

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def without_warnings() -> Iterator[None]:
    """Drop all messages of Qt meanwhile."""
    before = qInstallMessageHandler(lambda *_: None)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
