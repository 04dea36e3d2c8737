# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints the numbers of a row: its own, its times, its length, its reading speed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from editor.core.timecode import seconds
from editor.ui.cue_table.columns import BAR, GAP, NO_TIME, speed_of, time_text
from editor.ui.cue_table.digits import Digits
from editor.ui.pixels import faint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtGui import QColor, QGlyphRun, QPainter

    from editor.checks.profiles import Profile
    from editor.core.cue import Cue
    from editor.ui.colours import Colours
    from editor.ui.cue_table.columns import Place, Speed
    from editor.ui.cue_table.digits import Glyphs
    from editor.ui.cue_table.look import Look

    _Cell = tuple[QColor, Glyphs]
    """What is painted in a colour."""

_FAINT = 0.43
"""Opacity of an hour that is zero."""

_KEPT = 400
"""Rows whose glyphs are kept: several screens, as of texts (see `layouts`)."""

_CUT = 2
"""Last digits of a time that only the current row shows, which so has thousandths of a second."""


class NumberPainter:
    """Paints numbers in one set of colours and fonts, on the text's baseline."""

    def __init__(
        self, colours: Colours, digits: QFont, places: Mapping[str, Place], profile: Profile
    ) -> None:
        self._colours, self._profile = colours, profile
        self._rights = {column: place.right - GAP for column, place in places.items()}
        self._bar_left = places["cps"].x + GAP if "cps" in places else None
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
        self._row_number = lru_cache(_KEPT)(self._number_run)
        self._times = lru_cache(_KEPT)(self._time_runs)

    def paint(self, painter: QPainter, row: int, cue: Cue, baseline: float, look: Look) -> None:
        """Paint the numbers of a row."""
        self._number(painter, row, cue, baseline, look)
        origin, strong = QPointF(0, baseline), look.current or look.chosen
        speed = speed_of(cue, self._profile)
        times = cue.start, cue.end
        for colour, run in self._times(times, speed, strong=strong, whole=look.current):
            painter.setPen(colour)
            painter.drawGlyphRun(origin, run)
        if speed.text and self._bar_left is not None:
            bar = QRectF(self._bar_left, baseline - self._high / 2 - 2, BAR, 4)
            painter.fillRect(bar, self._bar)
            bar.setWidth(max(BAR * speed.share, 1))
            painter.fillRect(bar, self._bars[speed.level])

    def _number(self, painter: QPainter, row: int, cue: Cue, baseline: float, look: Look) -> None:
        """The row's own number; struck through where its cue is left out."""
        right = self._rights.get("number")
        if right is None:
            return
        painter.setPen(self._colours.accent if look.current else self._colours.dim)
        painter.drawGlyphRun(
            QPointF(0, baseline), self._row_number(row + 1, right, strong=look.current)
        )
        if cue.left_out:
            digits = self._strong if look.current else self._digits
            y, left = baseline - self._high / 2, right - digits.width(str(row + 1))
            painter.drawLine(QLineF(left - 2, y, right + 2, y))

    def _number_run(self, number: int, right: float, *, strong: bool) -> QGlyphRun:
        digits = self._strong if strong else self._digits
        return digits.run(digits.glyphs(str(number), right))

    def _time_runs(
        self, times: tuple[int, int], speed: Speed, *, strong: bool, whole: bool
    ) -> list[tuple[QColor, QGlyphRun]]:
        """All numbers but the row's own, one run for each colour."""
        plain = self._colours.text if strong else self._colours.dim
        inks: dict[int, tuple[QColor, list[int], list[QPointF]]] = {}
        for colour, glyphs in self._cells(times, speed, plain, whole=whole):
            _, indices, points = inks.setdefault(id(colour), (colour, [], []))
            indices += glyphs[0]
            points += glyphs[1]
        made = inks.values()
        return [(ink, self._digits.run((glyphs, points))) for ink, glyphs, points in made if glyphs]

    def _cells(
        self, times: tuple[int, int], speed: Speed, plain: QColor, *, whole: bool
    ) -> Iterator[_Cell]:
        """Times, length and reading speed; an end that is wrong in red."""
        start, end = times
        if start == end == 0:
            for column in ("start", "end", "length"):
                yield plain, self._cell(column, NO_TIME)
            return
        yield from self._time("start", start, plain, whole=whole)
        wrong = end <= start
        yield from self._time("end", end, self._colours.error if wrong else plain, whole=whole)
        yield plain, self._cell("length", seconds(end - start))
        yield self._bars[speed.level] if speed.level else plain, self._cell("cps", speed.text)

    def _time(self, column: str, ms: int, colour: QColor, *, whole: bool) -> Iterator[_Cell]:
        """A time, with the hour faint while it is zero."""
        time = time_text(ms)
        indices, points = self._cell(column, time)
        first = 2 if time.startswith("0:") else 0
        stop = len(time) if whole else -_CUT
        yield self._hours[colour.rgba()], (indices[:first], points[:first])
        yield colour, (indices[first:stop], points[first:stop])

    def _cell(self, column: str, number: str) -> Glyphs:
        right = self._rights.get(column)
        return self._digits.glyphs(number, right) if right is not None else ([], [])
