# SPDX-License-Identifier: GPL-3.0-or-later
"""A user of the real window who is told what to do.

`python -m tests.end2end.heard_window HOME LANGUAGE` opens the sample. Each line of standard input
is JSON: a method of `Robot`, or `run` for a command, and what it is given. Answers each with a
line of JSON once it is done: the number of the current cue and its text.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.settings import LANGUAGE, Settings
from tests.end2end.robot import Robot
from tests.program import ROOT

SAMPLE = ROOT / "resources" / "sample"


def main() -> None:
    home, language = Path(sys.argv[1]), sys.argv[2]
    settings = Settings(home / "settings.json")
    settings[LANGUAGE] = language
    settings.wait()
    robot = Robot(home)
    robot.watchman.stop()  # dialogs stay open while they are read
    robot.start(SAMPLE / "sample.txt", SAMPLE / "sample.ogg")
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()
    _answer(robot)
    # A reader's questions are answered by the event loop, which waiting for a line would hold.
    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, robot.window)
    told.activated.connect(lambda: _do(robot, sys.stdin.readline()))
    QApplication.exec()
    robot.close()


def _do(robot: Robot, line: str) -> None:
    if not line:
        QApplication.quit()
        return
    what, *given = json.loads(line)
    does = robot.program.commands.run if what == "run" else getattr(robot, what)
    try:
        does(*given)
    except BaseException:
        QApplication.exit(1)  # else the answer would be waited for without end
        raise
    QTest.qWait(50)
    _answer(robot)


def _answer(robot: Robot) -> None:
    row = robot.session.selection.current
    sys.stdout.write(json.dumps([row + 1, robot.cues[row].text]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
