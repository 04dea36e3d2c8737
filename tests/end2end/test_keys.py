# SPDX-License-Identifier: GPL-3.0-or-later
"""Pedals and the side buttons of a mouse run commands; clicks teach keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.desk import srt
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    rows = [(n * 1000, n * 1000 + 900, f"第{n}句") for n in range(6)]
    (tmp_path / "talk.srt").write_text(srt(*rows), "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / "talk.srt")
    robot.wait(lambda: len(robot.cues) == 6, "open")
    robot.wait_idle()
    robot.program.bench.notice.clear()
    yield robot
    robot.close()


def row(robot: Robot) -> int:
    return robot.session.selection.current


def click(robot: Robot, name: str) -> None:
    """Choose a command in its menu by the mouse."""
    action = robot.program.commands.actions[name]
    menu = next(found for found in robot.window.findChildren(QMenu) if action in found.actions())
    menu.popup(robot.window.mapToGlobal(QPoint(50, 50)))
    robot.wait(menu.isVisible, "the menu")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_a_pedal_and_a_side_button_run_what_they_are_bound_to(robot: Robot) -> None:
    commands = robot.program.commands
    commands.set_keys("cue.next", ["Alt+Down", "F13", "Forward"])
    commands.set_keys("cue.accept", ["Return", "Back"])
    robot.press("F13")
    assert row(robot) == 1
    handle = robot.window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.ForwardButton, pos=QPoint(600, 400))
    assert row(robot) == 2
    QTest.mouseClick(handle, Qt.MouseButton.BackButton, pos=QPoint(600, 400))
    assert robot.cues[2].checked
    assert row(robot) == 3
    QTest.mouseClick(handle, Qt.MouseButton.TaskButton, pos=QPoint(600, 400))
    assert row(robot) == 3, "it is bound to nothing"


def test_a_key_is_taught_at_the_third_click_and_never_again(robot: Robot) -> None:
    hint = "“Next cue” has a key: Alt+Down."
    robot.press("Alt+Down")
    for _ in range(2):
        click(robot, "cue.next")
        assert robot.notice == ""
    click(robot, "cue.next")
    assert row(robot) == 4
    assert robot.notice == hint
    robot.program.bench.notice.dismiss()
    click(robot, "cue.previous")
    click(robot, "cue.next")
    assert robot.notice == ""


def test_a_hint_waits_until_what_the_command_says_has_been_read(robot: Robot) -> None:
    for _ in range(3):
        robot.press("Ctrl+Shift+C")
        click(robot, "edit.undo")
    assert robot.notice.startswith("Undone")
    robot.program.bench.notice.dismiss()
    assert robot.notice == "“Undo” has a key: Ctrl+Z."


def test_keys_alone_teach_nothing(robot: Robot) -> None:
    robot.press(*["Alt+Down"] * 4)
    assert robot.notice == ""
    assert QApplication.activePopupWidget() is None
