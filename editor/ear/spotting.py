# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a word is spoken, by one example of it, however it is written: query by example.

Subsequence dynamic time warping (Müller, *Information Retrieval for Music and Motion*, 2007,
chapter 4.4) of the example's frames through those of the medium. A frame may be skipped on either
side, two in a row not: speech is half to twice as fast as the example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.ear.sounds import SIZE, STEP, normalised

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from editor.ear.sounds import Sounds
    from editor.ear.weights import Floats

HEARD = 0.58
"""How far a place may be that most likely is the word: the mean distance of frames (1 - cosine),
in units of what the nearest tenth of all places keeps below, since short words are near to
everything. In trials with synthetic voices, nine in ten places were found, 85 in 100 were right."""
SURE = 0.44
"""Up to here it hardly ever was another one."""
SHORTEST = 200
"""ms of an example; what is shorter is everywhere."""
_WIDE = 0.8
"""Up to here places are looked at more closely."""
_NEAREST = 10
"""Percent of all places that are the unit."""
_MORE = 4
"""Sure places that become examples, too."""
_SKIPPED = 0.5
"""What a skipped frame of the medium costs, of its distance."""
_OVERLAP = 0.5
"""Share of the shorter one by which two matches overlap that are one."""
_NEVER = 1e9
_LEAST = 1e-6


class Match(NamedTuple):
    """A place that sounds like the example: its times in ms, and how far from it it sounds."""

    start: int
    end: int
    distance: float


class Spoken:
    """How all of a medium sounds, as far as it was listened to.

    Attributes:
        windows: The frames of each window, by its start in ms; see `sounds.Sounds`. May be added
            to by one thread at a time.
    """

    def __init__(self) -> None:
        self.windows: dict[int, NDArray[np.float16]] = {}

    def add(self, sounds: Sounds) -> None:
        """Add a window."""
        self.windows[sounds.start] = sounds.frames

    def found(self, start: int, end: int, most: float = HEARD) -> list[Match]:
        """Where it sounds as it does from `start` to `end` ms, which is not in the list.

        Where that is sure, the places become examples themselves: what the speaker does otherwise
        each time cancels out. In the order of time; `most` is the distance that still counts.
        """
        frames = _joined(self.windows)
        first, stop = start // STEP, -(-end // STEP)
        if end - start < SHORTEST or stop > len(frames):
            return []
        found = _like(frames, first, stop)
        sure = sorted((each for each in found if each.distance <= SURE), key=lambda each: each[2])
        others = [
            [*_like(frames, each.start // STEP, each.end // STEP), each._replace(distance=0.0)]
            for each in sure[:_MORE]
        ]
        rated = [each._replace(distance=_mean(each, others)) for each in found]
        return sorted(each for each in rated if each.distance <= most)


def _like(frames: Floats, first: int, stop: int) -> list[Match]:
    """Where it sounds as in the frames [first, stop), which are not in the list."""
    distances, starts = _warped(frames[first:stop], frames)
    distances = distances / max(float(np.percentile(distances, _NEAREST)), _LEAST)
    found: list[Match] = []
    taken = np.zeros(len(frames) + 1, bool)
    taken[first:stop] = True
    for last in np.argsort(distances).tolist():
        if distances[last] > _WIDE:
            break
        place = slice(int(starts[last]), last + 1)
        if taken[place].mean() < _OVERLAP:
            distance = float(distances[last])
            found.append(Match(place.start * STEP, place.stop * STEP, distance))
        taken[place] = True
    return found


def _mean(match: Match, others: Sequence[Sequence[Match]]) -> float:
    """How far a place is from all examples, but itself."""
    distances = [match.distance]
    for found in others:
        here = (each.distance for each in found if _is_same(each, match))
        distance = min(here, default=_WIDE)
        if distance > 0:
            distances.append(distance)
    return sum(distances) / len(distances)


def _is_same(one: Match, other: Match) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > _OVERLAP * (other.end - other.start)


def _joined(windows: Mapping[int, NDArray[np.float16]]) -> Floats:
    """All frames as unit vectors; zero, which is like nothing, where nobody listened."""
    count = max((start // STEP + len(rows) for start, rows in windows.items()), default=0)
    frames = np.zeros((count, SIZE), np.float32)
    heard = np.zeros(count, bool)
    for start, rows in windows.items():
        place = slice(start // STEP, start // STEP + len(rows))
        frames[place, : rows.shape[1]], heard[place] = rows, True
    if heard.any():
        frames[heard] = normalised(frames[heard])
    frames /= np.maximum(np.linalg.norm(frames, axis=1, keepdims=True), _LEAST)
    return frames


def _warped(example: Floats, frames: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """For each frame, how far the best match that ends there is, and where it starts."""
    cost = 1 - example @ frames.T
    count = len(frames)
    total, start = cost[0], np.arange(count)
    before, start_before = np.full(count, _NEVER, np.float32), start
    for row in range(1, len(example)):
        steps = np.full((3, count), _NEVER, np.float32)
        steps[0, 1:] = total[:-1]
        steps[1, 2:] = total[:-2] + _SKIPPED * cost[row, 1:-1]
        steps[2, 1:] = before[:-1] + cost[row - 1, 1:]
        starts = np.zeros((3, count), np.intp)
        starts[0, 1:], starts[1, 2:], starts[2, 1:] = start[:-1], start[:-2], start_before[:-1]
        best = steps.argmin(axis=0)[None]
        before, start_before = total, start
        total = np.take_along_axis(steps, best, 0)[0] + cost[row]
        start = np.take_along_axis(starts, best, 0)[0]
    return total / len(example), start
