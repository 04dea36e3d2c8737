# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes with CTranslate2: run by Jiaozi in a Python of the user's that has it, and in no other.

Both ways: a line of JSON, whose `arrays` are the shapes of the float32 arrays that follow as bytes.
See `editor.ear.engine` for what is asked. It ends with its standard input.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import numpy as np

_AT_ONCE = 8
"""Texts that are aligned at once: memory stays bounded."""


class Program:
    """A model, loaded when it is named."""

    def __init__(self) -> None:
        self._model: Any = None
        self._path, self._threads = "", 0

    def load(self, order: dict[str, Any]) -> tuple[dict[str, Any], list[Any]]:
        """Load a model, on a GPU where there is one that CTranslate2 can use."""
        import ctranslate2  # type: ignore[import-not-found,unused-ignore]  # the user's

        self._path, self._threads = order["model"], order["threads"]
        device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
        self._model = ctranslate2.models.Whisper(
            self._path, device=device, intra_threads=self._threads
        )
        return {"version": ctranslate2.__version__, "device": device}, []

    def version(self, _: dict[str, Any]) -> tuple[dict[str, Any], list[Any]]:
        """Which CTranslate2 this is."""
        import ctranslate2

        return {"version": ctranslate2.__version__}, []

    def hear(self, _: dict[str, Any], mel: Any) -> tuple[dict[str, Any], list[Any]]:
        """Encode a window."""
        encoded = self._model.encode(_view(mel[None]), to_cpu=True)
        return {}, [np.asarray(encoded).astype(np.float32)[0]]

    def align(self, order: dict[str, Any], heard: Any) -> tuple[dict[str, Any], list[Any]]:
        """The probability of each token of each text, and the paths of the alignments."""
        found = []
        for first in range(0, len(order["texts"]), _AT_ONCE):
            texts = order["texts"][first : first + _AT_ONCE]
            view = _view(np.repeat(heard[None], len(texts), axis=0))
            found += self._model.align(view, order["start"], texts, [order["frames"]] * len(texts))
        return {
            "probabilities": [each.text_token_probs for each in found],
            "paths": [each.alignments for each in found[:1]],
        }, []

    def write(self, order: dict[str, Any], heard: Any) -> tuple[dict[str, Any], list[Any]]:
        """What the model writes behind some tokens, the likeliest each time."""
        before, most = order["before"], order["most"]
        (found,) = self._model.generate(
            _view(heard[None]),
            [before],
            beam_size=1,
            max_length=max(2 * most, len(before) + most),  # it takes half, or what is left
            suppress_tokens=[],
            return_scores=True,
            return_no_speech_prob=True,
        )
        ids = found.sequences_ids[0][:most]
        return {"ids": ids, "score": found.scores[0], "no_speech": found.no_speech_prob}, []


def _view(array: Any) -> Any:
    import ctranslate2

    return ctranslate2.StorageView.from_array(np.ascontiguousarray(array))


def main() -> None:
    """Do what is asked, one order after the other."""
    told, asked = os.fdopen(os.dup(1), "wb"), sys.stdin.buffer
    os.dup2(2, 1)  # what libraries print is no answer
    program = Program()
    for line in asked:
        order = json.loads(line)
        arrays = [
            np.frombuffer(bytearray(asked.read(4 * int(np.prod(shape)))), np.float32).reshape(shape)
            for shape in order["arrays"]
        ]
        try:
            answer, made = getattr(program, order["do"])(order, *arrays)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other end tells the user
            answer, made = {"error": f"{type(error).__name__}: {error}"}, []
        head = json.dumps({**answer, "arrays": [each.shape for each in made]})
        told.write(head.encode() + b"\n" + b"".join(each.tobytes() for each in made))
        told.flush()


if __name__ == "__main__":
    main()
