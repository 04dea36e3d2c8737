# SPDX-License-Identifier: GPL-3.0-or-later
"""Where somebody speaks: by energy above the noise, band by band; kept beside the sound.

Why no package does it, and how far off the edges are: docs/speech.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from editor.core.timecode import from_samples
from editor.media.sound import SAMPLES_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from editor.core.progress import Progress
    from editor.media.pcm import Samples

SPEECH_FILE = "speech-2.npy"
"""Its number changes with the detector: what an older one found is found anew."""

_FRAMES = 100
"""Frames a second; each is two steps long, so that neighbours overlap by half."""

_CELL = 50
"""Frames, half a second, of which the quietest tenth says how loud the noise is."""

_AROUND = 30
"""Cells on either side that take part in judging one: what hums changes within 15 s."""

_FARTHER = 60
"""Cells on either side among which pauses are looked for: talk may go on for 15 s without any."""

_SEGMENT = 600
"""Cells looked at in one go."""

_BATCH = 2_000
"""Frames transformed in one go."""

_BANDS = (250, 450, 650, 900, 1300, 1900, 2700, 3800, 5400)
"""Hz between which speech is weighed. Lower and narrower ones would beat with the mains' hum."""

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


@dataclass(frozen=True, eq=False)
class Speech:
    """Stretches in which somebody speaks.

    Attributes:
        starts: int64, ms, ascending.
        ends: int64, ms, one for each start; `starts[n] < ends[n] < starts[n + 1]`.
        until: ms of the medium that were looked at.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    until: int

    def between(self, start: int, end: int) -> Speech:
        """What of it lies in [start, end); stretches that reach beyond are cut."""
        first = int(np.searchsorted(self.ends, start, "right"))
        stop = int(np.searchsorted(self.starts, end, "left"))
        starts = np.maximum(self.starts[first:stop], start)
        ends = np.minimum(self.ends[first:stop], end)
        return Speech(starts, ends, min(self.until, end))

    def onset_near(self, ms: int, reach: int) -> int | None:
        """Where speech begins nearest to `ms`, at most `reach` from it."""
        return _nearest(self.starts, ms, reach)

    def offset_near(self, ms: int, reach: int) -> int | None:
        """Where speech ends nearest to `ms`, at most `reach` from it."""
        return _nearest(self.ends, ms, reach)

    def pause_near(self, ms: int, reach: int) -> tuple[int, int] | None:
        """Start and end of the pause that takes up most of [ms - reach, ms + reach].

        A pause has speech on either side. In talk, the longest near an estimated place is
        the right one more often than the nearest is.
        """
        low, high = ms - reach, ms + reach
        first = int(np.searchsorted(self.starts[1:], low, "right"))
        stop = int(np.searchsorted(self.ends[:-1], high, "left"))
        if first >= stop:
            return None
        starts, ends = self.ends[first:stop], self.starts[first + 1 : stop + 1]
        longest = np.argmax(np.minimum(ends, high) - np.maximum(starts, low))
        return int(starts[longest]), int(ends[longest])


def _nearest(edges: NDArray[np.int64], ms: int, reach: int) -> int | None:
    place = int(np.searchsorted(edges, ms))
    near = edges[max(place - 1, 0) : place + 1]
    if not len(near):
        return None
    best = int(near[np.argmin(np.abs(near - ms))])
    return best if abs(best - ms) <= reach else None


def speech_of_entry(folder: Path, rate: int, samples: int) -> Speech:
    """Find the speech of a sound that is whole in the cache, and keep it there.

    Raises:
        OSError: The folder can't be read or written.
    """
    speech = find_speech(np.memmap(folder / SAMPLES_FILE, np.int16, "r", shape=(samples,)), rate)
    part = folder / f"{SPEECH_FILE}.part"
    with part.open("wb") as file:
        np.save(file, np.stack((speech.starts, speech.ends)))
    part.replace(folder / SPEECH_FILE)
    return speech


def load_speech(folder: Path, rate: int, samples: int) -> Speech | None:
    """What is kept there, or None where nothing is (yet)."""
    try:
        edges = np.load(folder / SPEECH_FILE)
    except (OSError, ValueError, EOFError):
        return None
    if edges.dtype != np.int64 or edges.ndim != 2 or len(edges) != 2:  # noqa: PLR2004 - a pair
        return None
    return Speech(edges[0], edges[1], from_samples(samples, rate))


def find_speech(samples: Samples, rate: int, progress: Progress | None = None) -> Speech:
    """Look for speech in a whole sound.

    Args:
        samples: May be a memory map of many hours: it is read five minutes at a time, and
            what is held beside that grows by two megabytes an hour.
        rate: Samples a second.
        progress: Told the frames that are done; may end it.
    """
    hop = rate // _FRAMES
    frames = -(-len(samples) // hop) if rate >= _LOWEST_RATE else 0
    until = from_samples(len(samples), rate)
    if not frames:
        return Speech(_NONE, _NONE, until)
    edges = _stretches(*_judged(samples, hop, rate, frames, progress))
    # A frame hears what begins in its second half, and no more what ends in its first.
    starts, ends = (edges[0] + 1) * hop * 1000 // rate, edges[1] * hop * 1000 // rate
    starts[edges[0] == 0] = 0
    ends[edges[1] == frames] = until
    whole = starts < np.minimum(ends, until)
    return Speech(starts[whole], np.minimum(ends, until)[whole], until)


def _judged(
    samples: Samples, hop: int, rate: int, frames: int, progress: Progress | None
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each frame whether it may be speech, and whether it surely is; and one more frame."""
    maybe, surely = np.zeros(frames + 1, np.bool_), np.zeros(frames + 1, np.bool_)
    around = max(_AROUND, _FARTHER) * _CELL
    for first in range(0, frames, _SEGMENT * _CELL):
        stop = min(first + _SEGMENT * _CELL, frames)
        begin = max(first - around, 0)
        levels = _levels(samples, hop, rate, range(begin, min(stop + around, frames)))
        score, audible = _scores(levels)
        score, audible = score[first - begin :], audible[first - begin :]
        maybe[first:stop] = (audible & (score > _OFF))[: stop - first]
        surely[first:stop] = (audible & (score > _ON))[: stop - first]
        if progress is not None:
            progress.report(stop, frames)
    return maybe, surely


def _levels(samples: Samples, hop: int, rate: int, frames: range) -> NDArray[np.float32]:
    """Of each frame (a row) in each band (a column): dB of full scale."""
    window = np.hanning(2 * hop + 1)[:-1].astype(np.float32)
    window /= 32768 * np.sqrt(hop * np.sum(window**2))
    pitches = np.fft.rfftfreq(2 * hop, 1 / rate)
    borders = np.searchsorted(pitches, [hz for hz in _BANDS if hz < rate / 2])
    levels = np.empty((len(frames), len(borders) - 1), np.float32)
    for first in range(frames.start, frames.stop, _BATCH):
        count = min(_BATCH, frames.stop - first)
        stretch = np.zeros((count + 1) * hop, np.float32)
        there = samples[first * hop : (first + count + 1) * hop]
        stretch[: len(there)] = there
        rows = np.lib.stride_tricks.sliding_window_view(stretch, 2 * hop)[::hop]
        waves = np.fft.rfft(rows * window, axis=1)[:, : borders[-1]]
        power = np.add.reduceat(waves.real**2 + waves.imag**2, borders[:-1], axis=1)
        place = first - frames.start
        levels[place : place + count] = 10 * np.log10(power + 1e-9)
    return levels


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
