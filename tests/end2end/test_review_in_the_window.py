# SPDX-License-Identifier: GPL-3.0-or-later
"""A review in the real window: how much of it is seen, and where one is after leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDoubleSpinBox

from editor.ui.panels.tool import ToolPanel
from editor.ui.repair.page import RepairPage
from editor.ui.review.panel import ReviewPanel
from tests.end2end.robot import Robot
from tests.end2end.story import make_medium
from tests.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor.ui.review.list import ReviewList

TALK = ROOT / "tests" / "data" / "onboard-transcript.txt"


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    """The real transcript at 1280 × 800, with a video above the table."""
    del qtbot  # it watches what Qt says
    robot = Robot(tmp_path / "home")
    robot.start(TALK, make_medium(tmp_path / "talk.mp4", seconds=4))
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait(lambda: robot.program.context.playback.screen.has_picture, "the picture")
    robot.wait_idle()
    yield robot
    robot.close()


def review(robot: Robot) -> ReviewPanel:
    robot.program.commands.run("tools.zh-Hans")
    robot.wait(lambda: isinstance(robot.program.bench.side, ReviewPanel), "the review")
    panel = robot.program.bench.side
    assert isinstance(panel, ReviewPanel)
    robot.wait(lambda: panel.list.viewport().width() > 300, "its place")
    return panel


def rows_seen(rows: ReviewList) -> int:
    """Whole rows in the list."""
    return rows.viewport().height() // rows.visualRect(rows.currentIndex()).height()


def test_eight_rows_are_seen_at_once(robot: Robot) -> None:
    panel = review(robot)
    robot.wait(lambda: rows_seen(panel.list) >= 8, "its rows laid out")
    number = next(n for n, row in enumerate(panel.rows.proposals) if len(row.before) < 10)
    panel.list.go_to(number)
    assert not panel.detail.isVisible(), "a short text is seen whole in its row"


def test_a_row_that_is_cut_off_is_shown_whole_below(robot: Robot) -> None:
    panel = review(robot)
    long = max(range(len(panel.rows.proposals)), key=lambda n: len(panel.rows.proposals[n].before))
    panel.list.setFixedWidth(260)
    panel.list.go_to(long)
    assert panel.detail.isVisible()
    assert panel.list.visualRect(panel.list.currentIndex()).height() > 0


def test_escape_leads_back_to_cue_caret_and_place(robot: Robot) -> None:
    table = robot.program.bench.table
    robot.go_to(45, caret=3)
    table.verticalScrollBar().setValue(table.verticalScrollBar().value() + 70)
    before = robot.session.selection, table.verticalScrollBar().value()
    panel = review(robot)
    robot.press("Down", "Down", "Down")
    assert robot.session.selection != before[0]
    assert panel.list.current == 3
    robot.press("Esc")
    assert (robot.session.selection, table.verticalScrollBar().value()) == before


def test_proposals_that_come_late_leave_the_cue_to_who_types(robot: Robot) -> None:
    robot.program.commands.run("time.shift")
    panel = robot.program.bench.side
    assert isinstance(panel, ToolPanel)
    robot.wait_idle()
    robot.go_to(45)
    by = panel.fields["by"]
    assert isinstance(by, QDoubleSpinBox)
    by.setValue(1)  # makes proposals, of which the first is elsewhere, a moment later
    robot.compose("ni")
    robot.wait(lambda: panel.review.rows.rowCount() > 0, "the proposals")
    assert robot.session.selection.current == 44
    assert robot.program.bench.table.focusProxy().composing  # type: ignore[union-attr]
    robot.compose("")


def test_repair_has_rows_of_one_line(robot: Robot) -> None:
    robot.session.set_media(None)  # four seconds fit no way to read this clock
    robot.wait_idle()
    robot.press("Ctrl+R")
    robot.wait(lambda: isinstance(robot.program.bench.page, RepairPage), "the page")
    page = robot.program.bench.page
    assert isinstance(page, RepairPage)
    robot.wait(lambda: page.chunks.review.rows.rowCount() > 0, "its rows")
    rows = page.chunks.review.list
    assert rows.visualRect(rows.currentIndex()).height() <= 32
    assert rows_seen(rows) >= 8
