# SPDX-License-Identifier: GPL-3.0-or-later
"""A dialog with a list, and beside it what the current row stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
)

from editor.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

_NARROWEST = 240
"""Width of the list in logical pixels, at least."""


class PreviewDialog(QDialog):
    """Arrow keys go through the list, and the preview follows; Enter takes the current row.

    Attributes:
        list: The rows.
        text: The preview.
        buttons: The one that takes a row, and Cancel.
    """

    def __init__(
        self,
        hint: str,
        rows: Sequence[str],
        preview: Callable[[int], str],
        accept: str,
        parent: QWidget | None = None,
    ) -> None:
        """Show `rows`; `preview` gives the text for a row, by its number."""
        super().__init__(parent)
        self._preview = preview
        self.list = QListWidget()
        self.list.addItems(rows)
        self.list.setMinimumWidth(max(_NARROWEST, self.list.sizeHintForColumn(0) + 48))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setTabChangesFocus(True)
        label = QLabel(hint)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        both = QHBoxLayout()
        both.addWidget(self.list)
        both.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.addWidget(label)
        column.addLayout(both, 1)
        column.addWidget(self.buttons)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(self.accept)
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, row: int) -> None:
        self.text.setPlainText(self._preview(row))
