# SPDX-License-Identifier: GPL-3.0-or-later
"""The bands' levels are those of a plain transform of each window."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from editor.media.filter_bank import FilterBank

BORDERS = (250, 450, 650, 900, 1300, 1900, 2700, 3800, 5400)


def plain(samples: np.ndarray, rate: int) -> np.ndarray:
    """One window after the other, in dB of full scale."""
    hop = rate // 100
    window = np.hanning(2 * hop + 1)[:-1]
    pitches = np.fft.rfftfreq(2 * hop, 1 / rate)
    rows = []
    padded = np.pad(samples.astype(float), (0, 2 * hop))
    for first in range(0, len(samples), hop):
        power = np.abs(np.fft.rfft(padded[first : first + 2 * hop] * window)) ** 2
        power /= 32768**2 * hop * np.sum(window**2)
        borders = [hz for hz in BORDERS if hz < rate / 2]
        rows.append(
            [power[(low <= pitches) & (pitches < high)].sum() for low, high in pairwise(borders)]
        )
    return np.asarray(10 * np.log10(np.array(rows) + 1e-9))


@pytest.mark.parametrize("rate", [2_099, 8_000, 11_025, 22_050, 44_100, 48_000])
def test_levels_are_those_of_a_plain_transform(rate: int) -> None:
    samples = np.random.default_rng(906).normal(0, 3_000, rate * 6 + 77).astype(np.int16)
    expected = plain(samples, rate)
    levels = FilterBank(rate).levels(samples, range(len(expected)))
    assert levels.shape == expected.shape
    assert np.abs(levels - expected).max() < 0.001


def test_a_part_has_the_levels_it_has_in_the_whole() -> None:
    samples = np.random.default_rng(906).normal(0, 3_000, 48_000).astype(np.int16)
    bank = FilterBank(48_000)
    whole = bank.levels(samples, range(100))
    assert np.allclose(bank.levels(samples, range(37, 81)), whole[37:81], atol=1e-4)


def test_a_tone_is_in_its_band_alone_and_silence_in_none() -> None:
    rate = 16_000
    tone = 16_384 * np.sin(2 * np.pi * 1_100 / rate * np.arange(rate))
    bank = FilterBank(rate)
    levels = bank.levels(tone.astype(np.int16), range(10, 20))
    assert (np.argmax(levels, axis=1) == 3).all()  # 900 to 1,300 Hz
    assert (np.sort(levels, axis=1)[:, -2] < levels[:, 3] - 60).all()
    assert bank.levels(np.zeros(rate, np.int16), range(5)) == pytest.approx(-90, abs=0.01)
