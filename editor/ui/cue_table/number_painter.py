# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints the numbers of a row: its own, its times, its length, its reading speed."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from editor.ui.cue_table.columns import BAR, GAP, NO_TIME, length_text, speed_of, time_text
from editor.ui.pixels import faint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QColor, QPainter

    from editor.checks.profiles import Profile
    from editor.core.cue import Cue
    from editor.ui.colours import Colours
    from editor.ui.cue_table.columns import Place
    from editor.ui.cue_table.look import Look

_FAINT = 0.43
"""Opacity of an hour that is zero."""

_WIDTHS = 4_000
"""Numbers whose width is kept, since measuring one takes as long as painting it."""


class NumberPainter:
    """Paints numbers in one set of colours and fonts, on the text's baseline."""

    def __init__(
        self, colours: Colours, digits: QFont, places: Mapping[str, Place], profile: Profile
    ) -> None:
        self._colours, self._digits = colours, digits
        self._places, self._profile = places, profile
        self._strong = QFont(digits)
        self._strong.setBold(True)
        self._high = QFontMetricsF(digits).capHeight()
        self._width, self._strong_width = _width_in(digits), _width_in(self._strong)
        self._hours = {
            plain.rgba(): faint(plain, _FAINT)
            for plain in (colours.text, colours.dim, colours.error)
        }
        self._bar = faint(colours.border, 0.47)
        self._bars = (faint(colours.checked, 0.59), colours.warning, colours.error)

    def paint(self, painter: QPainter, row: int, cue: Cue, baseline: float, look: Look) -> None:
        """Paint the numbers of a row."""
        colours = self._colours
        painter.setFont(self._strong if look.current else self._digits)
        painter.setPen(colours.accent if look.current else colours.dim)
        width = self._strong_width if look.current else self._width
        self._at_right(painter, "number", str(row + 1), baseline, width)
        if cue.left_out and (place := self._places.get("number")):
            y = baseline - self._high / 2
            left = place.right - GAP - width(str(row + 1)) - 2
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
        x = place.right - GAP - self._width(text)
        if text.startswith("0:"):
            painter.setPen(self._hours[colour.rgba()])
            painter.drawText(QPointF(x, baseline), "0:")
            x, text = x + self._width("0:"), text[2:]
        painter.setPen(colour)
        painter.drawText(QPointF(x, baseline), text if whole else text[:-2])

    def _at_right(
        self,
        painter: QPainter,
        column: str,
        text: str,
        baseline: float,
        width: Callable[[str], float] | None = None,
    ) -> None:
        if place := self._places.get(column):
            left = place.right - GAP - (width or self._width)(text)
            painter.drawText(QPointF(left, baseline), text)

    def _speed(
        self, painter: QPainter, place: Place, cue: Cue, baseline: float, plain: QColor
    ) -> None:
        speed = speed_of(cue, self._profile)
        if not speed.text:
            return
        bar = self._bars[speed.level]
        full = QRectF(place.x + GAP, baseline - self._high / 2 - 2, BAR, 4)
        painter.fillRect(full, self._bar)
        full.setWidth(max(BAR * speed.share, 1))
        painter.fillRect(full, bar)
        painter.setPen(bar if speed.level else plain)
        self._at_right(painter, "cps", speed.text, baseline)


def _width_in(font: QFont) -> Callable[[str], float]:
    """The width of a number in pixels.

    A `partial`, since `lru_cache` asks a function for its description: for one of Qt's, PySide
    reads what it knows of all Qt's functions first, which takes a tenth of the start.
    """
    return lru_cache(_WIDTHS)(partial(QFontMetricsF(font).horizontalAdvance))
