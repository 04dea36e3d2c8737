# SPDX-License-Identifier: GPL-3.0-or-later
"""CTranslate2 as the engine of the program, by its own door, beside numpy: the same, how fast?"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from editor.ear.checking import usable
from editor.ear.engine import Engine, Program
from editor.ear.fit import window_sound
from editor.ear.mel import RATE
from editor.ear.whisper import Whisper
from editor.ear.windows import windows
from tests.ear.fetching import MODEL, REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from editor.ear.ear import Scored
    from editor.ear.weights import Floats
    from editor.ear.windows import Window
    from tests.ear.clips import Clip

T = TypeVar("T")

_WORDS = 8
"""Texts that are scored at once, as for the words of one place."""
_MOST = 8
"""Tokens that a model writes on."""


class _Heard(NamedTuple):
    """What one of them makes of a window, and in which seconds."""

    scored: list[Scored]
    unspaced: Floats
    draft: str
    written: tuple[int, str]
    seconds: list[float]


def beside_numpy(clip: Clip, threads: int) -> Iterator[tuple[str, str]]:
    """The largest differences of all that is asked, and seconds of both."""
    model, name = usable(MODEL)
    program = Program(REFERENCE)
    ears = Whisper(model, name, threads), Engine(program, MODEL, model, name, threads)
    pairs = [
        tuple(_heard(ear, clip, window, prompt) for ear in ears)
        for window in windows(clip.lines, ears[0].tokens_of, ears[0].room)
        for prompt in ("", "权重，大模型")
    ]
    program.close()
    gaps = [
        np.abs(mine.log_probabilities - other.log_probabilities).max()
        for ours, theirs in pairs
        for mine, other in zip(ours.scored, theirs.scored, strict=True)
    ]
    yield "log-probability, largest difference", f"{max(gaps):.1e} ({len(gaps)} texts)"
    gaps = [np.abs(ours.unspaced - theirs.unspaced).max(initial=0) for ours, theirs in pairs]
    yield "the same without its space, largest difference", f"{max(gaps):.1e} ({len(gaps)} texts)"
    apart = [np.abs(_starts(ours) - _starts(theirs)).max() for ours, theirs in pairs]
    yield "time of a token, largest difference", f"{max(apart)} ms"
    for what, same in (
        ("drafts", [ours.draft == theirs.draft for ours, theirs in pairs]),
        ("words written on", [ours.written == theirs.written for ours, theirs in pairs]),
    ):
        yield f"{what} that are the same", f"{sum(same)} of {len(same)}"
    ours, theirs = np.median([[each.seconds for each in pair] for pair in pairs], axis=0)
    steps = ("hearing a window", "one text", f"{_WORDS} texts", "a draft")
    for what, mine, other in zip(steps, ours, theirs, strict=True):
        yield f"{what}, s, {threads} threads", f"{mine:.2f} (the engine: {other:.2f})"


def _heard(ear: Whisper, clip: Clip, window: Window, prompt: str) -> _Heard:
    sound = window_sound(clip.samples, RATE, window)
    texts = [window.text, *(window.text[:-cut] for cut in range(1, _WORDS))]
    clock = [time.perf_counter()]

    def timed(made: T) -> T:
        clock.append(time.perf_counter())
        return made

    heard = timed(ear.hear(sound))
    alone = timed(ear.score(heard, texts[:1], prompt))[0]
    scored = timed(ear.score(heard, texts, prompt))
    draft = timed(ear.transcribe(heard, prompt)).text
    written = ear.write_on(heard, window.text, 3, "", _MOST, prompt)
    unspaced = ear.seams(heard, window.text, alone, prompt).unspaced
    return _Heard(scored, unspaced[np.isfinite(unspaced)], draft, written, np.diff(clock).tolist())


def _starts(heard: _Heard) -> NDArray[np.intp]:
    starts = heard.scored[0].starts
    return np.zeros(0, np.intp) if starts is None else starts
