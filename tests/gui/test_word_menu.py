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


def test_terms_that_sound_otherwise_come_with_their_letters(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    taken: list[str] = []
    far = [Alternative(0, 2, word, is_term=True, gain=0, is_far=True) for word in ("权限", "GPT")]
    menu = WordMenu([*WORDS, *far], lambda word: taken.append(word.word), window)
    assert [word.word for word in WORDS] == ["权重", "圈中", "RLHF", "全众"]
    assert menu.list.count() == len(WORDS)
    QTest.keyClicks(menu, "qx")
    assert menu.list.count() == 1
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert taken == ["权限"]
    alone = WordMenu(far, lambda _: None, window)
    assert alone.list.count() == len(far)


def test_letters_show_a_term_behind_however_many_words_sound_alike(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    alike = ["权重", "圈中", "全众", "犬种", "群众", "圈种", "全重", "拳中", "泉中", "全种"]
    near = [Alternative(0, 2, word, is_term=False, gain=1.0) for word in alike]
    far = Alternative(0, 2, "权限", is_term=True, gain=0, is_far=True)
    menu = WordMenu([*near, far], lambda _: None, window)
    assert [each.word for each in menu.shown] == alike[:9]
    QTest.keyClicks(menu, "q")
    assert [each.word for each in menu.shown] == [*alike[:8], "权限"]


def test_esc_and_digits_beyond_the_list_take_nothing(menu: Menu) -> None:
    QTest.keyClicks(menu.menu, "9")
    assert menu.taken == []
    QTest.keyClick(menu.menu, Qt.Key.Key_Escape)
    assert (menu.taken, menu.menu.isVisible()) == ([], False)


def refined(menu: Menu) -> list[str]:
    """What is shown once the sound has put 全众 first."""
    menu.menu.refine([WORDS[3], WORDS[0], WORDS[2], WORDS[1]])
    return [text.split()[1] for text in menu.shown]


def test_the_order_of_the_sound_comes_later(menu: Menu) -> None:
    assert refined(menu) == ["全众", "权重", "RLHF", "圈中"]
    assert "In the order of the sound." in menu.menu.hint.text()
    QTest.keyClick(menu.menu, Qt.Key.Key_Return)
    assert menu.taken == ["全众"]


def test_the_row_that_was_gone_to_stays_where_it_is(menu: Menu) -> None:
    QTest.keyClick(menu.menu, Qt.Key.Key_Down)
    assert refined(menu) == ["全众", "圈中", "权重", "RLHF"]
    QTest.keyClick(menu.menu, Qt.Key.Key_Return)
    assert menu.taken == ["圈中"]


def test_what_was_narrowed_stays_narrowed(menu: Menu) -> None:
    QTest.keyClicks(menu.menu, "qz")
    assert refined(menu) == ["权重", "全众", "圈中"]
    assert menu.menu.hint.text() == "qz"
    QTest.keyClick(menu.menu, Qt.Key.Key_Backspace)
    QTest.keyClick(menu.menu, Qt.Key.Key_Backspace)
    assert [text.split()[1] for text in menu.shown] == ["全众", "权重", "RLHF", "圈中"]


def test_a_sound_that_says_nothing_changes_nothing(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    menu = WordMenu(WORDS, lambda _: None, window, listens=True)
    assert menu.hint.text().startswith("Listening…")
    menu.refine([])
    assert menu.hint.text() == "A digit or Enter takes one; letters narrow."
    assert menu.list.item(0).text() == "1   权重"
    menu.close()
    menu.refine([WORDS[3]])  # too late
