# SPDX-License-Identifier: GPL-3.0-or-later
"""A cue over the video, rendered as on the site it is published on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from editor.core.markup import Place
from editor.ui.fonts import text_font
from editor.ui.pixels import dpr_of, on_pixel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.checks.sites import Site
    from editor.core.markup import Shown, Span

_BLACK = QColor("black")
_WHITE = QColor("white")
_BOX = QColor(0, 0, 0, 191)
"""Black at 75 % opacity, as in YouTube's player."""


_WIDEST = 0.9
"""Maximum width of a line, as a share of the picture's width, without box and outline."""

_SMALLEST = 11
"""Minimum font size in px: smaller Chinese text is not legible."""

_PADDING = 0.25
"""Padding of a box left and right of a line, in font sizes."""

_OVERHANG = 0.5
"""Margin around the text for overhanging glyphs, box and outline, in font sizes."""


class Look(NamedTuple):
    """How a platform renders captions.

    Attributes:
        size: Font size, as a share of the picture's shorter side.
        margin: Minimum distance to the picture's edges, as a share of its height.
        boxed: Whether each line has a dark box; otherwise the glyphs have a dark outline.
        traditional: Whether to prefer the glyphs of Taiwan and Hong Kong.
    """

    size: float
    margin: float
    boxed: bool
    traditional: bool = False


OUTLINED = Look(0.055, 0.05, boxed=False)
"""Bilibili, and most players."""

BOXED = Look(16 / 360, 0.02, boxed=True)
"""YouTube: 16 px in a player of 640 × 360, white on 75 % black, 2 % from the bottom."""


def look_of(site: Site | None, *, traditional: bool = False) -> Look:
    """How a site renders captions, or most players do; `traditional` as in `Look`."""
    look = BOXED if site is not None and site.boxed else OUTLINED
    return look._replace(traditional=traditional)


class Caption:
    """A cue's text over the picture, rendered once and then cached.

    Attributes:
        area: The rectangle it covers, in whole pixels; empty if there is no text.
    """

    def __init__(self, picture: QRectF, shown: Shown, look: Look) -> None:
        """Lay out a text at the position that its cue asks for.

        Args:
            picture: The rectangle of the picture.
            shown: The cue's text; lines too long for the picture are wrapped.
            look: How the platform renders it.
        """
        self.area = QRect()
        self._look = look
        self._image: QImage | None = None
        plain, spans, place = shown
        if not plain.strip():
            return
        font = text_font(12, traditional=look.traditional)
        shorter = min(picture.width(), picture.height())
        self._size = max(_SMALLEST, round(shorter * look.size))
        font.setPixelSize(self._size)
        padding = self._size * _PADDING
        where = place or Place()
        self._layout = laid_out(plain, spans, font, picture.width() * _WIDEST, where)
        lines = self._lines
        height = sum(line.height() for line in lines)
        wide = max(line.naturalTextWidth() for line in lines)
        margins = (padding, picture.height() * look.margin)
        self._at = _corner(picture, (wide, height), where, margins)
        over = self._size * _OVERHANG
        text_area = QRectF(self._at, QSizeF(wide, height))
        self.area = text_area.adjusted(-over, -over, over, over).toAlignedRect()

    def paint(self, painter: QPainter) -> None:
        """Paint the caption over the picture."""
        if self.area.isEmpty():
            return
        dpr = dpr_of(painter)
        if self._image is None or self._image.devicePixelRatio() != dpr:
            self._image = self._painted(dpr)
        corner = self.area.topLeft()
        painter.drawImage(
            QPointF(on_pixel(corner.x(), dpr), on_pixel(corner.y(), dpr)), self._image
        )

    @property
    def _lines(self) -> list[QTextLine]:
        return [self._layout.lineAt(number) for number in range(self._layout.lineCount())]

    def _painted(self, dpr: float) -> QImage:
        image = self._blank(dpr)
        at = self._at - self.area.topLeft()
        painter = QPainter(image)
        if self._look.boxed:
            padding = self._size * _PADDING
            for line in self._lines:
                if line.naturalTextWidth():
                    ink = QRectF(line.position() + at, line.rect().size())
                    ink.setWidth(line.naturalTextWidth())
                    painter.fillRect(ink.adjusted(-padding, 0, padding, 0), _BOX)
        else:
            # Drawing the image at each step is ten times faster than drawing the glyphs.
            edge = self._blank(dpr)
            self._write(edge, at, _BLACK)
            for step in _ring(max(1.0, self._size / 16), dpr):
                painter.drawImage(step, edge)
        painter.end()
        self._write(image, at, _WHITE)
        return image

    def _blank(self, dpr: float) -> QImage:
        size = self.area.size() * dpr
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(dpr)
        image.fill(Qt.GlobalColor.transparent)
        return image

    def _write(self, image: QImage, at: QPointF, colour: QColor) -> None:
        painter = QPainter(image)
        painter.setPen(colour)
        self._layout.draw(painter, at)
        painter.end()


def laid_out(
    plain: str, spans: Sequence[Span], font: QFont, width: float, where: Place
) -> QTextLayout:
    """Lay out the lines from (0, 0): the longest starts at 0, the others as aligned."""
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
    """A span in Qt's format, which counts UTF-16 code units."""
    from PySide6.QtGui import QTextCharFormat  # few captions have markup

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
    """The top left of the lines: as near as possible to the requested position."""
    inner = picture.adjusted(margins[0], margins[1], -margins[0], -margins[1])
    x = picture.left() + picture.width() * where.across - size[0] * where.column
    y = picture.top() + picture.height() * where.down - size[1] * where.row
    return QPointF(
        max(inner.left(), min(x, inner.right() - size[0])),
        max(inner.top(), min(y, inner.bottom() - size[1])),
    )


def _ring(radius: float, dpr: float) -> list[QPointF]:
    """Offsets on a circle, in whole device pixels: text painted at each of them is an outline."""
    count = 8 if radius < 2 else 16  # noqa: PLR2004 - px; with fewer, gaps would show
    turns = [2 * math.pi * number / count for number in range(count)]
    return [
        QPointF(on_pixel(radius * math.cos(turn), dpr), on_pixel(radius * math.sin(turn), dpr))
        for turn in turns
    ]
