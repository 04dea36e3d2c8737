# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog that asks for one of a film's text tracks, with the first texts of each in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox

from editor import formats
from editor.ui.i18n import tr
from editor.ui.preview_dialog import PreviewDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from editor.media.text_tracks import TextTrack


class TrackDialog(PreviewDialog):
    """Asks for a track, or a new transcript."""

    def __init__(
        self,
        name: str,
        tracks: Sequence[tuple[TextTrack, Sequence[str]]],
        parent: QWidget | None = None,
    ) -> None:
        """See `editor.actions.ports.Ask.track`."""
        self._tracks = tracks
        self._types = False
        super().__init__(
            tr("Open a text track of “{name}” as the transcript:").format(name=name),
            [_title(track) for track, _ in tracks],
            lambda row: "\n".join(tracks[row][1]),
            tr("Open"),
            parent,
        )
        self.resize(720, 360)
        self.setWindowTitle(tr("Text tracks of the film"))
        self.list.setAccessibleName(tr("Text tracks"))
        self.text.setAccessibleName(tr("First texts of the track"))
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.type = self.buttons.addButton(tr("New transcript"), action)
        self.type.clicked.connect(self._type)

    @property
    def chosen(self) -> int:
        """The number of the track; 0 for a new transcript."""
        return 0 if self._types else self._tracks[self.list.currentRow()][0].number

    def _type(self) -> None:
        self._types = True
        self.accept()


def _title(track: TextTrack) -> str:
    kind = formats.by_id(track.format).name if track.format is not None else track.codec
    words = (track.title, track.language, kind)
    return f"{track.number}. {' · '.join(filter(None, words))}"
