# SPDX-License-Identifier: GPL-3.0-or-later
"""The chunks of an interpretation: shown over the audio, moved by hand, and reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.actions import snapping
from editor.repair.anchors import BY_EAR
from editor.repair.diagnosis import proposals, repair
from editor.repair.manual_adjustment import Adjusted
from editor.ui.i18n import tr
from editor.ui.repair.strip import ChunkStrip
from editor.ui.repair.view import BorderView
from editor.ui.review.panel import ReviewPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from editor.media.speech import Speech
    from editor.repair.diagnosis import Diagnosis, Interpretation
    from editor.repair.evidence import Anchor
    from editor.session import Session
    from editor.ui.theme import Theme
    from editor.ui.timeline.scene import Peaks

_STEP, _LONG_STEP = 20, 1_000
"""ms that an arrow key moves a chunk, alone and with Shift."""

_ARROWS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_EMPTY_CHUNKS: dict[int, int] = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class RepairChunks(QWidget):
    """The strip, the audio around the current chunk's border, and the review.

    Keys in the list: the arrow keys move the current chunk and all after it, plus and minus insert
    or remove an empty one, L locks it in place. S sets the selected cue's start to the playhead.

    Signals:
        audition (int): Play the medium around this time in ms: a chunk border.
        adjusted_by_hand: The user moved or locked a chunk.
    """

    audition = Signal(int)
    adjusted_by_hand = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        """Show nothing yet. Known starts are kept in `session`."""
        super().__init__()
        self._session = session
        self._theme = theme
        self._interpretation: Interpretation | None = None
        self._speech: Speech | None = None
        self.adjusted: Adjusted | None = None
        self.strip = ChunkStrip(theme)
        self.view = BorderView(theme)
        self.keys = QLabel(
            tr(
                "← →: move this chunk and all after it by 20 ms, with Shift by 1 s · + "
                "−: insert or remove an empty chunk · L: lock it here · S: the selected "
                "cue starts at the playhead"
            )
        )
        self.keys.setWordWrap(True)
        self.keys.setContentsMargins(14, 4, 12, 0)
        self.review = ReviewPanel(session, theme)
        self.review.list.spared = frozenset({*_ARROWS, *_EMPTY_CHUNKS, Qt.Key.Key_L, Qt.Key.Key_S})
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.strip, self.view, self.keys):
            layout.addWidget(part)
        layout.addWidget(self.review, 1)
        self.setFocusProxy(self.review)
        self.review.moved.connect(self._look_at)
        self.review.list.audition.connect(self._hear)
        self.strip.pressed.connect(self._go_to)
        self.strip.audition.connect(self._hear)
        theme.changed.connect(self._colour)
        self._colour()
        self._show_parts()

    def show_interpretation(
        self, diagnosis: Diagnosis, interpretation: Interpretation | None, length: int | None
    ) -> None:
        """Show the chunks of an interpretation.

        Args:
            diagnosis: Its diagnosis, with the chunks.
            interpretation: One of the diagnosis, or None if none is chosen.
            length: The medium's length in ms, if known.
        """
        self._interpretation = interpretation
        self.adjusted = None
        self.strip.setVisible(bool(diagnosis.interpretations))
        self.strip.show_chunks(diagnosis.chunks, length)
        document = self._session.document
        shown = proposals(document, interpretation.candidate) if interpretation else ()
        self.review.open("", shown)
        if interpretation is not None:
            self._place(Adjusted(interpretation.candidate, self._met(interpretation)))
        self._show_parts()

    def weigh_anew(self, interpretation: Interpretation | None, length: int | None) -> None:
        """Update the interpretation's confidence and the medium's length (ms); keep the rest."""
        self._interpretation = interpretation
        self.strip.set_length(length)
        if interpretation is not None and self.adjusted is not None:
            adjusted = self.adjusted
            self.strip.show_candidate(adjusted.candidate, interpretation.confidence, adjusted.held)

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The known starts in ms, by rows of the document."""
        known = self._session.known_starts
        if not known:
            return ()
        rows = enumerate(self._session.document.cues)
        return tuple((row, known[cue.id]) for row, cue in rows if cue.id in known)

    def _met(self, interpretation: Interpretation) -> frozenset[int]:
        """Indices of the chunks whose known starts agree with an interpretation."""
        candidate, cues = interpretation.candidate, self._session.document.cues
        met = set()
        for row, at in self.anchors:
            place = candidate.place_of(row)
            if abs(candidate.placed(cues[row].start, candidate.offsets[place]) - at) <= BY_EAR:
                met.add(place)
        return frozenset(met)

    def set_speech(self, speech: Speech | None) -> None:
        """Show detected speech, or None if it is unknown."""
        self._speech = speech
        self.view.set_speech(speech)

    def set_sound(self, sound: Peaks | None, length: int) -> None:
        """Show the audio of a medium of `length` ms; more may be decoded than before."""
        self.strip.set_sound(sound)
        if self.view.scene.sound is sound and self.view.sound_length == length:
            self.view.sound_grew()
        else:
            self.view.set_sound(sound, length)
        self._show_parts()

    def _show_parts(self) -> None:
        chosen = self.adjusted is not None
        self.keys.setVisible(chosen)
        self.view.setVisible(chosen and self.view.scene.sound is not None)

    def _colour(self) -> None:
        self.keys.setStyleSheet(f"color: {self._theme.colours.dim.name()}")

    def _place(self, adjusted: Adjusted) -> None:
        """Update the chunks; ticks and cursor stay."""
        if self._interpretation is None:
            return
        self.adjusted, candidate = adjusted, adjusted.candidate
        document = self._session.document
        self.review.renew(proposals(document, candidate, adjusted.held))
        self.strip.show_candidate(candidate, self._interpretation.confidence, adjusted.held)
        self.view.show_repaired(repair(document, candidate).apply(document), candidate)
        self._look_at(self.review.list.current or 0)

    # The current chunk

    def _look_at(self, number: int) -> None:
        self.strip.set_current(number)
        if self.adjusted is not None:
            row = self.adjusted.candidate.chunks[number].first
            # Dropped rows lower the numbers of the rows after them.
            row -= sum(gone < row for gone in self.adjusted.candidate.dropped)
            self.view.go_to(row, self.adjusted.start(number))

    def _go_to(self, number: int) -> None:
        place = self.review.rows.place_of(number)
        if place is not None:
            self.review.list.go_to(place)

    def _hear(self, number: int) -> None:
        if self.adjusted is not None:
            self.audition.emit(self.adjusted.start(number))

    # Adjusting by hand

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        key, adjusted, number = event.key(), self.adjusted, self.review.list.current
        if adjusted is None or number is None or not self.review.list.hasFocus():
            super().keyPressEvent(event)
        elif key in _ARROWS:
            far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._adjust(adjusted.moved(number, _ARROWS[key] * (_LONG_STEP if far else _STEP)))
        elif key in _EMPTY_CHUNKS:
            self._adjust(adjusted.moved(number, _EMPTY_CHUNKS[key] * adjusted.chunk_length))
        elif key == Qt.Key.Key_L:
            self._adjust(adjusted.holding(number))
        elif key == Qt.Key.Key_S:
            self._hear_start(adjusted)
        else:
            super().keyPressEvent(event)

    def _hear_start(self, adjusted: Adjusted) -> None:
        """Move the selected cue's start to the playhead, or to a speech onset near it."""
        cue, at = self.view.cue, self.view.scene.playhead
        if cue is None or at is None:
            return
        cues = self._session.document.cues
        row = next(row for row, other in enumerate(cues) if other.id == cue.id)
        delta = snapping.start(self._speech, at) - cue.start
        self._adjust(adjusted.heard(adjusted.candidate.place_of(row), delta))

    def _adjust(self, adjusted: Adjusted) -> None:
        """Update the chunks, and store the known starts of locked ones."""
        held = frozenset[int]() if self.adjusted is None else self.adjusted.held
        self._place(adjusted)
        ids = [self._session.document.cues[chunk.first].id for chunk in adjusted.candidate.chunks]
        gone = {ids[place] for place in held - adjusted.held}
        known = {id_: at for id_, at in self._session.known_starts.items() if id_ not in gone}
        known |= {ids[place]: adjusted.start(place) for place in adjusted.held}
        self._session.know_starts(known)
        self.adjusted_by_hand.emit()
