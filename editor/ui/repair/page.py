# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of timing repair: interpretations, evidence, and a review of the result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from editor.core.errors import UserError
from editor.core.timecode import parse_time, spoken
from editor.repair.diagnosis import Evidence
from editor.ui.entrance import Entrance
from editor.ui.fonts import digits_font, ui_font
from editor.ui.i18n import told, tr
from editor.ui.line import Line
from editor.ui.repair.chunks import RepairChunks
from editor.ui.repair.interpretations import InterpretationChoice
from editor.ui.review.delegate import WIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from editor.media.speech import Speech
    from editor.repair.diagnosis import Diagnosis, Interpretation
    from editor.repair.evidence import Anchor
    from editor.session import Session
    from editor.ui.theme import Theme
    from editor.ui.timeline.scene import Peaks

    Weigh = Callable[[Evidence, Callable[[Diagnosis], None]], None]


class RepairPage(Entrance):
    """The finding, a choice of interpretations, and a review of the chosen one.

    Signals:
        applied (list[Fix]): The fixes of the ticked chunks; see `ReviewPanel.applied`.
        audition (int): Play the medium around this time in ms: a chunk border.
        medium_wanted: The user wants to choose the medium.
        left: The user leaves the page.
        outdated: The document was changed by someone else, an undo for example; what the page
            has worked out is about the cues as they were.
    """

    applied = Signal(list)
    audition = Signal(int)
    medium_wanted = Signal()
    left = Signal()
    outdated = Signal()

    def __init__(self, session: Session, theme: Theme, weigh: Weigh) -> None:
        """A page that calls `weigh` for a diagnosis, which may be returned later."""
        super().__init__()
        self._session = session
        self._theme = theme
        self._weigh = weigh
        self._media_length: int | None = None
        self._speech: Speech | None = None
        self._weighed: tuple[Anchor, ...] = ()
        self._picked = False  # whether the interpretation was chosen by the user
        self.diagnosis: Diagnosis | None = None
        self.interpretations = InterpretationChoice(theme)
        self.finding = QLabel()
        self.medium = QLabel()
        self.medium_button = QPushButton(tr("Choose media file…"))
        self.length_field = Line()
        self.advice = QLabel()
        self.chunks = RepairChunks(session, theme)
        self._build()
        self._connect()
        self.enter_at(self.chunks)

    @property
    def chosen(self) -> Interpretation | None:
        """The chosen interpretation, or None."""
        return self.interpretations.chosen

    @property
    def length(self) -> int | None:
        """The medium's length in ms, from the medium or as typed, or None."""
        return self._media_length if self._media_length is not None else self._typed_length

    @property
    def evidence(self) -> Evidence:
        """The evidence from the medium."""
        speech = self._speech
        heard = None if speech is None else (speech.starts, speech.ends)
        return Evidence(self.length, self.chunks.anchors, speech=heard)

    def open(self) -> None:
        """Diagnose the session's document."""
        self._show_evidence()
        self._weighed = self.chunks.anchors
        self._weigh(self.evidence, self._show)

    def set_medium(self, length: int | None, speech: Speech | None) -> None:
        """Set the medium's length in ms and its speech; None if unknown.

        Diagnoses again; what the user has chosen or moved is kept.
        """
        if (length, speech) != (self._media_length, self._speech):
            self._media_length, self._speech = length, speech
            self.chunks.set_speech(speech)
            self.open()

    def set_sound(self, sound: Peaks | None) -> None:
        """Show the medium's audio, of which more may be decoded than before."""
        self.chunks.set_sound(sound, self._media_length or 0)

    def _show(self, diagnosis: Diagnosis) -> None:
        before, was = self.diagnosis, self.chosen
        same = before is not None and before.chunks == diagnosis.chunks
        self.diagnosis = diagnosis
        self.finding.setText(told(diagnosis.finding))
        kept = self._kept(was) if same and self._picked and was is not None else None
        anew = kept is not None
        likely = next(iter(diagnosis.interpretations), None)
        if kept is None and likely is not None and likely.confidence != "low":
            kept = likely
        self.interpretations.deal(diagnosis.interpretations, diagnosis.others, kept, self.length)
        self._advise(diagnosis.interpretations)
        if anew:
            self.chunks.weigh_anew(self.chosen, self.length)
        else:
            self._choose()

    def _kept(self, interpretation: Interpretation) -> Interpretation:
        """The user's choice, with the chunks as they were moved."""
        adjusted = self.chunks.adjusted
        candidate = interpretation.candidate if adjusted is None else adjusted.candidate
        return replace(interpretation, candidate=candidate, end=candidate.end)

    # Building

    def _build(self) -> None:
        font = self.finding.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        self.finding.setFont(font)
        self.finding.setWordWrap(True)
        self.advice.setWordWrap(True)
        self.length_field.setPlaceholderText(tr("or enter its length, for example 36:50"))
        self.length_field.setAccessibleName(tr("Media length"))
        self.medium_button.setAutoDefault(True)
        given = QHBoxLayout()
        given.addWidget(self.medium_button)
        given.addWidget(self.length_field, 1)
        self._evidence = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._evidence.setSpacing(8)
        self._evidence.addWidget(self.medium)
        self._evidence.addLayout(given)
        head = QVBoxLayout()
        head.setContentsMargins(14, 12, 12, 4)
        head.setSpacing(8)
        head.addWidget(self.finding)
        known = QHBoxLayout()
        known.addLayout(self._evidence, 1)
        known.addWidget(self.interpretations.more, 0, Qt.AlignmentFlag.AlignBottom)
        head.addLayout(known)
        head.addWidget(self.interpretations)
        head.addWidget(self.advice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.chunks, 1)
        self._colour()

    def _connect(self) -> None:
        self.medium_button.clicked.connect(self.medium_wanted)
        self.length_field.textEdited.connect(self._weigh_typed)
        self.interpretations.picked.connect(self._pick)
        self.chunks.review.applied.connect(self.applied)
        self.chunks.review.left.connect(self.left)
        self.chunks.audition.connect(self.audition)
        self.chunks.adjusted_by_hand.connect(self._keep)
        self._theme.changed.connect(self._colour)
        self._session.changed.connect(self.outdated)

    def _colour(self) -> None:
        colours = self._theme.colours
        self.advice.setStyleSheet(f"color: {colours.warning.name()}")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        wide = event.size().width() >= WIDE
        directions = QBoxLayout.Direction
        direction = directions.LeftToRight if wide else directions.TopToBottom
        self.interpretations.set_direction(direction)
        self._evidence.setDirection(direction)

    # Evidence

    @property
    def _typed_length(self) -> int | None:
        try:
            return parse_time(self.length_field.text()) or None
        except UserError:
            return None

    def _weigh_typed(self) -> None:
        if self.diagnosis is not None:
            self.open()

    def _show_evidence(self) -> None:
        known = self._media_length is not None
        self.medium_button.setVisible(not known)
        self.length_field.setVisible(not known)
        if self._media_length is None:
            self.medium.setFont(ui_font())
            self.medium.setText(tr("No media file yet: choose one"))
            return
        self.medium.setFont(digits_font(self.font().pointSizeF() * 1.7))
        self.medium.setText(tr("Media: {time}", time=spoken(self._media_length)))

    # Interpretations

    def _advise(self, interpretations: tuple[Interpretation, ...]) -> None:
        weak = bool(interpretations) and interpretations[0].confidence == "low"
        self.advice.setVisible(weak)
        if self.length is None:
            advice = tr(
                "Not enough evidence to choose. Open the audio or video, or enter its exact length."
            )
        else:
            advice = tr(
                "Not enough evidence to choose. Is this the right media file? Choose an "
                "option, and press P to listen across the start of a chunk."
            )
        self.advice.setText(advice)

    def _pick(self) -> None:
        self._picked = True
        self._choose()

    def _keep(self) -> None:
        """Moving a chunk chooses its interpretation; new known starts rank all of them again."""
        self._picked = True
        if self.chunks.anchors != self._weighed:
            self.open()

    def _choose(self) -> None:
        """Show what the chosen interpretation would do."""
        if self.diagnosis is not None:
            self.chunks.show_interpretation(self.diagnosis, self.chosen, self.length)
