# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog of *Read again as…*: encodings, and how the file's first lines look in each."""

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

from editor.ui.i18n import told, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from editor.core.errors import Problem


class EncodingDialog(QDialog):
    """Asks for an encoding; arrow keys go through them, and the preview follows."""

    def __init__(
        self,
        choices: Sequence[tuple[str, Problem]],
        preview: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """See `editor.actions.ports.Ask.encoding`."""
        super().__init__(parent)
        self.setWindowTitle(tr("Read again as"))
        self._encodings = [encoding for encoding, _ in choices]
        self._preview = preview
        self.list = QListWidget()
        self.list.addItems([told(name) for _, name in choices])
        self.list.setAccessibleName(tr("Encoding"))
        self.list.setMinimumWidth(self.list.sizeHintForColumn(0) + 48)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(tr("First lines of the file"))
        self.text.setTabChangesFocus(True)
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Read again"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        hint = QLabel(
            tr("Choose the encoding in which the text reads right. Your edits stay in the list of "
               "recent documents.")
        )  # fmt: skip
        hint.setWordWrap(True)
        both = QHBoxLayout()
        both.addWidget(self.list)
        both.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addLayout(both, 1)
        column.addWidget(buttons)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(self.accept)
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(820, 460)

    @property
    def chosen(self) -> str:
        """The chosen encoding."""
        return self._encodings[self.list.currentRow()]

    def _show(self, row: int) -> None:
        self.text.setPlainText(self._preview(self._encodings[row]))
