# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands for CTranslate2 in a Python of its own: what of it is called, computed by numpy."""

# ruff: noqa: SLF001 - it is the inside of our model under another name

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from editor.ear import whisper
from editor.ear.alignment import token_starts
from editor.ear.ear import Heard
from editor.ear.encoder import encode
from editor.ear.models import read_model

__version__ = "0 (numpy)"


def get_cuda_device_count() -> int:
    return 0


class StorageView:
    def __init__(self, array: Any) -> None:
        self.array = array

    @classmethod
    def from_array(cls, array: Any) -> StorageView:
        if not array.flags.writeable:
            raise ValueError("read-only")
        return cls(array)

    def __array__(self, *_: Any, **__: Any) -> Any:
        return self.array


class Aligned(NamedTuple):
    text_token_probs: list[float]
    alignments: list[tuple[int, int]]


class Written(NamedTuple):
    sequences_ids: list[list[int]]
    scores: list[float]
    no_speech_prob: float


class Whisper:
    def __init__(self, path: str, *, device: str, intra_threads: int) -> None:
        assert device == "cpu"
        self._own = own = whisper.Whisper(read_model(Path(path)), threads=intra_threads)
        self._dims, self._decoder, self._special = own._dims, own._decoder, own._special

    def encode(self, mel: StorageView, *, to_cpu: bool) -> StorageView:
        assert to_cpu
        own = self._own
        return StorageView(encode(mel.array[0], self._dims, own._parameters, own._workers)[None])

    def align(
        self, heard: StorageView, start: list[int], texts: list[list[int]], frames: list[int]
    ) -> list[Aligned]:
        return [
            self._aligned(self._heard(each, count // 2), start, text)
            for each, text, count in zip(heard.array, texts, frames, strict=True)
        ]

    def generate(
        self, heard: StorageView, prompts: list[list[int]], *, max_length: int, **_: Any
    ) -> list[Written]:
        (before,) = prompts
        place = before.index(self._special.no_timestamps) + 1
        text, window = before[place:], self._heard(heard.array[0], 1500)
        most = min(max_length // 2, max_length - len(before)) - len(text)
        step = self._own._begun(window, tuple(before))
        silent = self._own._no_speech(step.hidden[-len(self._special.beginning)])
        pairs = list(self._own._greedy(window, step, most))
        ids = [token for token, _ in pairs if token != self._special.end]
        mean = sum(likely for _, likely in pairs) / max(1, len(ids))
        return [Written([text + ids], [mean], silent)]

    def _heard(self, encoded: Any, positions: int) -> Heard:
        return Heard(self._decoder.hear(encoded), positions)

    def _aligned(self, window: Heard, start: list[int], text: list[int]) -> Aligned:
        before = (*start, self._special.no_timestamps)
        decoded = self._own._whole(window, (*before, *text, self._special.end))
        found = self._own._log_probabilities(decoded.hidden[len(before) - 1 : -2], text)
        starts = token_starts(decoded.attention, len(before) - 1, window.positions)
        return Aligned(np.exp(found).tolist(), list(enumerate(starts.tolist())))


class models:  # noqa: N801 - the name of a module there
    Whisper = Whisper
