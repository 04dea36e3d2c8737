# SPDX-License-Identifier: GPL-3.0-or-later
"""One sees which control has the keyboard, in both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from editor.ui.focus_ring import FocusRing
from editor.ui.theme import Choice, Theme
from editor.ui.tick import TickBox
from tests.differing import differing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

RING = 60
"""Pixels that a ring has at least."""


@pytest.fixture(params=["light", "dark"])
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Theme]:
    before = qapp.palette(), qapp.styleSheet()
    theme = Theme()
    choice: Choice = request.param
    theme.apply(choice)
    yield theme
    theme.apply("light")
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])


def controls(theme: Theme) -> list[QWidget]:
    """One of each kind that stands somewhere in the window."""
    quiet, tabs, tool = QPushButton("Drop a file here"), QTabBar(), QToolButton()
    quiet.setProperty("quiet", 1)
    tabs.addTab("Settings")
    tool.setText("Bilibili")
    choice = QComboBox()
    choice.addItem("From the current cue on")
    return [
        *(QLineEdit(), choice, QDoubleSpinBox(), QCheckBox("Loop"), TickBox("Level", theme)),
        *(tool, tabs, QPushButton("Cancel"), quiet),
    ]


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.setSpacing(12)
    for control in controls(theme):
        row.addWidget(control)
    FocusRing(window)
    return window


def test_tab_shows_where_it_goes(qtbot: QtBot, window: QWidget) -> None:
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.setFocus()
    qtbot.waitUntil(window.hasFocus)
    bare = window.grab().toImage()
    layout = window.layout()
    assert layout is not None
    for number in range(layout.count()):
        item = layout.itemAt(number)
        assert item is not None
        control = item.widget()
        assert control is not None
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        assert control.hasFocus(), type(control).__name__
        if isinstance(control, QTabBar):  # a tab is filled, in a colour near to its ground
            assert window.grab().toImage() != bare
            continue
        qtbot.waitUntil(lambda: differing(bare, window.grab().toImage(), control) > RING)  # noqa: B023
    window.setFocus()
    qtbot.waitUntil(lambda: window.grab().toImage() == bare)


def test_a_window_that_is_deleted_takes_the_ring_along(qtbot: QtBot, window: QWidget) -> None:
    window.show()
    qtbot.waitExposed(window)
    other = QWidget()
    QHBoxLayout(other).addWidget(QComboBox())
    other.show()
    other.activateWindow()
    choice = other.findChild(QComboBox)
    assert choice is not None
    choice.setFocus()
    qtbot.waitUntil(choice.hasFocus)
    other.deleteLater()
    window.activateWindow()
    spin = window.findChild(QDoubleSpinBox)
    assert spin is not None
    spin.setFocus()
    qtbot.waitUntil(spin.hasFocus)
