# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture, with the current cue drawn over it as it would be published."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.core.text import without_tags
from editor.ui.fonts import text_font
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

_SHARE = 0.06
"""Height of a line of the cue, as a share of the picture's: what players show."""

_MARGIN = 0.05
_BLACK = QColor("black")
_WHITE = QColor("white")


class VideoView(QWidget):
    """Shows one image at its own proportions, and a text over it.

    Signals:
        clicked: To pause or go on.
        size_wanted (QSize): How many pixels of picture there is room for.
    """

    clicked = Signal()
    size_wanted = Signal(QSize)

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._text = ""
        self.setAccessibleName(tr("Picture"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMinimumSize(160, 90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def has_image(self) -> bool:
        """Whether there is a picture."""
        return not self._image.isNull()

    def show_image(self, image: QImage) -> None:
        """Show a picture; a null one is none."""
        self._image = image
        self.update()

    @property
    def text(self) -> str:
        """The cue over the picture."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show a cue over the picture."""
        if text != self._text:
            self._text = text
            self.update()

    def sizeHint(self) -> QSize:
        """As a picture of television's proportions."""
        return QSize(426, 240)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture on black, as everywhere, whatever the theme."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _BLACK)
        frame = self._frame()
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, self._image)
        if self._text:
            self._paint_text(painter, frame)

    def _frame(self) -> QRectF:
        if self._image.isNull():
            return QRectF(self.rect())
        size = self._image.deviceIndependentSize()
        size.scale(self.width(), self.height(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def _paint_text(self, painter: QPainter, frame: QRectF) -> None:
        font = text_font(12)
        font.setPixelSize(max(11, round(frame.height() * _SHARE)))
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(without_tags(self._text).replace("\n", "\u2028"), font)
        layout.setTextOption(option)
        height = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(frame.width() * 0.9)
            height += line.height()
        layout.endLayout()
        painter.setFont(font)
        y = frame.bottom() - frame.height() * _MARGIN - height
        ring = _ring(max(1.0, font.pixelSize() / 16))
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start, length = line.textStart(), line.textLength()
            text = layout.text()[start : start + length].rstrip("\u2028 ")
            place = QPointF(frame.center().x() - line.naturalTextWidth() / 2, y + line.ascent())
            painter.setPen(_BLACK)
            for step in ring:
                painter.drawText(place + step, text)
            painter.setPen(_WHITE)
            painter.drawText(place, text)
            y += line.height()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Ask for pictures that fit."""
        self.size_wanted.emit(self.size() * self.devicePixelRatioF())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click pauses or goes on."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()


def _ring(radius: float) -> list[QPointF]:
    """Steps around a point: text drawn at each of them is an outline, and far quicker than one."""
    count = 8 if radius < 2 else 16  # noqa: PLR2004 - px; farther apart, gaps would show
    turns = [2 * math.pi * number / count for number in range(count)]
    return [QPointF(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]
