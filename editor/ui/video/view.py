# SPDX-License-Identifier: GPL-3.0-or-later
"""The video picture, with the current cue rendered over it as published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.core.markup import Shown
from editor.formats import shown
from editor.ui.i18n import tr
from editor.ui.roles import present
from editor.ui.video.caption import OUTLINED, Caption, look_of

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
    )

    from editor.checks.sites import Site
    from editor.core.cue import Cue

_ROUNDED = 0.02
"""Share by which the same film's pictures differ in shape, since their sides are whole pixels."""
_BLACK = QColor("black")
_NOTHING = Shown("", [])


class VideoView(QWidget):
    """Shows one image in its aspect ratio, and a caption over it.

    Signals:
        clicked: The picture was clicked, which pauses or resumes.
        double_clicked: It was clicked again: after two of `clicked`, all is as before.
        left: Esc was pressed on it.
        menu_wanted (QPoint): Open a context menu, in screen coordinates.
        shaped: The film has another shape, or the picture has come to light.
        size_wanted (QSize): The available size in device pixels.
    """

    clicked = Signal()
    double_clicked = Signal()
    left = Signal()
    menu_wanted = Signal(QPoint)
    shaped = Signal()
    size_wanted = Signal(QSize)

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._text, self._shown = "", _NOTHING
        self._look = OUTLINED
        self._caption = Caption(QRectF(), self._shown, self._look)
        present(self, QAccessible.Role.Graphic, tr("Video"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMinimumSize(160, 90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def has_image(self) -> bool:
        """Whether a picture is shown."""
        return not self._image.isNull()

    @property
    def image(self) -> QImage:
        """The picture that is shown; a null image without one."""
        return self._image

    @property
    def shape(self) -> float | None:
        """Width by height of the film, or None without a picture."""
        return None if self._image.isNull() else self._image.width() / self._image.height()

    def show_image(self, image: QImage) -> None:
        """Show a picture; a null image shows none."""
        shape = self.shape
        before, self._image = self._frame, image
        if self.shape is not None and (shape is None or abs(self.shape / shape - 1) > _ROUNDED):
            self.shaped.emit()
        if self._frame != before:
            self._write()
        self.update()

    @property
    def text(self) -> str:
        """The text of the cue over the picture."""
        return self._text

    def show_cue(self, cue: Cue | None) -> None:
        """Show a cue over the picture, or none."""
        text, now = ("", _NOTHING) if cue is None else (cue.text, shown(cue))
        self._text = text
        if now != self._shown:
            self._shown = now
            self._write()

    def show_as(self, site: Site | None, *, traditional: bool = False) -> None:
        """Render cues as on that site, or as most players do; `traditional` as in `Look`."""
        look = look_of(site, traditional=traditional)
        if look != self._look:
            self._look = look
            self._write()

    def sizeHint(self) -> QSize:
        """A small picture of 16:9."""
        return QSize(426, 240)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture on black, whatever the theme."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _BLACK)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._frame, self._image)
        self._caption.paint(painter)

    def _write(self) -> None:
        """Lay out the caption again, and repaint only the area that it covers."""
        self.update(self._caption.area)
        self._caption = Caption(self._frame, self._shown, self._look)
        self.update(self._caption.area)

    @property
    def _frame(self) -> QRectF:
        if self._image.isNull():
            return QRectF(self.rect())
        size = self._image.deviceIndependentSize()
        size.scale(self.width(), self.height(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def showEvent(self, event: QShowEvent) -> None:
        """Emit `shaped`."""
        super().showEvent(event)
        self.shaped.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Request pictures of the new size; with another height, the width must follow."""
        if event.oldSize().height() != self.height():
            QTimer.singleShot(0, self, self.shaped.emit)
        self._write()
        self.size_wanted.emit(self.size() * self.devicePixelRatioF())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Emit `clicked`."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Emit `clicked`, which takes the first click back, and `double_clicked`."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
            self.double_clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Emit `left`."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Emit `menu_wanted`."""
        self.menu_wanted.emit(event.globalPos())
