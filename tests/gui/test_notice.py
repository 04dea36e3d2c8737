# SPDX-License-Identifier: GPL-3.0-or-later
"""The line below the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QPushButton, QToolButton

from editor.core.errors import Problem
from editor.settings import Settings
from editor.ui.commands import Commands
from editor.ui.notice import HELD, Notice
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

CLOCK, SCRIPT = Problem("The clock restarts."), Problem("Two scripts.")
WORD = Problem("Exported.")


@pytest.fixture
def notice(qtbot: QtBot, tmp_path: Path) -> Iterator[Notice]:
    window = QMainWindow()
    qtbot.addWidget(window)
    notice = Notice(Commands(Settings(tmp_path / "settings.json"), window), Theme())
    window.setCentralWidget(notice)
    window.show()
    yield notice  # noqa: PT022 - the window lives as long


def put_away(notice: Notice) -> None:
    button = notice.findChild(QToolButton)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_advice_comes_back_after_a_passing_word(notice: Notice) -> None:
    notice.advise(CLOCK, "tools.repair")
    notice.say(WORD)
    assert notice.text == "Exported."
    put_away(notice)
    assert notice.text == "The clock restarts."


def test_advice_that_was_put_away_is_not_given_again(notice: Notice) -> None:
    notice.advise(CLOCK, "tools.repair")
    put_away(notice)
    notice.advise(CLOCK, "tools.repair")
    assert notice.text == ""
    notice.advise(SCRIPT, "tools.zh-Hans")
    assert notice.text == "Two scripts."


def test_other_advice_may_follow_what_was_put_away(notice: Notice) -> None:
    notice.put_away.connect(lambda: notice.advise(SCRIPT, "tools.zh-Hans"))
    assert notice.advise(CLOCK, "tools.repair")
    put_away(notice)
    assert notice.text == "Two scripts."
    assert not notice.advise(CLOCK, "tools.repair")


def test_another_document_may_be_advised_the_same(notice: Notice) -> None:
    notice.advise(CLOCK, "tools.repair")
    put_away(notice)
    notice.clear()
    notice.advise(CLOCK, "tools.repair")
    assert notice.text == "The clock restarts."


def test_advice_that_was_followed_goes(notice: Notice) -> None:
    notice.advise(CLOCK, "tools.repair")
    notice.advise(None)
    assert notice.text == ""
    assert notice.isHidden()


def test_another_page_has_the_word(notice: Notice) -> None:
    notice.advise(CLOCK, "tools.repair")
    notice.set_covered(covered=True)
    assert notice.isHidden()
    notice.say(WORD)
    assert notice.isHidden()
    notice.set_covered(covered=False)
    assert not notice.isHidden()


def test_a_held_key_is_not_asked_twice(notice: Notice) -> None:
    assert not notice.offers("edit.undo")
    QTest.qWait(HELD + 20)
    notice.say(WORD, "edit.undo")
    assert notice.offers("edit.undo")
    for _ in range(20):  # as a held key repeats
        QTest.qWait(20)
        assert not notice.offers("edit.undo")
    QTest.qWait(HELD + 20)
    assert notice.offers("edit.undo")
    put_away(notice)
    QTest.qWait(HELD + 20)
    assert not notice.offers("edit.undo")


def test_only_advice_has_a_saturated_button(notice: Notice) -> None:
    def primary() -> bool:
        return bool(notice.findChild(QPushButton).property("primary"))  # type: ignore[union-attr]

    notice.advise(CLOCK, "tools.repair")
    assert primary()
    notice.say(WORD, "edit.undo")
    QTest.qWait(0)
    assert not primary()
