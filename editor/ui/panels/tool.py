# SPDX-License-Identifier: GPL-3.0-or-later
"""A tool in the side panel: its fields, and a review of its proposals, updated while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout

from editor.actions.tooling.fields import Anchors, Check, anchors_of
from editor.core.errors import UserError
from editor.core.timecode import mark
from editor.ui.entrance import Entrance
from editor.ui.i18n import told, tr
from editor.ui.panels.fields import value_of, widget_for
from editor.ui.review.panel import ReviewPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from editor.actions.tooling.fields import Given, Tool
    from editor.actions.tooling.proposing import Proposing
    from editor.core.errors import Problem
    from editor.core.proposal import Proposal
    from editor.session import Session
    from editor.ui.panels.fields import Widget
    from editor.ui.theme import Theme

_QUIET = 150
"""Debounce in ms: proposals are made this long after the last change of a field."""


class ToolPanel(Entrance):
    """Fields above a review. Enter in either applies what is ticked, Escape cancels.

    Signals:
        previewed (dict): Start and end in ms, by row, of each ticked change of times.
        left: The user has cancelled.
    """

    previewed = Signal(object)
    left = Signal()

    def __init__(
        self,
        session: Session,
        theme: Theme,
        tool: Tool,
        given: Callable[[], Given],
        proposing: Proposing,
    ) -> None:
        """A panel for `tool`; `proposing` makes the proposals from what is `given`."""
        super().__init__()
        self._tool, self._given, self._theme = tool, given, theme
        self._proposing = proposing
        self._applying = False  # whether to apply as soon as the proposals are ready
        self._shown: dict[int, tuple[int, int]] = {}
        self._waiting = QTimer(self, singleShot=True, interval=_QUIET)
        self._waiting.timeout.connect(self.propose)
        self.title = QLabel(tr(tool.title))
        self.trouble = QLabel()
        self._is_trouble = False
        self.review = ReviewPanel(session, theme)
        self.fields: dict[str, Widget] = {}
        self._build()
        self.review.left.connect(self.left)
        self.review.rows.dataChanged.connect(self._preview)
        theme.changed.connect(self._colour)

    def _build(self) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        self.title.setFont(font)
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.review.open("", ())  # empty until there are proposals
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        now = self._given()
        for field in self._tool.fields:
            widget = widget_for(field, now, self._theme, self._waiting.start)
            self.fields[field.id] = widget
            widget.setAccessibleName(tr(field.label))
            form.addRow("" if isinstance(field, Check) else tr(field.label), widget)
        head = QVBoxLayout()
        head.setContentsMargins(14, 12, 12, 4)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addLayout(form)
        head.addWidget(self.trouble)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.review, 1)
        self.enter_at(next(iter(self.fields.values()), self.review))
        self._colour()

    def _colour(self) -> None:
        colours = self._theme.colours
        colour = colours.warning if self._is_trouble else colours.dim
        self.trouble.setStyleSheet(f"color: {colour.name()}")

    @property
    def _values(self) -> dict[str, Any]:
        return {name: value_of(widget) for name, widget in self.fields.items()}

    def propose(self) -> None:
        """Make and show proposals from the fields: now, or when the tool's job is done."""
        self._waiting.stop()
        self._applying = False
        self._proposing.propose(self._values, self._show)

    def _show(self, found: Sequence[Proposal], problem: Problem | None) -> None:
        trouble = "" if found else tr("Nothing would change.")
        if problem is not None:
            trouble = told(problem)
        self._is_trouble = problem is not None
        self._colour()
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.review.open("", found)
        self._preview()
        if self._applying:
            self._applying = False
            self.review.apply()

    def take(self, times: Sequence[tuple[int, int, int]]) -> bool:
        """Take rows, starts and ends in ms that were dragged on the timeline as anchors.

        A changed start becomes an anchor; a changed end alone is ignored. Returns whether the
        tool has a field for anchors, that is, whether the drag was used.
        """
        field = next((one for one in self._tool.fields if isinstance(one, Anchors)), None)
        line = self.fields[field.id] if field is not None else None
        if not isinstance(line, QLineEdit):
            return False
        try:
            known = anchors_of(line.text())
        except UserError:
            known = {}
        shown = self._shown
        cues = self._given().document.cues
        for row, start, _ in times:
            if start != shown.get(row, (cues[row].start, 0))[0]:
                known[row] = start
        line.setText(", ".join(f"{row + 1}={mark(known[row], 1)}" for row in sorted(known)))
        self.propose()
        return True

    def _preview(self) -> None:
        self._shown = {
            row: (cue.start, cue.end)
            for fix in self.review.rows.fixes()  # by rows of the current document
            if len(fix) == 1
            for row, cue in fix
            if cue is not None
        }
        self.previewed.emit(self._shown)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102 - Qt's
        self.previewed.emit({})  # end the preview, whatever hides the panel
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._waiting.isActive():
                self.propose()
            if self._proposing.busy:
                self._applying = True
            else:
                self.review.apply()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
