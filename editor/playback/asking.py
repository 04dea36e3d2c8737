# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks a speech model which of several texts of one cue fits the sound best."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from editor.core.doubt import Candidate
    from editor.ear.asking import Question
    from editor.playback.ear_process import Call, EarProcess
    from editor.playback.open_medium import OpenMedium
    from editor.session import Session

    Then = Callable[[Sequence[float], Candidate | None], None]

_NEAR = 60
"""Cues before and behind one that may be in its window."""


class Asking(QObject):
    """Only the newest question is answered.

    Why one cannot be answered is not told: the order of before stays.
    """

    def __init__(self, session: Session, medium: OpenMedium, process: EarProcess) -> None:
        super().__init__()
        self._session, self._medium, self._process = session, medium, process
        self._call: Call | None = None
        self._expected: tuple[int, Call] | None = None  # by row
        self._then: Then | None = None
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
        from editor.ear.asking import answer
        from editor.ear.serving import QUESTION

        self._end()
        if self._expected is not None and self._expected[0] != row:
            self._forget()
        question = self._question(model, row, texts, place, terms)
        if question is None:
            then((), None)
            return
        self._then = then
        self._call = self._process.ask(answer, question, QUESTION, self._told)

    def expect(self, model: Path, row: int, terms: Sequence[str]) -> None:
        """A question about a cue may come: hear what it needs."""
        from editor.ear.asking import expect
        from editor.ear.serving import QUESTION

        self._forget()
        text = self._session.document.cues[row].text
        question = self._question(model, row, [text], (0, 0), terms)
        if question is not None:
            # As urgent as a question: a later one would lose what is half heard.
            call = self._process.ask(expect, question, QUESTION, lambda _: None)
            self._expected = row, call

    def stop(self, *_: object) -> None:
        """A question that is open has no answer."""
        self._forget()
        self._end()

    def _forget(self) -> None:
        if self._expected is not None:
            self._expected[1].give_up()
            self._expected = None

    def _end(self) -> None:
        if self._call is not None:
            self._call.give_up()
            self._call = None
        self._answer(())

    def _question(
        self,
        model: Path,
        row: int,
        texts: Sequence[str],
        place: tuple[int, int],
        terms: Sequence[str],
    ) -> Question | None:
        """None where the sound is not there."""
        from editor.ear.asking import Question
        from editor.ear.windows import Line, around
        from editor.ear.work import prompt_of

        sound = self._medium.sound
        if sound is None or not sound.complete:
            return None
        first, cues = max(0, row - _NEAR), self._session.document.cues
        near = enumerate(cues[first : row + _NEAR], start=first)
        lines = [Line(n, cue.start, cue.end, cue.text) for n, cue in near]
        window = around(lines, row - first)
        threads, prompt = os.cpu_count() or 1, prompt_of(terms)
        return Question(
            model, sound.folder, sound.rate, threads, window, row, tuple(texts), place, prompt
        )

    def _told(self, message: object) -> None:
        from editor.ear.asking import Answer

        if isinstance(message, Answer):
            self._answer(message.gains, message.heard)
        else:
            self._answer(())

    def _answer(self, gains: Sequence[float], heard: Candidate | None = None) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(gains, heard)
