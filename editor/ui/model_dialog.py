# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog of *Speech model…*: models that other programs have here, or a file or folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from editor.core.visible import visible
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

_PATH = int(Qt.ItemDataRole.UserRole)
_WIDTH, _HEIGHT = 560, 420


class ModelDialog(QDialog):
    """Asks for a speech model.

    Attributes:
        chosen: Its path; empty for no model.
    """

    def __init__(
        self,
        known: Sequence[Path],
        chosen: str,
        file: Callable[[], Path | None],
        folder: Callable[[], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        """See `editor.actions.ports.Ask.model`; `file` and `folder` ask for one elsewhere."""
        super().__init__(parent)
        self.setWindowTitle(tr("Speech model"))
        self.chosen = chosen
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Speech model"))
        self.list.setSpacing(2)
        self._fill([str(path) for path in known])
        hint = QLabel(
            tr("Jiaozi ships no model, and opens no connection. Get one with your browser: for "
               "example “ggml-base.bin” (142 MB, MIT licence) of “ggerganov/whisper.cpp” on "
               "huggingface.co. The manual lists others.")
        )  # fmt: skip
        hint.setWordWrap(True)
        hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.file = buttons.addButton(tr("A file…"), role.ActionRole)
        self.folder = buttons.addButton(tr("A folder…"), role.ActionRole)
        self.use = buttons.addButton(tr("Use"), role.AcceptRole)
        buttons.addButton(tr("Cancel"), role.RejectRole)
        self.file.clicked.connect(lambda: self._take(file()))
        self.folder.clicked.connect(lambda: self._take(folder()))
        self.use.setDefault(True)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.list.itemActivated.connect(self._accept)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(_WIDTH, _HEIGHT)

    def _fill(self, known: Sequence[str]) -> None:
        """List no model, the chosen one, and those that are known."""
        for path in dict.fromkeys(("", self.chosen, *known)):
            item = QListWidgetItem(visible(path) if path else tr("No model"), self.list)
            item.setToolTip(item.text())
            item.setData(_PATH, path)
            if path == self.chosen:
                self.list.setCurrentItem(item)
        if not self.chosen and known:
            self.list.setCurrentRow(1)

    def _take(self, path: Path | None) -> None:
        if path is not None:
            self.chosen = str(path)
            self.accept()

    def _accept(self) -> None:
        self.chosen = self.list.currentItem().data(_PATH)
        self.accept()
