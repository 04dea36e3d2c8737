# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import numpy as np
import pytest

from editor.media.spectrum import BANDS, HIGHEST, LOWEST, decibels
from tests.sound import Samples


def tone(hertz: float, rate: int, seconds: float = 1.0, level: float = 1.0) -> Samples:
    times = np.arange(round(rate * seconds)) / rate
    return Samples((32767 * level * np.sin(2 * np.pi * hertz * times)).astype(np.int16), rate)


def pitch_of(band: int) -> float:
    """Hz in the middle of a band: mel bands from the lowest to the highest, evenly apart."""
    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (LOWEST, HIGHEST))
    mel = low + (high - low) * (band + 1) / (BANDS + 1)
    return float(700 * (10 ** (mel / 2595) - 1))


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("hertz", [150, 440, 1000, 3000, 7000])
def test_a_tone_is_loudest_in_its_band(rate: int, hertz: float) -> None:
    loud = decibels(tone(hertz, rate), rate / 4, rate / 200, 50)
    assert loud.shape == (BANDS, 50)
    for band in loud.argmax(axis=0):
        assert pitch_of(band) == pytest.approx(hertz, rel=0.03, abs=40)


@pytest.mark.parametrize("level", [1.0, 0.1, 0.001])
def test_full_scale_is_about_0_db(level: float) -> None:
    loud = decibels(tone(1000, 16_000, level=level), 4000, 100, 20).max()
    assert loud == pytest.approx(20 * np.log10(level), abs=3)


def test_silence_and_what_is_not_there_are_silent() -> None:
    quiet = Samples(np.zeros(1000, np.int16), 16_000)
    for start in (-5000, 0, 900, 5000):
        assert decibels(quiet, start, 40, 30).max() == pytest.approx(-120)


@pytest.mark.parametrize("step", [0.5, 16, 1000, 5000])
def test_a_sound_is_where_it_is_at_every_zoom(step: float) -> None:
    rate, begin = 16_000, 40_000
    samples = np.zeros(80_000, np.int16)
    samples[begin:] = tone(1000, rate, 2.5)._samples  # noqa: SLF001 - made by this test
    columns = 8
    start = begin - step * columns / 2
    loud = decibels(Samples(samples, rate), start, step, columns).max(axis=0)
    window = rate * 0.024
    middles = start + (np.arange(columns) + 0.5) * step
    assert (loud[middles > begin + window] > -3).all()
    assert (loud[middles < begin - window] < -100).all()


def test_a_low_rate_has_no_high_pitches() -> None:
    hiss = np.random.default_rng(1).integers(-9000, 9000, 8000).astype(np.int16)
    loud = decibels(Samples(hiss, 8000), 1000, 40, 50)
    above = [band for band in range(BANDS) if pitch_of(band) > 4500]
    assert above
    assert loud[above].max() < -100
    assert loud[: above[0] - 12].min() > -80


def test_no_columns() -> None:
    assert decibels(tone(1000, 16_000), 0, 10, 0).shape == (BANDS, 0)
