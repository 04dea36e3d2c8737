# SPDX-License-Identifier: GPL-3.0-or-later
"""A card for one interpretation of broken times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from editor.core.i18n import N_
from editor.core.timecode import spoken
from editor.repair.explain import explained
from editor.ui.fonts import digits_font, ui_font
from editor.ui.i18n import told, tr
from editor.ui.severity import sureness

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QColor, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from editor.repair.diagnosis import Confidence, Interpretation
    from editor.ui.theme import Theme

_PAD, _INDENT, _GAP = 12, 28, 4
"""In px: padding, indent of the texts, space between two of them."""

_BARS: dict[Confidence, int] = {"high": 3, "medium": 2, "low": 1}
"""Number of filled bars."""

_WORDS: dict[Confidence, str] = {
    "high": N_("high confidence"),
    "medium": N_("medium confidence"),
    "low": N_("low confidence"),
}
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)


class InterpretationCard(QAbstractButton):
    """An interpretation: its model, predicted end, distance to the medium's end, confidence."""

    def __init__(
        self,
        interpretation: Interpretation,
        length: int | None,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._interpretation = interpretation
        self._theme = theme
        words = explained(interpretation.candidate)
        model = told(words)
        self._model = model[:1].upper() + model[1:]
        self._end = spoken(interpretation.end)
        self._beside = _beside(interpretation.end, length)
        self._off = _off(interpretation.end, length)
        self._sure = tr(_WORDS[interpretation.confidence])
        self._reason = told(interpretation.reason)
        self._plain, self._small = ui_font(), ui_font()
        self._small.setPointSizeF(max(8.0, self._plain.pointSizeF() - 1))
        self._bold = ui_font()
        self._bold.setBold(True)
        self._large = digits_font(self._plain.pointSizeF() * 1.7)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        parts = (self._model, self._end, self._beside, self._sure, self._reason)
        self.setAccessibleName(". ".join(part for part in parts if part))
        theme.changed.connect(self.update)

    @property
    def interpretation(self) -> Interpretation:
        """The interpretation of this card."""
        return self._interpretation

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(320, self.heightForWidth(320))

    def heightForWidth(self, width: int) -> int:
        """Height of the wrapped texts at this width, in px."""
        places = self._places(width)
        return round(sum(rect.height() + _GAP for rect in places) + 2 * _PAD - _GAP)

    def _places(self, width: int) -> list[QRectF]:
        """Rectangles of model, end, confidence and reason, from top to bottom."""
        room = width - _PAD - _INDENT - _PAD
        y = float(_PAD)
        places = []
        texts = ((self._bold, self._model), (self._large, ""), (self._small, self._reason))
        for font, text in texts:
            metrics = QFontMetricsF(font)
            box = QRectF(0, 0, room, 10_000)
            height = metrics.boundingRect(box, _WRAP, text).height() if text else metrics.height()
            places.append(QRectF(_PAD + _INDENT, y, room, height))
            y += height + _GAP
        return places

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        model, end, reason = self._places(self.width())
        self._paint_frame(painter)
        self._paint_circle(painter, model)
        colours = self._theme.colours
        painter.setFont(self._bold)
        painter.setPen(colours.text)
        painter.drawText(model, _WRAP, self._model)
        self._paint_end(painter, end)
        painter.setFont(self._small)
        painter.setPen(colours.dim)
        painter.drawText(reason, _WRAP, self._reason)

    def _paint_frame(self, painter: QPainter) -> None:
        colours = self._theme.colours
        on = self.isChecked()
        edge = colours.accent if on or self.hasFocus() else colours.border
        painter.setPen(QPen(edge, 2 if on else 1))
        ground = colours.current if on else colours.hover if self.underMouse() else colours.base
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_circle(self, painter: QPainter, model: QRectF) -> None:
        colours = self._theme.colours
        middle = QPointF(_PAD + 8, model.top() + QFontMetricsF(self._bold).height() / 2)
        painter.setPen(QPen(colours.accent if self.isChecked() else colours.dim, 1.5))
        painter.setBrush(colours.base)
        painter.drawEllipse(middle, 7, 7)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent)
            painter.drawEllipse(middle, 3.5, 3.5)

    def _paint_end(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the predicted end, its distance from the medium's end, and the confidence."""
        colours = self._theme.colours
        painter.setFont(self._large)
        painter.setPen(colours.text)
        large = QFontMetricsF(self._large)
        baseline = rect.top() + large.ascent()
        painter.drawText(QPointF(rect.left(), baseline), self._end)
        painter.setFont(self._small)
        small = QFontMetricsF(self._small)
        painter.setPen(colours.dim)
        x = rect.left() + large.horizontalAdvance(self._end) + 10
        right = rect.right() - small.horizontalAdvance(self._sure)
        room = right - 36 - x
        texts = (self._beside, self._off, "")
        off = next(text for text in texts if small.horizontalAdvance(text) <= max(room, 0))
        painter.drawText(QPointF(x, baseline), off)
        colour = sureness(colours, self._interpretation.confidence)
        painter.setPen(colour)
        painter.drawText(QPointF(right, baseline), self._sure)
        self._paint_bars(painter, QPointF(right - 22, baseline), colour)

    def _paint_bars(self, painter: QPainter, corner: QPointF, colour: QColor) -> None:
        """Three rising bars, filled by confidence."""
        filled = _BARS[self._interpretation.confidence]
        for bar in range(3):
            height = 4 + 3 * bar
            place = QRectF(corner.x() + bar * 5 + 0.5, corner.y() - height + 0.5, 3, height)
            painter.setPen(QPen(colour, 1))
            painter.setBrush(colour if bar < filled else Qt.BrushStyle.NoBrush)
            painter.drawRect(place)

    def hitButton(self, _position: QPoint) -> bool:  # noqa: D102 - Qt's
        return True


def _off(end: int, length: int | None) -> str:
    """Signed distance of a predicted end from the medium's end; empty if that is unknown."""
    if length is None:
        return ""
    return f"{'+' if end >= length else '−'}{spoken(abs(end - length))}"


def _beside(end: int, length: int | None) -> str:
    """The same in words."""
    if length is None:
        return ""
    template = (
        N_("{time} after the end of the media")
        if end > length
        else N_("{time} before the end of the media")
    )
    if end == length:
        template = N_("exactly at the end of the media")
    return tr(template, time=spoken(abs(end - length)))
