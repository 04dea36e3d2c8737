# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of several texts of one cue fits the sound best: questions, as work of `serving`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor.core.doubt import Candidate
    from editor.ear.ear import Heard
    from editor.ear.kept import Kept
    from editor.ear.serving import Step
    from editor.ear.whisper import Whisper
    from editor.ear.windows import Line, Window


class Question(NamedTuple):
    """A question.

    Attributes:
        model: The file or folder of the model.
        folder: Where the decoded sound is, as in `media.sound`.
        rate: Its samples a second.
        threads: Threads that compute.
        lines: The cue and its neighbours: see `windows.around`.
        row: The cue's.
        texts: What may be said in it: first what stands there.
        place: What of its text is asked about: see `guessing.heard_word`.
        prompt: See `ear.Ear.score`.
    """

    model: Path
    folder: Path
    rate: int
    threads: int
    lines: tuple[Line, ...]
    row: int
    texts: tuple[str, ...]
    place: tuple[int, int]
    prompt: str


class Answer(NamedTuple):
    """An answer.

    Attributes:
        gains: For each text but the first, how much better than that it fits: the difference of
            mean log-probabilities of `fit.rank`. Empty where nobody says anything like it, or the
            cue cannot be heard.
        heard: What the model itself hears there, if that is another word.
    """

    gains: tuple[float, ...] = ()
    heard: Candidate | None = None


def answer(kept: Kept, question: Question) -> Iterator[Step]:
    """Tell the `Answer`.

    Raises:
        UserError: The model cannot be used.
    """
    yield partial(_answer, kept, question)


def expect(kept: Kept, question: Question) -> Iterator[Step]:
    """Hear what a question about the same cue will need, so that its answer comes sooner.

    Raises:
        UserError: The model cannot be used.
    """
    yield partial(_expect, kept, question)


def _expect(kept: Kept, question: Question) -> None:
    ear = kept.ear(question.model)
    window = _window(ear, question)
    if window is not None:
        _is_spoken(kept, ear, _heard(kept, ear, question, window), window, question)


def _answer(kept: Kept, question: Question) -> Answer:
    from editor.ear.fit import rank
    from editor.ear.guessing import heard_word
    from editor.ear.text import spoken

    ear = kept.ear(question.model)
    window = _window(ear, question)
    texts = [spoken(text).text for text in question.texts]
    if window is None or not all(texts):
        return Answer()
    heard = _heard(kept, ear, question, window)
    if not _is_spoken(kept, ear, heard, window, question):
        return Answer()
    row, prompt = question.row, question.prompt
    word = heard_word(ear, heard, window, row, question.place, prompt=prompt)
    if word is not None:
        written = question.texts[0]
        texts.append(spoken(written[: word.start] + word.word + written[word.end :]).text)
    first, *others = rank(ear, heard, window, row, texts, prompt=prompt)
    gains = [float(each - first) for each in others]
    if word is not None:
        word = word._replace(gain=gains.pop())
    return Answer(tuple(gains), word)


def _window(ear: Whisper, question: Question) -> Window | None:
    """The window that the cue is in; None where it cannot be heard."""
    from editor.ear.windows import windows

    made = windows(question.lines, ear.tokens_of, ear.room)
    own = (each for each in made if any(line.row == question.row for line in each.lines))
    return next(own, None)


def _heard(kept: Kept, ear: Whisper, question: Question, window: Window) -> Heard:
    return kept.heard(ear, question.folder, question.rate, window)


def _is_spoken(kept: Kept, ear: Whisper, heard: Heard, window: Window, question: Question) -> bool:
    """Whether the sound says anything of the cue: silence and noise would rank at random."""
    from editor.ear.fit import HEARD, fits

    expected = kept.expected(ear, window.text, question.prompt)
    scored = ear.score(heard, [window.text], question.prompt)[0]
    found = (fit for fit in fits(window, scored, expected) if fit.row == question.row)
    return any(fit.evidence >= HEARD for fit in found)
