# SPDX-License-Identifier: GPL-3.0-or-later
"""The statistics at the window: they follow the work, and are copied as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from editor.ui.panels.statistics import StatisticsPanel
from tests.desk import srt
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    """Four cues of two seconds with 4, 8, 16 and 40 characters: 2, 4, 8 and 20 a second."""
    del qtbot  # it watches what Qt says
    rows = [(n * 3_000, n * 3_000 + 2_000, "们" * many) for n, many in enumerate((4, 8, 16, 40))]
    (tmp_path / "talk.srt").write_text(srt(*rows), "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / "talk.srt")
    robot.wait(lambda: robot.cues, "the cues")
    robot.wait_idle()
    yield robot
    robot.close()


def opened(robot: Robot) -> StatisticsPanel:
    robot.program.commands.run("view.statistics")
    panel = robot.program.bench.side
    assert isinstance(panel, StatisticsPanel)
    robot.wait(panel.rows.topLevelItemCount, "the figures")
    return panel


def shown(panel: StatisticsPanel) -> dict[str, str]:
    items = [panel.rows.topLevelItem(n) for n in range(panel.rows.topLevelItemCount())]
    return {item.text(0): f"{item.text(1)} {item.text(2)}".strip() for item in items if item}


def test_figures_are_those_of_the_document(robot: Robot) -> None:
    found = shown(opened(robot))
    assert found["Cues"] == "4"
    assert found["Characters"] == "68"
    assert found["Characters per second, median"] == "6.0"
    assert found["Cues above 11 characters per second"] == "1 25.0%"
    assert found["Cues changed since recognition"] == "0 0.0%"
    assert found["Script"] == "Simplified"
    assert found["Number of speakers"] == "0"


def test_they_follow_the_work(robot: Robot) -> None:
    panel = opened(robot)
    robot.press("Ctrl+1", "Ctrl+Shift+C")
    robot.type("我")
    robot.wait(lambda: shown(panel)["Characters"] == "69", "the change")
    found = shown(panel)
    assert found["Checked"] == "1 25.0%"
    assert found["Cues changed since recognition"] == "1 25.0%"
    assert found["Characters changed since recognition"] == "1 1.4%"
    robot.press("Ctrl+Z", "Ctrl+Z")
    robot.wait(lambda: shown(panel)["Characters"] == "68", "undo")


def test_nothing_is_counted_while_the_panel_is_hidden(robot: Robot) -> None:
    panel = opened(robot)
    robot.program.commands.run("view.statistics")
    assert not panel.isVisible()
    robot.type("我")
    robot.wait_idle()
    QTest.qWait(600)
    assert shown(panel)["Characters"] == "68"
    opened(robot)
    robot.wait(lambda: shown(panel)["Characters"] == "69", "the change")


def test_the_table_is_copied_whole_or_in_part(robot: Robot) -> None:
    panel = opened(robot)
    QTest.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[:4] == ["Cues\t4", "Checked\t0\t0.0%", "Heard\t0\t0.0%", "Characters\t68"]
    assert len(lines) == panel.rows.topLevelItemCount()
    panel.rows.setFocus()
    robot.press("Home", "Down", "Shift+Down", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "Checked\t0\t0.0%\nHeard\t0\t0.0%"
