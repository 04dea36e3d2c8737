# SPDX-License-Identifier: GPL-3.0-or-later
"""A field over the table that takes a cue's number or a time, to go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout

from editor.core.errors import UserError
from editor.ui.i18n import told, tr
from editor.ui.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

_WIDTH = 280


class GoTo(QDialog):
    """Enter goes there, Esc leaves; what cannot be read is told below the field."""

    def __init__(self, go: Callable[[str], None], parent: QWidget) -> None:
        """A field whose text is given to `go`; see `Views.go_to`."""
        # Not a popup: some window managers give popups no keyboard focus.
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Go to"))
        self._go = go
        self.field = Line(hint=tr("Cue number, or a time such as 12:34"))
        self.field.setAccessibleName(tr("Go to"))
        self.field.setFixedWidth(_WIDTH)
        self.field.returnPressed.connect(self._apply)
        self._said = QLabel(wordWrap=True)
        self._said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        layout.addWidget(self.field)
        layout.addWidget(self._said)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def open_at(self, place: QPoint) -> None:
        """Show the field with its top in the middle at `place`, in screen coordinates."""
        self.adjustSize()
        self.move(place.x() - self.width() // 2, place.y())
        self.show()
        self.field.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Close when another window becomes active."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.close()

    def _apply(self) -> None:
        if not self.field.text().strip():
            self.reject()
            return
        try:
            self._go(self.field.text())
        except UserError as error:
            self._said.setText(told(error.problem))
            self._said.show()
            return
        self.accept()
