# SPDX-License-Identifier: GPL-3.0-or-later
"""CTranslate2, where the user has installed it, in the place of numpy: for large models and GPUs.

It is not imported, since its wheels hold libraries that do not go with the GPL: a program in the
user's own Python computes (`resources/engine`), and is sent sound and tokens. It scores as
`Whisper` does, with the same numbers; what it cannot do, `Whisper` does.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

import numpy as np

from editor.core.errors import UserError
from editor.ear.alignment import POSITIONS
from editor.ear.ear import Draft, Heard, Scored, Seams
from editor.ear.mel import LONGEST, RATE, log_mel
from editor.ear.whisper import MOST_DRAFTED, Whisper
from editor.media.processes import start_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from editor.ear.weights import Floats, ModelFile

    Answer = tuple[dict[str, Any], list[Floats]]

PROGRAM = Path(__file__).resolve().parents[2] / "resources" / "engine" / "ctranslate2_program.py"
"""What the user's Python runs."""

_LEAST = 1e-30
"""Probabilities below are taken for this: none is zero."""
_TICK = 0.02
"""Seconds between two looks at whether the answer is still wanted."""


@dataclass(frozen=True)
class _Encoded(Heard):
    """A window as the engine's encoder heard it: shape (positions, width)."""

    encoded: Floats


class Program:
    """The program in the user's Python."""

    def __init__(self, python: Path, between: Callable[[], None] = lambda: None) -> None:
        """Start it; `between` is called again and again while an answer is waited for.

        Raises:
            UserError: It cannot be started.
        """
        self._python, self.between = python, between
        try:
            self._process = start_program([str(python), str(PROGRAM)])
        except OSError as error:
            raise UserError(
                "“{name}” cannot be run: {reason}.",
                name=str(python),
                reason=error.strerror or error,
            ) from None
        self._answers: SimpleQueue[Answer | None] = SimpleQueue()
        self._owed = 0
        self._reader = Thread(target=self._read, name="engine", daemon=True)
        self._reader.start()

    def ask(self, do: str, *arrays: Floats, **facts: object) -> Answer:
        """Have it do something.

        Raises:
            UserError: It says why it cannot, or it has ended.
        """
        while self._owed:  # what was asked for before, and given up
            self._answer()
        order = json.dumps({"do": do, **facts, "arrays": [each.shape for each in arrays]})
        whole = b"".join(np.ascontiguousarray(each, np.float32).tobytes() for each in arrays)
        self._owed += 1
        try:
            assert self._process.stdin is not None  # noqa: S101 - it is a pipe
            self._process.stdin.write(order.encode() + b"\n" + whole)
            self._process.stdin.flush()
        except OSError:
            raise self._ended() from None
        answer, made = self._answer()
        if "error" in answer:
            raise UserError(
                "CTranslate2 in “{name}” failed: {reason}",
                name=str(self._python),
                reason=answer["error"],
            )
        return answer, made

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what it did not take any more
                    pipe.close()

    def _answer(self) -> Answer:
        while True:
            self.between()
            try:
                found = self._answers.get(timeout=_TICK)
            except Empty:
                continue
            if found is None:
                self._answers.put(None)
                raise self._ended()
            self._owed -= 1
            return found

    def _ended(self) -> UserError:
        return UserError(
            "CTranslate2 in “{name}” ended unexpectedly; memory may have run out.",
            name=str(self._python),
        )

    def _read(self) -> None:
        """Read answers, until there are no more."""
        told = self._process.stdout
        assert told is not None  # noqa: S101 - it is a pipe
        try:
            for line in told:
                answer = json.loads(line)
                arrays = [
                    np.frombuffer(told.read(4 * int(np.prod(shape))), np.float32).reshape(shape)
                    for shape in answer.pop("arrays")
                ]
                self._answers.put((answer, arrays))
        except (OSError, ValueError, KeyError):
            pass  # it broke off, or is another program
        self._answers.put(None)


