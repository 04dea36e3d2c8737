# SPDX-License-Identifier: GPL-3.0-or-later
"""Flat buttons that paint their own icons, in the theme's colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from editor.ui.keys import key_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from editor.ui.commands import Commands
    from editor.ui.theme import Theme

_SIZE = 28
"""Size of a button in logical pixels."""


class IconButton(QAbstractButton):
    """A flat button with a painted icon; its name is its tooltip."""

    def __init__(self, text: str, icon: Callable[[QPainter, QRectF], None], theme: Theme) -> None:
        super().__init__()
        self._icon, self._theme = icon, theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.name(text)

    def name(self, text: str, keys: str = "") -> None:
        """Set what it does, and the keys that do the same."""
        self.setToolTip(f"{text} ({key_text(keys)})" if keys else text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """A square that is easy to hit with the pointer."""
        return QSize(_SIZE, _SIZE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon, on a background while it is hovered, pressed or checked."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        if self.is_on or self.isDown():
            painter.setBrush(colours.selection)
            painter.drawRoundedRect(self.rect(), 4, 4)
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(self.rect(), 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colours.accent)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        sign = colours.text if self.isEnabled() else colours.dim
        painter.setPen(QPen(sign, 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(sign)
        self._icon(painter, self.area())

    @property
    def is_on(self) -> bool:
        """Whether what it switches is on."""
        return self.isChecked()

    def area(self) -> QRectF:
        """Where the icon is painted."""
        return QRectF(self.rect()).adjusted(9, 9, -9, -9)


class CommandButton(IconButton):
    """A button that runs a command, and is enabled and checked as it is."""

    def __init__(
        self,
        name: str,
        icon: Callable[[QPainter, QRectF], None],
        commands: Commands,
        theme: Theme,
    ) -> None:
        super().__init__("", icon, theme)
        self._action = commands.actions[name]
        self._action.changed.connect(self._follow)
        self.clicked.connect(lambda: commands.click(name))
        self._follow()

    @property
    def is_on(self) -> bool:
        """Whether the command is checked."""
        return self._action.isChecked()

    def _follow(self) -> None:
        self.name(self._action.text().replace("&", ""), self._action.shortcut().toString())
        self.setEnabled(self._action.isEnabled())
        self.update()


def cross(painter: QPainter, area: QRectF) -> None:
    """The icon of closing and deleting."""
    area = area.adjusted(1, 1, -1, -1)
    painter.drawLine(QLineF(area.topLeft(), area.bottomRight()))
    painter.drawLine(QLineF(area.topRight(), area.bottomLeft()))
