# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers painted as glyphs that were shaped once.

A row has seven numbers. Qt shapes a text each time it paints it, which takes longer than the
painting, while all numbers are made of the same dozen characters.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QGlyphRun, QTextLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

_SHAPES = 400
"""Numbers of one shape at one place whose points are kept."""

_AS_ZERO = str.maketrans("123456789", "000000000")
"""Numbers have the same shape if they differ in digits only."""

Glyphs = tuple[list[int], list[QPointF]]
"""Indices of glyphs, and where they stand, from x 0 and their baseline."""


class Digits:
    """The characters of numbers in one font; all digits are as wide as the zero."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._zero = self._shaped("0").rawFont()
        self._indices: dict[str, int] = {}
        self._points = lru_cache(_SHAPES)(self._placed)

    def width(self, number: str) -> float:
        """Width in logical pixels."""
        return sum(self._advances(number.translate(_AS_ZERO)))

    def glyphs(self, number: str, right: float) -> Glyphs:
        """The glyphs of a number that ends at the x `right`."""
        try:
            indices = [self._indices[char] for char in number]
        except KeyError:
            self._shape(number)
            return self.glyphs(number, right)
        return indices, self._points(number.translate(_AS_ZERO), right)

    def run(self, glyphs: Glyphs) -> QGlyphRun:
        """Glyphs to be painted at x 0 and their baseline."""
        run = QGlyphRun()
        run.setRawFont(self._zero)
        run.setGlyphIndexes(glyphs[0])
        run.setPositions(glyphs[1])
        return run

    def _shape(self, number: str) -> None:
        """Find the glyphs; all are of the font of the zero, where a sign may be missing."""
        for char in number:
            run = self._shaped(char)
            if run.rawFont() != self._zero:
                run = self._shaped("-")
            self._indices[char] = run.glyphIndexes()[0]

    def _shaped(self, char: str) -> QGlyphRun:
        layout = QTextLayout(char, self._font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return layout.glyphRuns()[0]

    def _placed(self, shape: str, right: float) -> list[QPointF]:
        points, x = [], right - self.width(shape)
        for advance in self._advances(shape):
            points.append(QPointF(x, 0))
            x += advance
        return points

    def _advances(self, shape: str) -> list[float]:
        return [self._metrics.horizontalAdvance(char) for char in shape]
