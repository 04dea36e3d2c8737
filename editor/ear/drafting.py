# SPDX-License-Identifier: GPL-3.0-or-later
"""Transcribing again: what a model hears where somebody speaks, in words with times.

Whisper makes text up of silence, noise and music. So it hears only where speech was found; and a
draft is dropped if it is hardly likelier with the sound than with silence, if the model itself says
that nobody speaks, or if it repeats itself as only a stuck recogniser does.
"""

from __future__ import annotations

import zlib
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from editor.core.text import units
from editor.language.simplified import to_simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from editor.core.words import Word
    from editor.ear.ear import Scored
    from editor.ear.kept import Kept
    from editor.ear.serving import Step
    from editor.ear.whisper import Whisper

_LONGEST = 15_000
"""ms of a window. A model hears 30 s, but leaves out more the more it has to say."""
_APART = 400
"""ms without speech that end a window: a model may skip what is behind a pause."""
_MARGIN = 200
"""ms before and behind speech that are heard with it."""
_EVIDENCE = 0.8
"""By how much a draft must be likelier with its sound than with silence, on the mean of its tokens.
More than `fit.HEARD`: it was chosen by the sound."""
_REST = 1_500
"""ms of speech behind what was heard that are heard once more: models stop early."""
_WORD, _UNIT = 300, 350
"""ms that a word lasts at most: the one, and the other for each Chinese character."""
_NO_SPEECH, _UNSURE = 0.6, -1.0
"""Nobody speaks where this probability and so low a mean log-probability are found; OpenAI's."""
_STUCK = 2.4
"""How well the text of a stuck recogniser can be compressed; OpenAI's."""


class Drafting(NamedTuple):
    """What is to be heard.

    Attributes:
        model: The file or folder of the model.
        folder: Where the decoded sound is, as in `media.sound`.
        rate: Its samples a second.
        windows: Starts and ends in ms, see `windows_of`.
        terms: The user's words, which the model is told.
        threads: Threads that compute.
    """

    model: Path
    folder: Path
    rate: int
    windows: tuple[tuple[int, int], ...]
    terms: tuple[str, ...] = ()
    threads: int = 1


class Drafted(NamedTuple):
    """What was heard in a window.

    Attributes:
        start: Of the window, in ms.
        end: Of the window.
        words: With their times and confidences; none where nothing was heard.
        dropped: What the model made up, if that was more than nothing.
    """

    start: int
    end: int
    words: tuple[Word, ...]
    dropped: str = ""


def windows_of(stretches: Sequence[tuple[int, int]], until: int) -> Iterator[tuple[int, int]]:
    """Windows that a model can hear in one go, of stretches of speech in ms.

    A stretch that is too long is cut; `until` is the length of the sound.
    """
    begun: int | None = None
    ended = 0
    for start, end in _cut(stretches):
        if begun is not None and (end - begun > _LONGEST or start - ended > _APART):
            yield _around(begun, ended, until)
            begun = None
        begun = start if begun is None else begun
        ended = end
    if begun is not None:
        yield _around(begun, ended, until)


def _around(start: int, end: int, until: int) -> tuple[int, int]:
    return max(0, start - _MARGIN), min(end + _MARGIN, until)


def _cut(stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in stretches:
        count = -(-(end - start) // _LONGEST)
        for place in range(count):
            yield (
                start + (end - start) * place // count,
                start + (end - start) * (place + 1) // count,
            )


def draft(kept: Kept, task: Drafting) -> Iterator[Step]:
    """Hear all windows: tells `Prepared`, then a `Drafted` for each.

    Raises:
        UserError: The model cannot be used.
    """
    from editor.ear.work import Prepared

    ear = kept.ear(task.model)
    yield partial(Prepared, ear.name, tuple(map(str, task.windows)))
    for start, end in task.windows:
        yield partial(_drafted, kept, ear, task, start, end)


def _drafted(kept: Kept, ear: Whisper, task: Drafting, start: int, end: int) -> Drafted:
    words: list[Word] = []
    dropped, at = "", start
    while end - at >= _REST or at == start:
        part = _part(kept, ear, task, at, end)
        words += part.words
        dropped = dropped or part.dropped
        if not part.words:
            break
        at = max(part.words[-1].end - _MARGIN, at + _REST)
    return Drafted(start, end, tuple(words), dropped)


def _part(kept: Kept, ear: Whisper, task: Drafting, start: int, end: int) -> Drafted:
    from editor.core.timecode import to_samples
    from editor.ear.kept import samples_of
    from editor.ear.mel import resampled
    from editor.ear.work import prompt_of

    samples = samples_of(task.folder)
    part = samples[to_samples(start, task.rate) : to_samples(end, task.rate)]
    heard = ear.hear(resampled(part, task.rate))
    prompt = prompt_of(task.terms)
    found = ear.transcribe(heard, prompt)
    text = to_simplified(found.text.strip())  # models write now one script, now the other
    if not text or (found.no_speech > _NO_SPEECH and found.log_probability < _UNSURE):
        return Drafted(start, end, (), text)
    raw = text.encode()
    if len(raw) / len(zlib.compress(raw)) > _STUCK:
        return Drafted(start, end, (), text)
    scored, expected = ear.score(heard, [text], prompt)[0], kept.expected(ear, text, prompt)
    evidence = float((scored.log_probabilities - expected.log_probabilities).mean())
    if evidence < _EVIDENCE:
        return Drafted(start, end, (), text)
    return Drafted(start, end, tuple(_words(text, scored, start, end)))


def _words(text: str, scored: Scored, start: int, end: int) -> Iterator[Word]:
    import numpy as np

    from editor.ear.fit import BIAS, Fit
    from editor.ear.placing import word_times

    if scored.starts is None:
        return
    start, end = start + _MARGIN, max(end - _MARGIN, start + _MARGIN + 1)  # where speech is
    times = np.clip(scored.starts + BIAS + start - _MARGIN, start, end)
    fit = Fit(0, scored.spans, scored.log_probabilities, scored.log_probabilities, 1.0, times)
    place = 0
    for word in word_times(text, fit, start, end):
        first = text.index(word.text, place)
        place = first + len(word.text)
        own = (scored.spans[:, 0] < place) & (scored.spans[:, 1] > first)
        sure = float(np.exp(scored.log_probabilities[own].mean())) if own.any() else None
        longest = word.start + _WORD + round(_UNIT * units(word.text))
        yield word._replace(end=min(word.end, longest), confidence=sure)
