# SPDX-License-Identifier: GPL-3.0-or-later
"""A window with a cue table, actions that count, and an input method that types."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit

from editor.core.cue import Cue
from editor.core.document import Document
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.ui.cue_table.table import CueTable
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor.core.change import Change
    from editor.core.selection import Selection

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
COMMANDS = (
    *("Return", "Enter", "Tab", "Shift+Tab", "Esc", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"),
    *("Ctrl+Return", "Alt+Up", "Alt+Down", "Ctrl+Up", "F5", "Ctrl+K"),
)


class Window:
    """What a test does and sees.

    Attributes:
        fired: How often each action was triggered.
        wanted: What the table asked for.
    """

    def __init__(self, qtbot: QtBot, document: Document, width: int = 900) -> None:
        self.session = Session()
        self.session.open(document, journal=NoJournal())
        self.theme = Theme()
        self.fired: Counter[str] = Counter()
        self.wanted: list[str] = []
        self.main = QMainWindow()
        qtbot.addWidget(self.main)
        self.table = CueTable(self.session, self.theme, self.is_command, self.commit)
        self.table.wanted.connect(self.wanted.append)
        self.main.setCentralWidget(self.table)
        for keys in COMMANDS:
            action = QAction(keys, self.main)
            action.setShortcut(keys)
            action.triggered.connect(lambda _=False, keys=keys: self.fired.update([keys]))
            self.main.addAction(action)
        self.main.resize(width, 400)
        with qtbot.waitExposed(self.main):
            self.main.show()
        self.main.activateWindow()
        self.table.focus_text()
        qtbot.waitUntil(self.editor.hasFocus)

    def commit(self, change: Change, there: Selection | None) -> bool:
        self.session.commit(change, there)
        return True

    def is_command(self, sequence: QKeySequence) -> bool:
        return any(sequence == QKeySequence(keys) for keys in COMMANDS)

    @property
    def editor(self) -> QPlainTextEdit:
        found: QPlainTextEdit = self.table.focusProxy()  # type: ignore[assignment]
        return found

    @property
    def texts(self) -> list[str]:
        return [cue.text for cue in self.session.document.cues]

    @property
    def place(self) -> tuple[int, int]:
        """Current row and caret."""
        return self.session.selection.current, self.session.selection.caret

    @property
    def preedit(self) -> str:
        return self.editor.textCursor().block().layout().preeditAreaText()

    @property
    def shown(self) -> str:
        """What stands in the editor, with what is being composed."""
        text = self.editor.document().toRawText().replace("\u2029", "\n")
        position = self.editor.textCursor().position()
        return text[:position] + self.preedit + text[position:]

    def go(self, row: int, caret: int = 0, anchor: int | None = None) -> None:
        self.session.select(self.session.selection.at(row).with_caret(caret, anchor))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.focus, key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def compose(self, preedit: str, commit: str = "") -> None:
        """What an input method sends: `commit` becomes text, `preedit` is still open."""
        event = QInputMethodEvent(preedit, [])
        if commit:
            event.setCommitString(commit)
        QCoreApplication.sendEvent(self.focus, event)

    @property
    def focus(self) -> QPlainTextEdit:
        found = QGuiApplication.focusObject()
        assert isinstance(found, QPlainTextEdit)
        return found

    def click(
        self, row: int, position: int = 0, modifiers: Qt.KeyboardModifier = NONE, dx: int = 1
    ) -> None:
        point = self.table.text_point(row, position) + QPoint(dx, 0)
        QTest.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, modifiers, point)


def document(*texts: str) -> Document:
    """A second for each text."""
    cues = [Cue(row, row * 1000, row * 1000 + 900, text) for row, text in enumerate(texts)]
    return Document(cues=tuple(cues), next_id=len(cues))
