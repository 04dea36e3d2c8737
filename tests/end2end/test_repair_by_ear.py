# SPDX-License-Identifier: GPL-3.0-or-later
"""The real transcript with sound of either length: the window listens, and reads it rightly."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.ui.repair.page import RepairPage
from tests.end2end.robot import Robot
from tests.making import REAL
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

RATE = 4_000
RUNNING, FIXED = 2_210_000, 2_328_000


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    robot = Robot(tmp_path / "home")
    yield robot
    robot.close()


def truth(length: int) -> list[tuple[int, int]]:
    """Where each cue belongs if each window began where the length says.

    In this transcript every start that falls back begins a window.
    """
    cues = formats.read(REAL.read_bytes()).cues
    times: list[tuple[int, int]] = []
    offset = 0
    for before, cue in pairwise((cues[0], *cues)):
        if cue.start < before.start:
            offset = offset + 30_000 if length == FIXED else max(end for _, end in times)
        times.append((offset + cue.start, offset + cue.end))
    return times


def recorded(folder: Path, length: int) -> Path:
    """The talk as it would sound then."""
    spans = [(start + 20, end - 200) for start, end in truth(length)]
    return write_wave(folder / "talk.wav", talk(spans, length / 1000, RATE), rate=RATE)


@pytest.mark.parametrize(("length", "model"), [(RUNNING, "running"), (FIXED, "fixed:30")])
def test_the_right_interpretation_is_chosen_and_says_why(
    robot: Robot, tmp_path: Path, length: int, model: str
) -> None:
    robot.start(REAL, recorded(tmp_path, length))
    context = robot.program.context
    robot.wait(lambda: robot.session.is_open, "open")
    robot.press("Ctrl+R")
    robot.wait(lambda: isinstance(robot.program.bench.page, RepairPage), "page")
    page = robot.program.bench.page
    assert isinstance(page, RepairPage)
    robot.wait(lambda: context.medium.speech and page.evidence.speech, "speech")
    robot.wait_idle()
    assert page.chosen is not None
    assert page.chosen.candidate.model == model
    assert page.chosen.confidence == "high"
    assert (
        "of cues start where speech starts; best alternative"
        in page.interpretations.cards[0].accessibleName()
    )
    robot.wait(page.chunks.view.isVisible, "audio")
    robot.press("Return")
    assert [(cue.start, cue.end) for cue in robot.cues] == truth(length)
