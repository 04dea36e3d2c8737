# SPDX-License-Identifier: GPL-3.0-or-later
"""What the process that listens keeps from one request to the next: the model, and what it heard.

Models and windows take hundreds of megabytes, so there is one model, and few windows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.core.errors import Problem, UserError
from editor.ear.checking import file_of, usable
from editor.ear.fit import window_sound
from editor.ear.whisper import Whisper
from editor.media.sound import SAMPLES_FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor.ear.ear import Heard, Scored
    from editor.ear.engine import Program
    from editor.ear.weights import ModelFile
    from editor.ear.windows import Window
    from editor.media.pcm import Samples

_WINDOWS = 4
"""Windows that are remembered as they were heard: some 40 MB each, with *base*."""


class Kept:
    """A model, loaded when it is first asked for."""

    def __init__(
        self,
        between: Callable[[], None] = lambda: None,
        *,
        engine: Path | None = None,
        note: Callable[[Problem], None] = lambda _: None,
        threads: int = 1,
    ) -> None:
        """Begin with none.

        Args:
            between: Called again and again while something is computed; it may raise.
            engine: A Python that has CTranslate2, which computes where it can; None: numpy does.
            note: Told why it cannot.
            threads: Threads that compute.
        """
        self._between, self._threads = between, threads
        self._engine, self._note = engine, note
        self._program: Program | None = None
        self._ear: tuple[object, Whisper] | None = None
        self._silence: Heard | None = None
        self._expected: tuple[tuple[str, str], Scored] | None = None  # by text and prompt
        self._heard: dict[tuple[Path, int, int], Heard] = {}

    def use(self, threads: int) -> None:
        """Compute on so many threads from now on."""
        self._threads = threads
        if self._ear is not None:
            self._ear[1].use(threads)

    def ear(self, model: Path) -> Whisper:
        """The model of that file or folder.

        Raises:
            UserError: It cannot be used.
        """
        state = model, _changed(model)
        if self._ear is None or self._ear[0] != state:
            self._ear, self._silence, self._expected, self._heard = None, None, None, {}
            loaded, name = usable(model)
            ear = self._by_engine(model, loaded, name)
            if ear is None:
                ear = Whisper(loaded, name, self._threads, between=self._between)
            self._ear = state, ear
        return self._ear[1]

    def _by_engine(self, model: Path, loaded: ModelFile, name: str) -> Whisper | None:
        """The model as the user's engine computes it; None where numpy has to."""
        if self._engine is None:
            return None
        from editor.ear.engine import Engine, Program
        from editor.ear.models import converted

        folder = converted(model)
        if folder is None:
            self._note(Problem("CTranslate2 reads faster-whisper folders only; Jiaozi itself "
                               "computes with “{name}”.", name=model.name))  # fmt: skip
            return None
        try:
            self._program = self._program or Program(self._engine, self._between)
            return Engine(self._program, folder, loaded, name, self._threads)
        except UserError as error:
            if self._program is not None:
                self._program.close()
            self._program = None
            self._note(Problem("Computed by Jiaozi instead. {reason}", reason=error.problem))
            return None

    def expected(self, ear: Whisper, text: str, prompt: str) -> Scored:
        """What a text gets without any sound: the model's own expectation."""
        if self._ear is None or self._ear[1] is not ear:  # another one was loaded meanwhile
            return ear.score(ear.hear(_SILENCE), [text], prompt)[0]
        if self._silence is None:
            self._silence = ear.hear(_SILENCE)
        if self._expected is None or self._expected[0] != (text, prompt):
            self._expected = (text, prompt), ear.score(self._silence, [text], prompt)[0]
        return self._expected[1]

    def heard(self, ear: Whisper, folder: Path, rate: int, window: Window) -> Heard:
        """A window of the sound in a folder, heard once."""
        key = folder, window.start, window.end
        heard = self._heard.get(key)
        if heard is None:
            heard = ear.hear(window_sound(samples_of(folder), rate, window))
        self._heard.pop(key, None)
        self._heard[key] = heard
        if len(self._heard) > _WINDOWS:
            del self._heard[next(iter(self._heard))]
        return heard


_SILENCE = np.zeros(0, np.float32)


def samples_of(folder: Path) -> Samples:
    """The sound in a folder, as in `media.sound`."""
    return np.memmap(folder / SAMPLES_FILE, np.int16, "r")


def _changed(model: Path) -> int | None:
    """When a model's file was written last; None where that cannot be told."""
    try:
        return file_of(model).stat().st_mtime_ns
    except (OSError, ValueError):  # there is none
        return None
