# SPDX-License-Identifier: GPL-3.0-or-later
"""Voice activity detection (VAD): energy above the noise, band by band, with hysteresis.

How it works, why no package does it, and how far off the edges are: docs/speech.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.core.timecode import from_samples
from editor.media.filter_bank import FilterBank
from editor.media.speech import Speech

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from editor.core.progress import Progress
    from editor.media.pcm import Samples

_CELL = 50
"""Frames of a cell, half a second. Its quietest tenth tells the level of noise."""

_AROUND = 30
"""Cells on either side that the noise is estimated from: 15 s."""

_FARTHER = 60
"""Cells on either side that are searched for pauses: talk may go on for 15 s without any."""

_SEGMENT = 600
"""Cells analysed at a time: five minutes."""

_LOWEST_RATE = 2_000
"""Samples a second; below, there are no bands to compare."""

_CLEAREST = 25.0
"""dB above the noise that a band counts at most, since one band alone is not speech."""

_FAINTEST = -75.0
"""dB of full scale: the least noise that is assumed in a band."""

_RANGE = 42.0
"""dB: speech is at most this much below the loud parts around; reverberation is further."""

_ON, _OFF = 6.0, 3.0
"""dB above the noise, mean of the bands: the two thresholds of the hysteresis."""

_LULL = 15
"""Frames of a pause, 150 ms, in which the background is heard alone."""

_LULLS = 15
"""Percentile: the share of half seconds that have such a pause in any talk."""

_MOST_BESIDE = 5.0
"""dB by which the background raises the thresholds at most: talk without pauses is none."""

_SURE = 2
"""Frames above `_ON` that a stretch of speech must have."""

_SHORTEST_PAUSE = 10
"""Frames: shorter pauses, below 100 ms, are stop consonants."""

_SHORTEST_SPEECH = 7
"""Frames: shorter stretches, below 70 ms, are clicks."""

_NONE = np.zeros(0, np.int64)


def find_speech(samples: Samples, rate: int, progress: Progress | None = None) -> Speech:
    """Find the stretches of speech in a sound.

    Args:
        samples: Mono, 16 bit. May be a memory map of many hours: five minutes are read at a
            time, and memory grows by 3 MB an hour.
        rate: Samples a second.
        progress: Reported the frames that are done; may cancel.
    """
    until = from_samples(len(samples), rate)
    if rate < _LOWEST_RATE or not len(samples):
        return Speech(_NONE, _NONE, until)
    bank = FilterBank(rate)
    frames = -(-len(samples) // bank.hop)
    edges = _stretches(*_judged(samples, bank, frames, progress))
    # A frame detects speech that begins in its second half, but not what ends in its first.
    starts, ends = ((edge * bank.hop * 1000 // rate) for edge in (edges[0] + 1, edges[1]))
    starts[edges[0] == 0] = 0
    ends[edges[1] == frames] = until
    whole = starts < np.minimum(ends, until)
    return Speech(starts[whole], np.minimum(ends, until)[whole], until)


def _judged(
    samples: Samples, bank: FilterBank, frames: int, progress: Progress | None
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each frame, and one more, whether it is above `_OFF`, and whether above `_ON`."""
    maybe, surely = np.zeros(frames + 1, np.bool_), np.zeros(frames + 1, np.bool_)
    around = max(_AROUND, _FARTHER) * _CELL
    begin, levels = 0, np.empty((0, bank.bands), np.float32)  # of the frames from `begin` on
    for first in range(0, frames, _SEGMENT * _CELL):
        stop = min(first + _SEGMENT * _CELL, frames)
        more = bank.levels(samples, range(begin + len(levels), min(stop + around, frames)))
        behind = max(first - around, 0) - begin
        begin, levels = begin + behind, np.concatenate((levels[behind:], more))
        score, audible = _scores(levels)
        score, audible = score[first - begin :], audible[first - begin :]
        maybe[first:stop] = (audible & (score > _OFF))[: stop - first]
        surely[first:stop] = (audible & (score > _ON))[: stop - first]
        if progress is not None:
            progress.report(stop, frames)
    return maybe, surely


def _scores(levels: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Each frame's level above the noise in dB, and whether it is loud enough at all."""
    count, bands = levels.shape
    # The last cell is padded with its own frames, reversed.
    levels = np.pad(levels, ((0, -count % _CELL), (0, 0)), "symmetric")
    cells = levels.reshape(-1, _CELL, bands)
    noise = np.maximum(_around(np.percentile(cells, 10, axis=1), 20), _FAINTEST)
    above = np.clip(cells - noise[:, None, :], 0, _CLEAREST).mean(axis=2).ravel()
    score = np.convolve(np.pad(above, 1, "edge"), (0.15, 0.7, 0.15), "valid")[:count]
    score -= _beside(score)
    whole = 10 * np.log10(np.sum(10 ** (cells / 10), axis=2))
    loud = _around(np.percentile(whole, 90, axis=1)[:, None], 80)
    least = np.maximum(loud - _RANGE, _FAINTEST + 10)
    return score.astype(np.float32), (whole > least).ravel()[:count]


def _beside(score: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each frame the dB by which the background, as heard in pauses, passes for speech.

    Noise is steady: its quietest frames tell its level. Music varies: it is told by the loudest
    frame of the quietest 150 ms.
    """
    before = _LULL // 2
    padded = np.pad(score, (before, _LULL - 1 - before), "edge")
    loudest = np.lib.stride_tricks.sliding_window_view(padded, _LULL).max(axis=1)
    cells = np.pad(loudest, (0, -len(score) % _CELL), "symmetric").reshape(-1, _CELL)
    pauses = _around(cells.min(axis=1)[:, None], _LULLS, _FARTHER).ravel()
    return np.repeat(np.clip(pauses - _OFF, 0, _MOST_BESIDE), _CELL)[: len(score)]


def _around(values: NDArray[np.float64], share: int, reach: int = _AROUND) -> NDArray[np.float64]:
    """For each cell (and column) the percentile of the cells around it."""
    padded = np.pad(values, ((reach, reach), (0, 0)), "symmetric")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=0)
    return np.asarray(np.percentile(windows, share, axis=-1))


def _stretches(
    maybe: NDArray[np.bool_], surely: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First frames and stops of the stretches above `_OFF` with enough frames above `_ON`.

    Both arrays have one more frame at the end, which is False.
    """
    edges = np.flatnonzero(np.diff(maybe, prepend=False))
    starts, stops = edges[::2], edges[1::2]
    if not len(edges):
        return starts, stops
    kept = np.add.reduceat(surely, edges, dtype=np.int32)[::2] >= _SURE
    starts, stops = starts[kept], stops[kept]
    pauses = starts[1:] - stops[:-1] >= _SHORTEST_PAUSE
    starts = starts[np.concatenate((np.ones(len(starts[:1]), np.bool_), pauses))]
    stops = stops[np.concatenate((pauses, np.ones(len(stops[:1]), np.bool_)))]
    kept = stops - starts >= _SHORTEST_SPEECH
    return starts[kept], stops[kept]
