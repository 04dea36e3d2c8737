# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints one row of a review: stacked in a narrow list, in columns in a wide one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.fonts import digits_font, text_font
from editor.ui.i18n import told, tr
from editor.ui.review import diff_painting
from editor.ui.review.pieces import compared
from editor.ui.tick import BOX, draw_tick

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from editor.core.proposal import Proposal
    from editor.ui.colours import Colours
    from editor.ui.review.rows import ReviewRows
    from editor.ui.theme import Theme

WIDE = 680
"""Minimum width in px at which a row is laid out in columns."""

TICK_AREA = 40
"""Width in px of the area in which a click toggles the tick."""

# In px: space beside and above a cell's text, width of the number's column.
_PAD = 8
_ABOVE = 2
_NUMBER = 56
_LEAST_REASON = 48
"""Minimum width in px at which a reason is shown beside the text in a narrow row."""
_REASON_SHARE = 0.28
"""Share of the remaining width that the reason's column gets."""


def columns(width: float) -> tuple[tuple[float, float], ...]:
    """Left edge and width in px of number, before, after and reason, in a wide row."""
    left = TICK_AREA + _NUMBER
    reason = (width - left) * _REASON_SHARE
    text = (width - left - reason) / 2
    return (
        (TICK_AREA, _NUMBER - _PAD),
        (left, text - 2 * _PAD),
        (left + text, text - 2 * _PAD),
        (left + 2 * text, reason - 2 * _PAD),
    )


class ReviewDelegate(QStyledItemDelegate):
    """Paints the rows of `ReviewRows`; all rows have the same height."""

    def __init__(self, rows: ReviewRows, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        self._theme = theme
        self._compared = lru_cache(maxsize=256)(compared)
        self.set_text_size(11.5)

    def set_text_size(self, size: float) -> None:
        """Set the size of the cues' text in points."""
        self._text = text_font(size)
        self._small = digits_font(max(8.0, size - 3))

    def row_height(self, width: int) -> int:
        """Height of a row in px, for a list of this width."""
        line = max(QFontMetricsF(self._text).height(), BOX) + 2 * _ABOVE
        return round(line if width >= WIDE else 2 * line - _ABOVE) + 1

    def cuts_off(self, number: int, width: int) -> bool:
        """Whether a row of this width shows only a part of proposal `number`."""
        proposal = self._rows.proposals[number]
        texts, small = QFontMetricsF(self._text), QFontMetricsF(self._small)
        wide = width >= WIDE
        room = columns(width)[1][1] if wide else width - TICK_AREA - self._beside(number) - _PAD
        long = max(map(texts.horizontalAdvance, (proposal.before, proposal.after)))
        left = columns(width)[3][1] if wide else room - texts.horizontalAdvance(proposal.before)
        reason = small.horizontalAdvance(told(proposal.reason))
        return "\n" in proposal.before + proposal.after or long > room or reason > left

    def _beside(self, number: int) -> float:
        """Width of the number in a narrow row, in px."""
        return QFontMetricsF(self._small).horizontalAdvance(self._label(number)) + 2 * _PAD

    def sizeHint(  # noqa: D102 - Qt's
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = option.rect.width()
        return QSize(width, self.row_height(width))

    def paint(  # noqa: D102 - Qt's
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colours = self._theme.colours
        number = self._rows.number(index.row())
        rect = QRectF(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current or hovered:
            painter.fillRect(rect, colours.current if current else colours.hover)
        if current:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), colours.accent)
        painter.setPen(QPen(colours.border, 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom()), QPointF(rect.right(), rect.bottom()))
        wide = rect.width() >= WIDE
        self._tick(painter, rect, number, colours, wide=wide)
        (self._paint_wide if wide else self._paint_narrow)(painter, rect, number)
        painter.restore()

    def _paint_wide(self, painter: QPainter, rect: QRectF, number: int) -> None:
        cells = [
            QRectF(rect.left() + left, rect.top(), width, rect.height())
            for left, width in columns(rect.width())
        ]
        proposal = self._rows.proposals[number]
        self._paint_number(painter, cells[0], number)
        self._paint_texts(painter, cells[1], cells[2], proposal, fits=self._rows.fits(number))
        self._paint_reason(painter, cells[3], number)

    def _paint_narrow(self, painter: QPainter, rect: QRectF, number: int) -> None:
        """Before and after one below the other; the reason beside the first, if it has space."""
        body = rect.adjusted(TICK_AREA, _ABOVE, -_PAD, -_ABOVE - 1)
        line = body.height() / 2
        beside = self._beside(number)
        label = QRectF(body.left(), body.top(), beside, line)
        before = QRectF(body.left() + beside, body.top(), body.width() - beside, line)
        proposal = self._rows.proposals[number]
        self._paint_number(painter, label, number)
        fits = self._rows.fits(number)
        self._paint_texts(painter, before, before.translated(0, line), proposal, fits=fits)
        taken = QFontMetricsF(self._text).horizontalAdvance(proposal.before) + 2 * _PAD
        reason = before.adjusted(taken, 0, 0, 0)
        if reason.width() >= _LEAST_REASON:
            self._paint_reason(painter, reason, number, right=True)

    def _paint_number(self, painter: QPainter, rect: QRectF, number: int) -> None:
        colours = self._theme.colours
        painter.setFont(self._small)
        painter.setPen(colours.text if self._rows.fits(number) else colours.dim)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self._label(number))

    def _label(self, number: int) -> str:
        return str(self._rows.cue_row(number) + 1)

    def _paint_texts(
        self, painter: QPainter, left: QRectF, right: QRectF, proposal: Proposal, *, fits: bool
    ) -> None:
        colours = self._theme.colours
        painter.setFont(self._text)
        if proposal.plain:
            for rect, text, colour in (
                (left, proposal.before, colours.dim),
                (right, proposal.after, colours.text if fits else colours.dim),
            ):
                painter.setPen(colour)
                painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
            return
        before, after = self._compared(proposal.before, proposal.after)
        diff_painting.paint(
            painter, left, before, diff_painting.Ink.of("removed", colours, faded=not fits)
        )
        if after:
            diff_painting.paint(
                painter, right, after, diff_painting.Ink.of("inserted", colours, faded=not fits)
            )
            return
        painter.setFont(self._small)
        painter.setPen(colours.dim)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter, tr("removed"))

    def _paint_reason(
        self, painter: QPainter, rect: QRectF, number: int, *, right: bool = False
    ) -> None:
        proposal = self._rows.proposals[number]
        text = told(proposal.reason)
        colour = self._theme.colours.dim
        if not self._rows.fits(number):
            text = tr("No longer applies: the cue was changed in the meantime.")
        elif not proposal.sure:
            colour = self._theme.colours.warning
        painter.setFont(self._small)
        painter.setPen(colour)
        elided = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, round(rect.width())
        )
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, elided)

    def _tick(
        self, painter: QPainter, rect: QRectF, number: int, colours: Colours, *, wide: bool
    ) -> None:
        middle = rect.center().y()
        if not wide:
            middle = rect.top() + _ABOVE + (rect.height() - 2 * _ABOVE) / 4
        if self._rows.fits(number):
            ticked = self._rows.is_ticked(number)
            state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            draw_tick(painter, QPointF(rect.left() + 14, round(middle - BOX / 2)), colours, state)
