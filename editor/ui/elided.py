# SPDX-License-Identifier: GPL-3.0-or-later
"""A label that is cut off where it has no space."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from editor.ui.i18n import as_html


class Elided(QLabel):
    """A label that gives way: what has no space is left out, and told by the tooltip."""

    def minimumSizeHint(self) -> QSize:
        """Only a few characters."""
        return QSize(min(self.sizeHint().width(), 48), self.sizeHint().height())

    @property
    def is_cut(self) -> bool:
        """Whether the text has less space than it needs."""
        return self.width() < self.sizeHint().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, ending in … where it is too long."""
        if not self.is_cut:
            super().paintEvent(event)
            return
        if not self.toolTip():
            self.setToolTip(as_html(self.text()))
        needed = self.fontMetrics().horizontalAdvance(self.text())
        room = self.width() - (self.sizeHint().width() - needed)  # less the style's padding
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        left = (self.width() - room) // 2
        area = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
