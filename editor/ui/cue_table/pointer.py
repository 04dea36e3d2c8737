# SPDX-License-Identifier: GPL-3.0-or-later
"""Mouse input in the table: place the caret, select text or rows, check cues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt

from editor.language.words import word_at

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QMouseEvent

    from editor.core.selection import Selection
    from editor.session import Session

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Rows(Protocol):
    """What the pointer needs from the table. Points are in logical pixels of the viewport."""

    def row_at(self, y: int) -> int | None:
        """The row at `y`, or None below the last."""

    def nearest_row(self, y: int) -> int:
        """The row at `y`, clamped to the first and last."""

    def column_at(self, x: int) -> str | None:
        """Id of the column at `x`."""

    def caret_at(self, row: int, point: QPoint) -> int:
        """The caret offset in the text of `row` nearest to `point`."""

    def character_at(self, row: int, point: QPoint) -> int:
        """The offset of the character of `row` at `point`."""

    def choose(self, selection: Selection) -> None:
        """Commit the composition, then set the selection."""

    def toggle_checked(self) -> None:
        """Mark the current cue checked, or not checked."""


class Pointer:
    """Handles presses and drags of the left button."""

    def __init__(self, session: Session, rows: Rows) -> None:
        self._session = session
        self._rows = rows
        self._pressed: int | None = None
        self._caret: int | None = None
        self._word: tuple[int, int] | None = None

    @property
    def dragging(self) -> bool:
        """Whether the button was pressed on a row and is still down."""
        return self._pressed is not None

    def press(self, event: QMouseEvent) -> None:
        """Place the caret; with Shift or Ctrl, select rows."""
        point = event.position().toPoint()
        row = self._rows.row_at(point.y())
        self._pressed = self._caret = self._word = None
        if row is None:
            return
        selection = self._session.selection
        modifiers = event.modifiers()
        column = self._rows.column_at(point.x())
        if modifiers & _CONTROL:
            self._rows.choose(selection.toggled(row))
        elif modifiers & _SHIFT and row == selection.current and column == "text":
            caret = self._rows.caret_at(row, point)
            self._rows.choose(selection.with_caret(caret, selection.caret_anchor))
        elif modifiers & _SHIFT:
            self._rows.choose(selection.extended(row))
        elif column == "checked":
            self._rows.choose(selection.at(row))
            self._rows.toggle_checked()
        else:
            self._pressed = row
            in_text = column == "text"
            self._caret = self._rows.caret_at(row, point) if in_text else None
            self._rows.choose(selection.at(row, self._caret or 0))

    def double_press(self, event: QMouseEvent) -> None:
        """Select the word at the pointer."""
        point = event.position().toPoint()
        row = self._rows.row_at(point.y())
        if row is None or self._rows.column_at(point.x()) != "text":
            self.press(event)
            return
        text = self._session.document.cues[row].text
        self._pressed, self._word = (
            row,
            word_at(text, self._rows.character_at(row, point), self._session.state.terms),
        )
        start, end = self._word
        self._rows.choose(self._session.selection.at(row).with_caret(end, start))

    def drag(self, point: QPoint) -> None:
        """Select text within the row, or rows between it and the pointer."""
        if self._pressed is None:
            return
        selection = self._session.selection
        row = self._rows.nearest_row(point.y())
        if row != self._pressed:
            if row != selection.current:
                self._rows.choose(selection.at(self._pressed).extended(row))
            return
        if self._word is not None:
            self._drag_words(row, self._rows.character_at(row, point))
        elif self._caret is not None:
            caret = self._rows.caret_at(row, point)
            self._rows.choose(selection.at(row).with_caret(caret, self._caret))
        elif selection.current != row:
            self._rows.choose(selection.at(row))

    def release(self) -> None:
        """The button was released."""
        self._pressed = None

    def _drag_words(self, row: int, character: int) -> None:
        start, end = self._word or (0, 0)
        text, terms = self._session.document.cues[row].text, self._session.state.terms
        first, stop = word_at(text, character, terms)
        here = self._session.selection.at(row)
        backwards = first < start
        self._rows.choose(
            here.with_caret(first, end) if backwards else here.with_caret(stop, start)
        )
