# SPDX-License-Identifier: GPL-3.0-or-later
"""The pass over a medium, in a process of its own: each window is heard and its cues are scored.

It sends `Prepared`, then a `Judged` for each window. It is sent numbers of threads: one while
somebody types, more when nobody does. Whoever ends it loses the window it was at, and no more:
names of windows that are known already are part of the `Task`. Terms are no part of those names:
a term that is added in the middle of the work does not make all of the sound unheard. It imports
no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from editor.media import processes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from multiprocessing.connection import Connection
    from pathlib import Path

    from editor.core.doubt import Candidate, Spoken
    from editor.ear.ear import Heard
    from editor.ear.fit import Fit
    from editor.ear.whisper import Whisper
    from editor.ear.windows import Line, Window
    from editor.media.pcm import Samples

_NICER, _IDLE = 5, 0x40
"""Added to a child's niceness, and ``IDLE_PRIORITY_CLASS`` of Windows."""

DOUBTFUL = -2.0
"""Score below which other words are tried."""


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


def prompt_of(terms: Iterable[str]) -> str:
    """What a model is told of the user's words."""
    return "，".join(terms)


def begun(model: Path, folder: Path, threads: int) -> tuple[Whisper, Samples]:
    """A model that can be used, and the sound in a folder, as in `media.sound`.

    Raises:
        UserError: The model cannot be used.
    """
    import numpy as np

    from editor.ear.checking import usable
    from editor.ear.whisper import Whisper
    from editor.media.sound import SAMPLES_FILE

    loaded, name = usable(model)
    samples = np.memmap(folder / SAMPLES_FILE, np.int16, "r")
    return Whisper(loaded, name, threads), samples


def unheard(ear: Whisper) -> Heard:
    """Silence: what a text gets without any sound is the model's own expectation."""
    import numpy as np

    return ear.hear(np.zeros(0, np.float32))


def judge(wire: Connection, task: Task) -> None:
    """Score all windows that are not known.

    Raises:
        UserError: The model cannot be used.
    """
    from editor.ear.windows import windows

    step_back()
    ear, samples = begun(task.model, task.folder, task.threads)
    made = windows(task.lines, ear.tokens_of, ear.room)
    keyed = {window.key(ear.name): window for window in made if _is_wanted(window, task.rows)}
    wire.send(Prepared(ear.name, tuple(keyed)))
    silence = unheard(ear)
    for key, window in keyed.items():
        while wire.poll():
            ear.use(wire.recv())
        if key not in task.known:
            wire.send(_judged(ear, silence, key, window, samples, task))


def _is_wanted(window: Window, rows: frozenset[int] | None) -> bool:
    return rows is None or any(line.row in rows for line in window.lines)


def _judged(  # noqa: PLR0913, PLR0917 - one window, and all that is known
    ear: Whisper, silence: Heard, key: str, window: Window, samples: Samples, task: Task
) -> Judged:
    from editor.ear.fit import doubts, fits, window_sound
    from editor.ear.placing import weakest_words
    from editor.ear.suggesting import suggestions
    from editor.ear.text import whole_word

    prompt = task.prompt
    texts = {line.row: line.text for line in window.lines}
    heard = ear.hear(window_sound(samples, task.rate, window))
    scored = ear.score(heard, [window.text], prompt)[0]
    found = fits(window, scored, ear.score(silence, [window.text], prompt)[0])
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


def step_back() -> None:
    """Yield to children that decode, too."""
    processes.step_back(_NICER, _IDLE)
