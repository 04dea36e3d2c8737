# SPDX-License-Identifier: GPL-3.0-or-later
"""Running work in the status bar: what one waits for, and no housekeeping."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from editor.ui.jobs_view import JobsView
from tests.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor.core.progress import Progress


class Long:
    """Work that goes on until it is cancelled or the test ends."""

    def __init__(self) -> None:
        self.over = threading.Event()

    def __call__(self, progress: Progress) -> None:
        while not self.over.wait(0.01):
            progress.report(1, 4)


@pytest.fixture
def long() -> Iterator[Long]:
    work = Long()
    yield work
    work.over.set()


def test_housekeeping_is_not_shown_and_not_cancelled(
    qtbot: QtBot, tmp_path: Path, long: Long
) -> None:
    desk = Desk(tmp_path)
    jobs = desk.context.jobs
    view = JobsView(jobs, desk.context.medium, desk.context.listening)
    qtbot.addWidget(view)
    housekeeping = jobs.start("", long, lambda _: None)
    waited_for = jobs.start("Saving {name}", long, lambda _: None, name="talk")
    qtbot.waitUntil(view.isVisible)
    assert [label.text() for label in view.findChildren(QLabel)] == ["Saving talk"]
    cross = view.findChild(QToolButton)
    assert cross is not None
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: jobs.running == [housekeeping])
    assert waited_for.cancelled
    assert not housekeeping.cancelled
    assert not view.isVisible()
    QTest.qWait(400)  # longer than it takes to show what goes on
    assert not view.isVisible()
    long.over.set()
    desk.close()
