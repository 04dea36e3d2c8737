# SPDX-License-Identifier: GPL-3.0-or-later
"""In the real window: another version is compared and taken, columns and styles are chosen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from editor.ui.columns_dialog import ColumnsDialog
from editor.ui.review.panel import ReviewPanel
from editor.ui.styles.dialog import StylesDialog
from tests.desk import srt
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

OURS = srt((0, 1_500, "大家好"), (2_000, 3_500, "今天聊聊字幕"), (4_000, 5_500, "再见"))
THEIRS = srt((0, 1_500, "各位好"), (2_000, 3_700, "今天聊聊字幕"), (4_000, 5_500, "再见"))


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    made = Robot(tmp_path / "home")
    made.start()
    yield made
    made.close()


def in_dialog(robot: Robot, kind: type[QWidget], act: Callable[[QWidget], None]) -> None:
    """Once a dialog of this kind is there, do something in it."""
    timer = QTimer(robot.window, interval=20)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isActiveWindow():
            timer.stop()
            act(dialog)

    timer.timeout.connect(look)
    timer.start()


def test_a_colleagues_version_is_taken_in_one_step(robot: Robot, tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(OURS, "utf-8")
    theirs = tmp_path / "talk-anna.srt"
    theirs.write_text(THEIRS, "utf-8")
    later = (tmp_path / "talk.srt").stat().st_mtime + 60
    os.utime(theirs, (later, later))
    robot.drop(tmp_path / "talk.srt")
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()
    robot.answer_file(theirs)
    robot.program.commands.run("file.compare")
    robot.wait(lambda: isinstance(robot.program.bench.side, ReviewPanel), "the review")
    panel = robot.program.bench.side
    assert isinstance(panel, ReviewPanel)
    robot.wait(lambda: robot.focus is panel.list, "its keys")
    robot.press("Return")
    assert [cue.text for cue in robot.cues] == ["各位好", "今天聊聊字幕", "再见"]
    assert robot.cues[1].end == 3_700
    assert [cue.note.partition(",")[0] for cue in robot.cues] == [
        *("talk-anna.srt", "talk-anna.srt", "")
    ]
    robot.press("Ctrl+Z")
    assert [(cue.text, cue.end, cue.note) for cue in robot.cues] == [
        *(("大家好", 1_500, ""), ("今天聊聊字幕", 3_500, ""), ("再见", 5_500, ""))
    ]


def test_a_table_of_unknown_columns_is_asked_for(robot: Robot, tmp_path: Path) -> None:
    path = tmp_path / "talk.csv"
    path.write_text("你好,x,later\n再见,y,2.5\n完,z,soon\n", "utf-8")

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, ColumnsDialog)
        for column, times in ((0, 4), (2, 1)):
            dialog.choices[column].setFocus()
            for _ in range(times):
                QTest.keyClick(dialog.choices[column], Qt.Key.Key_Down)
        QTest.mouseClick(dialog.read, Qt.MouseButton.LeftButton)

    in_dialog(robot, ColumnsDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    robot.drop(path)
    robot.wait(lambda: not robot.program.context.jobs.running, "asked")
    assert not robot.session.is_open
    in_dialog(robot, ColumnsDialog, choose)
    robot.drop(path)
    robot.wait(lambda: robot.session.is_open, "open")
    assert [(cue.start, cue.text) for cue in robot.cues] == [(2_500, "再见")]


def test_a_style_is_changed_and_taken_back(robot: Robot, tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(OURS, "utf-8")
    robot.drop(tmp_path / "talk.srt")
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()

    def larger(dialog: QWidget) -> None:
        assert isinstance(dialog, StylesDialog)
        box = dialog.fields.sizes["size"]
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, "90")
        QTest.keyClick(box, Qt.Key.Key_Return)

    in_dialog(robot, StylesDialog, larger)
    robot.program.commands.run("file.styles")
    assert robot.session.document.head.styles["Default"]["Fontsize"] == "90"
    robot.press("Ctrl+Z")
    assert robot.session.document.head.styles == {}
