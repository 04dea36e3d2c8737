# SPDX-License-Identifier: GPL-3.0-or-later
"""A ring around the control that has the keyboard.

Lines of text, push buttons and tabs show the focus by their style. Fusion draws it around combo
boxes, spin boxes and ticks in a shade that nobody sees on a dark ground, and a style sheet for them
would remove their arrows; tool buttons show nothing.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QPushButton,
    QWidget,
)

_RINGED = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox)

_WIDTH = 1.5
"""In logical pixels; the frame of Qt's styles has 2 beside the control."""

_ROUND = 5
"""Radius of the corners, in logical pixels: that of a control, and the distance to it."""


class FocusRing(QObject):
    """Shows the ring in whichever window has the focus."""

    def __init__(self, parent: QObject) -> None:
        """Follow the focus for as long as `parent` lives."""
        super().__init__(parent)
        self._frame: _Frame | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._move)

    def _move(self, _before: QWidget | None, now: QWidget | None) -> None:
        # A new one each time: a frame belongs to the window it is in, and ends with it.
        if self._frame is not None and shiboken6.isValid(self._frame):
            self._frame.setWidget(None)  # type: ignore[arg-type] # a stub lacks it
            self._frame.deleteLater()
        self._frame = None
        if isinstance(now, _RINGED) and not _has_border(now):
            self._frame = _Frame(now.parentWidget())
            self._frame.setWidget(now)
            self._frame.show()  # with `now`, which may not be there yet


class _Frame(QFocusFrame):
    """Qt keeps it around its control, below it, and out of the way of the pointer."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring at the rim."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), _WIDTH))
        rim = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(rim, rim, -rim, -rim), _ROUND, _ROUND)


def _has_border(widget: QWidget) -> bool:
    """Whether the style sheet draws the focus."""
    return isinstance(widget, QPushButton) and not widget.property("quiet")
