# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields for a cue's start, end and duration, over its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout

from editor.core.errors import UserError
from editor.core.timecode import clock, parse_time
from editor.ui.fonts import digits_font
from editor.ui.i18n import told, tr
from editor.ui.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from editor.session import Session


class TimesEditor(QDialog):
    """Start, end and duration of the current cue; Enter applies, Esc cancels."""

    def __init__(
        self, session: Session, retime: Callable[[int, int, int], None], parent: QWidget
    ) -> None:
        """Open for the current cue; `retime`: see `Views.edit_times`."""
        # Not a popup: some window managers give popups no keyboard focus.
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._retime = retime
        self._row = session.selection.current
        cue = session.document.cues[self._row]
        self.start, self.end, self.length = Line(), Line(), Line()
        self._said = QLabel(wordWrap=True)
        self._said.hide()
        fields = QHBoxLayout()
        fields.setSpacing(2)
        for label, field in (
            (tr("Start"), self.start),
            (tr("End"), self.end),
            (tr("Length"), self.length),
        ):
            field.setFont(digits_font())
            field.setAccessibleName(label)
            field.setToolTip(label)
            field.setFixedWidth(round(field.fontMetrics().horizontalAdvance("0:00:00.0000")) + 20)
            field.returnPressed.connect(self._apply)
            fields.addWidget(field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        layout.addLayout(fields)
        layout.addWidget(self._said)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self._fill(cue.start, cue.end)
        self.start.textEdited.connect(self._retimed)
        self.end.textEdited.connect(self._retimed)
        self.length.textEdited.connect(self._relengthened)
        for signal in (session.opened, session.given_up, session.changed):
            signal.connect(self.reject)  # the row may be another cue's, or no longer changed here

    def open_at(self, place: QPoint) -> None:
        """Show the fields at `place`, in screen coordinates, with the start selected for typing."""
        self.move(place)
        self.show()
        self.start.setFocus()
        self.start.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        """Close when another window becomes active."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.close()

    def _fill(self, start: int, end: int) -> None:
        self.start.setText(clock(max(start, 0), hour_digits=1))
        self.end.setText(clock(max(end, 0), hour_digits=1))
        self.length.setText(clock(max(end - start, 0), hour_digits=1))

    def _retimed(self) -> None:
        try:
            length = parse_time(self.end.text()) - parse_time(self.start.text())
        except UserError:
            return
        self.length.setText(clock(max(length, 0), hour_digits=1))

    def _relengthened(self) -> None:
        try:
            end = parse_time(self.start.text()) + parse_time(self.length.text())
        except UserError:
            return
        self.end.setText(clock(end, hour_digits=1))

    def _apply(self) -> None:
        try:
            start, end = parse_time(self.start.text()), parse_time(self.end.text())
            self._retime(self._row, start, end)
        except UserError as error:
            self._said.setText(told(error.problem))
            self._said.show()
            return
        if self.isVisible():  # a change has closed it
            self.accept()
