# SPDX-License-Identifier: GPL-3.0-or-later
"""The colour of a speaker: the document's own, or the theme's by the speaker's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.session import Session
    from editor.speakers import Speakers
    from editor.ui.theme import Theme

_CHIP = 12
"""Width and height of a chip in logical pixels."""


def tints(session: Session, speakers: Speakers, theme: Theme) -> Callable[[str], QColor]:
    """A function that gives the colour of a speaker; after the last, the first one comes again."""

    def tint(name: str) -> QColor:
        own, colours = QColor(session.document.head.speaker_colours.get(name, "")), theme.colours
        if own.isValid():
            return own
        return colours.speakers[speakers.number(name) % len(colours.speakers)]

    return tint


def chip(colour: QColor, scale: float) -> QIcon:
    """A round chip of that colour; `scale`: pixels per logical pixel."""
    pixmap = QPixmap(QSize(_CHIP, _CHIP) * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QRectF(1, 1, _CHIP - 2, _CHIP - 2))
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else Qt tints it, and it is another speaker's
    return icon
