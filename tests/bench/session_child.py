# SPDX-License-Identifier: GPL-3.0-or-later
"""A long session in the real program, started like ``python -m editor``, for `session.py`.

Arguments: how many edits, how many plays; then the program's own arguments. Prints a line of JSON:
seconds from each key to its painted text, by kind of edit and for a bare editor, and seconds of
this thread's processor time in them; the private memory in bytes, at the beginning and after each
tenth of the session.
"""

from __future__ import annotations

import json
import random
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QPlainTextEdit,
    QWidget,
)

from tests.bench import observed
from tests.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor import app


_QUIET = 100
"""Interval in ms at which we look whether all work is done."""
_PARTS = 10
"""Times that the memory is looked at."""
_HEARD = 20
"""Milliseconds of each play."""
_SEED = 14
_KINDS = {
    "typing": 0.70,
    "Backspace": 0.10,
    "to another cue": 0.10,
    "marking checked": 0.04,
    "splitting and joining": 0.02,
    "times": 0.02,
    "undo and redo": 0.02,
}
_SHOWN = ("view.problems", "tools.fix", "tools.zh-Hant", "time.gaps", "tools.repair")
_DIALOGS = ("help.keys", "file.preferences", "cue.times", "help.palette")
_PANELS = 100
"""Edits after which something is opened and closed."""


class _Seen(Painted):
    """Whether a widget is on the screen: the pass is over in which its window painted it.

    Attributes:
        at: When it was, by the clock and by this thread's processor time; None if it is not.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at: tuple[float, float] | None = None
        self._window = widget.window()
        self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if watched is not self._window:
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.UpdateRequest:
            return False
        watched.event(event)
        self.look()
        return True

    def look(self) -> None:
        """Note the time if it was painted."""
        if self.yet and self.at is None:
            self.at = time.perf_counter(), time.thread_time()


class _Spent:
    """Seconds until something was painted: of the clock, and of this thread's processor time."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.processor: list[float] = []

    def add(self, seen: _Seen, act: Callable[[], object]) -> None:
        """Act and wait until it has been painted; a second, where nothing is to be painted."""
        seen.yet, seen.at = False, None
        processor, begin = time.thread_time(), time.perf_counter()
        act()
        seen.look()  # it paints itself at once
        while seen.at is None and time.perf_counter() < begin + 1:
            QApplication.processEvents()
            seen.look()  # another way than by its window's pass
        if seen.at is not None:
            self.wall.append(seen.at[0] - begin)
            self.processor.append(seen.at[1] - processor)


class _Session(QObject):
    """Works through the session once the program is idle, and tells."""

    def __init__(self, program: app.Program, edits: int, plays: int) -> None:
        super().__init__(program.window)
        self._program, self._edits, self._plays = program, edits, plays
        self._chance = random.Random(_SEED)  # noqa: S311 - the same session every time
        self._spent = {kind: _Spent() for kind in _KINDS}
        self._memory: list[int] = []
        self._timer = QTimer(self, interval=_QUIET)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def _idle(self) -> bool:
        context = self._program.context
        report = context.inspection.report
        return (
            context.session.is_open
            and report.document is context.session.document
            and not context.jobs.running
            and context.medium.decoding is None
        )

    def _look(self) -> None:
        if not self._idle:
            return
        self._timer.stop()
        try:
            self._work()
        finally:  # else a fault would be waited for without end
            self._program.window.close()

    def _work(self) -> None:
        table = self._program.bench.table
        text = table.focusProxy()
        if not isinstance(text, QAbstractScrollArea):
            raise TypeError("Nobody takes the keys.")
        self._text, self._seen = text, _Seen(text.viewport())
        bare = QPlainTextEdit()
        bare.resize(600, 60)
        bare.show()
        bare_seen, bare_spent = _Seen(bare.viewport()), _Spent()
        self._memory.append(_private())
        for number in range(self._edits):
            self._edit()
            if number % 30 == 0:
                bare.clear()
            bare_spent.add(bare_seen, lambda: QTest.keyClick(bare, Qt.Key.Key_X))
            if number * self._plays // self._edits < (number + 1) * self._plays // self._edits:
                self._play()
            if number % _PANELS == 0:
                self._show(number // _PANELS)
            if (number + 1) % (self._edits // _PARTS) == 0:
                self._settle()
                self._memory.append(_private())
        kinds = {"bare": bare_spent} | self._spent
        told: dict[str, Any] = {
            "wall": {kind: spent.wall for kind, spent in kinds.items()},
            "processor": {kind: spent.processor for kind, spent in kinds.items()},
            "memory": self._memory,
        }
        bare.close()
        print(json.dumps(told), flush=True)

    def _settle(self) -> None:
        while not self._idle:
            QTest.qWait(_QUIET)

    def _edit(self) -> None:
        kind = self._chance.choices(list(_KINDS), list(_KINDS.values()))[0]
        context = self._program.context
        if kind == "typing":
            self._type(kind, self._chance.choice("abcdefghijklmnopqrstuvwxyz"))
        elif kind == "Backspace":
            self._type(kind, Qt.Key.Key_Backspace)
        elif kind == "to another cue":
            # Any but the current one: to go there paints nothing.
            selection, count = context.session.selection, len(context.session.document.cues)
            row = (selection.current + self._chance.randrange(1, count)) % count
            self._run(kind, lambda: context.session.select(selection.at(row)))
        else:
            names = {
                "marking checked": ("cue.accept",),
                "splitting and joining": ("cue.insert", "cue.join-next"),
                "times": ("cue.end-later", "cue.end-earlier"),
                "undo and redo": ("edit.undo", "edit.redo"),
            }[kind]
            for name in names:
                self._run(kind, partial(self._program.commands.run, name))

    def _type(self, kind: str, key: str | Qt.Key) -> None:
        # A letter or Backspace at the end, so that each press changes the cue before the caret.
        session = self._program.context.session
        cue = session.document.cues[session.selection.current]
        if key == Qt.Key.Key_Backspace and len(cue.text) <= 1:
            return
        if session.selection.caret != len(cue.text):
            session.select(session.selection.with_caret(len(cue.text)))
            QApplication.processEvents()
        self._run(kind, partial(QTest.keyClick, self._text, key))

    def _run(self, kind: str, act: Callable[[], object]) -> None:
        self._spent[kind].add(self._seen, act)

    def _play(self) -> None:
        run = self._program.commands.run
        run(self._chance.choice(("play.replay", "play.on", "play.before")))
        QTest.qWait(_HEARD)
        run("play.stop")

    def _show(self, number: int) -> None:
        run, bench = self._program.commands.run, self._program.bench
        run(_SHOWN[number % len(_SHOWN)])
        QTest.qWait(_HEARD)
        self._settle()
        bench.end_work()
        if bench.docks.is_shown("problems"):
            run("view.problems")
        run(_DIALOGS[number % len(_DIALOGS)])
        QApplication.processEvents()
        for dialog in self._program.window.findChildren(QDialog):
            dialog.close()
        bench.table.focus_text()
        QApplication.processEvents()
        # What was closed is deleted, as by the event loop that all this runs within.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _private() -> int:
    """Memory in bytes that is this process's alone (Linux)."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private"))


def main() -> int:
    """Run the program with the observer."""
    edits, plays, *rest = sys.argv[1:]
    return observed.run(lambda program: _Session(program, int(edits), int(plays)), rest)


if __name__ == "__main__":
    sys.exit(main())
