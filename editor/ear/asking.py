# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of several texts of one cue fits the sound best: questions to a process. It has no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from editor.core.doubt import Candidate
    from editor.ear.ear import Heard, Scored
    from editor.ear.whisper import Whisper
    from editor.ear.windows import Line, Window
    from editor.media.pcm import Samples

_KEPT = 4
"""Windows that are remembered as they were heard: some 40 MB each, with *base*."""


class Asked(NamedTuple):
    """Where the questions are about.

    Attributes:
        model: The file or folder of the model.
        folder: Where the decoded sound is, as in `media.sound`.
        rate: Its samples a second.
        threads: Threads that compute.
    """

    model: Path
    folder: Path
    rate: int
    threads: int


class Question(NamedTuple):
    """A question.

    Attributes:
        number: By which its answer is known.
        lines: The cue and its neighbours: see `windows.around`.
        row: The cue's.
        texts: What may be said in it: first what stands there.
        place: What of its text is asked about: see `guessing.heard_word`.
        prompt: See `ear.Ear.score`.
    """

    number: int
    lines: tuple[Line, ...]
    row: int
    texts: tuple[str, ...]
    place: tuple[int, int]
    prompt: str


class Answer(NamedTuple):
    """An answer.

    Attributes:
        number: The question's.
        gains: For each text but the first, how much better than that it fits: the difference of
            mean log-probabilities of `fit.rank`. Empty where nobody says anything like it, or the
            cue cannot be heard.
        heard: What the model itself hears there, if that is another word.
    """

    number: int
    gains: tuple[float, ...] = ()
    heard: Candidate | None = None


def answer(wire: Connection, asked: Asked) -> None:
    """Answer questions until the other end is closed; of several that wait, the last one.

    Raises:
        UserError: The model cannot be used.
    """
    from editor.ear.work import begun

    listener = _Listener(*begun(asked.model, asked.folder, asked.threads), asked.rate)
    while True:
        question: Question = wire.recv()
        while wire.poll():
            question = wire.recv()
        wire.send(listener.answer(question))


class _Listener:
    def __init__(self, ear: Whisper, samples: Samples, rate: int) -> None:
        self._ear, self._samples, self._rate = ear, samples, rate
        self._heard: dict[tuple[int, int], Heard] = {}
        self._silence: Heard | None = None
        self._expected: tuple[tuple[str, str], Scored] | None = None  # by text and prompt

    def answer(self, question: Question) -> Answer:
        """See `Answer`."""
        from editor.ear.fit import rank
        from editor.ear.guessing import heard_word
        from editor.ear.text import spoken
        from editor.ear.windows import windows

        made = windows(question.lines, self._ear.tokens_of, self._ear.room)
        place = (each for each in made if any(line.row == question.row for line in each.lines))
        window = next(place, None)
        texts = [spoken(text).text for text in question.texts]
        if window is None or not all(texts):
            return Answer(question.number)
        heard = self._hear(window)
        if not self._is_spoken(heard, window, question):
            return Answer(question.number)
        row, prompt = question.row, question.prompt
        word = heard_word(self._ear, heard, window, row, question.place, prompt=prompt)
        if word is not None:
            written = question.texts[0]
            texts.append(spoken(written[: word.start] + word.word + written[word.end :]).text)
        first, *others = rank(self._ear, heard, window, row, texts, prompt=prompt)
        gains = [float(each - first) for each in others]
        if word is not None:
            word = word._replace(gain=gains.pop())
        return Answer(question.number, tuple(gains), word)

    def _hear(self, window: Window) -> Heard:
        from editor.ear.fit import window_sound

        key = (window.start, window.end)
        heard = self._heard.pop(key, None)
        if heard is None:
            heard = self._ear.hear(window_sound(self._samples, self._rate, window))
        self._heard[key] = heard
        if len(self._heard) > _KEPT:
            del self._heard[next(iter(self._heard))]
        return heard

    def _is_spoken(self, heard: Heard, window: Window, question: Question) -> bool:
        """Whether the sound says anything of the cue: silence and noise would rank at random."""
        from editor.ear.fit import HEARD, fits
        from editor.ear.work import unheard

        text = window.text
        asked = text, question.prompt
        if self._silence is None:
            self._silence = unheard(self._ear)
        if self._expected is None or self._expected[0] != asked:
            self._expected = asked, self._ear.score(self._silence, [text], question.prompt)[0]
        scored = self._ear.score(heard, [text], question.prompt)[0]
        found = (fit for fit in fits(window, scored, self._expected[1]) if fit.row == question.row)
        return any(fit.evidence >= HEARD for fit in found)
