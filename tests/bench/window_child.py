# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program, started like ``python -m editor`` and observed from inside, for `window.py`.

Arguments: ``start`` or ``table``, the page to wait for; how many keys to press once all is idle;
then the program's own arguments. Prints a line of JSON: when the page was ready (in seconds of
the monotonic clock), the peak memory then and after the checks (as in ``ru_maxrss``), and the
duration of each key in seconds.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit

from tests.bench import observed
from tests.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor import app


_QUIET = 100
"""Interval in ms at which we look whether all work is done."""

_LINE = 30
"""Keys after which the caret moves to another row."""


class _Watch(QObject):
    """Follows the program from its first paint until all work is done."""

    def __init__(self, program: app.Program, page: str, keys: int) -> None:
        super().__init__(program.window)
        self._program, self._page, self._keys = program, page, keys
        self._told: dict[str, Any] = {}
        shown = program.bench.table.viewport() if page == "table" else program.window
        shown.installEventFilter(self)
        self._timer = QTimer(self, interval=_QUIET)
        self._timer.timeout.connect(self._look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        there = self._page == "start" or self._program.context.session.is_open
        if event.type() == QEvent.Type.Paint and there:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._ready)  # runs after the paint has reached the screen
        return False

    def _ready(self) -> None:
        self._told |= {"ready": time.monotonic(), "ready_peak": _peak()}
        self._timer.start()

    def _look(self) -> None:
        context = self._program.context
        unlooked = context.inspection.report.document != context.session.document
        if context.jobs.running or unlooked or context.medium.decoding is not None:
            return
        self._timer.stop()
        self._told["peak"] = _peak()
        if self._keys:
            self._told["keys"] = _keys(self._program, self._keys)
        print(json.dumps(self._told), flush=True)
        self._program.window.close()


def _keys(program: app.Program, count: int) -> dict[str, list[float]]:
    """Seconds from each key to its painted letter: bare editor, window, window with checks."""
    context, table = program.context, program.bench.table
    session = context.session
    text = table.focusProxy()
    bare = QPlainTextEdit()
    bare.resize(600, 60)
    bare.show()
    if not isinstance(text, QAbstractScrollArea):
        raise TypeError("Nobody takes the keys.")

    def go(number: int) -> None:
        rows = len(session.document.cues)
        session.select(session.selection.at((rows // 2 + number) % rows))
        QApplication.processEvents()

    def check() -> None:
        if not context.jobs.running:
            context.inspection.when_current(lambda _: None)
            QTest.qWait(20)  # until it has started

    pressed = partial(press, count=count)
    return {
        "bare": pressed(bare, lambda _: bare.clear(), lambda: None),
        "window": pressed(text, go, lambda: None),
        "checking": pressed(text, go, check),
    }


def press(
    text: QAbstractScrollArea,
    go: Callable[[int], None],
    before: Callable[[], None],
    *,
    count: int,
    every: float = 0,
) -> list[float]:
    """Seconds from each key to its painted letter; a key comes `every` s, or once it is painted."""
    painted = Painted(text.viewport())
    spent = []
    for number in range(count):
        if number % _LINE == 0:
            go(number // _LINE)
        before()
        painted.yet = False
        begin = time.perf_counter()
        QTest.keyClick(text, Qt.Key.Key_X)
        while not painted.yet:
            QApplication.processEvents()
        spent.append(time.perf_counter() - begin)
        while time.perf_counter() - begin < every:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 1)
    return spent


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> int:
    """Run the program with the observer."""
    page, keys, *rest = sys.argv[1:]
    return observed.run(lambda program: _Watch(program, page, int(keys)), rest)


if __name__ == "__main__":
    sys.exit(main())
