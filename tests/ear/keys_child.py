# SPDX-License-Identifier: GPL-3.0-or-later
"""The program with a real model at work, started like ``python -m editor``, for `keys.py`.

Arguments: the model; then the program's own arguments. Prints lines of JSON: where the next letters
will be on the screen; at the end when keys were due and pressed, in a bare editor, with and without
the pass, in turns; in seconds from F7 to the menu, to the order of the sound, and what of that is
computed; and the memory of the process that listens.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from editor.core.doubt import Doubt
from editor.language.sound.alternatives import prepare
from editor.settings import BESIDE, MODEL
from editor.ui.word_menu import WordMenu
from tests.bench import observed
from tests.bench.pressing import bare_editor, press

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor import app


_LOOK = 100
"""Interval in ms at which we look whether all is ready."""
_TURNS, _KEYS = 4, 120
_PATIENCE = 120
"""Seconds that anything may take."""


class _Keys(QObject):
    """Presses keys once the document is open and its sound decoded, and tells."""

    def __init__(self, program: app.Program, model: Path) -> None:
        super().__init__(program.window)
        self._program, self._model = program, model
        self._context = program.context
        self._shown: dict[str, float] = {}
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        sound = self._context.medium.sound
        if not self._context.session.is_open or sound is None or not sound.complete:
            return
        if self._context.jobs.running:
            return
        self._timer.stop()
        try:
            self._work()
        finally:  # else a fault would be waited for without end
            self._program.window.close()

    def _work(self) -> None:
        self._context.settings[BESIDE] = False
        self._context.settings[MODEL] = str(self._model)
        prepare()
        self._watch_menus()
        told = {**self._asked(), **self._remembered(), **self._pressed()}
        print(json.dumps(told), flush=True)

    def _pressed(self) -> dict[str, Any]:
        ear, session = self._context.listening, self._context.session
        text = self._program.bench.table.focusProxy()
        if not isinstance(text, QAbstractScrollArea):
            raise TypeError("Nobody takes the keys.")
        bare = bare_editor()

        def go(number: int) -> None:
            session.select(session.selection.at(number))
            QApplication.processEvents()

        told: dict[str, list[tuple[float, float]]] = {"bare": [], "alone": [], "listening": []}
        for _ in range(_TURNS):
            bare.show()
            told["bare"] += press(bare, _KEYS, lambda _: bare.clear(), lambda: None)
            bare.close()
            self._wait(lambda: not self._context.jobs.running)
            told["alone"] += press(text, _KEYS, go, lambda: None)
            ear.start(self._model, (), anew=True)
            self._wait(lambda: ear.progress is not None and ear.progress.done)
            self._wait(lambda: not self._context.jobs.running)
            told["listening"] += press(text, _KEYS, go, lambda: None)
            if ear.progress is None:
                raise RuntimeError("The pass was over before the last key.")
            ear.halt()
        return told

    def _asked(self) -> dict[str, Any]:
        """F7: with a process to be started, at a cue reached by the walk, and at another one."""
        context = self._context
        cues = context.session.document.cues
        context.listening.process.stop()
        cold = self._ask(len(cues) // 2)
        walked = len(cues) - 1
        context.doubts.put("ear", [Doubt(cues[walked], -9.0, (0, 1))])
        self._program.commands.run("doubts.next")
        self._wait(lambda: not context.listening.process._calls)  # noqa: SLF001 - it is heard
        after = self._ask(walked)
        elsewhere = self._ask(2)
        return {"cold": cold, "walked": after, "elsewhere": elsewhere}

    def _ask(self, row: int) -> tuple[float, float, float]:
        """Seconds from the command to the menu, to its order, and of the processor for that."""
        session = self._context.session
        self._context.views.focus("table")
        session.select(session.selection.at(row, 0))
        QApplication.processEvents()
        self._shown.clear()
        before = sum(map(_computed, _children("ear")))
        began = time.perf_counter()
        self._program.commands.run("cue.other-words")
        self._wait(lambda: "order" in self._shown)
        self._shown["menu"].close()  # type: ignore[attr-defined]
        QApplication.processEvents()
        spent = sum(map(_computed, _children("ear"))) - before
        return self._shown["open"] - began, self._shown["order"] - began, spent

    def _remembered(self) -> dict[str, Any]:
        process = self._context.listening.process
        (pid,) = _children("ear")
        memory = _memory(pid)
        QTimer.singleShot(0, process, process._rest.timeout.emit)  # noqa: SLF001 - after a minute
        self._wait(lambda: not _children("ear"))
        return {"memory": memory, "left": len(_children("ear"))}

    def _watch_menus(self) -> None:
        """Note when menus of words open, and get the order of the sound."""
        opened, refined = WordMenu.open_at, WordMenu.refine

        def open_at(menu: WordMenu, *args: Any) -> None:
            opened(menu, *args)
            self._shown |= {"open": time.perf_counter(), "menu": menu}  # type: ignore[dict-item]

        def refine(menu: WordMenu, *args: Any) -> None:
            refined(menu, *args)
            self._shown["order"] = time.perf_counter()

        WordMenu.open_at = open_at  # type: ignore[method-assign, assignment]
        WordMenu.refine = refine  # type: ignore[method-assign, assignment]

    @staticmethod
    def _wait(true: Callable[[], object], seconds: float = _PATIENCE) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not true():
            QTest.qWait(2)


def _children(name: str) -> list[int]:
    from multiprocessing import active_children

    return [each.pid or 0 for each in active_children() if each.name == name]


def _computed(pid: int) -> float:
    """Seconds of the processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> int:
    """MB of a process, its share of what others have too."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    return int(text.partition("Pss:")[2].split()[0]) >> 10


def main() -> int:
    """Run the program with the observer."""
    model, *rest = sys.argv[1:]
    return observed.run(lambda program: _Keys(program, Path(model)), rest)


if __name__ == "__main__":
    sys.exit(main())
