# SPDX-License-Identifier: GPL-3.0-or-later
"""Garbage is collected on the window's thread, all of it when somebody pauses."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest

from editor.later import Later
from tests.end2end.robot import Robot
from tests.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot, collecting: None) -> Iterator[Robot]:
    del qtbot, collecting  # one watches what Qt says
    robot = Robot(tmp_path / "home")
    robot.start(ROOT / "resources" / "sample" / "sample.txt")
    robot.wait(lambda: robot.cues, "the cues")
    robot.wait_idle()
    robot.wait(lambda: robot.window.findChild(Later) is None, "all imports")  # then it is settled
    yield robot
    robot.close()


def test_garbage_is_collected_in_a_pause(robot: Robot) -> None:
    full: list[int] = []

    def told(phase: str, info: dict[str, int]) -> None:
        if phase == "stop" and info["generation"] == len(gc.get_threshold()) - 1:
            full.append(info["collected"])

    gc.collect()
    gc.callbacks.append(told)
    try:
        for _ in range(20):
            gc.collect(1)  # after which a full one is due
        robot.press("Down")
        assert full == []
        robot.wait(lambda: full, "a collection in the pause")
        robot.press("Down", "a", "Up")
        assert len(full) == 1
    finally:
        gc.callbacks.remove(told)


class Circle:
    """Garbage that tells which thread destroyed it, as a Qt object would end the program."""

    def __init__(self, told: list[threading.Thread]) -> None:
        self.told, self.itself = told, self

    def __del__(self) -> None:
        self.told.append(threading.current_thread())


def test_a_thread_that_works_destroys_no_object_of_the_window(robot: Robot) -> None:
    told: list[threading.Thread] = []
    for _ in range(100):
        Circle(told)
    done: list[int] = []

    def work(_: object) -> list[list[int]]:
        return [[number] for number in range(300_000)]

    robot.program.context.jobs.start("", work, lambda made: done.append(len(made)))
    robot.wait(lambda: done, "the work")
    gc.collect()
    assert len(told) == 100
    assert set(told) == {threading.main_thread()}
