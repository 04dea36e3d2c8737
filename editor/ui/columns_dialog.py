# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog that asks what the columns of a table are: its first rows, a choice above each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import mark
from editor.formats.table_columns import named
from editor.ui.i18n import told, tr
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from editor.core.cue import Cue

_ROLES = {
    "": N_("Leave out"),
    "start": N_("Start"),
    "end": N_("End"),
    "duration": N_("Duration"),
    "text": N_("Text"),
    "second": N_("Second text"),
    "speaker": N_("Speaker"),
    "note": N_("Note"),
    "chapter": N_("Chapter"),
}
"""What a column can be, and its name."""
_WIDEST = 100
"""Columns that are shown."""
_CELL = 200
"""Characters of a cell that are shown."""
_NARROW, _BROAD = 110, 320
"""Least and greatest width of a column in px."""


class ColumnsDialog(QDialog):
    """A choice above each column; below, the first cues that they give."""

    def __init__(
        self,
        name: str,
        rows: Sequence[Sequence[str]],
        places: Mapping[str, int],
        preview: Callable[[str], Sequence[Cue] | Problem],
        parent: QWidget | None = None,
    ) -> None:
        """See `editor.actions.ports.Ask.columns`."""
        super().__init__(parent)
        self.setWindowTitle(tr("Columns of the table"))
        self._preview = preview
        hint = QLabel(tr("What are the columns of “{name}”? A start and a text are needed.")
                      .format(name=name))  # fmt: skip
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        self.choices: list[QComboBox] = []
        self.table = self._table(rows, {place: role for role, place in places.items()})
        self.cues = QLabel()
        self.cues.setTextFormat(Qt.TextFormat.PlainText)
        self.cues.setWordWrap(True)
        self.cues.setMinimumHeight(5 * self.fontMetrics().lineSpacing())
        self.cues.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox()
        self.read = buttons.addButton(tr("Read like this"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addWidget(self.table, 1)
        column.addWidget(self.cues)
        column.addWidget(buttons)
        self._show()
        self.resize(860, 520)
        if self.choices:
            self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> str:
        """The columns, as `Options.columns` has them."""
        roles = {box.currentData(): at for at, box in enumerate(self.choices)}
        return named({role: at for role, at in roles.items() if role})

    def _table(self, rows: Sequence[Sequence[str]], roles: Mapping[int, str]) -> QTableWidget:
        width = min(max(map(len, rows), default=0), _WIDEST)
        table = QTableWidget(len(rows) + 1, width)
        table.setAccessibleName(tr("First rows of the table"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.verticalHeader().hide()
        table.setHorizontalHeaderLabels([str(at + 1) for at in range(width)])
        for at in range(width):
            box = QComboBox()
            only_with_focus(box)
            for role, label in _ROLES.items():
                box.addItem(tr(label), role)
            box.setCurrentIndex(list(_ROLES).index(roles.get(at, "")))
            box.setAccessibleName(tr("Column {number}").format(number=at + 1))
            box.currentIndexChanged.connect(self._show)
            self.choices.append(box)
            table.setCellWidget(0, at, box)
            for number, row in enumerate(rows, start=1):
                cell = row[at][:_CELL] if at < len(row) else ""
                table.setItem(number, at, QTableWidgetItem(" ".join(cell.split())))
        table.resizeColumnsToContents()
        for at in range(width):
            table.setColumnWidth(at, max(_NARROW, min(table.columnWidth(at), _BROAD)))
        return table

    def _show(self) -> None:
        roles = [box.currentData() for box in self.choices if box.currentData()]
        if len(set(roles)) < len(roles):
            found: Sequence[Cue] | Problem = Problem(N_("Two columns cannot be the same."))
        else:
            found = self._preview(self.chosen)
        self.read.setEnabled(not isinstance(found, Problem))
        if isinstance(found, Problem):
            self.cues.setText(told(found))
            return
        self.cues.setText("\n".join(map(_line, found)))


def _line(cue: Cue) -> str:
    who = f"{cue.speaker}: " if cue.speaker else ""
    second = f" / {cue.second}" if cue.second else ""
    said = f"{who}{cue.text}{second}".replace("\n", " ")
    return f"{mark(cue.start, 1)} – {mark(cue.end, 1)}  {said[:_CELL]}"
