# SPDX-License-Identifier: GPL-3.0-or-later
"""The field for a speaker, over the current row, with the names that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout

from editor.language.pinyin import initials
from editor.ui.i18n import tr
from editor.ui.line import Line
from editor.ui.speaker_colours import chip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget

_WIDTH = 260
"""Width in logical pixels."""

_ROWS = 8
"""Maximum of names seen at once."""


class SpeakerEditor(QDialog):
    """Typing narrows the names, by characters or by pinyin initials; Enter takes the marked one.

    The first name is the one that was assigned last; the keys that opened the field take it.
    """

    def __init__(
        self,
        names: Sequence[str],
        colour: Callable[[str], QColor],
        again: Sequence[QKeySequence],
        assign: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        """A field for a speaker.

        Args:
            names: Known names, the one that was assigned last first.
            colour: The colour of a speaker.
            again: Keys that take the first of `names`.
            assign: Gets the name; empty for no speaker.
            parent: The window.
        """
        # Not a popup: some window managers give popups no keyboard focus.
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Speaker"))
        self._names, self._colour, self._assign = list(names), colour, assign
        self.field = Line(hint=tr("Speaker: type a name"))
        self.field.setAccessibleName(tr("Speaker"))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(tr("Speakers"))
        self._keys = frozenset(keys.toString() for keys in again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(self._take)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self._narrow("")

    def open_at(self, place: QPoint) -> None:
        """Show the field at `place`, in screen coordinates, above it if there is no room below."""
        screen = self.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place = QPoint(place.x(), max(place.y() - self.height(), screen.top()))
        self.move(place)
        self.show()
        self.field.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Close when another window becomes active."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down choose a name, and the keys that opened the field take the last one."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if isinstance(event, QKeyEvent) and not self.field.composing:
            pressed = event.type() == QEvent.Type.KeyPress
            step = steps.get(Qt.Key(event.key()))
            if step is not None and pressed:
                count = self.list.count()
                self.list.setCurrentRow((self.list.currentRow() + step) % count)
                return True
            if QKeySequence(event.keyCombination()).toString() in self._keys:
                event.accept()  # else a line takes Ctrl+E for the end of the line
                if pressed:
                    self._again()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        wanted = " ".join(text.split())
        self.list.clear()
        for name in self._names:
            if not wanted or _fits(wanted.casefold(), name):
                self._add(name, name)
        if not wanted:
            self._add(tr("No speaker"), "")
        elif wanted not in self._names:
            self._add(tr("New speaker: {name}", name=wanted), wanted)
        self.list.setCurrentRow(0)
        high = self.list.sizeHintForRow(0) * min(self.list.count(), _ROWS) + 4
        self.list.setFixedHeight(high)
        self.setFixedSize(QSize(_WIDTH, self.field.sizeHint().height() + high + 12))

    def _add(self, label: str, name: str) -> None:
        item = QListWidgetItem(label, self.list)
        item.setData(Qt.ItemDataRole.UserRole, name)
        if name in self._names:
            item.setIcon(chip(self._colour(name), self.devicePixelRatioF()))

    def _take(self) -> None:
        item = self.list.currentItem()
        self._done("" if item is None else item.data(Qt.ItemDataRole.UserRole))

    def _again(self) -> None:
        if self._names:
            self._done(self._names[0])

    def _done(self, name: str) -> None:
        self.accept()
        self._assign(name)


def _fits(wanted: str, name: str) -> bool:
    """Whether a name contains what is typed, or its pinyin initials begin with it."""
    return wanted in name.casefold() or initials(name).startswith(wanted)
