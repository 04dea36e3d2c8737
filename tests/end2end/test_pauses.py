# SPDX-License-Identifier: GPL-3.0-or-later
"""Garbage is collected when somebody pauses, not under a key."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from tests.end2end.robot import Robot
from tests.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot, collecting: None) -> Iterator[Robot]:
    del qtbot, collecting  # one watches what Qt says
    thresholds = gc.get_threshold()
    robot = Robot(tmp_path / "home")
    robot.start(ROOT / "resources" / "sample" / "sample.txt")
    robot.wait(lambda: robot.cues, "the cues")
    robot.wait_idle()
    yield robot
    robot.close()
    gc.set_threshold(*thresholds)


def test_garbage_is_collected_in_a_pause(robot: Robot) -> None:
    full: list[int] = []

    def told(phase: str, info: dict[str, int]) -> None:
        if phase == "stop" and info["generation"] == len(gc.get_threshold()) - 1:
            full.append(info["collected"])

    gc.collect()
    gc.callbacks.append(told)
    try:
        kept = [[number] for number in range(200_000)]  # enough for a full collection
        robot.press("Down")
        assert full == []
        robot.wait(lambda: full, "a collection in the pause")
        robot.press("Down", "a", "Up")
        assert len(full) == 1
    finally:
        gc.callbacks.remove(told)
    del kept
