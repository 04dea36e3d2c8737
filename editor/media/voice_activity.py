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
"""Frames, half a second, of which the quietest tenth says how loud the noise is."""

_AROUND = 30
"""Cells on either side that take part in judging one: what hums changes within 15 s."""

_FARTHER = 60
"""Cells on either side among which pauses are looked for: talk may go on for 15 s without any."""

_SEGMENT = 600
"""Cells looked at in one go."""

_LOWEST_RATE = 2_000
"""Samples a second below which there are no bands to compare."""

_CLEAREST = 25.0
"""dB above the noise beyond which a band says no more: one alone is not speech."""

_FAINTEST = -75.0
"""dB of full scale that noise is thought to have in each band, where it has less."""

_RANGE = 42.0
"""dB below the loud parts around that speech still has; what dies away in a room has less."""

_ON, _OFF = 6.0, 3.0
"""dB above the noise, the mean of the bands: speech has more, and lasts until it has less."""

_LULL = 15
"""Frames: what is heard beside the talk is heard in pauses of 150 ms."""

_LULLS = 15
"""Per cent of the half seconds around that have such a pause, in talk of any kind."""

_MOST_BESIDE = 5.0
"""dB by which more is asked of speech at most: talk without a pause is not its own music."""

_SURE = 2
"""Frames above `_ON` that a stretch needs."""

_SHORTEST_PAUSE = 10
"""Frames: a stop before a consonant is shorter than 100 ms."""

_SHORTEST_SPEECH = 7
"""Frames: a click is shorter."""

_NONE = np.zeros(0, np.int64)


def find_speech(samples: Samples, rate: int, progress: Progress | None = None) -> Speech:
    """Look for speech in a whole sound.

    Args:
        samples: May be a memory map of many hours: it is read five minutes at a time, and
            what is held beside that grows by two megabytes an hour.
        rate: Samples a second.
        progress: Told the frames that are done; may end it.
    """
    until = from_samples(len(samples), rate)
    if rate < _LOWEST_RATE or not len(samples):
        return Speech(_NONE, _NONE, until)
    bank = FilterBank(rate)
    frames = -(-len(samples) // bank.hop)
    edges = _stretches(*_judged(samples, bank, frames, progress))
    # A frame hears what begins in its second half, and no more what ends in its first.
    starts, ends = ((edge * bank.hop * 1000 // rate) for edge in (edges[0] + 1, edges[1]))
    starts[edges[0] == 0] = 0
    ends[edges[1] == frames] = until
    whole = starts < np.minimum(ends, until)
    return Speech(starts[whole], np.minimum(ends, until)[whole], until)


def _judged(
    samples: Samples, bank: FilterBank, frames: int, progress: Progress | None
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each frame whether it may be speech, and whether it surely is; and one more frame."""
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
    """How far each frame is above the noise (dB), and whether it is loud enough at all."""
    count, bands = levels.shape
    # The last cell is filled up with its own frames, turned round.
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
    """For each frame by how many dB what is heard in pauses passes for speech: music does.

    Noise is steady, and told by its quietest frames; music goes up and down, and is told by
    the loudest frame of the quietest stretches.
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
    """First frames and stops of the stretches that have enough sure frames.

    After the last frame, there is one more that is neither.
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
