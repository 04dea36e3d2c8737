# SPDX-License-Identifier: GPL-3.0-or-later
"""A synthetic voice that says known words at known times: espeak-ng, word after word."""

from __future__ import annotations

import shutil
import subprocess
import wave
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from editor.core.text import HAN
from editor.ear.mel import RATE, resampled
from editor.ear.windows import Line
from editor.language.words import borders
from tests.ear.clips import Clip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.media.pcm import Samples

VOICE = "cmn"
_AUDIBLE = 0.02
_PAUSE = 300
"""ms between two lines."""


def has_voice() -> bool:
    """Whether espeak-ng is installed."""
    return shutil.which("espeak-ng") is not None


def spoken_lines(texts: Iterable[str]) -> tuple[Clip, list[list[tuple[int, int]]]]:
    """Lines said in one go, and for each its words: the place in the text and the start in ms.

    Each word is said by itself and trimmed, so that its start is known to the sample.
    """
    parts: list[Samples] = []
    lines, truth = [], []
    at = 0
    for row, text in enumerate(texts):
        first, words = at, []
        edges = [*borders(text), len(text)]
        for start, stop in pairwise(edges):
            if HAN.match(text[start:stop]) or text[start:stop].isalnum():
                words.append((start, at * 1000 // RATE))
                parts.append(_said(text[start:stop]))
                at += len(parts[-1])
        lines.append(Line(row, first * 1000 // RATE, at * 1000 // RATE, text))
        truth.append(words)
        parts.append(np.zeros(_PAUSE * RATE // 1000, np.int16))
        at += len(parts[-1])
    return Clip(f"espeak-ng {VOICE}", np.concatenate(parts), tuple(lines)), truth


def _said(text: str) -> Samples:
    command = ["espeak-ng", "-v", VOICE, "--stdout", text]
    said = subprocess.run(command, capture_output=True, check=True).stdout
    with wave.open(BytesIO(said)) as sound:
        samples = np.frombuffer(sound.readframes(1 << 24), np.int16)
        whole = resampled(samples, sound.getframerate())
    heard = np.flatnonzero(np.abs(whole) > _AUDIBLE * np.abs(whole).max(initial=0.1))
    trimmed = whole[heard[0] : heard[-1] + 1] if len(heard) else whole
    return np.rint(trimmed * 32767).clip(-32768, 32767).astype(np.int16)
