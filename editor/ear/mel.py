# SPDX-License-Identifier: GPL-3.0-or-later
"""The log-mel spectrogram that Whisper hears, from sound at any rate.

Radford et al., *Robust Speech Recognition via Large-Scale Weak Supervision* (2022), section 2.2;
``audio.py`` of github.com/openai/whisper (MIT). The bands are Slaney's, as in ``librosa``.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from editor.ear.weights import Floats
    from editor.media.pcm import Samples

RATE = 16_000
"""Samples a second."""

FRAMES = 100
"""Frames of the spectrogram a second; a position of the encoder is two."""

LONGEST = 30
"""Seconds that are heard at a time."""

_FFT, _HOP = 400, RATE // FRAMES
_FAINTEST, _RANGE = 1e-10, 8.0
_BEND, _LINEAR, _RATIO = 1000.0, 200 / 3, math.log(6.4) / 27
"""Slaney's scale: 66.7 Hz a mel up to 1 kHz, and 27 steps for each factor of 6.4 above."""


def resampled(samples: Samples, rate: int) -> NDArray[np.float32]:
    """16-bit samples at `rate` a second as float32 of -1 to 1 at 16 kHz.

    By the Fourier transform of the whole: what is above 8 kHz is cut off.
    """
    sound = samples.astype(np.float32) / np.float32(32768)
    if rate == RATE or not len(sound):
        return sound
    common = math.gcd(rate, RATE)
    steps = -(-len(sound) * common // rate)  # whole ones, so that both lengths are exact
    spectrum = np.fft.rfft(sound, steps * rate // common)
    length = steps * RATE // common
    spectrum = spectrum[: length // 2 + 1]
    result = np.fft.irfft(spectrum, length)[: round(len(sound) * RATE / rate)]
    scaled: NDArray[np.float32] = (result * (RATE / rate)).astype(np.float32)
    return scaled


def log_mel(sound: NDArray[np.float32], mels: int, seconds: float = LONGEST) -> Floats:
    """The spectrogram of `sound`, padded with silence, or cut, to `seconds`.

    Args:
        sound: At 16 kHz, -1 to 1.
        mels: Bands: 80, or 128.
        seconds: Length that is heard: 30 at most, a multiple of 0.02.

    Returns:
        Shape (mels, 100 * seconds), float32, about -1 to 1.5; the faintest is 8 below the loudest
        decade of power, before it is scaled by 1/4.
    """
    length = round(seconds * RATE)
    padded = np.zeros(length, np.float32)
    padded[: len(sound)] = sound[:length]
    padded = np.pad(padded, _FFT // 2, mode="reflect")
    pieces = np.lib.stride_tricks.sliding_window_view(padded, _FFT)[::_HOP][:-1]
    spectra = np.fft.rfft(pieces * _hann())
    power = np.square(spectra.real) + np.square(spectra.imag)
    loud = np.log10(np.maximum(filters(mels) @ power.T, _FAINTEST))
    return (np.maximum(loud, loud.max() - _RANGE) + 4) / 4


@lru_cache(maxsize=1)
def _hann() -> Floats:
    return np.hanning(_FFT + 1)[:-1].astype(np.float32)


@lru_cache(maxsize=2)
def filters(mels: int) -> NDArray[np.float32]:
    """Triangles of equal area over the bins of the transform, shape (mels, 201)."""
    top = 15 + math.log(RATE / 2 / _BEND) / _RATIO
    scale = np.linspace(0, top, mels + 2)
    hertz = np.where(scale < 15, scale * _LINEAR, _BEND * np.exp(_RATIO * (scale - 15)))  # noqa: PLR2004 - 1 kHz
    bins = np.arange(_FFT // 2 + 1) * RATE / _FFT
    rising = (bins - hertz[:-2, None]) / (hertz[1:-1] - hertz[:-2])[:, None]
    falling = (hertz[2:, None] - bins) / (hertz[2:] - hertz[1:-1])[:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    equal: NDArray[np.float32] = triangles * (2 / (hertz[2:] - hertz[:-2]))[:, None]
    return equal.astype(np.float32)
