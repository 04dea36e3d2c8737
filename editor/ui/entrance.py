# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages and panels that give the focus to one of their parts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Entrance(QWidget):
    """A page that is worked in from its main part on, wherever that is.

    Not by a focus proxy of Qt's: Tab would stop at the page as well, hence go on from its main
    part, and what stands before that would only be reached backwards.
    """

    _main: QWidget | None = None

    def enter_at(self, part: QWidget) -> None:
        """Give the focus to `part` where this page is to have it.

        While `part` is disabled, the page keeps the focus.
        """
        self._main = part

    def setFocus(  # noqa: D102 - Qt's
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        if self._main is not None and self._main.isEnabled():
            self._main.setFocus(reason)
        else:
            super().setFocus(reason)
