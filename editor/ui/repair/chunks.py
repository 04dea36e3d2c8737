# SPDX-License-Identifier: GPL-3.0-or-later
"""The chunks of an interpretation: shown over the audio, moved by hand, and reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from editor.actions import snapping
from editor.core.i18n import N_
from editor.repair.anchors import BY_EAR
from editor.repair.diagnosis import proposals, repair
from editor.repair.manual_adjustment import Adjusted
from editor.ui.entrance import Entrance
from editor.ui.i18n import tr
from editor.ui.repair.strip import ChunkStrip
from editor.ui.repair.view import BorderView
from editor.ui.review.panel import ReviewPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

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


_BUTTONS: tuple[tuple[str, str, int], ...] = (
    (
        N_("← 20 ms"),
        N_("Move this chunk and all after it earlier; with Shift by 1 s"),
        Qt.Key.Key_Left,
    ),
    (
        N_("→ 20 ms"),
        N_("Move this chunk and all after it later; with Shift by 1 s"),
        Qt.Key.Key_Right,
    ),
    (N_("+ empty chunk"), N_("Insert an empty chunk before this one"), Qt.Key.Key_Plus),
    (N_("− empty chunk"), N_("Remove an empty chunk before this one"), Qt.Key.Key_Minus),
    (N_("L: lock here"), N_("Lock or unlock this chunk where it is"), Qt.Key.Key_L),
    (
        N_("S: starts at playhead"),
        N_("The selected cue starts at the playhead"),
        Qt.Key.Key_S,
    ),
)
"""Buttons: their texts, which name their keys, their tooltips, and their keys."""

_TALL = 420
"""Minimum height in px at which the audio is shown."""


class RepairChunks(Entrance):
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
        self.buttons = self._buttons()
        self.review = ReviewPanel(session, theme)
        self.review.list.spared = frozenset({*_ARROWS, *_EMPTY_CHUNKS, Qt.Key.Key_L, Qt.Key.Key_S})
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.strip, self.view, self.buttons):
            layout.addWidget(part)
        layout.addWidget(self.review, 1)
        self.enter_at(self.review)
        self.review.moved.connect(self._look_at)
        self.review.list.audition.connect(self._hear)
        self.strip.pressed.connect(self._go_to)
        self.strip.audition.connect(self._hear)
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
        self.buttons.setVisible(chosen)
        tall = self.height() >= _TALL
        self.view.setVisible(chosen and tall and self.view.scene.sound is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window, give the space of the audio to the rows."""
        super().resizeEvent(event)
        self._show_parts()

    def _buttons(self) -> QWidget:
        """A row of flat buttons that do what the keys on them do."""
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(8, 2, 12, 0)
        layout.setSpacing(0)
        for text, told, key in _BUTTONS:
            button = QToolButton()
            button.setText(tr(text))
            button.setToolTip(tr(told))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the list has the keys
            button.clicked.connect(lambda _=False, key=key: self._act(key, far=_shift_held()))
            layout.addWidget(button)
        layout.addStretch()
        return row

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
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not self.review.list.hasFocus() or not self._act(event.key(), far=far):
            super().keyPressEvent(event)

    def _act(self, key: int, *, far: bool) -> bool:
        """Do what a key means for the current chunk; returns whether it means anything."""
        adjusted, number = self.adjusted, self.review.list.current
        if adjusted is None or number is None:
            return False
        if key in _ARROWS:
            self._adjust(adjusted.moved(number, _ARROWS[key] * (_LONG_STEP if far else _STEP)))
        elif key in _EMPTY_CHUNKS:
            self._adjust(adjusted.moved(number, _EMPTY_CHUNKS[key] * adjusted.chunk_length))
        elif key == Qt.Key.Key_L:
            self._adjust(adjusted.holding(number))
        elif key == Qt.Key.Key_S:
            self._hear_start(adjusted)
        else:
            return False
        return True

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


def _shift_held() -> bool:
    return bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
