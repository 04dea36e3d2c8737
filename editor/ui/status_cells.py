# SPDX-License-Identifier: GPL-3.0-or-later
"""The cells of the status bar: flat buttons, each about one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QToolButton

from editor.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.ui.commands import Commands


def plain_cell() -> QToolButton:
    """A flat button."""
    made = QToolButton(autoRaise=True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def command_cell(commands: Commands, name: str) -> QToolButton:
    """A flat button that runs a command."""
    made = plain_cell()
    made.setToolTip(tr(commands.label(name)).replace("…", ""))
    made.clicked.connect(lambda: commands.click(name))
    return made


def menu_cell(fill: Callable[[QMenu], None]) -> QToolButton:
    """A flat button that opens a menu above it."""
    made = plain_cell()

    def offer() -> None:
        menu = QMenu(made)
        fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(made.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    made.clicked.connect(offer)
    return made
