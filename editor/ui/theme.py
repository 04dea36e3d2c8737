# SPDX-License-Identifier: GPL-3.0-or-later
"""The colour themes, light and dark: Qt's palette and style from a table of colour roles.

Widgets take colours from `Theme.colours` when they paint, and repaint on `Theme.changed`; no
widget has colours of its own.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from editor.ui.colours import DARK, LIGHT, Colours
from editor.ui.style import STYLE

Choice = Literal["system", "light", "dark"]


def is_dark_system() -> bool:
    """Whether the desktop uses a dark theme."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def palette_of(colours: Colours) -> QPalette:
    """The palette for Qt's own widgets."""
    role = QPalette.ColorRole
    palette = QPalette()
    for name, colour in {
        role.Window: colours.raised,
        role.WindowText: colours.text,
        role.Base: colours.base,
        role.AlternateBase: colours.raised,
        role.Text: colours.text,
        role.PlaceholderText: colours.dim,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.error,
        role.ToolTipBase: colours.base,
        role.ToolTipText: colours.text,
        role.Highlight: colours.selection,
        role.HighlightedText: colours.text,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.base,
        role.Midlight: colours.hover,
        role.Mid: colours.border,
        role.Dark: colours.border,
        role.Shadow: colours.border,
    }.items():
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, _faded(colours.dim, colours.raised))
    return palette


def style_sheet(colours: Colours) -> str:
    """`STYLE` with these colours filled in."""
    return STYLE % {field.name: getattr(colours, field.name).name() for field in fields(colours)}


class Theme(QObject):
    """The current theme.

    Signals:
        changed: `colours` is another table.

    Attributes:
        colours: `LIGHT` or `DARK`; light until a theme is applied.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours = LIGHT
        self._choice: Choice = "light"
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def apply(self, choice: Choice, *, styled: bool = True) -> None:
        """Set the theme of the whole program; `"system"` follows the desktop from now on.

        Args:
            choice: The theme.
            styled: Whether to set the style sheet as well.
        """
        self._choice = choice
        # Also asks the window manager for a matching title bar.
        QGuiApplication.styleHints().setColorScheme(
            {
                "system": Qt.ColorScheme.Unknown,
                "light": Qt.ColorScheme.Light,
                "dark": Qt.ColorScheme.Dark,
            }[choice]
        )
        dark = choice == "dark" or self._system_is_dark
        self._paint(DARK if dark else LIGHT, styled=styled)

    @property
    def _system_is_dark(self) -> bool:
        return self._choice == "system" and is_dark_system()

    def _follow(self) -> None:
        if self._choice == "system":
            self._paint(DARK if is_dark_system() else LIGHT)

    def _paint(self, colours: Colours, *, styled: bool = True) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # Palette first: after a style sheet, existing widgets would keep the old one.
            app.setPalette(palette_of(colours))
            if styled:
                app.setStyleSheet(style_sheet(colours))
        if colours is not self.colours:
            self.colours = colours
            self.changed.emit()


def _faded(colour: QColor, ground: QColor) -> QColor:
    """The colour halfway between `colour` and `ground`."""
    return QColor(
        (colour.red() + ground.red()) // 2,
        (colour.green() + ground.green()) // 2,
        (colour.blue() + ground.blue()) // 2,
    )
