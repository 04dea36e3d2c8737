# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints one row. Independent of scrolling, selection and editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from editor.core.values import dataclass
from editor.ui.cue_table.columns import BAR, GAP, NO_TIME, length_text, speed_of, time_text
from editor.ui.cue_table.text_painter import TextPainter
from editor.ui.marks import draw_mark, draw_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.checks.finding import Severity
    from editor.checks.profiles import Profile
    from editor.core.cue import Cue
    from editor.core.text_marks import Span
    from editor.language.searching import Matches
    from editor.ui.colours import Colours
    from editor.ui.cue_table.columns import Place
    from editor.ui.cue_table.layouts import Laid

_FAINT = 110
"""Opacity, of 255, of what is hardly ever of interest."""
_LEFT_OUT = 0.5
"""Opacity of the text of a cue that is left out of exports; its number is struck through."""
_SPEAKER = 4
"""Width of the bar in a speaker's colour, in logical pixels."""
_FIELD = 6
"""Horizontal space between the current text and the field around it, in logical pixels."""
_SCRIPTS = {"hans": ("hant", "繁"), "hant": ("hans", "简")}
"""For each script: the other script and its badge."""


@dataclass(frozen=True, slots=True)
class Look:
    """The state in which a row is painted.

    Attributes:
        current: Whether it is the current row.
        lingers: Whether it was current until just now, and commands still act on it.
        heard: Whether it was played to its end.
        focused: Whether its text has the keyboard focus.
        chosen: Whether it is one of several selected rows.
        hovered: Whether the pointer is over it.
        edited: Whether the editor shows its text.
        marked: Whether marks are painted under the text; not during a composition.
        problem: The worst severity found in it, or None.
        found: What a search has found in it.
        weakest: The word in it that is doubted most, or None.
        tint: Its speaker's colour, or None.
        original: Its hypothesis, shown below its text, or None.
        text_only: Whether nothing beside the text is to be painted anew, as after a typed letter.
    """

    current: bool = False
    lingers: bool = False
    heard: bool = False
    focused: bool = False
    chosen: bool = False
    hovered: bool = False
    edited: bool = False
    marked: bool = True
    problem: Severity | None = None
    found: Matches = ()
    weakest: Span | None = None
    tint: QColor | None = None
    original: Laid | None = None
    text_only: bool = False


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
        self._strong = QFont(digits)
        self._strong.setBold(True)
        self._badge = QFont(digits)
        self._badge.setPointSizeF(digits.pointSizeF() * 0.8)
        self._metrics = QFontMetricsF(digits)
        self._ascent = ascent
        self._places = places
        self.padding = 0
        self._profile = profile

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
            self._found_cells(painter, rect, look)
            self._numbers(painter, row, cue, baseline, look)
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
            painter.fillRect(rect, _faint(colours.hover, 110))
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, _faint(colours.border, 90))
        if look.current or look.lingers:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), colours.accent)
        if look.current:
            painter.setPen(QPen(colours.accent if look.focused else colours.border, 1))
            painter.setBrush(colours.base)
            painter.drawRoundedRect(self.field(rect), 4, 4)

    def _numbers(self, painter: QPainter, row: int, cue: Cue, baseline: float, look: Look) -> None:
        colours = self._colours
        painter.setFont(self._strong if look.current else self._digits)
        painter.setPen(colours.accent if look.current else colours.dim)
        metrics = QFontMetricsF(self._strong) if look.current else self._metrics
        self._at_right(painter, "number", str(row + 1), baseline, metrics)
        if cue.left_out and (place := self._places.get("number")):
            y = baseline - metrics.capHeight() / 2
            left = place.right - GAP - metrics.horizontalAdvance(str(row + 1)) - 2
            painter.drawLine(QLineF(left, y, place.right - GAP + 2, y))
        painter.setFont(self._digits)
        plain = colours.text if look.current or look.chosen else colours.dim
        if cue.is_untimed:
            painter.setPen(plain)
            for column in ("start", "end", "length"):
                self._at_right(painter, column, NO_TIME, baseline)
            return
        wrong = colours.error if cue.end <= cue.start else plain
        self._time(painter, "start", cue.start, baseline, plain, whole=look.current)
        self._time(painter, "end", cue.end, baseline, wrong, whole=look.current)
        painter.setPen(plain)
        self._at_right(painter, "length", length_text(cue), baseline)
        if place := self._places.get("cps"):
            self._speed(painter, place, cue, baseline, plain)

    def _time(  # noqa: PLR0913, PLR0917 - a time and how to paint it
        self,
        painter: QPainter,
        column: str,
        ms: int,
        baseline: float,
        colour: QColor,
        whole: bool,  # noqa: FBT001 - as the rest
    ) -> None:
        """Paint a time: the hour faint while it is zero; of the others, only tenths of a second."""
        place = self._places.get(column)
        if place is None:
            return
        text = time_text(ms)
        x = place.right - GAP - self._metrics.horizontalAdvance(text)
        if text.startswith("0:"):
            painter.setPen(_faint(colour, _FAINT))
            painter.drawText(QPointF(x, baseline), "0:")
            x, text = x + self._metrics.horizontalAdvance("0:"), text[2:]
        painter.setPen(colour)
        painter.drawText(QPointF(x, baseline), text if whole else text[:-2])

    def _at_right(
        self,
        painter: QPainter,
        column: str,
        text: str,
        baseline: float,
        metrics: QFontMetricsF | None = None,
    ) -> None:
        if place := self._places.get(column):
            width = (metrics or self._metrics).horizontalAdvance(text)
            painter.drawText(QPointF(place.right - GAP - width, baseline), text)

    def _speed(
        self, painter: QPainter, place: Place, cue: Cue, baseline: float, plain: QColor
    ) -> None:
        speed = speed_of(cue, self._profile)
        if not speed.text:
            return
        colours = self._colours
        bar = (_faint(colours.checked, 150), colours.warning, colours.error)[speed.level]
        full = QRectF(place.x + GAP, baseline - self._metrics.capHeight() / 2 - 2, BAR, 4)
        painter.fillRect(full, _faint(colours.border, 120))
        full.setWidth(max(BAR * speed.share, 1))
        painter.fillRect(full, bar)
        painter.setPen(bar if speed.level else plain)
        self._at_right(painter, "cps", speed.text, baseline)

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


def _faint(colour: QColor, alpha: int) -> QColor:
    faint = QColor(colour)
    faint.setAlpha(alpha)
    return faint
