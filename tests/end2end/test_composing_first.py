# SPDX-License-Identifier: GPL-3.0-or-later
"""Who composes with an input method is not slowed down by work in the background."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from editor.ui.correcting import Correcting
from tests.end2end.robot import Robot
from tests.end2end.story import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_checks_and_searches_end_when_composing_begins(qtbot: QtBot, tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    shutil.copy(DATA / "onboard-transcript.txt", talk)
    robot = Robot(tmp_path / "home")
    jobs = robot.program.context.jobs
    try:
        robot.start(talk)
        robot.wait(lambda: robot.session.is_open, "open")
        robot.wait_idle()
        robot.program.bench.table.focus_text()
        robot.type("好")
        with qtbot.waitSignal(jobs.changed):
            pass
        (checking,) = (job for job in jobs.running if job.title == "Checking")
        robot.compose("ni")
        assert checking.cancelled
        robot.compose("")
        robot.wait_idle()
        pause = robot.window.findChild(Correcting).findChild(QTimer)  # type: ignore[union-attr]
        assert pause is not None
        robot.type("们")  # once it is left alone, more places like the correction are looked for
        with qtbot.waitSignal(pause.timeout):
            pass
        searching = jobs.running[-1]
        robot.compose("ni")
        assert searching.cancelled
        assert pause.isActive()
        robot.compose("")
        robot.wait_idle()
    finally:
        robot.close()
