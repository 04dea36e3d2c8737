# SPDX-License-Identifier: GPL-3.0-or-later
"""What is heard in a medium, in a form that two edits of it have in common.

Levels in eight bands, 100 times a second; of these, what changes within a second. So loudness,
equalisation and the steady part of what was mixed in do not count, nor does the pitch: a band is
wider than what five per cent of speed move a voice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.media.filter_bank import FRAMES, FilterBank
from editor.media.voice_activity import find_speech

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from editor.media.pcm import Samples

    Floats = NDArray[np.float32]

STEP = 1000 // FRAMES
"""ms between two frames. Frame n is about the moment `(n + 1) * STEP`."""

_LOWEST_RATE = 2_000
"""Samples a second; below, there are no bands to compare."""

_CELL = 50
"""Frames of a cell: loudness is told by half seconds."""

_AROUND = 30
"""Cells on either side that tell how loud it is there: 15 s."""

_RANGE = 30.0
"""dB below what is loud in a band there: what is fainter is all the same."""

_QUIETEST = 25.0
"""dB: a passage that is fainter than the whole by more is not made louder."""

_FAINTEST = -80.0
"""dB of full scale: nothing is heard below."""

_HIGH_PASS = 150
"""Frames of which the mean is subtracted: a second and a half."""

_MOST = 3.0
"""Standard deviations that a value has at most."""


class Sounding(NamedTuple):
    """What is heard in a medium.

    Attributes:
        contours: How the level of each band changes; float32 of shape (frames, bands), about 0, of
            about unit variance where something is heard. Silence is 0.
        speech: Starts and ends in ms of the stretches of speech.
        length: Of the sound, in ms.
    """

    contours: Floats
    speech: tuple[NDArray[np.int64], NDArray[np.int64]]
    length: int


def sounding(samples: Samples, rate: int) -> Sounding:
    """What is heard in a sound of `rate` samples a second; it may be a memory map of hours."""
    length = len(samples) * 1000 // rate
    speech = find_speech(samples, rate)
    edges = speech.starts, speech.ends
    if rate < _LOWEST_RATE or not len(samples):
        return Sounding(np.zeros((0, 1), np.float32), edges, length)
    bank = FilterBank(rate)
    levels = bank.levels(samples, range(-(-len(samples) // bank.hop)))
    return Sounding(contours(_on_grid(levels, bank.hop * 1000 / rate)), edges, length)


def contours(levels: Floats) -> Floats:
    """What changes in the levels (dB) of each band; see `Sounding.contours`."""
    loud = _loud(levels)
    heard = np.maximum(levels, np.repeat(loud - _RANGE, _CELL, axis=0)[: len(levels)])
    heard = np.maximum(heard, np.float32(_FAINTEST))
    changes = heard - _running_mean(heard, _HIGH_PASS)
    spread = np.sqrt(np.mean(changes**2, axis=0))
    shape: Floats = (changes / np.maximum(spread, 0.5)).astype(np.float32)
    return np.clip(shape, -_MOST, _MOST, out=shape)


def _on_grid(levels: Floats, step: float) -> Floats:
    """Levels that are `step` ms apart, as they are `STEP` apart: hops are whole samples."""
    if abs(step - STEP) * len(levels) < 1:
        return levels
    count = int(len(levels) * step / STEP)
    at = np.arange(1, count + 1) * (STEP / step) - 1
    return between(levels, at)


def between(rows: Floats, at: NDArray[np.floating]) -> Floats:
    """Rows at fractional places; zeros outside."""
    first = np.floor(at).astype(np.int64)
    part = (at - first).astype(np.float32)[:, None]
    outside = (first < 0) | (first >= len(rows) - 1)
    first = np.clip(first, 0, max(len(rows) - 2, 0))
    if len(rows) < 2:  # noqa: PLR2004 - there is nothing between fewer
        return np.zeros((len(at), rows.shape[1]), np.float32)
    found: Floats = rows[first] * (1 - part) + rows[first + 1] * part
    found[outside] = 0
    return found


def _loud(levels: Floats) -> Floats:
    """For each cell and band the level of what is loud around it."""
    padded = np.pad(levels, ((0, -len(levels) % _CELL), (0, 0)), "edge")
    cells = np.percentile(padded.reshape(-1, _CELL, levels.shape[1]), 90, axis=1)
    reach = min(_AROUND, len(cells) - 1)
    wide = np.pad(cells, ((reach, reach), (0, 0)), "symmetric")
    windows = np.lib.stride_tricks.sliding_window_view(wide, 2 * reach + 1, axis=0)
    around = np.percentile(windows, 80, axis=-1)
    least = np.percentile(cells, 80, axis=0) - _QUIETEST
    return np.asarray(np.maximum(around, least), np.float32)


def _running_mean(rows: Floats, width: int) -> Floats:
    before, after = width // 2, width - width // 2
    sums = np.zeros((len(rows) + 1, rows.shape[1]))
    np.cumsum(rows, axis=0, dtype=np.float64, out=sums[1:])
    places = np.arange(len(rows))
    stops, firsts = np.minimum(places + after, len(rows)), np.maximum(places - before, 0)
    mean = (sums[stops] - sums[firsts]) / (stops - firsts)[:, None]
    return np.asarray(mean, np.float32)
