# SPDX-License-Identifier: GPL-3.0-or-later
"""The side buttons of a mouse as keys: they are the keys *Back* and *Forward* of a keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor.ui.commands import Commands

_KEYS = {
    Qt.MouseButton.BackButton: Qt.Key.Key_Back,
    Qt.MouseButton.ForwardButton: Qt.Key.Key_Forward,
}


def key_of(event: QEvent) -> Qt.Key | None:
    """The key that a side button stands for, if it was pressed; else None."""
    if event.type() not in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
        return None
    return _KEYS.get(event.button()) if isinstance(event, QMouseEvent) else None


class SideButtons(QObject):
    """Runs the commands of a window that its mouse's side buttons are bound to."""

    def __init__(self, window: QWidget, commands: Commands) -> None:
        super().__init__(window)
        self._window, self._commands = window, commands
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the native window once there is one: all of its clicks come through there."""
        if watched is self._window:
            if event.type() == QEvent.Type.Show:
                watched.removeEventFilter(self)
                self._window.windowHandle().installEventFilter(self)
            return False
        key = key_of(event)
        return key is not None and self._commands.press(QKeySequence(key))
