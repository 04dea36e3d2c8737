# SPDX-License-Identifier: GPL-3.0-or-later
"""The samples of a range as they are played: levelled, stretched, faded, looped; in pieces."""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np

from editor.core.timecode import from_samples, to_samples
from editor.media.course import Leg, from_there
from editor.media.loudness import Loudness, boosted
from editor.media.time_stretcher import TimeStretcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor.media.course import Course
    from editor.media.pcm import Samples
    from editor.media.sound import Sound

FADE = 4
"""ms of the fades at both ends: a range cut out of speech would click without."""

_PIECE = 100
"""ms of sound that are read at once: little, so that stretching does not delay the start."""

_NOTHING = np.zeros(0, np.int16)


@dataclass(frozen=True, slots=True)
class Span:
    """What is to be played.

    Attributes:
        start: First ms of the range.
        end: Its end in ms, or None for the end of the sound.
        at: Where to begin, in ms: `start`, or elsewhere when it was held there.
        speed: 0.5 to 2.5.
        loop: Whether to begin at `start` again and again.
        loudness: How loud the samples are to be.
        course: What is played, and how fast, in a span to the end of the sound.
    """

    start: int
    end: int | None
    at: int
    speed: float = 1.0
    loop: bool = False
    loudness: Loudness = field(default_factory=Loudness)
    course: Course = ()

    @property
    def legs(self) -> Course:
        """What is played, up to the end of the span or the first repetition."""
        if self.end is None:
            return from_there(self.course, self.at, self.speed)
        return (Leg(self.at, self.end, self.speed),)


class _Filter(Protocol):
    """Takes samples piece by piece, gives others."""

    def add(self, samples: Samples) -> Samples:
        """What is ready after these."""

    def flush(self) -> Samples:
        """The rest."""


