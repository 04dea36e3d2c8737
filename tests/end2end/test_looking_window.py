# SPDX-License-Identifier: GPL-3.0-or-later
"""A window that only looks, since another one is at work on the document: nothing changes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from editor.ui.panels.tool import ToolPanel
from editor.ui.repair.page import RepairPage
from editor.ui.review.panel import ReviewPanel
from editor.ui.times_editor import TimesEditor
from tests.end2end.robot import Robot
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

TOLD = "This work is open in another window of Jiaozi; here you can look at it."
# A clock that begins again, spaces to be taken out, and a line of the other script.
TEXT = "\n".join(
    f"{number}\n00:00:{start:02},000 --> 00:00:{start + 3:02},500\n{text}\n"
    for number, (start, text) in enumerate(
        [
            *((0, "大家好欢迎收听"), (4, "今天聊聊  怎么校对字幕"), (8, "机器听写又快又便宜")),
            *((12, "可是它常常听错词"), (0, "比如說這個詞會聽錯"), (4, "我們一起來看一看 ")),
            *((8, "第二步看時間軸"), (12, "最後導出字幕")),
        ],
        1,
    )
)


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    """A window with the talk and its sound, something typed into it."""
    del qtbot  # it watches what Qt says, and that nothing is raised
    robot = Robot(tmp_path / "home")
    transcript = tmp_path / "talk.srt"
    transcript.write_text(TEXT, "utf-8")
    spoken = [(4_000 * n + 200, 4_000 * n + 3_300) for n in range(8)]
    sound = write_wave(tmp_path / "talk.wav", talk(spoken, 32, 16_000), rate=16_000)
    robot.start(transcript, sound)
    robot.wait(lambda: robot.program.context.inspection.evidence.speech, "speech")
    robot.wait_idle()
    robot.go_to(1)
    robot.type("好")
    robot.wait_idle()
    yield robot
    robot.close()


def give_up(robot: Robot) -> None:
    """Another window goes on with the work."""
    robot.session.give_up()
    assert robot.session.elsewhere is not None


def opened(robot: Robot) -> QWidget | None:
    """The review, tool, page or field that stands open and could change the document."""
    bench = robot.program.bench
    for times in robot.window.findChildren(TimesEditor):
        if times.isVisible():
            return times
    if isinstance(bench.side, ReviewPanel | ToolPanel):
        return bench.side
    return bench.page if isinstance(bench.page, RepairPage) else None


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
