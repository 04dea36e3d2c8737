# SPDX-License-Identifier: GPL-3.0-or-later
"""To wait while the program works on."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer


def pause(ms: int) -> None:
    """Let the window and the program's threads go on for a while.

    `QTest.qWait` keeps Python's lock while it waits: a thread then hardly gets a turn, and what is
    limited by the time that a thread works never ends.
    """
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
