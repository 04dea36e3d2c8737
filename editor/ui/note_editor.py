# SPDX-License-Identifier: GPL-3.0-or-later
"""The field for a note on a cue, below its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from editor.ui.i18n import tr
from editor.ui.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor.session import Session

_WIDTH = 420
"""Width in logical pixels."""


class NoteEditor(QDialog):
    """A field for the current cue's note; Enter applies, Esc cancels, an empty one removes it."""

    def __init__(
        self, session: Session, note: str, write: Callable[[str], None], parent: QWidget
    ) -> None:
        """Open with `note`; `write`: see `Views.edit_note`."""
        # Not a popup: some window managers give popups no keyboard focus.
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Note"))
        self._note, self._write = note, write
        self._over = False
        hint = tr("Note: Enter keeps it, Esc cancels")
        self.field = Line(note, hint, lambda: session.state.terms)
        self.field.setAccessibleName(tr("Note"))
        self.field.returnPressed.connect(self._apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.field)
        self.setFixedWidth(_WIDTH)
        for signal in (session.opened, session.given_up, session.changed):
            signal.connect(self.reject)  # the row may be another cue's, or no longer changed here

    def open_at(self, place: QPoint) -> None:
        """Show the field at `place`, in screen coordinates, above it if there is no room below."""
        screen = self.screen().availableGeometry()
        self.adjustSize()
        y = place.y()
        if y + self.height() > screen.bottom():
            y = max(y - self.height(), screen.top())
        self.move(min(place.x(), max(screen.right() - _WIDTH, screen.left())), y)
        self.show()
        self.field.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Close when another window becomes active; what was written is kept."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._apply()

    def reject(self) -> None:
        """Close without a change; losing the activation by that must not write, either."""
        if not self._over:
            self._over = True
            super().reject()

    def _apply(self) -> None:
        if self._over:
            return
        self._over = True
        self.accept()
        note = self.field.text().strip()
        if note != self._note:
            self._write(note)
