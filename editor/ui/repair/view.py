# SPDX-License-Identifier: GPL-3.0-or-later
"""The audio around a chunk border, with the repaired cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from editor.core.selection import Selection
from editor.core.time_index import TimeIndex
from editor.ui.i18n import tr
from editor.ui.timeline.timeline_canvas import Canvas

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.repair.candidate import Candidate
    from editor.ui.theme import Theme

_AROUND = 5_000
"""Visible time in ms on either side of the border."""


class BorderView(Canvas):
    """A read-only timeline of the repaired document."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Audio around the start of the chunk"))

    def show_repaired(self, document: Document, candidate: Candidate) -> None:
        """Show a document as repaired by `candidate`, with its chunk borders."""
        scene = self.scene
        scene.document, scene.index = document, TimeIndex(document.cues)
        pairs = zip(candidate.chunks, candidate.offsets, strict=True)
        starts = [candidate.placed(chunk.start, offset) for chunk, offset in pairs]
        scene.doubtful = frozenset(starts[place] for place in candidate.doubtful)
        self.set_chunk_borders(starts)
        self.fit()

    def go_to(self, row: int, at: int) -> None:
        """Centre the border at `at` ms, before the cue in `row`."""
        self._at = at
        self.scene.selection = Selection().at(row)
        self._frame()
        self.update()

    @property
    def cue(self) -> Cue | None:
        """The selected cue with its repaired times, or None."""
        cues, row = self.scene.document.cues, self.scene.selection.current
        return cues[row] if row < len(cues) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the cue that is clicked."""
        row = self.scene.index.at(self.scene.viewport.ms_at(event.position().x()))
        if row is not None:
            self.scene.selection = Selection().at(row)
            self.update()

    def fit(self) -> None:
        """Update sizes; the border stays centred."""
        super().fit()
        self._frame()

    def _frame(self) -> None:
        viewport = self.scene.viewport
        self.set_viewport(viewport.fitting(self._at - _AROUND, self._at + _AROUND))

    def sizeHint(self) -> QSize:
        """Enough for a waveform and a line of text."""
        return QSize(400, 112)
