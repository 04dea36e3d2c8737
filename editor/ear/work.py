# SPDX-License-Identifier: GPL-3.0-or-later
"""The pass over a medium, as work of `serving`: each window is heard and its cues are scored.

It tells `Prepared`, then a `Judged` for each window. Whoever ends it loses the window it was at,
and no more: names of windows that are known already are part of the `Task`. Terms are no part of
those names: a term that is added in the middle of the work does not make all of the sound unheard.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from editor.core.doubt import Candidate, Spoken
    from editor.ear.fit import Fit
    from editor.ear.kept import Kept
    from editor.ear.serving import Step
    from editor.ear.whisper import Whisper
    from editor.ear.windows import Line, Window

DOUBTFUL = -2.0
"""Score below which other words are tried."""
_SCALE = 2
"""Raised when scores mean something else than before."""


class Task(NamedTuple):
    """What is to be done.

    Attributes:
        model: The file or folder of the model.
        folder: Where the decoded sound is, as in `media.sound`.
        rate: Its samples a second.
        lines: The cues.
        terms: The user's words, which the model is told.
        known: Keys of the windows that need not be heard again.
        threads: Threads that compute at first.
        suggests: Whether other words are tried where a cue is doubtful.
        rows: The cues that are asked about; windows without any are not heard. None: all.
    """

    model: Path
    folder: Path
    rate: int
    lines: tuple[Line, ...]
    terms: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    threads: int = 1
    suggests: bool = True
    rows: frozenset[int] | None = None

    @property
    def prompt(self) -> str:
        """What the model is told of the terms."""
        return prompt_of(self.terms)


class Prepared(NamedTuple):
    """The model can be used: its name, and the keys of all windows that are asked about."""

    model: str
    keys: tuple[str, ...]


class Judged(NamedTuple):
    """A window was heard.

    Attributes:
        key: The window's.
        fits: How well each of its cues fits.
        words: The word [start, stop) that the weakest part of each cue belongs to, by row.
        spoken: Its weakest words, by row.
        suggestions: Other words by row, in the script of the cue.
    """

    key: str
    fits: tuple[Fit, ...]
    words: dict[int, tuple[int, int]]
    spoken: dict[int, tuple[Spoken, ...]]
    suggestions: dict[int, list[Candidate]]


def judge_of(model: str) -> str:
    """Who gives scores: those of another model, or on an earlier scale, do not count beside."""
    return f"{model}, scale {_SCALE}"


def prompt_of(terms: Iterable[str]) -> str:
    """What a model is told of the user's words."""
    return "，".join(terms)


def judge(kept: Kept, task: Task) -> Iterator[Step]:
    """Score all windows that are not known.

    Raises:
        UserError: The model cannot be used.
    """
    from editor.ear.windows import windows

    ear = kept.ear(task.model)
    made = windows(task.lines, ear.tokens_of, ear.room)
    keyed = {
        window.key(judge_of(ear.name)): window for window in made if _is_wanted(window, task.rows)
    }
    yield partial(Prepared, ear.name, tuple(keyed))
    for key, window in keyed.items():
        if key not in task.known:
            yield partial(_judged, kept, ear, key, window, task)


def _is_wanted(window: Window, rows: frozenset[int] | None) -> bool:
    return rows is None or any(line.row in rows for line in window.lines)


def _judged(kept: Kept, ear: Whisper, key: str, window: Window, task: Task) -> Judged:
    from editor.ear.fit import doubts, fits, window_loudness, window_sound
    from editor.ear.kept import samples_of
    from editor.ear.placing import weakest_words
    from editor.ear.suggesting import suggestions
    from editor.ear.text import whole_word

    prompt = task.prompt
    texts = {line.row: line.text for line in window.lines}
    samples = samples_of(task.folder)
    heard = ear.hear(window_sound(samples, task.rate, window))
    scored = ear.score(heard, [window.text], prompt)[0]
    seams = ear.seams(heard, window.text, scored, prompt)
    unheard = kept.expected(ear, window.text, prompt)
    loudness = window_loudness(samples, task.rate, window)
    found = fits(window, scored, unheard, seams, loudness)
    terms = frozenset(task.terms)
    weak = doubts(found)
    words = {doubt.row: whole_word(texts[doubt.row], doubt.weakest, terms) for doubt in weak}
    spoken = {fit.row: weakest_words(texts[fit.row], fit, terms) for fit in found}
    others = {
        doubt.row: suggestions(ear, heard, window, doubt, prompt=prompt, terms=terms)
        for doubt in weak
        if task.suggests and doubt.heard and doubt.score < DOUBTFUL
    }
    return Judged(key, tuple(found), words, spoken, others)
