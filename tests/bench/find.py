# SPDX-License-Identifier: GPL-3.0-or-later
"""The search bar in the real window, at 100,000 cues; all times are wall-clock."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from editor import app
from tests import screen
from tests.bench import cues
from tests.bench.measure import Figure, against, report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.core.document import Document
    from editor.ui.find_bar import FindBar
    from tests.end2end.robot import Robot

_ROUNDS = 7
_KEYS = 10
_PLAIN = "模型"
_PATTERN = r"[A-Za-z]+ [a-z]+"
_MS = 1000


class _Bench:
    """The window with the document, and the texts for the baselines."""

    def __init__(self, robot: Robot, document: Document) -> None:
        from editor.project.journal_port import NoJournal

        self.robot, self.search = robot, robot.program.context.search
        self.texts = [cue.text for cue in document.cues]
        robot.session.open(document, journal=NoJournal())
        robot.program.context.views.show_document()
        robot.wait_idle()
        robot.go_to(len(document.cues) // 2)
        self.line = QLineEdit()
        self.line.show()
        robot.program.commands.run("edit.find")
        self.settle()

    def settle(self) -> None:
        """Wait until the search is over."""
        self.robot.wait(lambda: not self.search.busy)
        self.robot.wait_idle()

    @property
    def bar(self) -> FindBar:
        found = self.robot.program.bench.find_bar
        if found is None:
            raise RuntimeError("There is no search bar.")
        return found

    def key(self, field: QWidget, times: int = _KEYS) -> float:
        """Seconds from a key to its painted letter, on average."""
        spent = 0.0
        for _ in range(times):
            begin = time.perf_counter()
            QTest.keyClick(field, Qt.Key.Key_E)
            field.repaint()
            spent += time.perf_counter() - begin
            QApplication.processEvents()
        return spent / times

    def look(self, text: str, regex: bool = False, *, fresh: bool = False) -> tuple[float, float]:  # noqa: FBT001, FBT002 - of a table
        """Seconds until the first marks are painted, and until all places are known."""
        box = self.bar.ticks.boxes["regex"]
        box.blockSignals(True)  # noqa: FBT003 - Qt's
        box.setChecked(regex)
        self.bar.field.clear()
        self.bar.field.textEdited.emit("")
        self.settle()
        if fresh:
            self.search._rows = None  # noqa: SLF001 - as in a document that was just opened
        self.bar.field.setText(text)
        begin = time.perf_counter()
        self.bar.field.textEdited.emit(text)
        while not self.search.places.total:
            QApplication.processEvents()
        self.robot.program.bench.table.viewport().repaint()
        first = time.perf_counter() - begin
        while self.search.busy:
            QApplication.processEvents()
        return first, time.perf_counter() - begin


def _timed(task: Callable[[], object]) -> float:
    begin = time.perf_counter()
    task()
    return time.perf_counter() - begin


def main() -> None:
    """Measure and report."""
    virtual = screen.VirtualScreen()
    os.environ |= {"DISPLAY": virtual.display, "QT_QPA_PLATFORM": "xcb"}
    sys.setswitchinterval(app._TURN)  # noqa: SLF001 - as the program does
    with closing(virtual), tempfile.TemporaryDirectory() as home:
        from tests.end2end.robot import Robot

        robot = Robot(Path(home))
        bench = _Bench(robot, cues.document(cues.lines()))
        report("find", [*_searches(bench), *_keys(bench)])
        robot.close()


def _searches(bench: _Bench) -> list[Figure]:
    texts, pattern = bench.texts, re.compile(_PATTERN)
    floors: dict[str, Callable[[], Sequence[object]]] = {
        "str.find of each text": lambda: [text.find(_PLAIN) for text in texts],
        "re.findall of each text": lambda: [pattern.findall(text) for text in texts],
        "str.casefold of each text": lambda: [text.casefold() for text in texts],
    }
    times: dict[str, list[float]] = {}
    for _ in range(_ROUNDS):
        for name, floor in floors.items():
            times.setdefault(name, []).append(_timed(floor) * _MS)
        for what, (first, last) in {
            "plain": bench.look(_PLAIN),
            "expression": bench.look(_PATTERN, True),  # noqa: FBT003 - of a table
            "plain, texts not folded yet": bench.look(_PLAIN, fresh=True),
        }.items():
            times.setdefault(f"{what}: first marks", []).append(first * _MS)
            times.setdefault(f"{what}: all places", []).append(last * _MS)
    pairs = {
        "plain": "str.find of each text",
        "expression": "re.findall of each text",
        "plain, texts not folded yet": "str.casefold of each text",
    }
    return [
        figure
        for what, floor in pairs.items()
        for part in ("first marks", "all places")
        for figure in against(times, f"{what}: {part}", floor, unit="ms")
    ]


def _keys(bench: _Bench) -> list[Figure]:
    """Keys in the bar, and in the text while matches are marked."""
    table = bench.robot.program.bench.table
    text = table.focusProxy()
    if text is None:
        raise RuntimeError("Nobody takes the keys.")
    times: dict[str, list[float]] = {}
    for _ in range(_ROUNDS):
        bench.look(_PLAIN)
        times.setdefault("key in the text, matches marked", []).append(bench.key(text) * _MS)
        times.setdefault("key in the bar", []).append(bench.key(bench.bar.field) * _MS)
        bench.settle()
        times.setdefault("key in a bare QLineEdit", []).append(bench.key(bench.line) * _MS)
        bench.bar.close_bar()
        bench.search.query = None  # what a change has brought is not searched
        times.setdefault("key in the text, no search", []).append(bench.key(text) * _MS)
        bench.robot.program.commands.run("edit.find")
        bench.settle()
    return [
        *against(times, "key in the bar", "key in a bare QLineEdit", unit="ms"),
        *against(times, "key in the text, matches marked", "key in the text, no search", unit="ms"),
    ]


if __name__ == "__main__":
    main()
