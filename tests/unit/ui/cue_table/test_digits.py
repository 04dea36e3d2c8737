# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers made of glyphs look as Qt paints them as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from editor.ui.cue_table.columns import NO_TIME
from editor.ui.cue_table.digits import Digits
from editor.ui.fonts import digits_font

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

RIGHT, BASELINE = 150.0, 30.0


def picture(paint: Callable[[QPainter], None]) -> bytes:
    image = QImage(200, 40, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return bytes(image.constBits())


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "number", ["1", "906", "0:14:59.037", "11:11:11.111", "-0:00:01.500", NO_TIME]
)
def test_a_number_looks_as_its_text(qapp: QApplication, number: str, *, bold: bool) -> None:
    del qapp
    font = digits_font(11)
    font.setBold(bold)
    digits, wide = Digits(font), QFontMetricsF(font).horizontalAdvance(number)

    def as_text(painter: QPainter) -> None:
        painter.setFont(font)
        painter.drawText(QPointF(RIGHT - wide, BASELINE), number)

    def as_glyphs(painter: QPainter) -> None:
        painter.drawGlyphRun(QPointF(0, BASELINE), digits.run(digits.glyphs(number, RIGHT)))

    assert digits.width(number) == pytest.approx(wide, abs=0.5)
    text, glyphs = picture(as_text), picture(as_glyphs)
    ink = sum(255 - level for level in text)
    other = sum(abs(one - two) for one, two in zip(text, glyphs, strict=True))
    assert ink > 0
    assert other < ink / 20
