# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees that a widget is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Painted(QObject):
    """Whether a widget has been painted since `yet` was reset, and how often in all."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.yet, self.count = False, 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() == QEvent.Type.Paint:
            self.yet = True
            self.count += 1
        return False
