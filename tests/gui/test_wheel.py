# SPDX-License-Identifier: GPL-3.0-or-later
"""A wheel that is turned over a field, as when a page is scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor.core.cue import Cue
from editor.core.head import NO_HEAD
from editor.formats.ass_head import completed
from editor.publish.uploads import Choice
from editor.session import Session
from editor.settings import Settings
from editor.ui.panels.problems import ProblemsPanel
from editor.ui.preferences.dialog import Preferences
from editor.ui.publish.page import PublishPage
from editor.ui.review.panel import ReviewPanel
from editor.ui.styles.dialog import StylesDialog
from editor.ui.theme import Theme
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot


CUES = [Cue(0, 1_000, 2_000, "字")]
PAGES: dict[str, Callable[[Path], QWidget]] = {
    "publish": lambda folder: PublishPage(
        ["zh-Hans"], Choice(("bilibili",), ("zh-Hans",), 18, names=False), folder, Theme()
    ),
    "review": lambda _: ReviewPanel(Session(), Theme()),
    "problems": lambda _: ProblemsPanel(Theme()),
    "styles": lambda _: StylesDialog(*completed(NO_HEAD, second=True), CUES, Theme(), None),
}


def turn(field: QWidget) -> None:
    here = QPointF(field.rect().center())
    where = QPointF(field.mapToGlobal(here.toPoint()))
    event = QWheelEvent(
        *(here, where, QPoint(), QPoint(0, -120)),
        *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier),
        *(Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize("make", [QComboBox, QSpinBox])
def test_a_field_takes_the_wheel_only_with_the_focus(
    qtbot: QtBot, make: type[QComboBox | QSpinBox]
) -> None:
    page, other, field = QWidget(), QLineEdit(), make()
    layout = QVBoxLayout(page)
    layout.addWidget(other)
    layout.addWidget(field)
    if isinstance(field, QComboBox):
        field.addItems(["one", "two", "three"])
    else:
        field.setValue(5)
    only_with_focus(field)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    text = shown(field)
    turn(field)
    assert shown(field) == text
    assert other.hasFocus()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    turn(field)
    assert shown(field) != text


def shown(field: QComboBox | QSpinBox) -> str:
    return field.currentText() if isinstance(field, QComboBox) else field.text()


@pytest.mark.parametrize("page", PAGES)
def test_no_field_of_a_page_changes_as_the_wheel_passes(
    qtbot: QtBot, tmp_path: Path, page: str
) -> None:
    shown = PAGES[page](tmp_path)
    qtbot.addWidget(shown)
    fields: list[QComboBox | QAbstractSpinBox] = [
        *shown.findChildren(QComboBox),
        *shown.findChildren(QAbstractSpinBox),
    ]
    assert fields
    for field in fields:
        if isinstance(field, QComboBox):
            if field.count() < 2:
                field.addItems(["one", "two", "three"])
            field.setCurrentIndex(0)
    before = [value(field) for field in fields]
    for field in fields:
        turn(field)
    assert [value(field) for field in fields] == before


def value(field: QComboBox | QAbstractSpinBox) -> int | str:
    return field.currentIndex() if isinstance(field, QComboBox) else field.text()


def test_no_setting_changes_as_the_preferences_are_scrolled(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    changes: list[str] = []
    settings.changed.connect(changes.append)
    dialog = Preferences(settings, Theme(), [])
    qtbot.addWidget(dialog)
    dialog.show()
    for field in dialog.page.fields.values():
        if not field.hasFocus():
            turn(field)
    assert changes == []
