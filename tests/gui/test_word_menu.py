# SPDX-License-Identifier: GPL-3.0-or-later
"""The menu of words that sound alike: digits, Enter, letters, Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from editor.language.sound.alternatives import Alternative
from editor.ui.word_menu import WordMenu

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WORDS = [Alternative(0, 2, word, word == "RLHF", 1.0) for word in ("权重", "圈中", "RLHF", "全众")]


class Menu:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.window.show()
        self.taken: list[str] = []
        self.menu = WordMenu(WORDS, lambda word: self.taken.append(word.word), self.window)
        self.menu.open_at(QPoint(50, 50))

    def press(self, key: Qt.Key, text: str = "") -> None:
        if text:
            QTest.keyClicks(self.menu, text)
        else:
            QTest.keyClick(self.menu, key)

    @property
    def shown(self) -> list[str]:
        listed = self.menu.list
        return [listed.item(row).text() for row in range(listed.count())]


@pytest.fixture
def menu(qtbot: QtBot) -> Menu:
    return Menu(qtbot)


def test_a_digit_takes_its_word(menu: Menu) -> None:
    assert menu.shown == ["1   权重", "2   圈中", "3   RLHF   · term", "4   全众"]
    QTest.keyClicks(menu.menu, "3")
    assert menu.taken == ["RLHF"]


def test_enter_takes_the_marked_one(menu: Menu) -> None:
    QTest.keyClick(menu.menu, Qt.Key.Key_Down)
    QTest.keyClick(menu.menu, Qt.Key.Key_Return)
    assert menu.taken == ["圈中"]


def test_letters_narrow_by_initials_and_backspace_widens(menu: Menu) -> None:
    QTest.keyClicks(menu.menu, "r")
    assert menu.shown == ["1   RLHF   · term"]
    QTest.keyClick(menu.menu, Qt.Key.Key_Backspace)
    QTest.keyClicks(menu.menu, "qz")
    assert menu.shown == ["1   权重", "2   圈中", "3   全众"]
    QTest.keyClicks(menu.menu, "x")  # fits nothing: it is passed over
    assert len(menu.shown) == 3
    QTest.keyClicks(menu.menu, "1")
    assert menu.taken == ["权重"]


def test_esc_and_digits_beyond_the_list_take_nothing(menu: Menu) -> None:
    QTest.keyClicks(menu.menu, "9")
    assert menu.taken == []
    QTest.keyClick(menu.menu, Qt.Key.Key_Escape)
    assert (menu.taken, menu.menu.isVisible()) == ([], False)
