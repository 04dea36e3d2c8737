# SPDX-License-Identifier: GPL-3.0-or-later
"""A menu of other words for the one at the caret: a digit, Enter or a click takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor.language.pinyin import initials
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from editor.language.sound.alternatives import Alternative

_ROWS = 9
"""Words that are offered at once: one for each digit."""

_NEAR = 5
"""Rows that words which sound alike keep, however many terms begin as what was typed."""

_WIDTH = 220
"""Width in logical pixels."""


class WordMenu(QDialog):
    """Letters narrow the words by their pinyin initials or their own beginning."""

    def __init__(
        self,
        words: Sequence[Alternative],
        take: Callable[[Alternative], None],
        parent: QWidget,
        *,
        listens: bool = False,
    ) -> None:
        """Offer words, the likeliest first; `take` gets the chosen one.

        `listens`: a better order will come, by the sound; see `refine`.
        """
        # Not a popup: some window managers give popups no keyboard focus.
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Digits and letters choose here, so no input method may take them.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # noqa: FBT003 - Qt's
        self.setAccessibleName(tr("Words that sound alike"))
        self._words, self._take, self._typed = list(words), take, ""
        self.shown: list[Alternative] = []
        self._touched = self._over = False
        self.finished.connect(self._end)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(tr("Words that sound alike"))
        self.list.itemClicked.connect(lambda item: self._choose(self.list.row(item)))
        self._keys = tr("A digit or Enter takes one; letters narrow.")
        self._said = f"{tr('Listening…')}\n{self._keys}" if listens else self._keys
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self.list)
        layout.addWidget(self.hint)
        self.setFixedWidth(_WIDTH)
        self._narrow("")

    def open_at(self, place: QPoint) -> None:
        """Show it at `place`, in screen coordinates, above it if there is no room below."""
        screen = self.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place = QPoint(place.x(), max(place.y() - self.height(), screen.top()))
        self.move(place)
        self.show()
        self.setFocus()

    def refine(self, words: Sequence[Alternative]) -> None:
        """Show the same words in a better order; none: the sound says nothing of them.

        Once a key was pressed, the selected row stays where it is.
        """
        if self._over:
            return
        self._said = f"{tr('In the order of the sound.')}\n{self._keys}" if words else self._keys
        self._words = list(words) or self._words
        row = self.list.currentRow()
        self._narrow(self._typed, (row, self.shown[row]) if self._touched and row >= 0 else None)

    def _end(self) -> None:
        self._over = True

    def changeEvent(self, event: QEvent) -> None:
        """Close when another window becomes active."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and Enter take, letters narrow, Backspace widens, Esc closes."""
        self._touched = True
        key, text = event.key(), event.text()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.list.currentRow())
        elif text.isdecimal() and 0 < int(text) <= len(self.shown):
            self._choose(int(text) - 1)
        elif key in steps and self.shown:
            row = self.list.currentRow() + steps[Qt.Key(key)]
            self.list.setCurrentRow(row % len(self.shown))
        elif key == Qt.Key.Key_Backspace:
            self._narrow(self._typed[:-1])
        elif len(text) == 1 and text.isascii() and text.isalpha():
            self._narrow(self._typed + text.casefold())
        else:
            super().keyPressEvent(event)

    def _narrow(self, typed: str, pinned: tuple[int, Alternative] | None = None) -> None:
        """Show the words that begin as `typed`; a pinned one stays selected in its row.

        Terms that sound otherwise are shown to who types, or where there is nothing else.
        """
        near = [word for word in self._words if typed or not word.is_far]
        fits = [word for word in near or self._words if _fits(typed, word.word)]
        if not fits:
            return
        row = 0
        shown = _most(fits)
        if pinned is not None:
            row, word = pinned
            shown = [each for each in shown if each != word]
            shown.insert(row, word)
        self._typed, self.shown = typed, shown[:_ROWS]
        self.list.clear()
        for number, word in enumerate(self.shown, start=1):
            kind = tr("term") if word.is_term else tr("heard") if word.is_heard else ""
            mark = f"   · {kind}" if kind else ""
            QListWidgetItem(f"{number}   {word.word}{mark}", self.list)
        self.list.setCurrentRow(row)
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * len(self.shown) + 4)
        self.hint.setText(typed or self._said)
        below = self.hint.heightForWidth(_WIDTH - 8)
        self.setFixedHeight(self.list.height() + below + 12)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.shown):
            chosen = self.shown[row]
            self.accept()
            self._take(chosen)


def _most(words: Sequence[Alternative]) -> list[Alternative]:
    """As many words as there are rows, the last ones kept for terms that sound otherwise."""
    near = [word for word in words if not word.is_far]
    far = [word for word in words if word.is_far]
    return [*near[: max(_ROWS - len(far), _NEAR)], *far][:_ROWS]


def _fits(typed: str, word: str) -> bool:
    return initials(word).startswith(typed) or word.casefold().startswith(typed)
