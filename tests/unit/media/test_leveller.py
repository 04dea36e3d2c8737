# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import numpy as np
import pytest

from editor.media.leveller import Leveller

RATE = 8_000


def levelled(samples: np.ndarray, piece: int) -> np.ndarray:
    leveller = Leveller(RATE)
    parts = [leveller.add(samples[at : at + piece]) for at in range(0, len(samples), piece)]
    return np.concatenate((*parts, leveller.flush()))


def tone(seconds: float, loudness: int) -> np.ndarray:
    wave = loudness * np.sin(2 * np.pi * 200 / RATE * np.arange(round(seconds * RATE)))
    return np.asarray(wave, np.int16)


def test_a_quiet_speaker_becomes_as_loud_as_a_loud_one() -> None:
    loud, quiet = tone(6, 16_000), tone(6, 4_000)
    heard = np.abs(levelled(np.concatenate((loud, quiet)), 1_000).astype(int))
    middle = slice(3 * RATE, 4 * RATE), slice(8 * RATE, 9 * RATE)
    assert heard[middle[1]].max() == pytest.approx(heard[middle[0]].max(), rel=0.15)


def test_a_whisper_becomes_ten_times_as_loud_at_most() -> None:
    heard = np.abs(levelled(tone(6, 1_000), 1_000).astype(int))
    assert heard[3 * RATE : 4 * RATE].max() == pytest.approx(10_000, rel=0.15)


@pytest.mark.parametrize("piece", [333, 1_000, 100_000])
def test_every_sample_gives_one(piece: int) -> None:
    samples = tone(3.21, 5_000)
    assert len(levelled(samples, piece)) == len(samples)


def test_silence_stays_silent_and_nothing_stays_nothing() -> None:
    assert not levelled(np.zeros(3 * RATE, np.int16), 1_000).any()
    assert len(Leveller(RATE).flush()) == 0
