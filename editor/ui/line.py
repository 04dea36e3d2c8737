# SPDX-License-Identifier: GPL-3.0-or-later
"""A field of one line in which words and input methods work as in the cues' text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLineEdit

from editor.language.words import NO_TERMS, word_at
from editor.ui.cue_table.keys import WORDS, looked_up, types_nothing
from editor.ui.cue_table.shown import code_points, utf16

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent

_OF_INPUT_METHODS = {
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down),
}


class Line(QLineEdit):
    """Moves by Chinese words, and leaves all keys to an input method's composition."""

    def __init__(
        self,
        text: str = "",
        hint: str = "",
        terms: Callable[[], frozenset[str]] = lambda: NO_TERMS,
    ) -> None:
        """A field with a text and a hint in its place; `terms`: see `language.words`."""
        super().__init__(text)
        self._terms = terms
        self.setPlaceholderText(hint)
        self._composing = False

    @property
    def composing(self) -> bool:
        """Whether an input method's composition is open."""
        return self._composing

    def event(self, event: QEvent) -> bool:
        """Keep the keys of commands from the window during a composition."""
        if event.type() == QEvent.Type.ShortcutOverride and self._composing:
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: D102 - Qt's
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select and delete by words."""
        if self._composing and event.key() in _OF_INPUT_METHODS:
            event.accept()
        elif types_nothing(event):
            event.ignore()
        elif self._composing or not self._by_words(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: D102, FBT001 - Qt's
        return self._composing or super().focusNextPrevChild(on)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word at the pointer."""
        super().mouseDoubleClickEvent(event)  # which also waits for the third click
        if event.button() != Qt.MouseButton.LeftButton:
            return
        text, point = self.text(), event.position().toPoint()
        place = self.cursorPositionAt(point)
        self.setCursorPosition(place)
        if place and self.cursorRect().center().x() > point.x():
            place -= 1  # the character under the pointer, not the border nearest to it
        start, end = word_at(text, code_points(text, place), self._terms())
        self._select(start, end)

    def _by_words(self, event: QKeyEvent) -> bool:
        found = looked_up(event, WORDS)
        if found is None or self.echoMode() != QLineEdit.EchoMode.Normal:
            return False
        border, what = found
        text = self.text()
        caret = self.cursorPosition()
        anchor = caret
        if self.hasSelectedText():
            start, end = self.selectionStart(), self.selectionEnd()
            anchor = start if caret == end else end
        if what == "delete" and anchor != caret:
            self.del_()
            return True
        target = border(text, code_points(text, caret), self._terms())
        if what == "move":
            self.setCursorPosition(utf16(text, target))
            return True
        self._select(code_points(text, anchor), target)
        if what == "delete":
            self.del_()
        return True

    def _select(self, anchor: int, caret: int) -> None:
        """Select between two offsets in code points; the caret is at the second."""
        text = self.text()
        start = utf16(text, anchor)
        self.setSelection(start, utf16(text, caret) - start)
