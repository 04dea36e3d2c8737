# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the panel of doubtful cues: where, the text with its weakest word, other words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from editor.core.timecode import spoken
from editor.ui.i18n import tr
from editor.ui.panels.two_lines import NOWHERE, PAD, Index, TwoLineDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter

    from editor.core.doubt import Doubt
    from editor.ui.colours import Colours
    from editor.ui.theme import Theme

_LEFT = 16
"""Space left and right of a row's text, in logical pixels."""
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

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: D102 - Qt's
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.rows[index.row()].told
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.rows[index.row()].doubt.cue.text
        return None


class DoubtDelegate(TwoLineDelegate):
    """Paints the rows: place and other words on the first line, the text on the second."""

    def __init__(self, rows: DoubtRows, theme: Theme, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._rows = rows

    def paint_row(  # noqa: D102 - see there
        self, painter: QPainter, rect: QRectF, row: int, colours: Colours
    ) -> None:
        shown, body = self._rows.rows[row], rect.adjusted(_LEFT, 0, -_LEFT, 0)
        self._head(painter, body, shown, colours)
        self._text(painter, body, shown, colours)

    def _head(self, painter: QPainter, body: QRectF, row: DoubtRow, colours: Colours) -> None:
        baseline = body.top() + self.small.baseline
        painter.setFont(self.small.font)
        painter.setPen(colours.dim)
        painter.drawText(QPointF(body.left(), baseline), row.place)
        room = body.width() - self.small.metrics.horizontalAdvance(row.place) - 2 * PAD
        painter.setFont(self.plain.font)
        words = self.plain.metrics.elidedText(row.words, Qt.TextElideMode.ElideRight, room)
        right = body.right() - self.plain.metrics.horizontalAdvance(words)
        painter.drawText(QPointF(right, baseline), words)

    def _text(self, painter: QPainter, body: QRectF, row: DoubtRow, colours: Colours) -> None:
        metrics, baseline = self.plain.metrics, body.top() + self.plain.baseline
        before, word, _ = row.parts
        whole = metrics.elidedText("".join(row.parts), Qt.TextElideMode.ElideRight, body.width())
        painter.setFont(self.plain.font)
        painter.setPen(colours.text)
        painter.drawText(QPointF(body.left(), baseline), whole)
        left = body.left() + metrics.horizontalAdvance(before)
        right = min(left + metrics.horizontalAdvance(word), body.right())
        painter.setPen(QPen(colours.low_confidence, 1.5))
        painter.drawLine(QLineF(left, baseline + 3, right, baseline + 3))
