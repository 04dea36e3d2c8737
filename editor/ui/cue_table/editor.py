# SPDX-License-Identifier: GPL-3.0-or-later
"""The field in which the current cue is typed: keys, words and input methods. Knows no document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from editor.language.words import previous_border
from editor.ui.cue_table.keys import ACROSS, ENTER, WORDS, bare, looked_up
from editor.ui.cue_table.layouts import wrapping
from editor.ui.cue_table.shown import code_points, typed, utf16

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget

_Key = Qt.Key


class CueEditor(QPlainTextEdit):
    """Text without frame, ground or undo of its own.

    Signals:
        edited: The text is another, and nothing is being composed, or part of it was committed.
        caret_moved: The caret or the marked text.
        grown: The height may be another.
        stepped (int, float): The caret leaves the text upwards (-1) or downwards (1), at that x.
        crossed (int): The caret leaves the text at its beginning (-1) or its end (1).
        travelled (str, int, bool): By a ``page`` or to the ``edge``, up (-1) or down (1);
            True where the rows on the way are to be chosen.
        wanted (str): Something that takes more than this text.
        focus_changed: Keys come here now, or no more.
    """

    edited = Signal()
    caret_moved = Signal()
    grown = Signal()
    stepped = Signal(int, float)
    crossed = Signal(int)
    travelled = Signal(str, int, bool)
    wanted = Signal(str)
    focus_changed = Signal()

    def __init__(self, parent: QWidget, is_command: Callable[[QKeySequence], bool]) -> None:
        super().__init__(parent)
        self._is_command = is_command
        self._quiet = False
        self._goal: float | None = None
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._see_through()
        self.document().setDocumentMargin(0)
        self.document().setDefaultTextOption(wrapping())
        self.textChanged.connect(self._on_text)
        self.cursorPositionChanged.connect(self._on_caret)
        self.selectionChanged.connect(self._on_caret)
        # Its height follows the text a moment later; until then Qt would scroll it.
        self.verticalScrollBar().valueChanged.connect(self._stay)

    def _see_through(self) -> None:
        """Let the background of the row be seen.

        Without touching the viewport: to find its type, PySide would look through all classes of
        widgets, which takes a twentieth of the start.
        """
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    @property
    def composing(self) -> bool:
        """Whether an input method is in the middle of something."""
        return bool(self._preedit())

    def text(self) -> str:
        """What stands here, without what is being composed."""
        # Not toPlainText: that turns no-break spaces into spaces.
        return self.document().toRawText().replace("\u2029", "\n")

    def load(self, text: str) -> None:
        """Show `text`, silently."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False
        self._goal = None

    def caret(self) -> tuple[int, int]:
        """The caret and where the marked text begins, in code points."""
        text, cursor = self.text(), self.textCursor()
        return code_points(text, cursor.position()), code_points(text, cursor.anchor())

    def place_caret(self, caret: int, anchor: int) -> None:
        """Put the caret at a code point and mark the text up to `anchor`, silently."""
        text, cursor = self.text(), self.textCursor()
        cursor.setPosition(utf16(text, min(anchor, len(text))))
        cursor.setPosition(utf16(text, min(caret, len(text))), QTextCursor.MoveMode.KeepAnchor)
        self._quiet = True
        self.setTextCursor(cursor)
        self._quiet = False

    def insert(self, text: str) -> None:
        """Put `text` in the place of what is marked, as if typed."""
        self.textCursor().insertText(typed(text))

    def height_and_ascent(self) -> tuple[float, float]:
        """Height of all lines, with what is being composed, and where the first baseline is."""
        block = self.document().begin()
        height = self.blockBoundingRect(block).height()
        ascent = block.layout().lineAt(0).ascent()
        while (block := block.next()).isValid():
            height += self.blockBoundingRect(block).height()
        return height, ascent

    def finish_composition(self) -> None:
        """Whatever is being composed becomes text."""
        if not self.composing:
            return
        if self.hasFocus():
            QGuiApplication.inputMethod().commit()
        if text := self._preedit():  # not every platform's commit does
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(self, event)
            if self.hasFocus():
                QGuiApplication.inputMethod().reset()

    def event(self, event: QEvent) -> bool:
        """Leave keys that are commands to the window, but none while something is composed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.composing:
                event.accept()
                return True
            if self._commands(event):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, cross, delete by words; the rest is Qt's."""
        if self.composing:
            # The input method takes the keys it knows; the others are for nobody.
            if event.text().isprintable() and event.text():
                super().keyPressEvent(event)
            return
        if self._commands(event):
            event.ignore()
            return
        vertical = event.key() in (_Key.Key_Up, _Key.Key_Down)
        if not vertical:
            self._goal = None
        if not (self._by_words(event) or self._away(event) or self._special(event)):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what was committed; what is still being composed belongs to nobody else."""
        self._quiet = True
        super().inputMethodEvent(event)
        self._quiet = False
        if event.commitString() or not self.composing:
            self.edited.emit()
        self.grown.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say so."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nobody can go on composing here."""
        self.finish_composition()
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text only."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text only."""
        self.insert(source.text())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Text only."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data

    def _preedit(self) -> str:
        layout = self.textCursor().block().layout()
        return layout.preeditAreaText() if layout is not None else ""

    def _commands(self, event: QKeyEvent) -> bool:
        key = _Key.Key_Tab if event.key() == _Key.Key_Backtab else _Key(event.key())
        if key in (0, _Key.Key_unknown):
            return False
        return self._is_command(QKeySequence(QKeyCombination(bare(event), key)))

    def _by_words(self, event: QKeyEvent) -> bool:
        found = looked_up(event, WORDS)
        if found is None:
            return False
        border, what = found
        text, cursor = self.text(), self.textCursor()
        if what != "delete" or not cursor.hasSelection():
            caret = code_points(text, cursor.position())
            target = border(text, caret)
            if target == caret and what != "mark":
                return self._past_edge(-1 if border is previous_border else 1, what)
            mode = QTextCursor.MoveMode
            keep = mode.MoveAnchor if what == "move" else mode.KeepAnchor
            cursor.setPosition(utf16(text, target), keep)
        if what == "delete":
            cursor.removeSelectedText()
        self.setTextCursor(cursor)
        return True

    def _past_edge(self, direction: int, what: str) -> bool:
        if what == "delete":
            self.wanted.emit("join-previous" if direction < 0 else "join-next")
        else:
            self.crossed.emit(direction)
        return True

    def _away(self, event: QKeyEvent) -> bool:
        """Keys that lead to other rows."""
        if travel := looked_up(event, ACROSS):
            self.travelled.emit(*travel)
            return True
        key, cursor = event.key(), self.textCursor()
        if bare(event) != Qt.KeyboardModifier.NoModifier:
            return False
        if key in (_Key.Key_Up, _Key.Key_Down):
            return self._step(-1 if key == _Key.Key_Up else 1)
        what = "move" if key in (_Key.Key_Left, _Key.Key_Right) else "delete"
        if key in (_Key.Key_Left, _Key.Key_Backspace):
            return cursor.atStart() and not cursor.hasSelection() and self._past_edge(-1, what)
        if key in (_Key.Key_Right, _Key.Key_Delete):
            return cursor.atEnd() and not cursor.hasSelection() and self._past_edge(1, what)
        return False

    def _step(self, direction: int) -> bool:
        if self._goal is None:
            self._goal = float(self.cursorRect().x())
        cursor = self.textCursor()
        block = cursor.block()
        line = block.layout().lineForTextPosition(cursor.positionInBlock()).lineNumber()
        last = block.layout().lineCount() - 1
        inside = (
            (block.previous().isValid() or line > 0)
            if direction < 0
            else (block.next().isValid() or line < last)
        )
        if inside:
            return False
        goal = self._goal
        self.stepped.emit(direction, goal)
        self._goal = goal  # though another text was loaded meanwhile
        return True

    def _special(self, event: QKeyEvent) -> bool:
        plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        if event.key() in ENTER and bare(event) in (plain, shift):
            self.insert("\n")
            return True
        if event.key() == _Key.Key_F2 and bare(event) == plain:
            self.wanted.emit("edit-times")
            return True
        return False

    def _on_text(self) -> None:
        if not self._quiet and not self.composing:
            self.edited.emit()
            self.grown.emit()

    def _on_caret(self) -> None:
        if not self._quiet and not self.composing:
            self.caret_moved.emit()

    def _stay(self, value: int) -> None:
        if value:
            self.verticalScrollBar().setValue(0)
