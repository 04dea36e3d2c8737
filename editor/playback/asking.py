# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks a speech model which of several texts of one cue fits the sound best."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from editor.core.doubt import Candidate
    from editor.ear.asking import Answer, Asked
    from editor.media.child import Child
    from editor.playback.open_medium import OpenMedium
    from editor.session import Session

    Then = Callable[[Sequence[float], Candidate | None], None]

_NEAR = 60
"""Cues before and behind one that may be in its window."""

_KEPT = 60_000
"""ms after the last answer for which the process stays: it holds the model in memory."""


class Asking(QObject):
    """Keeps a process for a while, since the first question takes some seconds, and others less.

    Only the newest question is answered. Why one cannot be answered is not told: the order of
    before stays.
    """

    def __init__(self, session: Session, medium: OpenMedium) -> None:
        super().__init__()
        self._session, self._medium = session, medium
        self._child: Child | None = None
        self._asked: Asked | None = None
        self._number = 0
        self._then: Then | None = None
        self._rest = QTimer(self, singleShot=True, interval=_KEPT)
        self._rest.timeout.connect(self.stop)
        for signal in (session.opened, session.media_changed):
            signal.connect(self.stop)

    def can_ask(self) -> bool:
        """Whether all of the sound is decoded."""
        sound = self._medium.sound
        return sound is not None and sound.complete

    def ask(  # noqa: PLR0913, PLR0917 - all that a question is
        self,
        model: Path,
        row: int,
        texts: Sequence[str],
        place: tuple[int, int],
        terms: Sequence[str],
        then: Then,
    ) -> None:
        """Ask how much better texts of a cue fit than the first one, which stands there.

        Args:
            model: The file or folder of the model.
            row: The cue's.
            texts: At least one.
            place: What of the text is selected, or where the caret is.
            terms: The user's words.
            then: Called with the gain of each text but the first, larger is better, and with the
                word that the model itself hears there, if that is another one; with no gains
                where nobody says anything like it, or that cannot be known.
        """
        from editor.ear.asking import Asked, Question
        from editor.ear.windows import Line, around
        from editor.ear.work import prompt_of

        sound = self._medium.sound
        if sound is None or not sound.complete:
            then((), None)
            return
        asked = Asked(model, sound.folder, sound.rate, os.cpu_count() or 1)
        child = self._serving(asked)
        self._answer(())
        self._number, self._then = self._number + 1, then
        first, cues = max(0, row - _NEAR), self._session.document.cues
        near = enumerate(cues[first : row + _NEAR], start=first)
        lines = [Line(n, cue.start, cue.end, cue.text) for n, cue in near]
        window = around(lines, row - first)
        child.send(Question(self._number, window, row, tuple(texts), place, prompt_of(terms)))
        self._rest.stop()

    def stop(self, *_: object) -> None:
        """End the process, and give its memory back; a question that is open has no answer."""
        self._rest.stop()
        if self._child is not None:
            self._child.stop()
            self._child.deleteLater()
            self._child = None
        self._answer(())

    def _answer(self, gains: Sequence[float], heard: Candidate | None = None) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(gains, heard)

    def _serving(self, asked: Asked) -> Child:
        """The process that answers, which is started if there is none."""
        from editor.ear.asking import answer
        from editor.media.child import Child

        if self._child is not None and asked != self._asked:
            self.stop()
        if self._child is None:
            self._asked = asked
            self._child = Child("ear, asked", answer, asked)
            self._child.message.connect(self._told)
            self._child.failed.connect(self.stop)
            self._child.start()
        return self._child

    def _told(self, message: Answer) -> None:
        self._rest.start()
        if message.number == self._number:
            self._answer(message.gains, message.heard)
