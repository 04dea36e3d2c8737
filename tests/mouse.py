# SPDX-License-Identifier: GPL-3.0-or-later
"""A mouse of the tests, where Qt's own leaves a button down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def double_click(widget: QWidget, at: QPoint) -> None:
    """The second click, as a hand does it: Qt's leaves the button down, for later tests too."""
    QTest.mouseDClick(widget, _LEFT, _NONE, at)
    QTest.mouseRelease(widget, _LEFT, _NONE, at)
