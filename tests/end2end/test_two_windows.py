# SPDX-License-Identifier: GPL-3.0-or-later
"""The same work in two windows: one works on it, the other looks, takes over, or has a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TOLD = "This work is being edited in another Jiaozi window. Here you can only view it."


@pytest.fixture
def two(tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Robot, Robot]]:
    """Two windows on the same file; the first has typed into it."""
    del qtbot
    talk = tmp_path / "talk.srt"
    rows = [f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n第{n}句\n" for n in range(1, 4)]
    talk.write_text("\n".join(rows), "utf-8")
    robots = Robot(tmp_path / "home"), Robot(tmp_path / "home")
    for number, robot in enumerate(robots):
        turn_to(robot)
        robot.start(talk)
        robot.wait(lambda robot=robot: robot.session.is_open, "open")  # type: ignore[misc]
        robot.wait_idle()
        if number == 0:
            robot.type("好")
            assert robot.session.flush()
    yield robots
    for robot in robots:
        robot.close()


def turn_to(robot: Robot) -> None:
    """Use that window from now on."""
    robot.activate()
    robot.program.bench.table.focus_text()


def texts(robot: Robot) -> list[str]:
    return [cue.text for cue in robot.cues]


def test_the_second_window_only_looks(two: tuple[Robot, Robot]) -> None:
    first, second = two
    assert texts(second) == ["好第1句", "第2句", "第3句"]
    assert second.notice == TOLD
    second.type("坏")
    second.press("Ctrl+Z", "Ctrl+Return", "Return", "Delete", "Ctrl+Shift+Delete", "Alt+2")
    second.program.commands.run("tools.zh-Hant")
    second.wait_idle()
    assert texts(second) == ["好第1句", "第2句", "第3句"]
    assert second.status == "Open in another window"
    assert second.notice == TOLD
    second.press("Alt+Down")
    assert second.session.selection.current == 1
    assert not second.program.commands.actions["file.save"].isEnabled()
    turn_to(first)
    first.type("啊")
    assert texts(first)[0] == "好啊第1句"


def test_the_second_window_takes_over_and_the_first_looks(two: tuple[Robot, Robot]) -> None:
    first, second = two
    turn_to(first)
    first.go_to(2)
    first.compose("dui")
    second.click("Take over editing here")
    second.wait(lambda: second.session.elsewhere is None, "taken over")
    second.wait_idle()
    assert texts(second) == ["好第1句", "dui第2句", "第3句"]
    assert texts(first) == texts(second)
    assert first.notice == TOLD
    turn_to(second)
    second.type("对")
    second.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert texts(second) == ["第1句", "第2句", "第3句"]
    turn_to(first)
    first.type("坏")
    assert texts(first) == ["好第1句", "dui第2句", "第3句"]
    first.click("Take over editing here")
    first.wait(lambda: first.session.elsewhere is None, "taken back")
    assert texts(first) == ["第1句", "第2句", "第3句"]
    assert second.session.elsewhere is not None


def test_a_copy_goes_its_own_way(two: tuple[Robot, Robot]) -> None:
    first, second = two
    second.click("Edit a copy")
    second.type("另")
    assert second.session.elsewhere is None
    second.press("Ctrl+Z", "Ctrl+Z")
    assert texts(second) == ["第1句", "第2句", "第3句"]
    assert texts(first) == ["好第1句", "第2句", "第3句"]
    assert first.session.elsewhere is None


def test_a_window_that_does_not_answer_is_told(
    two: tuple[Robot, Robot], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two
    monkeypatch.setattr(type(first.session), "give_up", lambda _: None)
    second.answer("OK")
    second.click("Take over editing here")
    second.wait(lambda: second.asked, "told")
    assert "did not release this work" in second.asked
    assert second.session.elsewhere is not None
    assert not list(first.places.sessions.glob("*.wanted"))
