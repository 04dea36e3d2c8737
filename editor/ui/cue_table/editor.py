# SPDX-License-Identifier: GPL-3.0-or-later
"""The text editor of the current cue: keys, words, input methods. It does not know the document."""

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
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit

from editor.language.words import previous_border
from editor.ui.cue_table.keys import ACROSS, ENTER, WORDS, bare, looked_up, types_nothing
from editor.ui.cue_table.layouts import wrapping
from editor.ui.cue_table.shown import code_points, typed, utf16

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget

_Key = Qt.Key


class CueEditor(QPlainTextEdit):
    """A plain text edit without frame, background or undo of its own.

    Signals:
        edited: The text has changed, and no composition is open, or part of it was committed.
        composed: An input method's composition has begun or changed.
        caret_moved: The caret or the selection has changed.
        grown: The height may have changed.
        stepped (int, float): The caret leaves the text upwards (-1) or downwards (1), at that x.
        crossed (int): The caret leaves the text at its start (-1) or its end (1).
        travelled (str, int, bool): Move by a ``page`` or to the ``edge``, up (-1) or down (1);
            True: select the rows on the way.
        wanted (str): A command that needs more than this text; see `CueTable.wanted`.
        focus_changed: The keyboard focus came or went.
    """

    edited = Signal()
    composed = Signal()
    caret_moved = Signal()
    grown = Signal()
    stepped = Signal(int, float)
    crossed = Signal(int)
    travelled = Signal(str, int, bool)
    wanted = Signal(str)
    focus_changed = Signal()

    def __init__(
        self,
        parent: QWidget,
        is_command: Callable[[QKeySequence], bool],
        terms: Callable[[], frozenset[str]],
    ) -> None:
        """An editor inside `parent`; `terms` are words, see `language.words`."""
        super().__init__(parent)
        self._is_command, self._terms = is_command, terms
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
        # Its height is updated shortly after the text; until then Qt would scroll it.
        self.verticalScrollBar().valueChanged.connect(self._stay)

    def _see_through(self) -> None:
        """Make the background transparent.

        The viewport is not touched: to find its type, PySide would search all widget classes,
        which takes a twentieth of the start-up time.
        """
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    @property
    def composing(self) -> bool:
        """Whether an input method's composition is open."""
        return bool(self._preedit())

    def text(self) -> str:
        """The text without the composition."""
        # Not toPlainText, which replaces no-break spaces by spaces.
        return self.document().toRawText().replace("\u2029", "\n")

    def load(self, text: str) -> None:
        """Show `text` without emitting signals."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False
        self._goal = None

    def caret(self) -> tuple[int, int]:
        """The offsets of the caret and of the selection's anchor, in code points."""
        text, cursor = self.text(), self.textCursor()
        return code_points(text, cursor.position()), code_points(text, cursor.anchor())

    def place_caret(self, caret: int, anchor: int) -> None:
        """Set the caret and select up to `anchor`, in code points, without emitting signals."""
        text, cursor = self.text(), self.textCursor()
        cursor.setPosition(utf16(text, min(anchor, len(text))))
        cursor.setPosition(utf16(text, min(caret, len(text))), QTextCursor.MoveMode.KeepAnchor)
        self._quiet = True
        self.setTextCursor(cursor)
        self._quiet = False

    def insert(self, text: str) -> None:
        """Replace the selected text by `text`, as if typed."""
        self.textCursor().insertText(typed(text))

    def height_and_ascent(self) -> tuple[float, float]:
        """Height of all lines, with the composition, and first baseline, in logical pixels."""
        block = self.document().begin()
        height = self.blockBoundingRect(block).height()
        ascent = block.layout().lineAt(0).ascent()
        while (block := block.next()).isValid():
            height += self.blockBoundingRect(block).height()
        return height, ascent

    def finish_composition(self) -> None:
        """Commit the composition to the text."""
        if not self.composing:
            return
        if self.hasFocus():
            QGuiApplication.inputMethod().commit()
        if text := self._preedit():  # on some platforms, commit() leaves it
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(self, event)
            if self.hasFocus():
                QGuiApplication.inputMethod().reset()

    def event(self, event: QEvent) -> bool:
        """Leave the keys of commands to the window, but none during a composition."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.composing:
                event.accept()
                return True
            if self._commands(event):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle keys for moving and deleting by words and across cues; Qt handles the rest."""
        if types_nothing(event):
            event.ignore()
            return
        if self.composing:
            # The input method has taken its keys; ignore the others.
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
        """Report committed text, and that a composition is open, but not its text.

        No composition begins here under a dialog; one that was open is still committed.
        """
        if QApplication.activeModalWidget() is not None and not self.composing:
            event.ignore()
            return
        self._quiet = True
        super().inputMethodEvent(event)
        self._quiet = False
        if event.commitString() or not self.composing:
            self.edited.emit()
        if self.composing:
            self.composed.emit()
        self.grown.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Emit `focus_changed`."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit the composition and emit `focus_changed`."""
        self.finish_composition()
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Accept text only."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text only."""
        self.insert(source.text())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy text only."""
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
            target = border(text, caret, self._terms())
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
        """Handle keys that lead to other rows."""
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
        self._goal = goal  # which loading the other text has reset
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