class Stream:
    """The samples of a span as a sound device gets them, mono and 16-bit.

    One thread reads; others may ask where a sample belongs.

    Attributes:
        span: What is played.
        rate: Samples a second, of the sound and of what is read.
        read_so_far: Samples that were read.
    """

    def __init__(self, sound: Sound, span: Span, settled: Callable[[], bool]) -> None:
        """Play `span` of `sound`, of which no more is to come once it is `settled`."""
        self.span = span
        self.rate = sound.rate
        self.read_so_far = 0
        self._sound = sound
        self._settled = settled
        self._pieces = self._all()
        # For each leg its first sample as it was read, the ms it is of, and its stretcher.
        self._firsts: list[int] = []
        self._begins: list[tuple[int, TimeStretcher | None]] = []
        self._made = 0  # samples, a few of which may not have been read
        self._reached = span.at

    @property
    def ready(self) -> bool:
        """Whether there is enough to begin with; it waits for no more than it needs."""
        place = to_samples(self.span.at, self.rate)
        wanted = min(place + self.rate, self._sound.total)
        if self.span.end is not None:
            wanted = min(wanted, to_samples(self.span.end, self.rate))
        return self._sound.reach(place) >= wanted or self._settled()

    @property
    def end(self) -> int:
        """The ms at which it ended; right once all is read."""
        return self._reached

    def read(self) -> Samples | None:
        """The next samples; none at all where more must be decoded first; None after the last."""
        piece = next(self._pieces, None)
        if piece is not None:
            self.read_so_far += len(piece)
        return piece

    def time_of(self, sample: float) -> int:
        """The ms of the medium that the `sample`-th sample read is of."""
        if not self._firsts:
            return self.span.at
        number = max(0, bisect_right(self._firsts, sample) - 1)
        time, stretcher = self._begins[number]
        past = max(0.0, sample - self._firsts[number])
        return time + int(
            (past if stretcher is None else stretcher.input_at(past)) * 1000 / self.rate
        )

    def _all(self) -> Iterator[Samples]:
        boost = self.span.loudness.boost
        legs = self.span.legs
        while legs:
            before = self.read_so_far
            for run in _without_jumps(legs):
                for piece in _faded(self._run(run), to_samples(FADE, self.rate)):
                    yield boosted(piece, boost)
            if not self.span.loop or self.read_so_far == before:
                return
            legs = replace(self.span, at=self.span.start).legs

    def _run(self, legs: Course) -> Iterator[Samples]:
        """Legs that follow one another in the sound: nothing is heard of where they meet."""
        for leg in legs:
            stretcher = None if leg.speed == 1.0 else TimeStretcher(self.rate, leg.speed)
            self._begins.append((leg.start, stretcher))
            self._firsts.append(self._made)  # last, since it leads to the other
            cut = self._cut(leg.start, leg.end)
            for piece in cut if stretcher is None else _through(stretcher, cut):
                self._made += len(piece)
                yield piece

    def _cut(self, at: int, end: int | None) -> Iterator[Samples]:
        place = to_samples(at, self.rate)
        last = None if end is None else to_samples(end, self.rate)
        cut = self._levelled if self.span.loudness.levelled else self._decoded
        for piece in cut(place, last):
            place += len(piece)
            yield piece
        reached = from_samples(place, self.rate)
        self._reached = reached if end is None else min(end, max(reached, at))

    def _levelled(self, first: int, last: int | None) -> Iterator[Samples]:
        """The samples levelled in the context of the sound around, which is not returned."""
        from editor.media.leveller import Leveller

        around = to_samples(Leveller.REACH, self.rate)
        before = min(first, around)
        left = sys.maxsize if last is None else last - first
        cut: list[int] = []  # where the sound ended, if it did

        def surrounded() -> Iterator[Samples]:
            place = first - before
            wanted = None if last is None else last + around
            for piece in self._decoded(place, wanted):
                place += len(piece)
                yield piece
            if wanted is None or place < wanted:
                cut.append(place)
                yield self._sound.samples(max(0, place - around), place)[::-1]

        at = first - before
        for piece in _through(Leveller(self.rate), surrounded()):
            heard = piece[max(0, first - at) : max(0, first - at) + left]
            if cut:
                heard = heard[: max(0, cut[0] - max(at, first))]
            at += len(piece)
            left -= len(heard)
            if len(heard) or not len(piece):
                yield heard
            if left <= 0:
                return

    def _decoded(self, place: int, last: int | None) -> Iterator[Samples]:
        while last is None or place < last:
            settled = self._settled()  # asked first: what comes in between is not lost
            stop = min(place + to_samples(_PIECE, self.rate), self._sound.reach(place))
            if last is not None:
                stop = min(stop, last)
            if stop > place:
                yield self._sound.samples(place, stop)
                place = stop
            elif settled:
                return
            else:
                yield _NOTHING


def _without_jumps(legs: Course) -> Iterator[Course]:
    """The legs in runs that follow one another in the sound."""
    first = 0
    for place, (leg, after) in enumerate(pairwise(legs), start=1):
        if leg.end != after.start:
            yield legs[first:place]
            first = place
    yield legs[first:]


def _through(made: _Filter, pieces: Iterator[Samples]) -> Iterator[Samples]:
    """The filter's output. An empty piece means waiting, and is passed on."""
    for piece in pieces:
        result = made.add(piece) if len(piece) else piece
        if len(result) or not len(piece):
            yield result
    yield made.flush()


def _faded(pieces: Iterator[Samples], length: int) -> Iterator[Samples]:
    """Fade the first and last `length` samples in and out; fewer if there are not as many."""
    begun = False
    kept = _NOTHING  # back, since it may turn out to be the end
    for piece in pieces:
        kept = np.concatenate((kept, piece))
        if len(kept) > 2 * length:
            if not begun:
                kept = _risen(kept, length)
                begun = True
            yield kept[:-length]
            kept = kept[-length:]
        elif not len(piece):
            yield _NOTHING
    if not begun:
        kept = _risen(kept, min(length, len(kept) // 2))
        length = min(length, len(kept) // 2)
    yield _risen(kept[::-1], length)[::-1]


def _risen(samples: Samples, length: int) -> Samples:
    result = samples.copy()
    result[:length] = np.rint(samples[:length] * ((np.arange(length) + 0.5) / max(1, length)))
    return result
