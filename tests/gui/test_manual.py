# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual in its window: contents, search, links and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from editor.app import DOCS
from editor.ui.manual import Manual
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PAGES = [path.name for stem in ("manual", "news") for path in sorted(DOCS.glob(f"{stem}*.md"))]


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    window.show()
    return window


def shown(window: QMainWindow, page: str) -> Manual:
    manual = Manual(DOCS, page, Theme(), window)
    manual.show()
    QTest.qWaitForWindowExposed(manual)
    return manual


def headings(page: str) -> list[str]:
    lines = (DOCS / page).read_text("utf-8").splitlines()
    return [line.removeprefix("## ") for line in lines if line.startswith("## ")]


def entries(manual: Manual) -> list[str]:
    return [manual.contents.item(row).text() for row in range(manual.contents.count())]


def write(manual: Manual, text: str) -> None:
    """Type into the field as an input method commits it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(manual.field, event)


def top_line(manual: Manual) -> str:
    """The block where a search or the contents led, which is seen in the upper part."""
    height, place = manual.text.viewport().height(), manual.text.cursorRect()
    assert abs(place.top() - height // 5) <= 1
    return manual.text.textCursor().block().text()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_shown_with_its_contents_and_pictures(window: QMainWindow, page: str) -> None:
    manual = shown(window, page)
    title = (DOCS / page).read_text("utf-8").splitlines()[0].removeprefix("# ")
    assert (manual.windowTitle(), entries(manual)) == (title, headings(page))
    assert "](" not in manual.text.toPlainText()  # all links and pictures are understood


def test_the_contents_lead_to_their_heading(window: QMainWindow) -> None:
    manual = shown(window, "manual.md")
    row = entries(manual).index("Speakers")
    item = manual.contents.visualItemRect(manual.contents.item(row))
    QTest.mouseClick(manual.contents.viewport(), Qt.MouseButton.LeftButton, pos=item.center())
    assert top_line(manual) == "Speakers"


def test_a_search_counts_marks_and_goes_from_match_to_match(window: QMainWindow) -> None:
    manual = shown(window, "manual.zh-Hans.md")
    count = manual.text.toPlainText().count("双击")
    assert count > 2
    write(manual, "双击")
    assert manual.count.text() == f"1 of {count}"
    assert len(manual.text.extraSelections()) == count
    assert "双击" in top_line(manual)
    QTest.keyClick(manual.field, Qt.Key.Key_Return)
    assert manual.count.text() == f"2 of {count}"
    QTest.keyClick(manual.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(manual.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert manual.count.text() == f"{count} of {count}"
    write(manual, "不存在的字")
    assert (manual.count.text(), manual.text.extraSelections()) == ("No matches", [])


def test_capital_letters_are_found_as_small_ones(window: QMainWindow) -> None:
    manual = shown(window, "manual.md")
    QTest.keyClicks(manual.field, "WEBVTT")
    assert manual.count.text().startswith("1 of ")


def test_esc_ends_the_search_and_then_closes_the_window(window: QMainWindow) -> None:
    manual = shown(window, "news.md")
    QTest.keyClicks(manual.field, "flow")
    QTest.keyClick(manual.field, Qt.Key.Key_Escape)
    assert (manual.field.text(), manual.isVisible()) == ("", True)
    QTest.keyClick(manual.field, Qt.Key.Key_Escape)
    assert not manual.isVisible()


def test_a_link_opens_its_page_here(window: QMainWindow) -> None:
    manual = shown(window, "news.md")
    manual.text.anchorClicked.emit(QUrl("manual.md"))
    assert manual.windowTitle() == "Jiaozi: the window"
    manual.text.anchorClicked.emit(QUrl("no-such-page.md"))
    assert manual.windowTitle() == "Jiaozi: the window"


def test_pictures_are_as_wide_as_the_text(window: QMainWindow) -> None:
    manual = shown(window, "manual.md")
    bar = manual.text.horizontalScrollBar()
    assert bar.maximum() == 0
    manual.resize(640, 500)
    QApplication.processEvents()
    assert bar.maximum() == 0


def test_other_colours_are_no_matter_of_a_manual_that_is_gone(
    qtbot: QtBot, window: QMainWindow
) -> None:
    theme = Theme()
    manual = Manual(DOCS, "manual.md", theme, window)
    with qtbot.waitSignal(manual.destroyed):
        manual.deleteLater()
    theme.changed.emit()
