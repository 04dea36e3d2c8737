# SPDX-License-Identifier: GPL-3.0-or-later
"""The first page: files are dropped on it, and recent work is a click away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from editor.ui.start_page import Recent, StartPage
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

COPY, LEFT, NO_KEY = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    page = StartPage(Theme())
    qtbot.addWidget(page)
    page.resize(800, 640)
    page.show()
    return page


def carried(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(list(urls))
    return data


def test_files_can_be_dropped_anywhere(qtbot: QtBot, page: StartPage, tmp_path: Path) -> None:
    files = [tmp_path / "第一期.srt", tmp_path / "第一期.mp3"]
    data = carried(*(QUrl.fromLocalFile(str(file)) for file in files))
    enter = QDragEnterEvent(QPoint(3, 3), COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(page.dropped) as dropped:
        QApplication.sendEvent(page, QDropEvent(QPointF(3, 3), COPY, data, LEFT, NO_KEY))
    assert dropped.args == [files]


def test_what_is_no_file_cannot_be_dropped(page: StartPage) -> None:
    data = carried(QUrl("https://example.org/a.srt"))
    enter = QDragEnterEvent(QPoint(3, 3), COPY, data, LEFT, NO_KEY)
    enter.ignore()
    QApplication.sendEvent(page, enter)
    assert not enter.isAccepted()


def test_each_button_says_what_is_wanted(qtbot: QtBot, page: StartPage) -> None:
    with qtbot.waitSignal(page.sample_wanted):
        QTest.mouseClick(page.sample_button, LEFT)
    with qtbot.waitSignal(page.open_wanted):
        QTest.mouseClick(page.open_button, LEFT)
    with qtbot.waitSignal(page.open_wanted):
        QTest.mouseClick(page.target, LEFT)


def test_recent_work_is_opened_by_mouse_and_key(qtbot: QtBot, page: StartPage) -> None:
    assert not page.heading.isVisible()
    page.set_recent([Recent("a", "甲", "/x/a.srt", "today"), Recent("b", "乙", "/x/b.srt", "1 h")])
    assert page.heading.isVisible()
    first, second = page.recent
    qtbot.waitUntil(first.isVisible)
    with qtbot.waitSignal(page.recent_wanted) as wanted:
        QTest.mouseClick(first, LEFT)
    assert wanted.args == ["a"]
    with qtbot.waitSignal(page.recent_wanted) as wanted:
        QTest.keyClick(second, Qt.Key.Key_Space)
    assert wanted.args == ["b"]
    page.set_recent([])
    assert page.recent == []
    assert not page.heading.isVisible()


def test_recent_work_tells_what_it_has_come_to_and_can_be_pinned_and_removed(
    qtbot: QtBot, page: StartPage
) -> None:
    page.set_recent([Recent("a", "甲", "/x/a.srt", "today", "906 cues · 12% checked · 36:50")])
    row = page.recent[0]
    assert row.accessibleName() == "甲, today, 906 cues · 12% checked · 36:50"

    def chosen(name: str) -> None:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(9, 9), QPoint(9, 9))
        QApplication.sendEvent(row, event)
        menu = row.findChild(QMenu)
        assert menu is not None
        next(action for action in menu.actions() if action.text() == name).trigger()
        menu.close()
        qtbot.waitUntil(lambda: row.findChild(QMenu) is None)

    with qtbot.waitSignal(page.pin_wanted) as wanted:
        chosen("Pin to the top")
    assert wanted.args == ["a"]
    with qtbot.waitSignal(page.remove_wanted) as wanted:
        chosen("Remove this work…")
    assert wanted.args == ["a"]
