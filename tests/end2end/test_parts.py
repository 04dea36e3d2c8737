# SPDX-License-Identifier: GPL-3.0-or-later
"""Joining and parting in the window: while one composes, and undone by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats
from tests.desk import srt
from tests.end2end.robot import Robot
from tests.making import times

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    (tmp_path / "one.srt").write_text(srt((0, 1_000, "第一句"), (2_000, 3_000, "第二句")), "utf-8")
    (tmp_path / "two.srt").write_text(srt((500, 1_500, "第三句")), "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / "one.srt")
    robot.wait(lambda: robot.cues, "the cues")
    robot.wait_idle()
    yield robot
    robot.close()


def test_a_file_is_appended_and_taken_back(robot: Robot, tmp_path: Path) -> None:
    robot.answer_file(tmp_path / "two.srt")
    robot.answer("After the last cue")
    robot.press("Home")
    robot.type("好")
    robot.compose("ni")
    robot.program.commands.run("file.append")
    robot.wait(lambda: len(robot.cues) == 3, "the other file")
    assert robot.cues[0].text.startswith("好"), "what was typed stays"
    assert times(robot.cues[2:]) == [(3_500, 4_500)]
    robot.press("Ctrl+Z")
    assert times(robot.cues) == [(0, 1_000), (2_000, 3_000)]


def test_the_document_in_two_files(robot: Robot, tmp_path: Path) -> None:
    robot.answer("At 0, for a medium that is cut there")
    robot.answer_file(tmp_path / "talk.srt")
    robot.go_to(2)
    robot.program.commands.run("file.split-here")
    second = tmp_path / "talk.2.srt"
    robot.wait(second.exists, "the second file")
    robot.wait_idle()
    assert times(formats.read(second.read_bytes()).cues) == [(0, 1_000)]
    assert len(robot.cues) == 2
