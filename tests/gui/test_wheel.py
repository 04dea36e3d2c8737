# SPDX-License-Identifier: GPL-3.0-or-later
"""A wheel that is turned over a field, as when a page is scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from editor.settings import Settings
from editor.ui.preferences.dialog import Preferences
from editor.ui.theme import Theme
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


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
