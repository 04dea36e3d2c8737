# SPDX-License-Identifier: GPL-3.0-or-later
"""The headers of the columns; the context menu shows and hides columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from editor.ui.cue_table.columns import COLUMNS, GAP
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QContextMenuEvent, QPaintEvent

    from editor.ui.cue_table.columns import Place
    from editor.ui.theme import Theme

_PADDING = 5
"""Space above and below the text, in logical pixels."""


class Header(QWidget):
    """The painted headers.

    Signals:
        toggled (str): Hide or show the column of that id.
    """

    toggled = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._places: Mapping[str, Place] = {}
        self._hidden: frozenset[str] = frozenset()
        self._speakers = False
        self.setAccessibleName(tr("Columns"))

    @property
    def wanted_height(self) -> int:
        """In logical pixels."""
        return round(QFontMetricsF(self.font()).height()) + 2 * _PADDING

    def show_columns(
        self, places: Mapping[str, Place], hidden: frozenset[str], *, speakers: bool
    ) -> None:
        """Set the positions of the columns, the hidden ones, and whether there are speakers."""
        self._places, self._hidden, self._speakers = places, hidden, speakers
        self.update()

    def fill(self, menu: QMenu) -> None:
        """Fill a menu with a check for each column; one that has no content is disabled."""
        menu.clear()
        for column in COLUMNS:
            action = menu.addAction(tr(column.title))
            action.setCheckable(True)
            empty = column.id == "speaker" and not self._speakers
            action.setChecked(column.id not in self._hidden and not empty)
            action.setEnabled(not column.stays and not empty)
            action.triggered.connect(lambda _=False, name=column.id: self.toggled.emit(name))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the headers above their columns."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.raised)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colours.border)
        painter.setPen(colours.dim)
        metrics = QFontMetricsF(self.font())
        baseline = _PADDING + metrics.ascent()
        for column in COLUMNS:
            place = self._places.get(column.id)
            head = column.title if column.head is None else column.head
            if place is None or not head:
                continue
            text = tr(head)
            x = float(place.x)
            if column.right:
                x = place.right - GAP - metrics.horizontalAdvance(text)
            elif column.id == "speaker":
                x += GAP
            painter.drawText(QPointF(x, baseline), text)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of columns."""
        menu = QMenu(self)
        self.fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())
