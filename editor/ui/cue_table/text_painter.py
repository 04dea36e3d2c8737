# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints laid out texts with what is marked in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from editor.ui.pixels import faint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.text_marks import Span
    from editor.language.searching import Matches
    from editor.ui.colours import Colours
    from editor.ui.cue_table.layouts import Laid

_GONE = 0.5
"""Opacity of the bar where characters are missing."""
_QUOTE = 0.43
"""Opacity of the bar beside an original."""


class TextPainter:
    """Paints texts in one set of colours; origins are the top left of a text's first line."""

    def __init__(self, colours: Colours) -> None:
        self._colours = colours

    def marks(
        self,
        painter: QPainter,
        laid: Laid,
        origin: QPointF,
        found: Matches,
        weakest: Span | None = None,
    ) -> None:
        """Paint what is marked in a text, without the text.

        Args:
            painter: Paints.
            laid: The text.
            origin: Its top left.
            found: What a search has found in it.
            weakest: The word in it that is doubted most.
        """
        if laid.marks.changed:
            self._differences(painter, laid, origin)
        if laid.marks.doubtful:
            self._underline(painter, laid, origin, laid.marks.doubtful, Qt.PenStyle.DotLine)
        if weakest is not None:
            self._underline(painter, laid, origin, (weakest,), Qt.PenStyle.SolidLine)
        if found:
            self._found(painter, laid, origin, found)

    def text(self, painter: QPainter, laid: Laid, origin: QPointF) -> None:
        """Paint a text."""
        painter.setPen(self._colours.text)
        laid.layout.draw(painter, origin)

    def original(self, painter: QPainter, laid: Laid, origin: QPointF) -> None:
        """Paint a hypothesis, quoted by a bar, with what was changed marked."""
        bar = QRectF(origin.x() - 4, origin.y() + 2, 2, laid.height - 4)
        painter.fillRect(bar, faint(self._colours.dim, _QUOTE))
        self._differences(painter, laid, origin)
        painter.setPen(self._colours.dim)
        laid.layout.draw(painter, origin)

    def _differences(self, painter: QPainter, laid: Laid, origin: QPointF) -> None:
        """A ground under changed characters, and a bar where some are missing."""
        colours = self._colours
        painter.setPen(Qt.PenStyle.NoPen)
        for span in laid.marks.changed:
            gone = span[0] == span[1]
            painter.setBrush(faint(colours.warning, _GONE) if gone else colours.changed)
            for box in laid.boxes(span):
                grown = box.adjusted(-1, 3, 1, -3) if gone else box.adjusted(-0.5, 2, 0.5, -2)
                painter.drawRoundedRect(grown.translated(origin), 2, 2)

    def _found(self, painter: QPainter, laid: Laid, origin: QPointF, found: Matches) -> None:
        """Frames on a ground: seen without colour, and on the ground of a change."""
        painter.setPen(QPen(self._colours.found_edge, 1))
        painter.setBrush(self._colours.found)
        for match in found:
            if match.field == "text":
                for box in laid.boxes((match.start, match.end)):
                    frame = box.adjusted(-0.5, 1.5, 0.5, -1.5).translated(origin)
                    painter.drawRoundedRect(frame, 3, 3)

    def _underline(
        self,
        painter: QPainter,
        laid: Laid,
        origin: QPointF,
        spans: Sequence[Span],
        style: Qt.PenStyle,
    ) -> None:
        painter.setPen(QPen(self._colours.low_confidence, 1.5, style))
        for span in spans:
            for box in laid.boxes(span):
                y = box.top() + laid.ascent + 3.5
                line = QLineF(box.left(), y, box.right(), y)
                painter.drawLine(line.translated(origin))
