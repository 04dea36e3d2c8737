# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the panel of doubtful cues: where, the text with its weakest word, other words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.core.timecode import spoken
from editor.ui.fonts import digits_font, ui_font
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from editor.core.doubt import Doubt
    from editor.ui.theme import Colours, Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAD, _LEFT = 8, 16
"""Space around a row and left of its text, in logical pixels."""
_BEFORE = 8
"""Characters before the weakest word that are shown, so that it is never cut off."""
_WORDS = 4
"""Other words that are shown."""


class DoubtRow(NamedTuple):
    """A doubtful cue: its row in the document, and what is doubted."""

    cue: int
    doubt: Doubt

    @property
    def place(self) -> str:
        """Number and start of the cue."""
        return f"{self.cue + 1}   {spoken(self.doubt.cue.start)}"

    @property
    def parts(self) -> tuple[str, str, str]:
        """The text before the weakest word, that word, and the text behind it, on one line."""
        text, (start, end) = self.doubt.cue.text.replace("\n", " "), self.doubt.weakest
        before = text[:start]
        if start > _BEFORE:
            before = "…" + text[start - _BEFORE : start]
        return before, text[start:end], text[end:]

    @property
    def words(self) -> str:
        """What may stand there instead, or that nothing is heard."""
        if not self.doubt.heard:
            return tr("not heard")
        words = dict.fromkeys(each.word for each in self.doubt.candidates)
        return " · ".join(list(words)[:_WORDS])

    @property
    def told(self) -> str:
        """All of it, for screen readers."""
        text = self.doubt.cue.text
        doubted = tr("Doubtful: {word}", word=text[slice(*self.doubt.weakest)])
        return ". ".join(filter(None, (self.place, text, doubted, self.words)))


class DoubtRows(QAbstractListModel):
    """The doubtful cues, the worst first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[DoubtRow] = ()

    def show(self, rows: Sequence[DoubtRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def place_of(self, cue: int) -> int | None:
        """Where the cue at a row of the document is listed, or None."""
        return next((place for place, row in enumerate(self.rows) if row.cue == cue), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: D102 - Qt's
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.rows[index.row()].told
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.rows[index.row()].doubt.cue.text
        return None


class DoubtDelegate(QStyledItemDelegate):
    """Paints the rows: place and other words on the first line, the text on the second."""

    def __init__(self, rows: DoubtRows, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._rows, self._theme = rows, theme
        self._plain = ui_font()
        self._small = digits_font(max(8.0, self._plain.pointSizeF() - 1))

    def sizeHint(  # noqa: D102 - Qt's
        self, option: QStyleOptionViewItem, _index: Index
    ) -> QSize:
        fonts = (self._plain, self._small)
        height = sum(QFontMetricsF(font).height() for font in fonts) + 2 * _PAD
        return QSize(option.rect.width(), round(height))

    def paint(  # noqa: D102 - Qt's
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        colours = self._theme.colours
        rect = QRectF(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colours.current if current else colours.hover)
        if current:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), colours.accent)
        painter.setPen(QPen(colours.border, 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom()), QPointF(rect.right(), rect.bottom()))
        body = rect.adjusted(_LEFT, _PAD, -_LEFT, -_PAD)
        row = self._rows.rows[index.row()]
        self._head(painter, body, row, colours)
        self._text(painter, body, row, colours)
        painter.restore()

    def _head(self, painter: QPainter, body: QRectF, row: DoubtRow, colours: Colours) -> None:
        small, plain = QFontMetricsF(self._small), QFontMetricsF(self._plain)
        baseline = body.top() + small.ascent()
        painter.setFont(self._small)
        painter.setPen(colours.dim)
        painter.drawText(QPointF(body.left(), baseline), row.place)
        room = body.width() - small.horizontalAdvance(row.place) - 2 * _PAD
        painter.setFont(self._plain)
        words = plain.elidedText(row.words, Qt.TextElideMode.ElideRight, room)
        right = body.right() - plain.horizontalAdvance(words)
        painter.drawText(QPointF(right, baseline), words)

    def _text(self, painter: QPainter, body: QRectF, row: DoubtRow, colours: Colours) -> None:
        small, plain = QFontMetricsF(self._small), QFontMetricsF(self._plain)
        baseline = body.top() + small.height() + plain.ascent()
        before, word, _ = row.parts
        whole = plain.elidedText("".join(row.parts), Qt.TextElideMode.ElideRight, body.width())
        painter.setFont(self._plain)
        painter.setPen(colours.text)
        painter.drawText(QPointF(body.left(), baseline), whole)
        left = body.left() + plain.horizontalAdvance(before)
        right = min(left + plain.horizontalAdvance(word), body.right())
        painter.setPen(QPen(colours.low_confidence, 1.5))
        painter.drawLine(QLineF(left, baseline + 3, right, baseline + 3))
