# SPDX-License-Identifier: GPL-3.0-or-later
"""Doubtful cues in the real window: a model is chosen and listens, and they are walked by keys.

The model is of random numbers: what it doubts means nothing, all else does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.doubt import Doubt
from editor.settings import MODEL
from editor.ui.model_dialog import ModelDialog
from editor.ui.panels.doubts import DoubtsPanel
from tests import tiny_whisper
from tests.desk import srt
from tests.end2end.robot import Robot
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CUES = 12


@pytest.fixture
def robot(tmp_path: Path) -> Iterator[Robot]:
    rows = [(2000 * n, 2000 * n + 1900, f"the end {n}") for n in range(CUES)]
    (tmp_path / "talk.srt").write_text(srt(*rows), "utf-8")
    write_wave(tmp_path / "talk.wav", talk([(a, b) for a, b, _ in rows], 2 * CUES))
    tiny_whisper.write_ggml(tmp_path / "ggml-tiny.bin", tiny_whisper.tensors())
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / "talk.srt", tmp_path / "talk.wav")
    medium = robot.program.context.medium
    robot.wait(lambda: medium.sound is not None and medium.sound.complete, "decoded")
    robot.wait_idle()
    yield robot
    robot.close()


def choose(robot: Robot, model: Path) -> None:
    """Choose a model in the dialog."""

    def take() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ModelDialog):
            timer.stop()
            robot.answer_file(model)
            dialog.file.click()

    timer = QTimer(robot.window, interval=20)
    timer.timeout.connect(take)
    timer.start()
    robot.program.commands.run("ear.model")
    robot.wait(lambda: robot.settings[MODEL] == str(model), "the model")


def rows(robot: Robot) -> list[int]:
    return [listed.row for listed in robot.program.context.doubts.listed()]


def test_a_model_listens_and_its_doubts_are_walked(robot: Robot, tmp_path: Path) -> None:
    robot.press("Ctrl+F8")
    assert "no speech model yet" in robot.notice
    choose(robot, tmp_path / "ggml-tiny.bin")
    assert robot.notice == "“ggml-tiny.bin” can be used."
    robot.click("Listen for doubtful cues")
    robot.wait(lambda: "All was heard" in robot.notice, "heard")
    found = rows(robot)
    assert len(found) == CUES // 5
    selection = robot.session.selection
    robot.press("Ctrl+F8")
    worst = robot.program.context.doubts.listed()[0]
    assert robot.session.selection == selection.at(worst.row, worst.doubt.weakest[0])
    robot.press("Ctrl+F8")
    assert robot.session.selection.current == found[1]
    robot.press("Ctrl+Shift+F8")
    assert robot.session.selection.current == found[0]
    robot.press("Return")  # right as it is
    assert rows(robot) == found[1:]
    robot.press("Ctrl+F8")
    robot.type("改")
    assert rows(robot) == []
    robot.press("Ctrl+Z")
    assert rows(robot) == found[1:]


def test_the_model_listens_by_itself_while_nobody_works(robot: Robot, tmp_path: Path) -> None:
    choose(robot, tmp_path / "ggml-tiny.bin")
    ear = robot.program.context.listening
    ear.idle.emit()  # as after a minute without work
    robot.wait(lambda: ear.progress is not None, "the pass")
    robot.wait(lambda: ear.progress is None, "its end")
    assert len(rows(robot)) == CUES // 5
    assert robot.notice == "“ggml-tiny.bin” can be used."  # nothing is said of it
    ear.idle.emit()
    robot.wait_idle()
    assert ear.progress is None  # all is heard


def test_the_panel_shows_them_and_looking_windows_refuse(robot: Robot) -> None:
    context = robot.program.context
    context.doubts.put("ear", [Doubt(robot.cues[5], -9, (1, 3)), Doubt(robot.cues[7], -8, (1, 3))])
    robot.program.commands.run("view.doubts")
    panel = robot.program.bench.side
    assert isinstance(panel, DoubtsPanel)
    robot.wait(lambda: len(panel.rows.rows) == 2, "the list")
    robot.wait(panel.list.hasFocus, "the focus")
    robot.press("Down")
    assert robot.session.selection.current == 5
    robot.press("Return")
    assert robot.cues[5].checked
    robot.wait(lambda: len(panel.rows.rows) == 1, "the list")
    robot.session.give_up()
    QTest.qWait(0)
    robot.press("Return")
    assert not robot.cues[7].checked
    assert "another Jiaozi window" in robot.notice


def test_an_audit_is_answered_by_enter(robot: Robot) -> None:
    audit, commands = robot.program.context.audit, robot.program.commands
    checked = frozenset(range(CUES - 1))
    for row in checked:
        robot.go_to(row + 1)
        commands.run("cue.check")
    commands.run("audit.start")
    robot.wait(lambda: robot.session.selection.current == CUES - 1, "the cue")
    assert robot.notice.startswith("Audit, up to 1 cues")
    robot.press("End")
    robot.type("x")
    robot.press("Return")
    robot.wait(lambda: not audit.running, "the end")
    robot.wait(lambda: "1 of them wrong" in robot.notice, "the result")
    assert "still wrong by estimate, at most 0.0%" in robot.notice
    commands.run("audit.start")
    assert robot.notice.startswith("All cues are checked")
