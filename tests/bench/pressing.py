# SPDX-License-Identifier: GPL-3.0-or-later
"""Presses keys as a hand that holds one down, for who watches the screen; see `letters`."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QAbstractScrollArea

_EVERY = 1 / 30
"""Seconds from a key to the next: as fast as a key that is held down repeats."""

_LINE = 30
"""Keys after which the caret moves to another row."""

_SETTLED = 300
"""Milliseconds after which nothing but letters changes where they are typed."""

_ANNOUNCED = 50
"""Milliseconds in which who watches learns the place."""


def bare_editor() -> QPlainTextEdit:
    """A text field of Qt's that is a small window."""
    editor = QPlainTextEdit()
    editor.setWindowFlag(Qt.WindowType.Tool)
    editor.setFixedSize(600, 60)
    return editor


def press(
    text: QAbstractScrollArea, count: int, go: Callable[[int], None], before: Callable[[], None]
) -> list[tuple[float, float]]:
    """Press keys, a line after the other; when each was due, and when it was pressed."""
    came = []
    for first in range(0, count, _LINE):
        go(first // _LINE)
        QTest.qWait(_SETTLED)
        corner = text.viewport().mapToGlobal(QPoint())
        place = (corner.x(), corner.y(), text.viewport().width(), text.viewport().height())
        print(json.dumps({"look": place}), flush=True)
        QTest.qWait(_ANNOUNCED)
        begin = time.perf_counter()
        for number in range(_LINE):
            before()
            due = begin + number * _EVERY
            QApplication.processEvents()  # as an event loop does, even if the next key is due
            while time.perf_counter() < due:
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 1)
            came.append((due, time.perf_counter()))
            QTest.keyClick(text, Qt.Key.Key_X)
        QTest.qWait(_SETTLED)
    return came
