# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints one row. Independent of scrolling, selection and editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from editor.ui.cue_table.columns import GAP
from editor.ui.cue_table.number_painter import NumberPainter
from editor.ui.cue_table.text_painter import TextPainter
from editor.ui.marks import draw_mark, draw_note
from editor.ui.pixels import faint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.checks.finding import Severity
    from editor.checks.profiles import Profile
    from editor.core.cue import Cue
    from editor.ui.colours import Colours
    from editor.ui.cue_table.columns import Place
    from editor.ui.cue_table.layouts import Laid
    from editor.ui.cue_table.look import Look

_LEFT_OUT = 0.5
"""Opacity of the text of a cue that is left out of exports; its number is struck through."""
_SPEAKER = 4
"""Width of the bar in a speaker's colour, in logical pixels."""
_FIELD = 6
"""Horizontal space between the current text and the field around it, in logical pixels."""
_SCRIPTS = {"hans": ("hant", "繁"), "hant": ("hans", "简")}
"""For each script: the other script and its badge."""


class RowPainter:
    """Paints rows in one set of colours and fonts.

    Attributes:
        script: The document's script, ``hans`` or ``hant``; cues in the other script get a
            badge. None if unknown.
        padding: Space above and below a row's text, in logical pixels.
    """

    def __init__(
        self,
        colours: Colours,
        digits: QFont,
        ascent: float,
        places: Mapping[str, Place],
        profile: Profile,
    ) -> None:
        self.script: str | None = None
        self._colours = colours
        self._texts = TextPainter(colours)
        self._digits = digits
        self._numbers = NumberPainter(colours, digits, places, profile)
        self._badge = QFont(digits)
        self._badge.setPointSizeF(digits.pointSizeF() * 0.8)
        self._metrics = QFontMetricsF(digits)
        self._ascent = ascent
        self._places = places
        self._hover, self._line = faint(colours.hover, 0.43), faint(colours.border, 0.353)
        self.padding = 0

    def text_top(self, laid: Laid, top: int) -> int:
        """The y of the text's first line, so that all columns share a baseline."""
        return top + self.padding + round(self._ascent - laid.ascent)

    def paint(  # noqa: PLR0913, PLR0917 - a row and its position
        self, painter: QPainter, row: int, cue: Cue, laid: Laid, rect: QRectF, look: Look
    ) -> None:
        """Paint row number `row` into `rect`."""
        self._ground(painter, rect, look)
        baseline = rect.top() + self.padding + self._ascent
        if not look.text_only:
            if look.found:
                self._found_cells(painter, rect, look)
            self._numbers.paint(painter, row, cue, baseline, look)
            self._signs(painter, cue, rect, look)
        if cue.left_out:
            painter.setOpacity(_LEFT_OUT)
        self._words(painter, laid, rect, look)
        painter.setOpacity(1)
        if self.script is not None:
            self._other_script(painter, cue.text, baseline, self.script)

    def _signs(self, painter: QPainter, cue: Cue, rect: QRectF, look: Look) -> None:
        """Whether it is checked, its label, its problem, its speaker."""
        middle = rect.top() + self.padding + self._ascent * 0.69
        if place := self._places.get("checked"):
            self._check(painter, place, middle, look, checked=cue.checked)
        if place := self._places.get("label"):
            self._label(painter, place, middle, cue)
        if (place := self._places.get("problem")) and look.problem:
            self._problem(painter, place, middle, look.problem)
        if (place := self._places.get("speaker")) and cue.speaker:
            baseline = rect.top() + self.padding + self._ascent
            self._speaker(painter, place, baseline, cue.speaker, look)

    def field(self, rect: QRectF) -> QRectF:
        """The rectangle of the field around the current row's text."""
        place = self._places["text"]
        return QRectF(
            place.x - _FIELD + 0.5, rect.top() + 1.5, place.width + 2 * _FIELD, rect.height() - 4
        )

    def _ground(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        colours = self._colours
        if look.chosen:
            painter.fillRect(rect, colours.selection)
        elif look.current:
            painter.fillRect(rect, colours.current)
        elif look.hovered:
            painter.fillRect(rect, self._hover)
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, self._line)
        if look.current or look.lingers:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), colours.accent)
        if look.current:
            painter.setPen(QPen(colours.accent if look.focused else colours.border, 1))
            painter.setBrush(colours.base)
            painter.drawRoundedRect(self.field(rect), 4, 4)

    def _check(
        self, painter: QPainter, place: Place, middle: float, look: Look, *, checked: bool
    ) -> None:
        center = QPointF(place.x + place.width / 2, middle)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if checked:
            pen = QPen(self._colours.checked, 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            tick = [QPointF(-4.5, 0.5), QPointF(-1.5, 3.5), QPointF(4.5, -3.5)]
            painter.drawPolyline(QPolygonF([center + point for point in tick]))
        elif look.current or look.hovered:
            painter.setPen(QPen(self._colours.dim, 1.2))
            painter.drawEllipse(center, 5, 5)
        if look.heard and not checked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours.checked)
            painter.drawEllipse(center, 2.5, 2.5)

    def _label(self, painter: QPainter, place: Place, middle: float, cue: Cue) -> None:
        """The user's mark at the left, the sign of a note at the right, a chapter's start above."""
        if cue.chapter is not None:
            pen = QPen(self._colours.accent, 2)
            painter.setPen(pen)
            top = middle - 12
            painter.drawLine(QLineF(place.x + 2, top, place.x + 22, top))
        if cue.mark is not None:
            area = QRectF(place.x + 2, middle - 4.5, 9, 9)
            draw_mark(painter, area, cue.mark, self._colours)
        if cue.note:
            draw_note(painter, QRectF(place.x + 13, middle - 5, 9, 10), self._colours.note)

    def _problem(self, painter: QPainter, place: Place, middle: float, severity: Severity) -> None:
        """A disc for errors, a triangle for warnings, a ring for notes: distinct without colour."""
        colours = self._colours
        center = QPointF(place.x + place.width / 2, middle)
        if severity == "note":
            painter.setPen(QPen(colours.note, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(center, 3.5, 3.5)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        if severity == "error":
            painter.setBrush(colours.error)
            painter.drawEllipse(center, 6.5, 6.5)
        else:
            painter.setBrush(colours.warning)
            corners = [QPointF(0, -6.5), QPointF(7, 5.5), QPointF(-7, 5.5)]
            painter.drawPolygon(QPolygonF([center + corner for corner in corners]))
            center += QPointF(0, 1)
        painter.setPen(QPen(colours.base, 1.6))
        painter.drawLine(QLineF(center + QPointF(0, -3.2), center + QPointF(0, 0.6)))
        painter.drawPoint(center + QPointF(0, 3.1))

    def _speaker(
        self, painter: QPainter, place: Place, baseline: float, name: str, look: Look
    ) -> None:
        """A bar in the speaker's colour, and the name, which tells without colour."""
        if look.tint is not None:
            high = self._metrics.ascent()
            bar = QRectF(place.x + GAP / 2, baseline - high, _SPEAKER, high * 1.2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.tint)
            painter.drawRoundedRect(bar, 2, 2)
        painter.setFont(self._digits)
        painter.setPen(self._colours.text if look.current else self._colours.dim)
        x = place.x + GAP / 2 + _SPEAKER + 4
        room = place.right - GAP / 2 - x
        short = self._metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(x, baseline), short)

    def _words(self, painter: QPainter, laid: Laid, rect: QRectF, look: Look) -> None:
        x = self._places["text"].x
        origin = QPointF(x, self.text_top(laid, round(rect.top())))
        if look.marked:
            self._texts.marks(painter, laid, origin, look.found, look.weakest)
        if not look.edited:
            self._texts.text(painter, laid, origin)
        if look.original is not None:
            foot = rect.bottom() - self.padding - look.original.height
            self._texts.original(painter, look.original, QPointF(x, foot))

    def _found_cells(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        """The same around a time or a speaker."""
        painter.setPen(QPen(self._colours.found_edge, 1))
        painter.setBrush(self._colours.found)
        for column in {match.field for match in look.found if match.field != "text"}:
            if place := self._places.get(column):
                height = min(rect.height(), 2 * self.padding + self._ascent * 1.4)
                cell = QRectF(place.x, rect.top(), place.width, height)
                painter.drawRoundedRect(cell.adjusted(2.5, 2.5, -2.5, -2.5), 3, 3)

    def _other_script(self, painter: QPainter, text: str, baseline: float, script: str) -> None:
        from editor.language.script import script_of

        other, badge = _SCRIPTS[script]
        if script_of(text) not in (other, "mixed"):
            return
        painter.setFont(self._badge)
        painter.setPen(self._colours.note)
        painter.drawText(QPointF(self._places["text"].right + GAP, baseline), badge)
