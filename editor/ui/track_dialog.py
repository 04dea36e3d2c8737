# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog that asks for one of a film's text tracks, with the first texts of each in view."""

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

from editor import formats
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from editor.media.text_tracks import TextTrack


class TrackDialog(QDialog):
    """A list of the tracks; arrow keys go through them, and their first texts follow."""

    def __init__(
        self,
        name: str,
        tracks: Sequence[tuple[TextTrack, Sequence[str]]],
        parent: QWidget | None = None,
    ) -> None:
        """See `editor.actions.ports.Ask.track`."""
        super().__init__(parent)
        self.setWindowTitle(tr("Text tracks of the film"))
        self._tracks = tracks
        self._types = False
        self.list = QListWidget()
        self.list.addItems([_title(track) for track, _ in tracks])
        self.list.setAccessibleName(tr("Text tracks"))
        self.list.setMinimumWidth(max(240, self.list.sizeHintForColumn(0) + 48))
        self.texts = QPlainTextEdit(readOnly=True)
        self.texts.setAccessibleName(tr("First texts of the track"))
        self.texts.setTabChangesFocus(True)
        hint = QLabel(tr("Open a text track of “{name}” as the transcript:").format(name=name))
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.type = buttons.addButton(tr("New transcript"), QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.type.clicked.connect(self._type)
        both = QHBoxLayout()
        both.addWidget(self.list)
        both.addWidget(self.texts, 1)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addLayout(both, 1)
        column.addWidget(buttons)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(self.accept)
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(720, 360)

    @property
    def chosen(self) -> int:
        """The number of the track; 0 for a new transcript."""
        return 0 if self._types else self._tracks[self.list.currentRow()][0].number

    def _type(self) -> None:
        self._types = True
        self.accept()

    def _show(self, row: int) -> None:
        self.texts.setPlainText("\n".join(self._tracks[row][1]))


def _title(track: TextTrack) -> str:
    kind = formats.by_id(track.format).name if track.format is not None else track.codec
    words = (track.title, track.language, kind)
    return f"{track.number}. {' · '.join(filter(None, words))}"
