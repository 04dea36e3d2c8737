# SPDX-License-Identifier: GPL-3.0-or-later
"""A ring around the control that has the keyboard.

Lines of text, push buttons and tabs show the focus by their style. Fusion draws it around combo
boxes, spin boxes and ticks in a shade that nobody sees on a dark ground, and a style sheet for them
would remove their arrows; tool buttons show nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from editor.ui.focus_frame import FocusFrame

_RINGED = ("QAbstractButton", "QAbstractSlider", "QAbstractSpinBox", "QComboBox")
"""Classes by name: to import those of Qt that nothing uses yet takes longer than all of this."""


class FocusRing(QObject):
    """Shows the ring in whichever window has the focus."""

    def __init__(self, parent: QObject) -> None:
        """Follow the focus for as long as `parent` lives."""
        super().__init__(parent)
        self._frame: FocusFrame | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._move)

    def _move(self, _before: QWidget | None, now: QWidget | None) -> None:
        # A new one each time: a frame belongs to the window it is in, and ends with it.
        if self._frame is not None and shiboken6.isValid(self._frame):
            self._frame.setWidget(None)  # type: ignore[arg-type] # a stub lacks it
            self._frame.deleteLater()
        self._frame = None
        if now is not None and any(map(now.inherits, _RINGED)) and not _has_border(now):
            from editor.ui.focus_frame import FocusFrame

            self._frame = FocusFrame(now.parentWidget())
            self._frame.setWidget(now)
            self._frame.show()  # with `now`, which may not be there yet


def _has_border(widget: QWidget) -> bool:
    """Whether the style sheet draws the focus."""
    return widget.inherits("QPushButton") and not widget.property("quiet")
