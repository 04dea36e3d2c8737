# SPDX-License-Identifier: GPL-3.0-or-later
"""A cue over the picture, as those who watch the published video see it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from editor.core.markup import Place, place, styled
from editor.ui.fonts import text_font

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPainter

    from editor.core.markup import Span

_BLACK = QColor("black")
_WHITE = QColor("white")
_BOX = QColor(0, 0, 0, 191)

_WIDEST = 0.9
"""Share of the picture's width that a line may take, box and edge left out."""

_SMALLEST = 11
"""Pixels of the font: below, Chinese can't be read; a small window's is larger than its share."""

_PADDING = 0.25
"""Of a box on either side of a line, in heights of the font."""


class Look(NamedTuple):
    """How a platform shows cues.

    Attributes:
        size: Height of the font, as a share of the picture's shorter side.
        margin: Least distance to the picture's edges, as a share of its height.
        boxed: On a dark box for each line; otherwise with a dark edge around the letters.
        traditional: Characters in the shape that Taiwan and Hong Kong write.
    """

    size: float
    margin: float
    boxed: bool
    traditional: bool = False


OUTLINED = Look(0.055, 0.05, boxed=False)
"""Bilibili, and most players."""

BOXED = Look(16 / 360, 0.02, boxed=True)
"""YouTube: 16 px in a player of 640 × 360, white on black of 75 %, 2 % from the bottom."""


def paint_caption(
    painter: QPainter, picture: QRectF, text: str, extras: Mapping[str, object], look: Look
) -> None:
    """Paint a cue's `text`, with its markup, where its file wants it.

    Args:
        painter: What to paint with.
        picture: Where the picture is.
        text: The cue's; lines too long for the picture are wrapped.
        extras: The cue's.
        look: The platform's.
    """
    plain, spans = styled(text)
    if not plain.strip():
        return
    font = text_font(12, traditional=look.traditional)
    shorter = min(picture.width(), picture.height())
    font.setPixelSize(max(_SMALLEST, round(shorter * look.size)))
    padding = font.pixelSize() * _PADDING
    where = place(text, extras)
    layout = _laid_out(plain, spans, font, picture.width() * _WIDEST, where)
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    height = sum(line.height() for line in lines)
    wide = max(line.naturalTextWidth() for line in lines)
    at = _corner(picture, (wide, height), where, (padding, picture.height() * look.margin))
    if look.boxed:
        for line in lines:
            if line.naturalTextWidth():
                ink = QRectF(line.position() + at, line.rect().size())
                ink.setWidth(line.naturalTextWidth())
                painter.fillRect(ink.adjusted(-padding, 0, padding, 0), _BOX)
    else:
        painter.setPen(_BLACK)
        for step in _ring(max(1.0, font.pixelSize() / 16)):
            layout.draw(painter, at + step)
    painter.setPen(_WHITE)
    layout.draw(painter, at)


def _laid_out(
    plain: str, spans: Sequence[Span], font: QFont, width: float, where: Place
) -> QTextLayout:
    """The lines, from (0, 0) on: the longest begins at 0, the others as they are aligned."""
    layout = QTextLayout(plain.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_format(plain, span) for span in spans])
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(line)
    layout.endLayout()
    wide = max(line.naturalTextWidth() for line in lines)
    y = 0.0
    for line in lines:
        line.setPosition(QPointF((wide - line.naturalTextWidth()) * where.column, y))
        y += line.height()
    return layout


def _format(plain: str, span: Span) -> QTextLayout.FormatRange:
    """A span as Qt has it, which counts UTF-16 units."""
    shape = QTextCharFormat()
    shape.setFontItalic("italic" in span.styles)
    shape.setFontUnderline("underline" in span.styles)
    shape.setFontStrikeOut("strike" in span.styles)
    if "bold" in span.styles:
        shape.setFontWeight(QFont.Weight.Bold)
    found = QTextLayout.FormatRange()
    found.start = _utf16(plain[: span.start])
    found.length = _utf16(plain[span.start : span.end])
    found.format = shape
    return found


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _corner(
    picture: QRectF, size: tuple[float, float], where: Place, margins: tuple[float, float]
) -> QPointF:
    """The top left corner of the lines: as near as can be to where they are wanted."""
    inner = picture.adjusted(margins[0], margins[1], -margins[0], -margins[1])
    x = picture.left() + picture.width() * where.across - size[0] * where.column
    y = picture.top() + picture.height() * where.down - size[1] * where.row
    return QPointF(
        max(inner.left(), min(x, inner.right() - size[0])),
        max(inner.top(), min(y, inner.bottom() - size[1])),
    )


def _ring(radius: float) -> list[QPointF]:
    """Steps around a point: text drawn at each of them is an outline, and far quicker than one."""
    count = 8 if radius < 2 else 16  # noqa: PLR2004 - px; farther apart, gaps would show
    turns = [2 * math.pi * number / count for number in range(count)]
    return [QPointF(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]
