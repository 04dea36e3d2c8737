# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that macOS asks a running program to open: one event for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.end2end.robot import Robot
from tests.end2end.story import make_medium

if TYPE_CHECKING:
    from editor.ui.application import Application


def written(folder: Path, name: str) -> Path:
    """A transcript of one cue."""
    path = folder / name
    path.write_text(f"1\n00:00:01,000 --> 00:00:02,000\n{path.stem}\n", "utf-8")
    return path


def test_a_transcript_and_its_medium_are_opened_together(tmp_path: Path, qapp: Application) -> None:
    talk, medium = written(tmp_path, "讲 座.srt"), make_medium(tmp_path / "sound.mp4")
    robot = Robot(tmp_path / "home")
    robot.start()
    for path in (medium, talk):
        QApplication.sendEvent(qapp, QFileOpenEvent(str(path)))
    robot.wait(lambda: robot.session.is_open, "open")
    assert (robot.session.path, robot.session.media) == (talk, medium)
    robot.close()


def test_a_file_asked_for_at_the_start_wins_over_the_last_work(
    tmp_path: Path, qapp: Application
) -> None:
    last, asked = written(tmp_path, "last.srt"), written(tmp_path, "asked.srt")
    robot = Robot(tmp_path / "home")
    robot.start(last)
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()
    robot.close()
    robot = Robot(tmp_path / "home")
    QApplication.sendEvent(qapp, QFileOpenEvent(str(asked)))  # it comes once events are handled
    robot.start()
    robot.wait_idle()
    robot.wait(lambda: robot.session.path == asked, "the file that was asked for")
    robot.wait_idle()
    assert robot.session.path == asked
    robot.close()


def test_files_are_looked_for_where_the_open_document_is(tmp_path: Path) -> None:
    """However it was opened: here by an argument, as with a double click on the file."""
    talks = tmp_path / "讲 座"
    talks.mkdir()
    robot = Robot(tmp_path / "home")
    robot.start(written(talks, "talk.srt"))
    robot.wait(lambda: robot.session.is_open, "open")
    folders: list[Path] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        folders.append(Path(dialog.directory().path()))
        dialog.close()

    robot.program.commands.run("file.sample")
    robot.wait(lambda: robot.session.path != talks / "talk.srt", "the sample")
    for command in ("file.open", "file.medium"):
        QTimer.singleShot(300, robot.window, look)
        robot.program.commands.run(command)
    assert folders == [talks] * 2
    robot.close()


def test_a_file_asked_for_under_a_dialog_waits_for_its_end(
    tmp_path: Path, qapp: Application
) -> None:
    first, asked = written(tmp_path, "first.srt"), written(tmp_path, "asked.srt")
    robot = Robot(tmp_path / "home")
    robot.start(first)
    robot.wait(lambda: robot.session.is_open, "open")
    under: list[object] = []

    def answer() -> None:
        """Ask for the other file, wait longer than such a file waits, and leave the dialog."""
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        QApplication.sendEvent(qapp, QFileOpenEvent(str(asked)))
        QTest.qWait(500)
        under.extend((dialog, robot.session.path))
        dialog.close()

    QTimer.singleShot(300, robot.window, answer)
    robot.program.commands.run("file.save-as")
    assert isinstance(under[0], QFileDialog)
    assert under[1] == first
    robot.wait(lambda: robot.session.path == asked, "the file that was asked for")
    robot.close()
