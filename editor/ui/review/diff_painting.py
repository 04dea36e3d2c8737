# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints a text with its changed characters marked, by colour and by shape.

Removed text is struck through, inserted text underlined, for users who cannot tell the colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from editor.ui.review.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.ui.colours import Colours

Mark = Literal["removed", "inserted"]

_GROUND = 0.16
"""Opacity of the background of changed characters."""

_HEAD = 0.35
"""Maximum share of the width for the unchanged start of a text that is too long."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text is painted."""

    mark: Mark
    text: QColor
    changed: QColor

    @classmethod
    def of(cls, mark: Mark, colours: Colours, *, faded: bool = False) -> Ink:
        """The theme's colours; `faded` for proposals that no longer apply."""
        if faded:
            return cls(mark, colours.dim, colours.dim)
        text = colours.dim if mark == "removed" else colours.text
        return cls(mark, text, colours.error if mark == "removed" else colours.accent)


def one_line(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with line breaks replaced by a visible sign."""
    return [Piece(piece.text.replace("\n", "↵"), piece.changed) for piece in pieces]


def fitted(pieces: Sequence[Piece], width: float, metrics: QFontMetricsF) -> list[Piece]:
    """The pieces shortened to `width` px, in unchanged text if possible."""
    if sum(metrics.horizontalAdvance(piece.text) for piece in pieces) <= width:
        return list(pieces)
    rest = list(pieces)
    if len(rest) > 1 and not rest[0].changed:
        head = metrics.elidedText(rest[0].text, Qt.TextElideMode.ElideLeft, width * _HEAD)
        rest[0] = Piece(head, changed=False)
    shown = []
    for piece in rest:
        room = metrics.horizontalAdvance(piece.text)
        if room > width:
            text = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, width)
            shown.append(Piece(text, piece.changed))
            break
        shown.append(piece)
        width -= room
    return shown


def paint(painter: QPainter, rect: QRectF, pieces: Sequence[Piece], ink: Ink) -> None:
    """Paint one line of text, vertically centred in `rect`, in the painter's font."""
    metrics = QFontMetricsF(painter.font())
    x = rect.left()
    baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
    for piece in fitted(one_line(pieces), rect.width(), metrics):
        width = metrics.horizontalAdvance(piece.text)
        if piece.changed:
            box = QRectF(x, baseline - metrics.ascent(), width, metrics.height())
            _ground(painter, box, ink)
        painter.setPen(ink.changed if piece.changed else ink.text)
        painter.drawText(QPointF(x, baseline), piece.text)
        if piece.changed:
            _line(painter, box, baseline, ink)
        x += width


def _ground(painter: QPainter, box: QRectF, ink: Ink) -> None:
    ground = QColor(ink.changed)
    ground.setAlphaF(_GROUND)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 2, 2)


def _line(painter: QPainter, box: QRectF, baseline: float, ink: Ink) -> None:
    thickness = 1.2 if ink.mark == "removed" else 1.8
    y = box.center().y() + 0.5 if ink.mark == "removed" else baseline + 3
    painter.setPen(QPen(ink.changed, thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))


def as_html(pieces: Sequence[Piece], ink: Ink) -> str:
    """The same as HTML for a label."""
    ground = QColor(ink.changed)
    red, green, blue = ground.red(), ground.green(), ground.blue()
    line = "line-through" if ink.mark == "removed" else "underline"
    changed = (
        f"color: {ink.changed.name()}; text-decoration: {line};"
        f" background-color: rgba({red}, {green}, {blue}, {_GROUND})"
    )
    return "".join(
        f'<span style="{changed if piece.changed else f"color: {ink.text.name()}"}">'
        f"{escape(piece.text).replace(chr(10), '<br>')}</span>"
        for piece in pieces
    )
