# SPDX-License-Identifier: GPL-3.0-or-later
"""History, statistics and originals in the real window, at 10,000 cues and 20,000 steps.

All times are wall-clock.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor import app
from editor.core.change import Change, Splice, replaced
from editor.core.history import History, Step
from editor.project.journal_port import NoJournal
from editor.project.standing import Standing
from tests import screen
from tests.bench import cues
from tests.bench.measure import Figure, against, report

if TYPE_CHECKING:
    from editor.core.document import Document
    from tests.end2end.robot import Robot

_CUES, _STEPS = 10_000, 20_000
_ROUNDS = 7
_KEYS = 20
_MS = 1000
_BARE = "key in the text, nothing shown"


def _worked(document: Document) -> tuple[Document, History]:
    """The document with every third cue changed, and as many steps as a long session has."""
    rows = [(n, cue.saying(f"{cue.text}吧")) for n, cue in enumerate(document.cues) if n % 3 == 0]
    standing, history = Standing(replaced(document, "Edit", rows).apply(document)), History()
    for number in range(_STEPS):
        row = number * 7 % _CUES
        cue = standing.cues[row]
        change = Change("Edit text", (Splice(row, (cue,), (cue.saying(f"{cue.text}{number}"),)),))
        standing.apply(change)
        history.record(Step(change, at=time.time_ns() // 1_000_000))
    return standing.document(), history


class _Bench:
    def __init__(self, robot: Robot, document: Document, history: History) -> None:
        self.robot, self.session = robot, robot.session
        robot.session.open(document, journal=NoJournal(), history=history)
        robot.program.context.views.show_document()
        robot.wait_idle()
        robot.go_to(_CUES // 2)

    def key(self) -> float:
        """Milliseconds that a key and all that it leads to take, its painting included."""
        field = self.robot.program.bench.table.focusProxy()
        if field is None:
            raise RuntimeError("Nobody takes the keys.")
        spent = 0.0
        for _ in range(_KEYS):
            begin = time.perf_counter()
            QTest.keyClick(field, Qt.Key.Key_E)
            QApplication.processEvents()
            spent += time.perf_counter() - begin
        self.robot.wait_idle()
        return spent / _KEYS * _MS

    def shown(self, command: str) -> float:
        """The same while a command's view is shown."""
        self.robot.program.commands.run(command)
        self.robot.program.bench.table.focus_text()
        self.robot.wait_idle()
        spent = self.key()
        self.robot.program.commands.run(command)
        return spent

    def go(self, count: int) -> float:
        """Milliseconds until the document is as it was after `count` steps, and painted."""
        begin = time.perf_counter()
        self.session.go_to(count)
        self.robot.program.bench.table.viewport().repaint()
        return (time.perf_counter() - begin) * _MS

    def apply(self) -> float:
        """Milliseconds to invert and apply all steps without any view."""
        steps, standing = list(self.session.history.done), Standing(self.session.document)
        begin = time.perf_counter()
        for step in reversed(steps):
            standing.apply(step.change.invert())
        standing.document()
        return (time.perf_counter() - begin) * _MS


def _measure(bench: _Bench) -> list[Figure]:
    times: dict[str, list[float]] = {}

    def note(what: str, ms: float) -> None:
        times.setdefault(what, []).append(ms)

    panels = {"view.history": "history", "view.statistics": "statistics",
              "view.originals": "originals"}  # fmt: skip
    for _ in range(_ROUNDS):
        note(_BARE, bench.key())
        for command, name in panels.items():
            note(f"key in the text, {name} shown", bench.shown(command))
        bench.robot.program.commands.run("view.history")
        note("all steps applied to a list", bench.apply())
        done = len(bench.session.history.done)
        note(f"history: back {_STEPS} steps", bench.go(0))
        note(f"history: forward {_STEPS} steps", bench.go(done))
        bench.robot.program.commands.run("view.history")
    keys = [f"key in the text, {name} shown" for name in panels.values()]
    far = [f"history: {way} {_STEPS} steps" for way in ("back", "forward")]
    return [
        *(figure for what in keys for figure in against(times, what, _BARE, unit="ms")),
        *(figure for what in far for figure in
          against(times, what, "all steps applied to a list", unit="ms")),
    ]  # fmt: skip


def main() -> None:
    """Measure and report."""
    virtual = screen.VirtualScreen()
    os.environ |= {"DISPLAY": virtual.display, "QT_QPA_PLATFORM": "xcb"}
    sys.setswitchinterval(app._TURN)  # noqa: SLF001 - as the program does
    with closing(virtual), tempfile.TemporaryDirectory() as home:
        from tests.end2end.robot import Robot

        robot = Robot(Path(home))
        report("panels", _measure(_Bench(robot, *_worked(cues.document(cues.lines()[:_CUES])))))
        robot.close()


if __name__ == "__main__":
    main()
