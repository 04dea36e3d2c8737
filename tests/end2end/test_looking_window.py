# SPDX-License-Identifier: GPL-3.0-or-later
"""A window that only looks, since another one is at work on the document: nothing changes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.end2end.looking import TOLD, at_work, give_up, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.end2end.robot import Robot


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says, and that nothing is raised
    robot = at_work(tmp_path)
    yield robot
    robot.close()


def fix_the_problems(robot: Robot) -> None:
    robot.program.commands.run("view.problems")
    buttons = robot.window.findChildren(QPushButton)
    next(one for one in buttons if one.text().startswith("Fix these")).setFocus()
    robot.press("Space")


WAYS: dict[str, Callable[[Robot], None]] = {
    "the panel of problems": fix_the_problems,
    "a review": lambda robot: robot.program.commands.run("tools.zh-Hans"),
    "a tool": lambda robot: robot.program.commands.run("time.gaps"),
    "the repair page": lambda robot: robot.program.commands.run("tools.repair"),
    "the times of a cue": lambda robot: robot.program.commands.run("cue.times"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_open_closes_when_another_window_takes_over(robot: Robot, way: str) -> None:
    WAYS[way](robot)
    robot.wait(lambda: opened(robot), "open")
    robot.wait_idle()
    before = robot.session.document
    give_up(robot)
    assert opened(robot) is None
    robot.press("Return")
    robot.wait_idle()
    assert robot.session.document is before
    assert robot.notice == TOLD
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("way", WAYS)
def test_nothing_opens_where_nothing_may_be_changed(robot: Robot, way: str) -> None:
    give_up(robot)
    before = robot.session.document
    WAYS[way](robot)
    robot.wait_idle()
    robot.press("Return")
    robot.wait_idle()
    assert opened(robot) is None
    assert robot.session.document is before
    assert robot.notice == TOLD
    assert QApplication.activeModalWidget() is None
