# SPDX-License-Identifier: GPL-3.0-or-later
"""The original below changed cues, at the window: nothing jumps when it comes, goes or changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from editor.core.change import replaced
from editor.settings import ORIGINALS, Settings
from editor.ui.colours import LIGHT
from editor.ui.cue_table.accessible import RowsViewport, told_row
from tests.desk import srt
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

COUNT = 120


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    """Every third cue was changed."""
    del qtbot  # it watches what Qt says
    text = srt(*[(n * 2_000, n * 2_000 + 1_900, f"这是第{n}句话") for n in range(COUNT)])
    (tmp_path / "talk.srt").write_text(text, "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / "talk.srt")
    robot.wait(lambda: robot.cues, "the cues")
    robot.wait_idle()
    rows = [(n, robot.cues[n].saying(f"那是第{n}句")) for n in range(0, COUNT, 3)]
    robot.session.commit(replaced(robot.session.document, "Edit", rows))
    yield robot
    robot.close()


def height(robot: Robot, row: int) -> int:
    return robot.program.bench.table.row_rect(row).height()


def top(robot: Robot) -> int:
    """Where the current row begins on the screen."""
    return robot.program.bench.table.row_rect(robot.session.selection.current).top()


def test_changed_cues_grow_by_their_original_and_the_current_row_stays(robot: Robot) -> None:
    for row in (0, 1, 40, 60, COUNT - 1):
        robot.go_to(row + 1)
        QTest.qWait(1)
        low, place = height(robot, 1), top(robot)
        robot.press("Ctrl+F7")
        assert top(robot) == place, f"row {row} jumped"
        current = robot.session.selection.current
        assert (height(robot, current) > low) == (current % 3 == 0)
        robot.press("Ctrl+F7")
        assert top(robot) == place
        assert height(robot, current) == low


def test_nothing_moves_from_cue_to_cue(robot: Robot) -> None:
    robot.press("Ctrl+F7")
    table = robot.program.bench.table
    tops = [table.row_rect(row).top() for row in range(8)]
    for _ in range(5):
        robot.press("Alt+Down")
        assert [table.row_rect(row).top() for row in range(8)] == tops


def test_the_first_change_opens_it_below_and_taking_it_back_closes_it(robot: Robot) -> None:
    robot.press("Ctrl+F7")
    robot.go_to(51)
    assert robot.session.selection.current % 3 == 2
    place, low = top(robot), height(robot, 50)
    robot.type("啊")
    assert top(robot) == place
    assert height(robot, 50) > low
    robot.press("Backspace")
    assert (top(robot), height(robot, 50)) == (place, low)


def test_what_was_changed_is_marked_in_the_original(robot: Robot) -> None:
    robot.press("Ctrl+F7", "Alt+Down")
    table = robot.program.bench.table
    rect = table.row_rect(0)
    image = table.viewport().grab(rect).toImage()
    text = [x for x in range(rect.width()) if table.column_at(x) == "text"]
    lower = range(rect.height() * 2 // 3, rect.height() - 3)
    colours = {QColor(image.pixel(x, y)).name() for x in text[:200] for y in lower}
    assert LIGHT.changed.name() in colours


def test_screen_readers_read_it_in_its_row(robot: Robot) -> None:
    viewport = robot.program.bench.table.viewport()
    assert isinstance(viewport, RowsViewport)
    assert viewport.rows is not None
    assert "Original" not in told_row(viewport.rows, 0)
    robot.press("Ctrl+F7")
    assert told_row(viewport.rows, 0).startswith("那是第0句. Original: 这是第0句话")
    assert "Original" not in told_row(viewport.rows, 1)


def test_it_is_shown_again_at_the_next_start_and_follows_the_text_size(robot: Robot) -> None:
    robot.press("Ctrl+F7")
    low, high = height(robot, 1), height(robot, 0)
    robot.press("Ctrl+Shift+=", "Ctrl+Shift+=")
    assert height(robot, 0) - height(robot, 1) >= high - low
    robot.program.context.settings.wait()
    assert Settings(robot.places.settings)[ORIGINALS]


def test_a_key_puts_a_word_back_and_another_one_the_cue(robot: Robot) -> None:
    robot.go_to(31)
    assert robot.cues[30].text == "那是第30句"
    robot.press("Home", "Shift+F7")
    assert robot.cues[30].text == "这是第30句"
    robot.press("Ctrl+Shift+F7")
    assert robot.cues[30].text == "这是第30句话"
    robot.press("Ctrl+Z", "Ctrl+Z")
    assert robot.cues[30].text == "那是第30句"


def test_several_cues_are_reviewed(robot: Robot) -> None:
    robot.go_to(1)
    robot.press("Ctrl+Shift+A", "Ctrl+Shift+F7")
    robot.wait(lambda: robot.program.bench.side, "the review")
    robot.press("Return")
    assert robot.cues[30].text == "这是第30句话"
    robot.press("Ctrl+Z", "Ctrl+Z")  # many cues are asked for twice
    assert robot.cues[30].text == "那是第30句"
