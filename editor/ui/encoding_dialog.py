# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog of *Read again as…*: encodings, and how the file's first lines look in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.ui.i18n import told, tr
from editor.ui.preview_dialog import PreviewDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from editor.core.errors import Problem


class EncodingDialog(PreviewDialog):
    """Asks for an encoding."""

    def __init__(
        self,
        choices: Sequence[tuple[str, Problem]],
        preview: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """See `editor.actions.ports.Ask.encoding`."""
        self._encodings = [encoding for encoding, _ in choices]
        super().__init__(
            tr("Choose the encoding in which the text reads right. Your edits stay in the list of "
               "recent documents."),
            [told(name) for _, name in choices],
            lambda row: preview(self._encodings[row]),
            tr("Read again"),
            parent,
        )  # fmt: skip
        self.resize(820, 460)
        self.setWindowTitle(tr("Read again as"))
        self.list.setAccessibleName(tr("Encoding"))
        self.text.setAccessibleName(tr("First lines of the file"))

    @property
    def chosen(self) -> str:
        """The chosen encoding."""
        return self._encodings[self.list.currentRow()]
