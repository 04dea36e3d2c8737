# SPDX-License-Identifier: GPL-3.0-or-later
"""In a tool of times, one sees where Tab goes, and it goes through all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QPushButton

from editor.ui.cue_table.editor import CueEditor
from tests.differing import differing
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot
    path = tmp_path / "talk.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\n你好\n", "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(path)
    robot.wait(lambda: robot.session.is_open, "open")
    yield robot
    robot.close()


def test_the_first_field_is_seen_to_have_the_keyboard_and_tab_goes_on(robot: Robot) -> None:
    robot.program.commands.actions["time.shift"].trigger()
    robot.wait(lambda: isinstance(robot.focus, QComboBox), "the first field")
    robot.wait_idle()
    first = robot.focus
    with_ring = robot.window.grab().toImage()
    robot.press("Tab")
    robot.wait(lambda: isinstance(robot.focus, QAbstractSpinBox), "the second field")
    robot.wait(lambda: differing(with_ring, robot.window.grab().toImage(), first) > 60, "the ring")
    passed = []
    while not isinstance(robot.focus, CueEditor):  # where Tab plays
        passed.append(robot.focus)
        robot.press("Tab")
        assert robot.focus is not passed[-1], "Tab stays where it is"
    assert any(isinstance(each, QPushButton) and each.text() == "Cancel" for each in passed)


@pytest.mark.parametrize("command", ["file.publish", "time.shift", None])
def test_esc_in_the_status_bar_goes_back_to_what_is_worked_in(
    robot: Robot, command: str | None
) -> None:
    if command is not None:
        robot.program.commands.actions[command].trigger()
        robot.wait(lambda: not isinstance(robot.focus, CueEditor), "what is worked in")
    robot.wait_idle()
    before = robot.focus
    robot.program.status.problems.setFocus()
    robot.press("Esc")
    robot.wait(lambda: robot.focus is before, "the focus where it was")
