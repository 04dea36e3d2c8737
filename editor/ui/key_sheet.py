# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheet of all keyboard shortcuts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.ui.commands import Commands

_MNEMONIC = re.compile(r"\(&\w\)$")
"""The mnemonic at the end of Chinese menu titles, as in 文件(&F)."""

# Keys that the text editor handles itself.
_IN_TEXT = (
    ("Shift+Return", N_("Line break inside the cue")),
    ("Backspace", N_("At the beginning: join with previous cue")),
    ("Delete", N_("At the end: join with next cue")),
    ("Up", N_("At the first or last line: previous or next cue")),
    ("Ctrl+Left", N_("Word by word, Chinese too")),
)


class KeySheet(QDialog):
    """Every command with keys, by menu, in columns."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setSpacing(32)
        column = QVBoxLayout()
        shown = 0
        for title, names in commands.menus:
            rows = [
                (commands.actions[name].text(), commands.keys(name))
                for name in listed(names)
                if name in commands.actions and commands.keys(name)
            ]
            if shown and shown + len(rows) > 18:  # noqa: PLR2004 - rows that fit into a column
                column.addStretch()
                columns.addLayout(column)
                column, shown = QVBoxLayout(), 0
            column.addWidget(_block(tr(title), [(_told(keys), text) for text, keys in rows]))
            shown += len(rows)
        column.addWidget(_block(tr("In the text"), [(key_text(k), tr(t)) for k, t in _IN_TEXT]))
        column.addStretch()
        columns.addLayout(column)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(sheet)
        QVBoxLayout(self).addWidget(area)
        hint = sheet.sizeHint()
        self.resize(
            min(hint.width() + 48, parent.width() - 32),
            min(hint.height() + 48, parent.height() - 32),
        )


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
