# SPDX-License-Identifier: GPL-3.0-or-later
"""Text layouts for painting, identical to those of the editor; cached."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from editor.core.original import gone, is_changed
from editor.core.tags import TAG
from editor.core.text_marks import Marks, Span, marks_of
from editor.core.values import dataclass
from editor.ui.cue_table.shown import code_points, shown, utf16

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QColor

    from editor.core.cue import Cue

_SMALLER = 0.88
"""Size of the original relative to the text."""

_KEPT = 400
"""Size of the cache: several screens of cues."""


def wrapping() -> QTextOption:
    """The line-breaking options of the table and its editor."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


@dataclass(frozen=True, slots=True)
class Laid:
    """The layout of one text.

    Attributes:
        text: As shown; see `shown`.
        layout: Its origin is the top left of the first line.
        height: Height of all lines, in logical pixels.
        ascent: Ascent of the first line, in logical pixels: the y of its baseline.
        marks: Marked ranges, in code points.
    """

    text: str
    layout: QTextLayout
    height: float
    ascent: float
    marks: Marks

    def position_at(self, point: QPointF) -> int:
        """The caret position in code points nearest to `point`, in px from the layout's origin."""
        line, last = self._line_at(point.y())
        offset = line.xToCursor(point.x())
        if not last:
            # After a line's last character, the caret would appear on the next line.
            offset = min(offset, line.textStart() + line.textLength() - 1)
        return code_points(self.text, offset)

    def character_at(self, point: QPointF) -> int:
        """The code point index of the character at `point`."""
        line, _ = self._line_at(point.y())
        offset = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
        return code_points(self.text, offset)

    def _line_at(self, y: float) -> tuple[QTextLine, bool]:
        """The line at that height, and whether it is the last."""
        last = self.layout.lineCount() - 1
        for number in range(last):
            line = self.layout.lineAt(number)
            if y < line.y() + line.height():
                return line, False
        return self.layout.lineAt(last), True

    def boxes(self, span: Span) -> Iterator[QRectF]:
        """The rectangles of the characters of `span`, line by line, from the layout's origin."""
        first, stop = utf16(self.text, span[0]), utf16(self.text, span[1])
        if first == stop:
            line = self.layout.lineForTextPosition(first)
            yield QRectF(_x(line, first), line.y(), 0, line.height())
            return
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            low = max(first, line.textStart())
            high = min(stop, line.textStart() + line.textLength())
            if low < high:
                left, right = sorted((_x(line, low), _x(line, high)))
                yield QRectF(left, line.y(), right - left, line.height())


def _x(line: QTextLine, offset: int) -> float:
    place: tuple[float, int] = line.cursorToX(offset)  # type: ignore[assignment] # typed as object in PySide6's stubs
    return place[0]


class Layouts:
    """Lays out texts in one width and one font."""

    def __init__(self, font: QFont, dim: QColor) -> None:
        self.font = font
        self.dim = dim
        self.width = 100
        self._option = wrapping()
        self._small = QFont(font)
        self._small.setPointSizeF(font.pointSizeF() * _SMALLER)
        self._kept: OrderedDict[int, tuple[Cue, Laid]] = OrderedDict()
        self._originals: OrderedDict[int, tuple[Cue, Laid]] = OrderedDict()
        sample = self._laid("字A", Marks(), font)
        self.small_line = math.ceil(self._laid("字A", Marks(), self._small).height)
        self.line = math.ceil(sample.height)
        self.ascent = sample.ascent
        self.em = QFontMetricsF(font).horizontalAdvance("字")

    def set_width(self, width: int) -> bool:
        """Set the line width in px; returns whether it has changed."""
        if width == self.width:
            return False
        self.width = width
        self._kept.clear()
        self._originals.clear()
        return True

    def of(self, cue: Cue) -> Laid:
        """The layout of the text of `cue`."""
        return _cached(
            self._kept, cue, lambda: self._laid(shown(cue.text), marks_of(cue), self.font)
        )

    def original(self, cue: Cue) -> Laid | None:
        """The layout of its hypothesis, with what was changed marked; None if nothing was."""
        if not is_changed(cue):
            return None
        heard = shown(cue.heard)
        return _cached(
            self._originals, cue, lambda: self._laid(heard, Marks(gone(cue)), self._small)
        )

    def _laid(self, text: str, marks: Marks, font: QFont) -> Laid:
        layout = QTextLayout(text.replace("\n", "\u2028"), font)
        layout.setTextOption(self._option)
        layout.setCacheEnabled(True)
        if "<" in text or "{" in text:
            layout.setFormats(list(_tag_formats(text, self.dim)))
        height = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(self.width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return Laid(text, layout, height, layout.lineAt(0).ascent(), marks)


def _cached(
    kept: OrderedDict[int, tuple[Cue, Laid]], cue: Cue, lay_out: Callable[[], Laid]
) -> Laid:
    """The layout for `cue` from a cache, which forgets what was not used for longest."""
    known = kept.get(cue.id)
    if known is not None and _looks_alike(known[0], cue):
        kept.move_to_end(cue.id)
        return known[1]
    laid = lay_out()
    kept[cue.id] = (cue, laid)
    if len(kept) > _KEPT:
        kept.popitem(last=False)
    return laid


def _looks_alike(first: Cue, second: Cue) -> bool:
    return first is second or (
        first.text == second.text
        and first.hypothesis == second.hypothesis
        and first.words is second.words
    )


def _tag_formats(text: str, dim: QColor) -> Iterator[QTextLayout.FormatRange]:
    from PySide6.QtGui import QTextCharFormat  # few texts have tags

    style = QTextCharFormat()
    style.setForeground(dim)
    for tag in TAG.finditer(text):
        piece = QTextLayout.FormatRange()
        piece.start = utf16(text, tag.start())
        piece.length = utf16(text, tag.end()) - piece.start
        piece.format = style
        yield piece
