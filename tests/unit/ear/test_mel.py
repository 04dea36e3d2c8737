# SPDX-License-Identifier: GPL-3.0-or-later
"""The spectrogram: OpenAI's filters, its floor, and sound at other rates."""

from __future__ import annotations

import numpy as np
import pytest

from editor.ear.mel import filters, log_mel, resampled

# Read off ``whisper/assets/mel_filters.npz`` of openai-whisper 20250625 (MIT): band, bin, value.
FILTERS = {
    80: (
        *((0, 1, 0.02486259), (1, 2, 0.02287177), (25, 25, 0.00404043), (26, 26, 0.00331861)),
        *((40, 43, 0.01473557), (79, 195, 0.0022438), (79, 199, 0.00044876)),
    ),
    128: ((0, 1, 0.01237399), (2, 2, 0.02474797), (64, 43, 0.01809152), (127, 197, 0.00334284)),
}


@pytest.mark.parametrize("mels", FILTERS)
def test_filters_are_openais(mels: int) -> None:
    found = filters(mels)
    assert found.shape == (mels, 201)
    for band, place, value in FILTERS[mels]:
        assert found[band, place] == pytest.approx(value, abs=1e-7)


def test_a_band_reaches_from_its_lower_to_its_upper_neighbour() -> None:
    assert np.flatnonzero(filters(80)[40]).tolist() == [42, 43, 44]


def test_silence_is_the_floor() -> None:
    # log10(1e-10) = -10; (-10 + 4) / 4
    mel = log_mel(np.zeros(16_000, np.float32), 80)
    assert mel.shape == (80, 3000)
    assert mel == pytest.approx(-1.5, abs=1e-6)


def test_the_faintest_is_eight_decades_below_the_loudest() -> None:
    tone = np.sin(2 * np.pi * 1000 * np.arange(48_000) / 16_000).astype(np.float32)
    mel = log_mel(tone, 80)
    assert mel.max() - mel.min() == pytest.approx(2, abs=1e-6)
    assert mel[:, 500].max() == mel.min()  # behind the sound is silence
    loudest = int(mel[:, 100].argmax())
    assert filters(80)[loudest, 25] > 0  # 1 kHz is bin 25


@pytest.mark.parametrize("rate", [8000, 11_025, 16_000, 22_050, 44_100, 48_000])
def test_a_tone_stays_the_same_at_any_rate(rate: int) -> None:
    tone = np.rint(8192 * np.sin(2 * np.pi * 440 * np.arange(rate) / rate)).astype(np.int16)
    found = resampled(tone, rate)
    right = 0.25 * np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000)
    assert len(found) == 16_000
    assert found[200:-200] == pytest.approx(right[200:-200], abs=2e-3)


def test_no_sound_stays_none() -> None:
    assert len(resampled(np.zeros(0, np.int16), 44_100)) == 0
