# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheet of all keyboard shortcuts."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.actions.table import listed
from editor.core.i18n import N_
from editor.ui.i18n import tr
from editor.ui.keys import key_text
from editor.ui.line import Line
from editor.ui.roles import present

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from editor.ui.commands import Commands

_MNEMONIC = re.compile(r"\(&\w\)$")
"""The mnemonic at the end of Chinese menu titles, as in 文件(&F)."""

Block = tuple[str, list[tuple[str, str]]]
"""A heading, and its rows: keys and what they do."""

_WIDTH, _HEIGHT = 1200, 760
"""Maximum size in logical pixels."""

_COLUMN = 300
"""Minimum width of a column in logical pixels."""

_HEADING = 2
"""Height of a heading and the space below its block, in rows."""

# Keys that the text editor handles itself.
_IN_TEXT = (
    ("Backspace", N_("At the beginning: join with previous cue")),
    ("Delete", N_("At the end: join with next cue")),
    ("Up", N_("At the first or last line: previous or next cue")),
    ("Ctrl+Left", N_("Word by word, Chinese too")),
)


class KeySheet(QDialog):
    """Every command with keys, by menu, in balanced columns; a field narrows them."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self._blocks = _blocks(commands)
        self._field = Line(hint=tr("Find a shortcut"))
        self._field.setAccessibleName(tr("Find a shortcut"))
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(self._show)
        self._area = QScrollArea(widgetResizable=True)
        present(self._area, QAccessible.Role.Pane, tr("Keyboard shortcuts"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.addWidget(self._field)
        layout.addWidget(self._area)
        size = parent.size()
        self.resize(min(_WIDTH, size.width() - 32), min(_HEIGHT, size.height() - 32))
        self._show("")

    def _show(self, text: str) -> None:
        """Lay out the rows that contain `text`, in as many columns as the width has space for."""
        wanted = text.casefold()
        found = [
            (title, [row for row in rows if wanted in f"{row[0]} {row[1]}".casefold()])
            for title, rows in self._blocks
        ]
        blocks = [(title, rows) for title, rows in found if rows]
        count = max(1, min((self.width() - 48) // _COLUMN, len(blocks)))
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setSpacing(24)
        for part in _balanced(blocks, count):
            column = QVBoxLayout()
            for title, rows in part:
                column.addWidget(_block(title, rows))
            column.addStretch()
            columns.addLayout(column, 1)
        self._area.setWidget(sheet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again."""
        super().resizeEvent(event)
        self._show(self._field.text())


def _blocks(commands: Commands) -> list[Block]:
    """The keys of the text first, then those of each menu."""
    found = [(tr("In the text"), [(key_text(keys), tr(name)) for keys, name in _IN_TEXT])]
    for title, names in commands.menus:
        rows = [
            (_told(commands.keys(name)), commands.actions[name].text())
            for name in listed(names)
            if name in commands.actions and commands.keys(name)
        ]
        found.append((tr(title), rows))
    return found


def _balanced(blocks: Sequence[Block], count: int) -> list[Sequence[Block]]:
    """The blocks in order, in `count` columns, the longest of them as short as possible."""

    def cut(borders: tuple[int, ...]) -> list[Sequence[Block]]:
        return [blocks[first:stop] for first, stop in pairwise((0, *borders, len(blocks)))]

    def longest(borders: tuple[int, ...]) -> int:
        return max(sum(len(rows) + _HEADING for _, rows in part) for part in cut(borders))

    return cut(min(combinations(range(1, len(blocks)), count - 1), key=longest))


def _told(keys: Sequence[str]) -> str:
    """All keys of a command, without repeats: both Enter keys have the same name."""
    return ", ".join(dict.fromkeys(map(key_text, keys)))


def _block(title: str, rows: list[tuple[str, str]]) -> QWidget:
    block = QWidget()
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 16)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    heading = QLabel(_MNEMONIC.sub("", title).replace("&", ""))
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    grid.addWidget(heading, 0, 0, 1, 2)
    for number, (keys, text) in enumerate(rows, start=1):
        grid.addWidget(QLabel(keys), number, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(QLabel(text.replace("…", "").replace("&", "")), number, 1)
    grid.setColumnStretch(1, 1)
    return block