class Engine(Whisper):
    """A model that CTranslate2 computes.

    Attributes:
        program: Computes.
        device: On what.
    """

    def __init__(
        self, program: Program, folder: Path, model: ModelFile, name: str, threads: int
    ) -> None:
        """Load it there.

        Args:
            program: Computes.
            folder: Of the model, in the form of faster-whisper.
            model: The same, read.
            name: For the user.
            threads: Threads that compute.

        Raises:
            UserError: It cannot be loaded.
        """
        super().__init__(model, name, threads, between=program.between)
        self.program, self._folder = program, folder
        self._threads = self._loaded = threads
        self.device: str = self._load()["device"]

    def _load(self) -> dict[str, Any]:
        self._loaded = self._threads
        return self.program.ask("load", model=str(self._folder), threads=self._threads)[0]

    def use(self, threads: int) -> None:
        """Compute on so many threads from now on."""
        super().use(threads)
        self._threads = threads

    def hear(self, sound: NDArray[np.float32], seconds: float = LONGEST) -> Heard:
        """Listen to a window, padded with silence."""
        del seconds  # it hears whole windows only
        if self.device == "cpu" and self._threads != self._loaded:
            self._load()  # their number is fixed when a model is loaded
        mel = log_mel(sound, self._dims.mels)[:, : 2 * self._dims.audio_ctx]
        (encoded,) = self.program.ask("hear", mel)[1]
        spoken = -(-len(sound) * POSITIONS // RATE)
        return _Encoded([], max(1, min(spoken, len(encoded))), encoded)

    def score(self, window: Heard, texts: Sequence[str], prompt: str = "") -> list[Scored]:
        """Score texts: see `Ear`."""
        encodings = [self._tokens.encode(text) for text in texts]
        answer = self._aligned(window, [each.ids for each in encodings], prompt)
        path = np.asarray(answer["paths"][0]).reshape(-1, 2)
        rows = np.flatnonzero(np.diff(path[:, 0], prepend=-1) > 0)
        starts = path[rows, 1][: len(encodings[0].ids) + 1] * (1000 // POSITIONS)
        scored = [
            Scored(each.spans, _log(found), None)
            for each, found in zip(encodings, answer["probabilities"], strict=True)
        ]
        first = scored[0]
        return [Scored(first.spans, first.log_probabilities, starts), *scored[1:]]

    def seams(self, window: Heard, text: str, scored: Scored, prompt: str = "") -> Seams:
        """See `Ear`. The end is not known: the engine would write up to it token by token."""
        ids = self._tokens.encode(text).ids
        rows, others = self._unspaced(ids, scored)
        unspaced = np.full(len(ids), -np.inf, np.float32)
        if rows:
            texts = [(*ids[:row], other) for row, other in zip(rows, others, strict=True)]
            found = self._aligned(window, texts, prompt)["probabilities"]
            unspaced[rows] = _log([each[-1] for each in found])
        return Seams(unspaced, 0.0)

    def _aligned(
        self, window: Heard, texts: Sequence[tuple[int, ...]], prompt: str
    ) -> dict[str, Any]:
        """What the program says of texts."""
        *start, _ = self._before(prompt)
        facts = {"start": start, "texts": texts, "frames": 2 * window.positions}
        return self.program.ask("align", _encoded(window), **facts)[0]

    def transcribe(self, window: Heard, prompt: str = "") -> Draft:
        """What the model hears: see `Whisper.transcribe`."""
        before = self._before(prompt)
        answer = self._write(window, before, MOST_DRAFTED)
        ids = [token for token in answer["ids"] if token < self._special.end]
        likely = answer["score"] * len(answer["ids"]) / (len(ids) + 1)
        return Draft(self._tokens.decode(ids), likely, answer["no_speech"])

    def _following(self, window: Heard, before: tuple[int, ...], most: int) -> Iterator[int]:
        yield from self._write(window, before, most)["ids"]

    def _write(self, window: Heard, before: tuple[int, ...], most: int) -> dict[str, Any]:
        """What is written, without the text that was there."""
        text = len(before) - before.index(self._special.no_timestamps) - 1
        answer = self.program.ask("write", _encoded(window), before=before, most=text + most)[0]
        return {**answer, "ids": answer["ids"][text:]}


def _log(probabilities: Sequence[float]) -> Floats:
    found: Floats = np.log(np.maximum(np.asarray(probabilities, np.float32), _LEAST))
    return found


def _encoded(window: Heard) -> Floats:
    if not isinstance(window, _Encoded):
        raise TypeError(window)
    return window.encoded


def version(python: Path) -> str:
    """Which CTranslate2 a Python has.

    Raises:
        UserError: It has none that can be used.
    """
    program = Program(python)
    try:
        found: str = program.ask("version")[0]["version"]
    finally:
        program.close()
    return found
