# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the history panel: the document as it was opened, then each step, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QDateTime,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.core.history import History
from editor.ui.fonts import digits_font, ui_font
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from editor.core.history import Step
    from editor.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAD = 6
"""Space around a row's texts, in logical pixels."""
_LEFT = 14
"""Left edge of the texts, in logical pixels."""
_LONGEST = 80
"""Characters of a cue's text that are shown at most."""


class HistoryRows(QAbstractListModel):
    """Row 0 is the document as it was opened; row *n* the state after *n* steps.

    Attributes:
        current: The row of the document as it is now; later rows are undone.
    """

    def __init__(self) -> None:
        super().__init__()
        self._history = History()
        self._count = 1
        self.current = 0

    def follow(self, history: History) -> None:
        """Show a history, or how it has changed: all but a few rows stay as they are."""
        self._history = history
        total = 1 + len(history.done) + len(history.undone)
        if total > self._count:
            self.beginInsertRows(_NOWHERE, self._count, total - 1)
            self._count = total
            self.endInsertRows()
        elif total < self._count:
            self.beginRemoveRows(_NOWHERE, total, self._count - 1)
            self._count = total
            self.endRemoveRows()
        before, self.current = min(self.current, total - 1), len(history.done)
        first, last = sorted((before, self.current))
        self.dataChanged.emit(self.index(first), self.index(last))

    def step(self, row: int) -> Step | None:
        """The step that leads to `row`; None for the first one."""
        done, undone = self._history.done, self._history.undone
        if row == 0:
            return None
        return done[row - 1] if row <= len(done) else undone[len(done) - row]

    def what(self, row: int) -> str:
        """The name of the step."""
        step = self.step(row)
        return tr("As opened") if step is None else tr(step.change.title)

    def detail(self, row: int) -> str:
        """How many cues a step changed, or the number and the text of the only one."""
        step = self.step(row)
        if step is None or not step.change.splices:
            return ""
        splice, count = step.change.splices[0], step.change.size
        if count > 1:
            return tr("{count} cues", count=count)
        (cue,) = splice.inserted or splice.removed
        return f"{splice.index + 1} {' '.join(cue.text.split())[:_LONGEST]}".rstrip()

    def when(self, row: int) -> str:
        """The time of day of the step, with the date if it is another day; empty if unknown."""
        step = self.step(row)
        if step is None or step.at is None:
            return ""
        at = QDateTime.fromMSecsSinceEpoch(step.at)
        kind, locale = QLocale.FormatType.ShortFormat, QLocale()
        if at.date() == QDate.currentDate():
            return locale.toString(at.time(), kind)
        return locale.toString(at, kind)

    def told(self, row: int) -> str:
        """The step in one line."""
        return " · ".join(filter(None, (self.what(row), self.detail(row))))

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: D102 - Qt's
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row = index.row()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.told(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            place = tr("Undone") if row > self.current else ""
            now = tr("Now") if row == self.current else ""
            return ". ".join(filter(None, (self.told(row), self.when(row), place, now)))
        return None


class HistoryDelegate(QStyledItemDelegate):
    """Paints the rows: name, detail, time; what is undone is faint, what is now has a bar."""

    def __init__(self, rows: HistoryRows, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._rows, self._theme = rows, theme
        self._plain = ui_font()
        self._small = digits_font(max(8.0, self._plain.pointSizeF() - 1))

    @property
    def height(self) -> int:
        """Height of a row in logical pixels."""
        return round(QFontMetricsF(self._plain).height()) + 2 * _PAD

    def paint(  # noqa: D102 - Qt's
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        colours, row, rect = self._theme.colours, index.row(), QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if chosen or hovered:
            painter.fillRect(rect, colours.selection if chosen else colours.hover)
        if row == self._rows.current:
            if not chosen:
                painter.fillRect(rect, colours.current)
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), colours.accent)
        self._paint_texts(painter, rect.adjusted(_LEFT, 0, -_LEFT, 0), row)
        painter.restore()

    def _paint_texts(self, painter: QPainter, rect: QRectF, row: int) -> None:
        colours, rows = self._theme.colours, self._rows
        undone = row > rows.current
        plain, small = QFontMetricsF(self._plain), QFontMetricsF(self._small)
        baseline = rect.top() + _PAD + plain.ascent()
        if undone:
            painter.setOpacity(0.55)
        when = rows.when(row)
        right = rect.right() - small.horizontalAdvance(when)
        painter.setFont(self._small)
        painter.setPen(colours.dim)
        painter.drawText(QPointF(right, baseline), when)
        painter.setFont(self._plain)
        painter.setPen(colours.text)
        what = plain.elidedText(
            rows.what(row), Qt.TextElideMode.ElideRight, right - rect.left() - _PAD
        )
        painter.drawText(QPointF(rect.left(), baseline), what)
        x = rect.left() + plain.horizontalAdvance(what)
        rest = rows.told(row).removeprefix(rows.what(row))
        room = max(right - x - 2 * _PAD, 0)
        painter.setPen(colours.dim)
        painter.drawText(
            QPointF(x, baseline), plain.elidedText(rest, Qt.TextElideMode.ElideRight, room)
        )
