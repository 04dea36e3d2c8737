# SPDX-License-Identifier: GPL-3.0-or-later
"""The history panel at the window: by mouse and keys, back to any step and forward again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core import editing
from editor.core.history import Step
from editor.ui.panels.history import HistoryPanel
from tests.desk import srt
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

COUNT = 30


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    text = srt(*[(n * 2_000, n * 2_000 + 1_900, f"这是第{n}句话") for n in range(COUNT)])
    (tmp_path / "talk.srt").write_text(text, "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / "talk.srt")
    robot.wait(lambda: robot.cues, "the cues")
    robot.wait_idle()
    yield robot
    robot.close()


def opened(robot: Robot) -> HistoryPanel:
    robot.press("Ctrl+Shift+H")
    panel = robot.program.bench.side
    assert isinstance(panel, HistoryPanel)
    robot.wait(panel.list.hasFocus, "the list")
    QApplication.processEvents()
    return panel


def told(panel: HistoryPanel) -> list[str]:
    return [panel.rows.told(row) for row in range(panel.rows.rowCount())]


def click(panel: HistoryPanel, row: int) -> None:
    index = panel.rows.index(row)
    panel.list.scrollTo(index)
    QTest.mouseClick(
        panel.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=panel.list.visualRect(index).center(),
    )


def work(robot: Robot) -> None:
    """Typing, a mark, all cues checked, a split."""
    robot.type("啊")
    robot.type("呀")
    robot.press("Alt+Down", "Alt+7", "Ctrl+Shift+A", "Ctrl+Shift+C")
    robot.press("Alt+Up", "End", "Left", "Ctrl+Enter")


def test_steps_have_names_sizes_and_times(robot: Robot) -> None:
    work(robot)
    panel = opened(robot)
    assert told(panel)[:4] == [
        "As opened",
        "Edit text · 1 啊呀这是第0句话",
        "Set colour mark · 2 这是第1句话",
        f"Mark as checked · {COUNT} cues",
    ]
    now = QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat)
    assert panel.rows.when(0) == ""
    assert panel.rows.when(1).split(":")[0] == now.split(":")[0]
    assert panel.rows.current == len(robot.session.history.done) == panel.rows.rowCount() - 1
    spoken = panel.rows.data(panel.rows.index(2), Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith("Set colour mark · 2 这是第1句话")


def test_a_click_goes_back_and_another_one_forward_with_each_cue_as_it_was(robot: Robot) -> None:
    start = robot.session.document
    work(robot)
    end, there = robot.session.document, robot.session.selection
    panel = opened(robot)
    last = panel.rows.current
    for row in (1, 3, 0):
        click(panel, row)
        assert panel.rows.current == row == len(robot.session.history.done)
    assert robot.session.document == start
    assert robot.session.selection.current == 0
    assert told(panel)[3] == f"Mark as checked · {COUNT} cues", "what is undone stays in the list"
    click(panel, last)
    assert robot.session.document == end
    assert robot.session.selection == there
    assert len(robot.session.history.undone) == 0


def test_enter_goes_where_the_arrows_have_led(robot: Robot) -> None:
    work(robot)
    panel = opened(robot)
    last = panel.rows.current
    robot.press("Up", "Up")
    assert len(robot.session.history.done) == last, "arrows only look"
    robot.press("Return")
    assert len(robot.session.history.done) == last - 2
    robot.press("Ctrl+Y")
    assert panel.rows.current == last - 1


def test_typing_grows_the_last_step_in_place_and_ends_what_was_undone(robot: Robot) -> None:
    work(robot)
    panel = opened(robot)
    click(panel, 1)
    robot.press("Ctrl+1")
    robot.type("新")
    assert panel.rows.rowCount() == 3
    robot.type("的")
    assert panel.rows.rowCount() == 3
    assert told(panel)[2] == "Edit text · 2 新的这是第1句话"
    assert panel.list.currentIndex().row() == 2


def test_times_are_there_again_after_a_restart(robot: Robot, tmp_path: Path) -> None:
    work(robot)
    panel = opened(robot)
    times = [panel.rows.when(row) for row in range(panel.rows.rowCount())]
    assert all(times[1:])
    robot.close()
    again = Robot(tmp_path / "home")
    again.start()
    again.wait(lambda: again.cues, "the cues")
    side = again.program.bench.side
    assert isinstance(side, HistoryPanel), "panels are remembered"
    assert [side.rows.when(row) for row in range(side.rows.rowCount())] == times
    again.close()


def test_twenty_thousand_steps_are_one_click_away(robot: Robot) -> None:
    session = robot.session
    history, document = session.history, session.document
    steps = []
    for number in range(20_000):
        change = editing.set_text(document, number % COUNT, f"第{number}步")
        document = change.apply(document)
        steps.append(Step(change))
    start = session.document
    for step in steps:
        history.seal()
        history.record(step)
    session.document = document
    panel = opened(robot)
    assert panel.rows.rowCount() == 20_001
    before = time.monotonic()
    click(panel, 0)
    assert session.document == start
    click(panel, 20_000)
    assert session.document == document
    assert time.monotonic() - before < 30  # it would be minutes, if the views followed each
