# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints the numbers of a row: its own, its times, its length, its reading speed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from editor.ui.cue_table.columns import BAR, GAP, NO_TIME, length_text, speed_of, time_text
from editor.ui.cue_table.digits import Digits
from editor.ui.pixels import faint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor, QPainter

    from editor.checks.profiles import Profile
    from editor.core.cue import Cue
    from editor.ui.colours import Colours
    from editor.ui.cue_table.columns import Place
    from editor.ui.cue_table.digits import Glyphs
    from editor.ui.cue_table.look import Look

_FAINT = 0.43
"""Opacity of an hour that is zero."""

_CUT = 2
"""Last digits of a time that only the current row shows, which so has thousandths of a second."""


class NumberPainter:
    """Paints numbers in one set of colours and fonts, on the text's baseline."""

    def __init__(
        self, colours: Colours, digits: QFont, places: Mapping[str, Place], profile: Profile
    ) -> None:
        self._colours, self._profile = colours, profile
        self._rights = {column: place.right - GAP for column, place in places.items()}
        self._speed_left = places["cps"].x + GAP if "cps" in places else None
        strong = QFont(digits)
        strong.setBold(True)
        self._high = QFontMetricsF(digits).capHeight()
        self._digits, self._strong = Digits(digits), Digits(strong)
        self._hours = {
            plain.rgba(): faint(plain, _FAINT)
            for plain in (colours.text, colours.dim, colours.error)
        }
        self._bar = faint(colours.border, 0.47)
        self._bars = (faint(colours.checked, 0.59), colours.warning, colours.error)

    def paint(self, painter: QPainter, row: int, cue: Cue, baseline: float, look: Look) -> None:
        """Paint the numbers of a row."""
        colours = self._colours
        plain = colours.text if look.current or look.chosen else colours.dim
        self._number(painter, row, cue, baseline, look)
        numbers: Glyphs = [], []
        if cue.is_untimed:
            for column in ("start", "end", "length"):
                self._add(numbers, column, NO_TIME)
        else:
            self._times(painter, cue, baseline, numbers, plain, whole=look.current)
            self._add(numbers, "length", length_text(cue))
            if self._speed_left is not None:
                self._speed(painter, self._speed_left, cue, baseline, numbers)
        painter.setPen(plain)
        self._digits.paint(painter, baseline, numbers)

    def _number(self, painter: QPainter, row: int, cue: Cue, baseline: float, look: Look) -> None:
        """The row's own number; struck through where its cue is left out."""
        right = self._rights.get("number")
        if right is None:
            return
        number, digits = str(row + 1), self._strong if look.current else self._digits
        painter.setPen(self._colours.accent if look.current else self._colours.dim)
        digits.paint(painter, baseline, digits.glyphs(number, right))
        if cue.left_out:
            y, left = baseline - self._high / 2, right - digits.width(number)
            painter.drawLine(QLineF(left - 2, y, right + 2, y))

    def _times(  # noqa: PLR0913 - times and how to paint them
        self,
        painter: QPainter,
        cue: Cue,
        baseline: float,
        numbers: Glyphs,
        plain: QColor,
        *,
        whole: bool,
    ) -> None:
        """Start and end, with the hour faint while it is zero; an end that is wrong in red."""
        wrong: Glyphs = [], []
        hours: Glyphs = [], []
        wrong_hours: Glyphs = [], []
        is_wrong = cue.end <= cue.start
        for column, ms, into, hour in (
            ("start", cue.start, numbers, hours),
            ("end", cue.end, wrong if is_wrong else numbers, wrong_hours if is_wrong else hours),
        ):
            right = self._rights.get(column)
            if right is None:
                continue
            time = time_text(ms)
            glyphs, points = self._digits.glyphs(time, right)
            first = 2 if time.startswith("0:") else 0
            stop = len(time) if whole else -_CUT
            _put(hour, glyphs[:first], points[:first])
            _put(into, glyphs[first:stop], points[first:stop])
        error = self._colours.error
        for colour, told in (
            (self._hours[plain.rgba()], hours),
            (self._hours[error.rgba()], wrong_hours),
            (error, wrong),
        ):
            if told[0]:
                painter.setPen(colour)
                self._digits.paint(painter, baseline, told)

    def _add(self, numbers: Glyphs, column: str, number: str) -> None:
        right = self._rights.get(column)
        if right is not None:
            _put(numbers, *self._digits.glyphs(number, right))

    def _speed(
        self, painter: QPainter, left: float, cue: Cue, baseline: float, numbers: Glyphs
    ) -> None:
        """The bar of the reading speed, and its number, coloured where it is near the limit."""
        speed = speed_of(cue, self._profile)
        if not speed.text:
            return
        colour = self._bars[speed.level]
        full = QRectF(left, baseline - self._high / 2 - 2, BAR, 4)
        painter.fillRect(full, self._bar)
        full.setWidth(max(BAR * speed.share, 1))
        painter.fillRect(full, colour)
        if speed.level == 0:
            self._add(numbers, "cps", speed.text)
            return
        painter.setPen(colour)
        glyphs = self._digits.glyphs(speed.text, self._rights["cps"])
        self._digits.paint(painter, baseline, glyphs)


def _put(numbers: Glyphs, indices: list[int], points: list[QPointF]) -> None:
    numbers[0].extend(indices)
    numbers[1].extend(points)
