# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of key bindings, with a warning if two commands would get the same key."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.core.errors import UserError
from editor.formats.files import read_bytes, write_bytes
from editor.ui.i18n import told, tr
from editor.ui.line import Line
from editor.ui.preferences.key_clashes import clashes, doubt
from editor.ui.preferences.presets import PRESETS, Preset, each
from editor.ui.side_buttons import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QEvent

    from editor.ui.theme import Theme

_MOST = 3
"""How many clashes of imported shortcuts are told at once."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A command and its keys.

    Attributes:
        id: The command's id.
        label: Its name, translated.
        keys: Portable text, several separated by ``"; "``, or empty.
        default: The default keys, in the same format.
    """

    id: str
    label: str
    keys: str
    default: str = ""


class _KeyField(QKeySequenceEdit):
    """Takes keys, media keys, and the side buttons of a mouse as keys."""

    def event(self, event: QEvent) -> bool:
        """Take a side button, too."""
        key = key_of(event)
        if key is None:
            return super().event(event)
        self.setKeySequence(QKeySequence(key))
        self.editingFinished.emit()
        return True


class KeysPage(QWidget):
    """A list of commands; a field below takes a new key for the selected one.

    Signals:
        key_changed (str, str): The command of that id has these keys now, in portable text.
    """

    key_changed = Signal(str, str)

    def __init__(self, rows: Sequence[KeyRow], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = {row.id: row for row in rows}
        self._keys = {row.id: row.keys for row in rows}
        self._items: dict[str, QTreeWidgetItem] = {}
        self.search = Line()
        self.list = QTreeWidget()
        self.field = _KeyField()
        self.warning = QLabel()
        self.notes = QLabel()
        self.anyway_button = QPushButton(tr("Use it here"))
        self.remove_button = QPushButton(tr("Clear"))
        self.reset_button = QPushButton(tr("Reset"))
        self.reset_all_button = QPushButton(tr("Reset all"))
        self.preset_button = QPushButton(tr("Presets"))
        self.import_button = QPushButton(tr("Import…"))
        self.export_button = QPushButton(tr("Export…"))
        self._build()
        self._connect()
        self._colour()

    # Building

    def _build(self) -> None:
        self.search.setPlaceholderText(tr("Search commands or shortcuts"))
        self.search.setClearButtonEnabled(True)
        self.list.setHeaderLabels([tr("Command"), tr("Shortcut")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for row in self._rows.values():
            item = QTreeWidgetItem([row.label, ""])
            item.setData(0, Qt.ItemDataRole.UserRole, row.id)
            self._items[row.id] = item
            self.list.addTopLevelItem(item)
            self._show(row.id)
        self.field.setMaximumSequenceLength(1)
        self.field.setAccessibleName(tr("New shortcut"))
        self.field.setEnabled(False)
        self.field.setToolTip(
            tr("A key, a media key, F13 to F24 as pedals send them, or a side button of the mouse")
        )
        self.warning.setWordWrap(True)
        self.notes.setWordWrap(True)
        self.notes.hide()
        self.anyway_button.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        change = QHBoxLayout()
        change.addWidget(QLabel(tr("New shortcut")))
        change.addWidget(self.field, 1)
        change.addWidget(self.remove_button)
        change.addWidget(self.reset_button)
        told = QHBoxLayout()
        told.addWidget(self.warning, 1)
        told.addWidget(self.anyway_button)
        menu = QMenu(self)
        for preset in PRESETS:
            action = menu.addAction(tr(preset.name))
            action.triggered.connect(lambda _=False, preset=preset: self.use(preset))
        self.preset_button.setMenu(menu)
        foot = QHBoxLayout()
        foot.addWidget(self.preset_button)
        foot.addWidget(self.import_button)
        foot.addWidget(self.export_button)
        foot.addStretch()
        foot.addWidget(self.reset_all_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(change)
        layout.addLayout(told)
        layout.addWidget(self.notes)
        layout.addLayout(foot)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # here, Enter can be a key to bind

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.list.currentItemChanged.connect(self._choose)
        self.field.editingFinished.connect(self._take)
        self.anyway_button.clicked.connect(self._take_over)
        self.remove_button.clicked.connect(lambda: self._set_current(""))
        self.reset_button.clicked.connect(self._reset)
        self.reset_all_button.clicked.connect(self._reset_all)
        self.export_button.clicked.connect(self._ask_export)
        self.import_button.clicked.connect(self._ask_import)
        self._theme.changed.connect(self._colour)

    def _colour(self) -> None:
        self.warning.setStyleSheet(f"color: {self._theme.colours.warning.name()}")

    # Choosing

    @property
    def current(self) -> str | None:
        """Id of the selected command, or None."""
        item = self.list.currentItem()
        return str(item.data(0, Qt.ItemDataRole.UserRole)) if item else None

    def keys_of(self, action: str) -> str:
        """The command's current keys, in portable text."""
        return self._keys[action]

    def _choose(self) -> None:
        self.field.setEnabled(self.current is not None)
        self.field.clear()
        self._warn("")

    def _search(self, text: str) -> None:
        for item in self._items.values():
            shown = f"{item.text(0)} {item.text(1)}".casefold()
            item.setHidden(text.casefold() not in shown)

    def _show(self, action: str) -> None:
        keys = QKeySequence.listFromString(self._keys[action])
        native = QKeySequence.SequenceFormat.NativeText
        self._items[action].setText(
            1, "   ".join(dict.fromkeys(key.toString(native) for key in keys))
        )

    def _warn(self, text: str, *, anyway: bool = False) -> None:
        self.warning.setText(text)
        self.anyway_button.setVisible(anyway)

    # Changing

    @property
    def _typed(self) -> str:
        return self.field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _owner(self, key: str) -> str | None:
        """The other command that has this key, or None."""
        for action, keys in self._keys.items():
            if action != self.current and key in each(keys):
                return action
        return None

    def _take(self) -> None:
        if not self._typed or self.current is None:
            return
        owner = self._owner(self._typed)
        if owner is not None:
            label = self._rows[owner].label
            self._warn(
                tr("This shortcut is already used by “{action}”.", action=label), anyway=True
            )
            return
        self._set_current(self._typed)
        self._warn(doubt(self._typed))

    def _take_over(self) -> None:
        """Move the typed key from its command to the selected one."""
        owner = self._owner(self._typed)
        if owner is not None:
            rest = [key for key in each(self._keys[owner]) if key != self._typed]
            self._set(owner, "; ".join(rest))
        self._set_current(self._typed)
        self._warn("")

    def _set_current(self, keys: str) -> None:
        if self.current is not None:
            self._set(self.current, keys)

    def _set(self, action: str, keys: str) -> None:
        if self._keys[action] != keys:
            self._keys[action] = keys
            self._show(action)
            self.key_changed.emit(action, keys)

    def _reset(self) -> None:
        if self.current is not None:
            self._set_current(self._rows[self.current].default)
            self._choose()

    def _reset_all(self) -> None:
        self.use(PRESETS[0])

    def use(self, preset: Preset) -> None:
        """Take the keys of a preset, and tell what it lacks and who has no key any more."""
        defaults = {row.id: row.default for row in self._rows.values()}
        keys = preset.over(defaults)
        for name, bound in keys.items():
            self._set(name, bound)
        self._choose()
        notes = [tr(preset.notes)] if preset.notes else []
        lost = [row.label for row in self._rows.values() if row.default and not keys[row.id]]
        if lost:
            notes.append(tr("Without a shortcut now: {commands}.", commands=", ".join(lost)))
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(self.notes.text()))

    # Files

    def export_keys(self, path: Path) -> None:
        """Write all key bindings as JSON: an object from ids to portable text.

        Raises:
            UserError: The file cannot be written.
        """
        text = json.dumps(self._keys, ensure_ascii=False, indent=1)
        write_bytes(str(path), text.encode(), replace=True)

    def import_keys(self, path: Path) -> None:
        """Read key bindings from such a file; commands not in it keep theirs.

        Raises:
            UserError: The file cannot be read, or holds no key bindings.
        """
        for action, keys in _read_keys(path).items():
            if action in self._keys:
                self._set(action, keys)
        self._choose()
        labels = {name: row.label for name, row in self._rows.items()}
        self._warn("\n".join(clashes(self._keys, labels)[:_MOST]))

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Export shortcuts"), "jiaozi-keys.json", "*.json"
        )
        if name:
            self._try(self.export_keys, Path(name))

    def _ask_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Import shortcuts"), "", "*.json")
        if name:
            self._try(self.import_keys, Path(name))

    def _try(self, work: Callable[[Path], None], path: Path) -> None:
        try:
            work(path)
        except UserError as error:
            self._warn(told(error.problem))


def _read_keys(path: Path) -> Mapping[str, str]:
    try:
        values = json.loads(read_bytes(str(path)))
    except ValueError:
        values = None
    if not isinstance(values, dict) or not all(isinstance(keys, str) for keys in values.values()):
        raise UserError("The file “{name}” contains no shortcuts.", name=path.name)
    return values
