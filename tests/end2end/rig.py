# SPDX-License-Identifier: GPL-3.0-or-later
"""What plays into a sound card and what is to come out of it, for the tests that listen."""

from __future__ import annotations

import json
import subprocess
import sys
import wave
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from tests.program import ROOT
from tests.sound_card import RATE

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.sound_card import SoundCard

    Samples = NDArray[np.int16]

MS = RATE // 1000
FADE = 4 * MS
SECONDS = 12


class Player:
    """The program that plays; ends with the block."""

    def __init__(self, card: SoundCard, medium: Path) -> None:
        command = [sys.executable, "-m", "tests.end2end.listener", str(medium)]
        self._program = subprocess.Popen(
            [*command, str(medium.parent / "cache")],
            cwd=ROOT,
            env=card.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.begun = self._answer()

    def tell(self, command: str, *numbers: float | str | None) -> dict[str, Any]:
        """Have it done, and see what there is to see then."""
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps([command, *numbers]) + "\n")
        self._program.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._program.stdout is not None
        answer: dict[str, Any] = json.loads(self._program.stdout.readline())
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._program.communicate(timeout=30)
        assert self._program.returncode == 0


def noise() -> Samples:
    """No two moments of it are alike, and no sample is 0: each tells where it stands."""
    drawn = np.random.default_rng(7).integers(-20_000, 20_000, SECONDS * RATE)
    return (drawn | 1).astype(np.int16)


def medium(folder: Path, samples: Samples) -> Path:
    path = folder / "medium.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path


def place(heard: Samples, noise: Samples) -> int:
    """Which sample of `noise` the first one heard is, told by what comes after the fade."""
    known = heard[FADE : FADE + 8]
    found = [
        int(at)
        for at in np.flatnonzero(noise == known[0])
        if np.array_equal(noise[at : at + len(known)], known)
    ]
    assert len(found) == 1
    return found[0] - FADE


def holds(heard: Samples, noise: Samples, start: int, end: int, *, begins: bool = True) -> None:
    """`heard` is [start, end) ms, apart from the fades; or its end, where it was begun before.

    The outermost samples of a fade round to 0, so a few may seem to be missing.
    """
    first = place(heard, noise)
    gaps = np.flatnonzero(heard[FADE:-FADE] == 0)
    assert not len(gaps), f"{len(gaps)} samples of silence from {gaps[0] / MS:.1f} ms on"
    assert abs(first - start * MS) < 5
    assert 0 <= end * MS - first - len(heard) < 5
    inner = slice(FADE, len(heard) - FADE)
    assert np.array_equal(heard[inner], noise[first : first + len(heard)][inner])
    assert abs(int(heard[-1])) < 600
    assert abs(int(heard[0])) < 600 or not begins


def parts(heard: Samples, silence: int) -> list[Samples]:
    """What was heard between silences of at least that many samples."""
    loud = np.flatnonzero(heard)
    borders = np.flatnonzero(np.diff(loud) > silence) + 1
    return [heard[part[0] : part[-1] + 1] for part in np.split(loud, borders) if len(part)]
