# SPDX-License-Identifier: GPL-3.0-or-later
"""The command palette: find a command by its name, in Chinese or English, or by pinyin initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from editor.actions.table import listed
from editor.language.pinyin import initials, spelled
from editor.ui.i18n import tr
from editor.ui.keys import key_text
from editor.ui.line import Line

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtWidgets import QWidget

    from editor.ui.commands import Commands

_WIDTH, _HEIGHT = 520, 420
"""Maximum size in logical pixels."""

_ID = Qt.ItemDataRole.UserRole
_KEYS = _ID + 1


class Palette(QDialog):
    """A field and the matching commands, the best first; Enter runs the selected one."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        # Not a popup: some window managers give popups no keyboard focus.
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Find a command"))
        self._commands = commands
        self._names = _names(commands)
        self._field = Line(hint=tr("Find a command: name, English or initials"))
        self._field.setAccessibleName(tr("Find a command"))
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(tr("Commands"))
        self._list.setItemDelegate(_Row(self._list))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self._field.textChanged.connect(self._find)
        self._field.returnPressed.connect(self._run)
        self._field.installEventFilter(self)
        self._list.itemClicked.connect(self._run)
        self._find("")
        size = parent.size()
        self.resize(min(_WIDTH, size.width() - 32), min(_HEIGHT, size.height() - 64))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (size.width() - self.width()) // 2, corner.y() + 64)

    def changeEvent(self, event: QEvent) -> None:
        """Close when another window becomes active."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.close()

    def _find(self, text: str) -> None:
        self._list.clear()
        wanted = text.lower().replace(" ", "")
        scored = []
        for place, (name, spellings) in enumerate(self._names.items()):
            score = _score(wanted, spellings)
            if score is not None:
                impossible = not self._commands.is_possible(name)
                scored.append((impossible, score, place, name))
        for impossible, _, _, name in sorted(scored):
            keys = self._commands.keys(name)
            label = self._commands.in_submenu(name, self._commands.actions[name].text())
            item = QListWidgetItem(label, self._list)
            item.setData(_KEYS, key_text(keys[0]) if keys else "")
            item.setData(_ID, name)
            if impossible:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setData(_KEYS, self._commands.reason(name))
        if not scored:
            item = QListWidgetItem(tr("No such command"), self._list)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.setCurrentRow(0)

    def _run(self) -> None:
        item = self._list.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.close()
            self._commands.run(item.data(_ID))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down move the selection while the field has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and self._list.count() and not self._field.composing:
                self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
                return True
        return super().eventFilter(watched, event)


class _Row(QStyledItemDelegate):
    """Paints the name on the left and the keys on the right."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row, then the keys."""
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        area = option.rect.adjusted(8, 0, -12, 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, flags, index.data(_KEYS))
        painter.restore()


def _names(commands: Commands) -> dict[str, list[str]]:
    """The ids of all commands in menus, each with the spellings that match it or its submenu."""
    present = {name for _, names in commands.menus for name in listed(names)}
    found = {}
    for row in commands.rows:
        if row.id not in present or row.id == "help.palette":
            continue
        label, menu = tr(row.label), commands.submenus.get(row.id)
        words = [label, row.label, initials(label), spelled(label)]
        words.append("".join(word[0] for word in row.label.split()))
        if menu:
            words += [tr(menu), menu, initials(tr(menu)), spelled(tr(menu))]
            words += [tr(menu) + label, spelled(tr(menu) + label), menu + row.label]
        found[row.id] = [word.lower().replace(" ", "") for word in words]
    return found


def _score(wanted: str, spellings: list[str]) -> int | None:
    """How well the typed text matches a command: less is better; None if it does not match."""
    best = None
    for spelling in spellings:
        if spelling.startswith(wanted):
            score = 0
        elif wanted in spelling:
            score = 1
        elif _scattered(wanted, spelling):
            score = 2
        else:
            continue
        best = score if best is None else min(best, score)
    return best


def _scattered(wanted: str, spelling: str) -> bool:
    rest = iter(spelling)
    return all(letter in rest for letter in wanted)
