# SPDX-License-Identifier: GPL-3.0-or-later
"""Wheel events for fields: only the field that has the focus takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def only_with_focus(field: QWidget) -> None:
    """Leave the wheel to what scrolls behind `field` unless it has the focus.

    Otherwise a page that is scrolled would change each field that passes below the pointer.
    """
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel
    field.installEventFilter(_Unfocused(field))


class _Unfocused(QObject):
    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self._field.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
