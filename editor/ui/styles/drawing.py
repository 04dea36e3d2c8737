# SPDX-License-Identifier: GPL-3.0-or-later
"""A cue over the picture in its ASS style, drawn by Qt: near to what players draw, not the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainterPath, QPainterPathStroker

from editor.core.markup import Place, key_of, styled
from editor.formats.ass_head import DEFAULT, SECOND, with_second
from editor.formats.ass_style import canvas_of, style_of
from editor.ui.video.caption import laid_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QTextLayout

    from editor.core.cue import Cue
    from editor.core.head import Head
    from editor.formats.ass_style import Canvas, Colour, Style

_MEASURED = 100
"""px at which a font is measured."""
_SMALLEST = 4
"""px of a font in a small preview."""


class Scale(NamedTuple):
    """From units of the canvas to px of the preview: across, down, and for edges."""

    across: float
    down: float
    edges: float


class StyledCaption:
    """A cue in its style, and its second text in that of second texts below."""

    def __init__(self, picture: QRectF, cue: Cue, head: Head, lines: int) -> None:
        """Lay out a cue.

        Args:
            picture: The rectangle of the picture.
            cue: The cue.
            head: The document's head, with the styles.
            lines: Height in px of the video that the picture stands for.
        """
        self._parts: list[tuple[Style, QPainterPath, list[QRectF]]] = []
        canvas = canvas_of(head.script_info)
        self._scale = _scale(picture, canvas, lines)
        styles = with_second(head.styles, head.second_language)
        name = str(cue.extras.get("ass.style", DEFAULT)).lstrip("*")
        fields = styles.get(name) or styles.get(DEFAULT) or next(iter(styles.values()))
        first = _with_margins(style_of(fields), cue.extras.get("ass.margins"))
        texts = [(cue.text, first), (cue.second, style_of(styles[SECOND]))]
        self._lay_out(picture, [(text, style) for text, style in texts if text.strip()])

    def _lay_out(self, picture: QRectF, texts: Sequence[tuple[str, Style]]) -> None:
        if not texts:
            return
        first = texts[0][1]
        left = picture.left() + first.left * self._scale.across
        width = max(1.0, picture.right() - first.right * self._scale.across - left)
        place = styled(texts[0][0]).place
        key = first.key if place is None else key_of(place)
        column, row = (key - 1) % 3 / 2, (key - 1) // 3
        layouts = [
            (style, _layout(text, style, self._scale, width, column)) for text, style in texts
        ]
        height = sum(layout.boundingRect().height() for _, layout in layouts)
        margin = first.vertical * self._scale.down
        top = (
            picture.bottom() - margin - height,
            picture.center().y() - height / 2,
            picture.top() + margin,
        )[row]
        for style, layout in layouts:
            wide = max(layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount()))
            at = QPointF(left + (width - wide) * column, top)
            self._parts.append((style, _outline(layout, at), _lines(layout, at)))
            top += layout.boundingRect().height()

    def paint(self, painter: QPainter) -> None:
        """Paint the shadow, the outline or box, and the text of each part."""
        for style, glyphs, lines in self._parts:
            width = style.outline * self._scale.edges
            shift = style.shadow * self._scale.edges
            body = _boxes(lines, width) if style.boxed else _thick(glyphs, width)
            if shift:
                painter.fillPath(body.translated(shift, shift), _qt(style.shade))
            if style.boxed or width:
                painter.fillPath(body, _qt(style.edge))
            painter.fillPath(glyphs, _qt(style.colour))


def _scale(picture: QRectF, canvas: Canvas, lines: int) -> Scale:
    down = picture.height() / canvas.height
    edges = down if canvas.scales_edges else picture.height() / lines
    return Scale(picture.width() / canvas.width, down, edges)


def _with_margins(style: Style, margins: object) -> Style:
    """The style with a cue's own margins, where they are not 0."""
    if not isinstance(margins, list) or len(margins) != 3:  # noqa: PLR2004 - left, right, vertical
        return style
    left, right, vertical = (float(each) if str(each).isdecimal() else 0 for each in margins)
    return replace(
        style,
        left=left or style.left,
        right=right or style.right,
        vertical=vertical or style.vertical,
    )


def _layout(text: str, style: Style, scale: Scale, width: float, column: float) -> QTextLayout:
    font = QFont(style.font)
    font.setBold(style.bold)
    font.setItalic(style.italic)
    font.setPixelSize(_MEASURED)
    # ASS counts the height of a line, Qt that of a letter's square.
    px = style.size * scale.down * _MEASURED / QFontMetricsF(font).height()
    font.setPixelSize(max(_SMALLEST, round(px)))
    plain, spans, _ = styled(text)
    return laid_out(plain, spans, font, width, Place(column=column))


def _outline(layout: QTextLayout, at: QPointF) -> QPainterPath:
    """The glyphs of a layout as a path."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for run in layout.glyphRuns():
        font = run.rawFont()
        for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            path.addPath(font.pathForGlyph(index).translated(at + place))
    return path


def _lines(layout: QTextLayout, at: QPointF) -> list[QRectF]:
    found = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if line.naturalTextWidth():
            rect = QRectF(line.position() + at, line.rect().size())
            rect.setWidth(line.naturalTextWidth())
            found.append(rect)
    return found


def _boxes(lines: Sequence[QRectF], border: float) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for line in lines:
        path.addRect(line.adjusted(-border, -border, border, border))
    return path


def _thick(glyphs: QPainterPath, width: float) -> QPainterPath:
    """The glyphs, and all that is no further from them."""
    if not width:
        return glyphs
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * width)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    path = stroker.createStroke(glyphs)
    path.addPath(glyphs)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _qt(colour: Colour) -> QColor:
    return QColor(*colour)
