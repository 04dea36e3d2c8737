# SPDX-License-Identifier: GPL-3.0-or-later
"""A page that gives the focus to its main part, and Tab through all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from editor.ui.entrance import Entrance

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def filled(page: QWidget, *parts: QWidget) -> None:
    layout = QVBoxLayout(page)
    for part in parts:
        layout.addWidget(part)


def test_tab_reaches_what_stands_before_the_main_part(qtbot: QtBot) -> None:
    window, page = QWidget(), Entrance()
    before, main = QPushButton("a"), QPushButton("c")
    filled(page, QPushButton("b"), main, QPushButton("d"))
    filled(window, before, page)
    page.enter_at(main)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    names = ""
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert isinstance(focus, QPushButton)
        names += focus.text()
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert names == "abcda"
    page.setFocus()
    assert main.hasFocus()


def test_a_page_without_a_main_part_has_the_focus_itself(qtbot: QtBot) -> None:
    page = Entrance()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
