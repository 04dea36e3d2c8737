# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program, and the user's first action after the start, for `start.py`.

    python -m tests.bench.start_child ACT TRANSCRIPT MEDIUM

ACT is ``key``, ``play`` or ``open``. The action is done as soon as the first page is painted, and
again after `_QUIET`. Prints a line of JSON with the seconds of both.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from editor import app
from editor.project.places import places
from editor.settings import Settings
from tests.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Callable


_PATIENCE = 20
"""Time-out in seconds of every wait."""
_QUIET = 3_000
"""ms after which everything that is loaded late has been loaded."""


class _User:
    """Performs an action twice and measures the time."""

    def __init__(self, program: app.Program, transcript: Path) -> None:
        self._program, self._transcript = program, transcript
        self._table = Painted(program.bench.table.viewport())

    def key(self) -> float:
        """A letter, from key press to paint."""
        text = self._program.bench.table.focusProxy()
        if not isinstance(text, QAbstractScrollArea):
            raise TypeError("Nobody takes the keys.")
        paints = Painted(text.viewport())
        return _timed(lambda: QTest.keyClick(text, Qt.Key.Key_X), lambda: paints.count)

    def play(self) -> float:
        """Play the cue, until the player plays."""
        playback = self._program.context.playback
        playback.stop()
        run = self._program.commands.run
        _until(lambda: playback.has_medium)
        return _timed(lambda: run("play.replay"), lambda: playback.playing)

    def open(self) -> float:
        """Open a file, until it is painted in the table."""
        copy = self._transcript.with_name(f"{time.monotonic_ns()}.srt")
        copy.write_bytes(self._transcript.read_bytes())
        session = self._program.context.session

        def begin() -> None:
            app.begin(self._program, [copy])
            self._table.count = 0

        took = _timed(begin, lambda: session.path == copy and self._table.count)
        copy.unlink()
        return took


def _until(there: Callable[[], object]) -> None:
    end = time.monotonic() + _PATIENCE
    while not there():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise RuntimeError("It never came.")


def _timed(act: Callable[[], object], there: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    _until(there)
    return time.perf_counter() - begin


def main() -> None:
    """Start, act, wait, act again."""
    act, transcript, medium = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    where = places(os.environ)
    settings = Settings(where.settings)
    application = app.application(settings)
    program = app.build(where, settings)
    program.window.show()
    named = {"key": [transcript], "play": [transcript, medium], "open": []}[act]
    user = _User(program, transcript)

    def run() -> None:
        page = program.bench.table if named else program.window
        paints = Painted(page)
        app.begin(program, named)
        _until(lambda: paints.count and program.context.session.is_open == bool(named))
        first = getattr(user, act)()
        QTest.qWait(_QUIET)
        print(json.dumps({"first": first, "again": getattr(user, act)()}), flush=True)
        program.window.close()

    QTimer.singleShot(0, run)
    application.exec()


if __name__ == "__main__":
    if sys.argv[1] == "--make":
        from tests.end2end.story import make_medium

        make_medium(Path(sys.argv[2]))
    else:
        main()
