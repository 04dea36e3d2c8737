# SPDX-License-Identifier: GPL-3.0-or-later
"""A window whose work another window takes over, so that it may only look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.ui.panels.tool import ToolPanel
from editor.ui.repair.page import RepairPage
from editor.ui.review.panel import ReviewPanel
from editor.ui.times_editor import TimesEditor
from tests.end2end.robot import Robot
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

TOLD = "This work is being edited in another Jiaozi window. Here you can only view it."
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


def at_work(folder: Path) -> Robot:
    """A window with the talk and its sound, something typed into it."""
    robot = Robot(folder / "home")
    transcript = folder / "talk.srt"
    transcript.write_text(TEXT, "utf-8")
    spoken = [(4_000 * n + 200, 4_000 * n + 3_300) for n in range(8)]
    sound = write_wave(folder / "talk.wav", talk(spoken, 32, 16_000), rate=16_000)
    robot.start(transcript, sound)
    robot.wait(lambda: robot.program.context.inspection.evidence.speech, "speech")
    robot.wait_idle()
    robot.go_to(1)
    robot.type("好")
    robot.wait_idle()
    return robot


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
