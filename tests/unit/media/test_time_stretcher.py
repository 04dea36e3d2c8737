# SPDX-License-Identifier: GPL-3.0-or-later
"""Slower and faster: how long it becomes, what is in it, and where it says the ear is."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from editor.media.time_stretcher import TimeStretcher

Samples = NDArray[np.int16]

RATE = 8000
MS = RATE // 1000
SPEEDS = (0.5, 0.75, 1.25, 2.0, 2.5)


def made(stretcher: TimeStretcher, samples: Samples, piece: int = 100 * MS) -> Samples:
    parts = [stretcher.add(samples[at : at + piece]) for at in range(0, len(samples), piece)]
    return np.concatenate((*parts, stretcher.flush()))


def noise(length: int) -> Samples:
    return np.random.default_rng(3).integers(-20_000, 20_000, length).astype(np.int16)


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("ms", [0, 1, 15, 30, 45, 80, 400, 3210])
def test_all_of_it_is_in_it_and_it_is_as_long_as_it_should_be(ms: int, speed: float) -> None:
    given = noise(ms * MS)
    stretcher = TimeStretcher(RATE, speed)
    heard = made(stretcher, given)
    assert len(heard) == round(len(given) / speed)
    assert stretcher.input_at(0) == 0
    assert stretcher.input_at(len(heard)) == len(given)


@pytest.mark.parametrize("speed", SPEEDS)
def test_the_first_and_the_last_of_it_are_heard(speed: float) -> None:
    given = np.zeros(500 * MS, np.int16)
    clicks = [5 * MS, 495 * MS]
    given[clicks] = 10_000
    heard = made(TimeStretcher(RATE, speed), given)
    first, last = np.flatnonzero(heard > 5000)
    assert abs(first - clicks[0] / speed) < 10 * MS
    assert abs(len(heard) - last - 5 * MS / speed) < 10 * MS


@pytest.mark.parametrize("speed", SPEEDS)
def test_it_tells_where_the_ear_is(speed: float) -> None:
    given = np.arange(-30_000, 30_000, 4, dtype=np.int16)  # each sample tells its place
    stretcher = TimeStretcher(RATE, speed)
    heard = (made(stretcher, given).astype(int) + 30_000) / 4
    told = np.array([stretcher.input_at(at) for at in range(len(heard))])
    assert np.abs(told - heard).max() < 5 * MS
    assert np.abs(heard - np.arange(len(heard)) * speed).max() < 21 * MS


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_voice_stays_a_voice(speed: float) -> None:
    time = np.arange(2 * RATE) / RATE
    given = np.rint(sum(3000 * np.sin(2 * np.pi * 90 * n * time) for n in (1, 2, 3)))
    heard = made(TimeStretcher(RATE, speed), given.astype(np.int16))
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard)))) ** 2
    hertz = np.fft.rfftfreq(len(heard), 1 / RATE)
    near = sum(spectrum[np.abs(hertz - 90 * n) < 4].sum() for n in (1, 2, 3))
    assert near > 0.98 * spectrum.sum()


def test_the_pieces_it_comes_in_are_not_heard() -> None:
    given = noise(RATE)
    for speed in SPEEDS:
        whole = made(TimeStretcher(RATE, speed), given, len(given))
        assert np.array_equal(whole, made(TimeStretcher(RATE, speed), given, 77))


def test_silence_stays_silence_in_its_place() -> None:
    stretcher = TimeStretcher(RATE, 0.5)
    heard = made(stretcher, np.zeros(RATE, np.int16))
    assert not heard.any()
    assert all(abs(stretcher.input_at(at) - at / 2) < 11 * MS for at in range(0, 2 * RATE, 100))
