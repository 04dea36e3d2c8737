# SPDX-License-Identifier: GPL-3.0-or-later
"""What a newcomer sees: five steps that are ticked, a manual, and later what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor import __version__
from editor.ui.first_steps import STEPS, FirstSteps
from editor.ui.manual import Manual
from tests.desk import srt
from tests.end2end.robot import Robot
from tests.making import REAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def arrive(tmp_path: Path, qtbot: QtBot) -> Callable[[], Robot]:
    """Start the program as a newcomer, or come back as one."""
    del qtbot  # it watches what Qt says
    text = srt(*[(n * 2_000, n * 2_000 + 1_900, f"第{n}句") for n in range(8)])
    (tmp_path / "talk.srt").write_text(text, "utf-8")

    def start() -> Robot:
        robot = Robot(tmp_path / "home", newcomer=True)
        robot.start(tmp_path / "talk.srt")
        robot.wait(lambda: robot.cues, "the cues")
        robot.wait_idle()
        return robot

    return start


def strip(robot: Robot) -> FirstSteps:
    found = robot.program.bench.strip
    assert isinstance(found, FirstSteps)
    return found


def ticked(robot: Robot) -> list[int]:
    """Numbers of the steps with a tick, as they are seen."""
    labels = strip(robot).labels
    return [number for number, label in enumerate(labels, 1) if "✓" in label.text()]


def test_each_step_is_ticked_once_it_is_done(arrive: Callable[[], Robot]) -> None:
    robot = arrive()
    assert strip(robot).isVisible()
    assert ticked(robot) == []
    robot.go_to(1)
    robot.type("改")
    assert ticked(robot) == [2]
    robot.press("Ctrl+Return")
    assert ticked(robot) == [2, 4]
    robot.press("Return")
    assert ticked(robot) == [2, 3, 4]
    robot.close()
    again = arrive()  # what was done stays done
    assert ticked(again) == [2, 3, 4]
    again.close()


def test_a_key_that_was_not_possible_ticks_nothing(arrive: Callable[[], Robot]) -> None:
    robot = arrive()
    robot.go_to(1)
    robot.press("Tab")  # there is nothing to hear
    robot.press("Home", "Ctrl+Return")  # there is no text before the caret
    assert len(robot.cues) == 8
    assert ticked(robot) == []
    robot.close()


def test_closed_it_is_gone_for_ever(arrive: Callable[[], Robot]) -> None:
    robot = arrive()
    row = robot.program.bench.table.place_of("text").top()
    QTest.mouseClick(strip(robot).close_button, Qt.MouseButton.LeftButton)
    assert robot.program.bench.strip is None
    assert robot.program.bench.table.place_of("text").top() == row
    robot.close()
    again = arrive()
    assert again.program.bench.strip is None
    again.close()


def test_the_keys_that_are_shown_are_the_users(arrive: Callable[[], Robot]) -> None:
    robot = arrive()
    robot.program.commands.set_keys("cue.accept", ["F13"])
    assert "F13" in strip(robot).labels[2].text()
    robot.close()


def test_a_page_hides_the_steps(arrive: Callable[[], Robot]) -> None:
    robot = arrive()
    robot.drop(REAL)
    robot.wait(lambda: len(robot.cues) > 8, "the transcript")
    robot.wait_idle()
    robot.program.commands.actions["tools.repair"].trigger()
    robot.wait(lambda: not strip(robot).isVisible(), "the page")
    robot.press("Esc")
    robot.wait(lambda: strip(robot).isVisible(), "the table")
    robot.close()


def test_where_room_is_short_the_next_steps_are_shown(arrive: Callable[[], Robot]) -> None:
    robot = arrive()
    robot.go_to(1)
    robot.type("改")
    robot.window.resize(1000, 600)
    robot.program.commands.run("view.problems")

    def shown() -> list[int]:
        return [n for n, label in enumerate(strip(robot).labels, 1) if label.isVisible()]

    robot.wait(lambda: len(shown()) < len(STEPS), "fewer steps")
    assert shown()
    assert shown() == [1, 3, 4, 5][: len(shown())]
    robot.program.commands.run("view.problems")
    robot.window.resize(1900, 1000)  # fits with its frame on a screen of 1920 × 1080
    robot.wait(lambda: len(shown()) == len(STEPS), "all steps")
    robot.close()


def test_the_manual_stands_beside_the_window_and_is_one(arrive: Callable[[], Robot]) -> None:
    robot = arrive()
    run = robot.program.commands.actions
    run["help.manual"].trigger()
    run["help.news"].trigger()
    found = robot.window.findChildren(Manual)
    assert [manual.windowTitle() for manual in found] == ["What is new"]
    robot.go_to(1)  # it stays open while one works
    robot.window.activateWindow()
    robot.type("改")
    assert found[0].isVisible()
    found[0].close()
    robot.wait(lambda: not robot.window.findChildren(Manual), "its end")
    run["help.manual"].trigger()
    assert len(robot.window.findChildren(Manual)) == 1
    robot.close()


def test_after_an_update_what_is_new_is_offered_once(arrive: Callable[[], Robot]) -> None:
    robot = arrive()
    assert f"Jiaozi {__version__}" not in robot.program.bench.notice.text
    robot.settings.remember("version", "0.0.1")
    robot.close()
    again = arrive()
    assert f"Jiaozi {__version__}" in again.program.bench.notice.text
    again.click("What is new")
    assert [manual.windowTitle() for manual in again.window.findChildren(Manual)] == ["What is new"]
    again.close()
    third = arrive()
    assert f"Jiaozi {__version__}" not in third.program.bench.notice.text
    third.close()
