# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that macOS asks a running program to open: one event for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from tests.end2end.robot import Robot
from tests.end2end.story import make_medium

if TYPE_CHECKING:
    from pathlib import Path

    from editor.ui.application import Application


def test_a_transcript_and_its_medium_are_opened_together(tmp_path: Path, qapp: Application) -> None:
    talk, medium = tmp_path / "讲 座.srt", make_medium(tmp_path / "sound.mp4")
    talk.write_text("1\n00:00:01,000 --> 00:00:02,000\n你好\n", "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start()
    for path in (medium, talk):
        QApplication.sendEvent(qapp, QFileOpenEvent(str(path)))
    robot.wait(lambda: robot.session.is_open, "open")
    assert (robot.session.path, robot.session.media) == (talk, medium)
    robot.close()
