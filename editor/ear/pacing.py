# SPDX-License-Identifier: GPL-3.0-or-later
"""Listening by doubt: which stretch of a medium is heard at what speed, and how long that takes.

What is likely to be right is played fast, what is doubtful at the normal speed and once more
slower, and silence is left out. Times are ms of the medium.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Spans = list[tuple[int, int]]

SLOWER = 0.75
"""Speed at which a doubtful word is heard once more."""

LONG = 1_000
"""ms: silence longer than this is left out."""

EDGE = 200
"""ms of silence that are left on both sides, so that speech does not begin abruptly."""

_BEFORE, _BEHIND = 250, 200
"""ms around a word that are heard with it: its times may be a little off."""

_AGAIN = 0.5
"""Least probability that a marked cue is wrong with which its weakest word is heard once more."""

_SHORT = 600
"""ms: a shorter stretch between two slower ones is no faster than they are."""

_ENOUGH = 0.95
"""Share of the wrong words that should be heard at the normal speed."""

_HALF = 0.5
"""Share of the medium's length that listening takes, unless the doubtful words alone take more."""

Pace = Literal["fast", "normal", "again", "silent"]


class Weak(NamedTuple):
    """A word that may be wrong: when it is spoken, and the probability that it is wrong."""

    start: int
    end: int
    chance: float


class Said(NamedTuple):
    """A cue, as far as listening is concerned.

    Attributes:
        start: Of the cue.
        end: Of the cue.
        chance: The probability that it is wrong; None where nobody knows.
        words: Its weakest words, the weakest first; none where their times are not known, so all
            of the cue counts.
        marked: Whether it is on the list of doubtful cues.
    """

    start: int
    end: int
    chance: float | None
    words: tuple[Weak, ...] = ()
    marked: bool = False

    @property
    def weak(self) -> tuple[Weak, ...]:
        """What may be wrong: its weakest words, or all of it."""
        return self.words or (Weak(self.start, self.end, self.chance or 0.0),)

    @property
    def again(self) -> bool:
        """Whether its weakest word is heard once more."""
        return self.marked and self.chance is not None and self.chance >= _AGAIN


class Stretch(NamedTuple):
    """A part of the medium.

    Attributes:
        start: Where it begins.
        end: Where the next one begins.
        pace: ``fast``; ``normal``; ``again``: normal, then once more slower; ``silent``: left out.
        back: Where it is heard again from; `start` unless another cue is there still.
    """

    start: int
    end: int
    pace: Pace
    back: int


class Plan:
    """All stretches, without gaps, from the beginning of the medium to its end."""

    def __init__(self, stretches: Sequence[Stretch], said: Sequence[Said], fast: float) -> None:
        self.stretches = tuple(stretches)
        self.fast = fast
        self._starts = [each.start for each in stretches]
        costs = [_cost(each, fast) for each in stretches]
        self._left = [*accumulate(reversed(costs), initial=0.0)][::-1]
        known = [each.chance for each in said if each.chance is not None]
        usual = sum(known) / len(known) if known else 0.0
        rows = sorted((each.end, usual if each.chance is None else each.chance) for each in said)
        self._ends = [end for end, _ in rows]
        self._errors = [*accumulate((chance for _, chance in reversed(rows)), initial=0.0)][::-1]

    def at(self, position: int) -> Stretch:
        """The stretch at a position; outside the medium the nearest one."""
        return self.stretches[max(0, bisect_right(self._starts, position) - 1)]

    def left(self, position: int) -> float:
        """The ms that listening takes from a position on."""
        place = max(0, bisect_right(self._starts, position) - 1)
        if not self.stretches or position >= self.stretches[-1].end:
            return 0.0
        stretch = self.stretches[place]
        share = (stretch.end - max(position, stretch.start)) / (stretch.end - stretch.start)
        return self._left[place + 1] + share * (self._left[place] - self._left[place + 1])

    def errors_left(self, position: int) -> float:
        """How many of the cues that end behind a position are wrong, by estimate."""
        return self._errors[bisect_right(self._ends, position)]


def plan(
    said: Iterable[Said], silences: Iterable[tuple[int, int]], length: int, fast: float
) -> Plan:
    """Plan how a medium is listened to.

    The weakest words of marked cues are heard at the normal speed, and where they are rather wrong
    than right, once more slower. Other words are heard at the normal speed, the most
    doubtful first, until 95 % of the wrong ones are, or until all takes half the medium's length.
    So is what nobody has judged.

    Args:
        said: The cues; those that are right for sure have a chance of 0.
        silences: What is left out, ascending, apart.
        length: Of the medium.
        fast: The speed of what is likely to be right, above 1.
    """
    inside = (_inside(each, length) for each in said)
    cues = sorted((each for each in inside if each.start < each.end), key=lambda each: each[:2])
    quiet = _merged(silences)
    again = _apart(cues)
    normal = [(each.start, each.end) for each in cues if each.chance is None]
    normal += _likely(cues, quiet, length, fast)
    kinds: dict[Pace, Spans] = {"again": [(each.start, each.end) for each in again]}
    kinds["normal"] = _without(_merged(normal), kinds["again"])
    slow = _merged([*kinds["again"], *kinds["normal"]])
    kinds["normal"] += [
        (a, b) for (_, a), (b, _) in pairwise(slow) if b - a < _SHORT and not _meets(quiet, a, b)
    ]
    slow = _merged([*kinds["again"], *kinds["normal"]])
    kinds["normal"] = _without(_merged(kinds["normal"]), kinds["again"])
    kinds["silent"] = _without(quiet, slow)
    kinds["fast"] = _without([(0, length)], _merged([*slow, *kinds["silent"]]))
    backs = {each.start: each.back for each in again}
    stretches = [
        Stretch(a, min(b, length), pace, max(a, backs.get(a, a)) if pace == "again" else a)
        for pace, spans in kinds.items()
        for a, b in spans
        if a < length
    ]
    return Plan(sorted(stretches), cues, fast)


def silences(sounds: Iterable[tuple[int, int]], until: int) -> Spans:
    """What is left out between sounds, which are speech and cues in any order.

    Args:
        sounds: Starts and ends.
        until: What is behind was not analysed, so it is not left out.
    """
    found = _merged((max(0, start), min(end, until)) for start, end in sounds)
    gaps = pairwise([(0, 0), *found, (until, until)])
    return [(a + EDGE, b - EDGE) for (_, a), (b, _) in gaps if b - a > LONG]


def _inside(each: Said, length: int) -> Said:
    """What of a cue is in the medium."""
    start, end = max(0, each.start), min(each.end, length)
    words = (
        word._replace(start=max(start, word.start), end=min(word.end, end)) for word in each.words
    )
    inside = tuple(word for word in words if word.start < word.end)
    return each._replace(start=start, end=end, words=inside)


def _around(word: Weak) -> tuple[int, int]:
    """What is heard with a word."""
    return max(0, word.start - _BEFORE), word.end + _BEHIND


def _apart(cues: Sequence[Said]) -> list[Stretch]:
    """What is heard again, each word by itself: where two come close, they part between them.

    The cue stays the one that is heard: nothing of the cues before and behind is heard again.
    """
    words: list[tuple[int, int, int, int]] = []  # with the end before and the start behind its cue
    ended = 0
    for place, each in enumerate(cues, start=1):
        if each.again:
            after = cues[place].start if place < len(cues) else each.end + _BEHIND
            behind = max(each.end, after)
            words.append((*each.weak[0][:2], min(ended, each.start), behind))
        ended = max(ended, each.end)
    found: list[Stretch] = []
    spoken = 0
    for first, last, before, behind in sorted(words):
        start, end = _around(Weak(first, last, 0))
        end = min(end, behind)
        if not found or start >= found[-1].end:
            found.append(Stretch(start, end, "again", max(start, before)))
        elif first <= spoken:  # both at once
            found[-1] = found[-1]._replace(end=max(found[-1].end, end))
        else:
            border = (first + spoken) // 2
            found[-1] = found[-1]._replace(end=border)
            found.append(Stretch(border, end, "again", max(border, before)))
        spoken = max(spoken, last)
    return found


def _likely(cues: Sequence[Said], quiet: Spans, length: int, fast: float) -> Spans:
    """What is heard at the normal speed around words that may be wrong."""
    dearer = 1 - 1 / fast  # ms that a ms costs more at the normal speed
    room = _HALF * length - (length - sum(b - a for a, b in quiet)) / fast
    room -= dearer * sum(each.end - each.start for each in cues if each.chance is None)
    known = [each for each in cues if each.chance is not None]
    left = _ENOUGH * sum(word.chance for each in known for word in each.weak)
    order = sorted(
        (not (each.marked and number == 0), -word.chance, place, number)
        for place, each in enumerate(known)
        for number, word in enumerate(each.weak)
    )
    found: list[Spans] = [[] for _ in known]
    for may_wait, _, place, number in order:
        each, mine = known[place], found[place]
        word = each.weak[number]
        wider = _merged([*mine, _around(word)])
        room -= (_length(wider) - _length(mine)) * dearer
        if not may_wait:
            room -= _length(wider) / SLOWER * each.again
        elif left <= 0 or room < 0:
            break
        left -= word.chance
        found[place] = wider
    return [span for spans in found for span in spans]


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _cost(stretch: Stretch, fast: float) -> float:
    """The ms that a stretch takes."""
    length = stretch.end - stretch.start
    match stretch.pace:
        case "fast":
            return length / fast
        case "again":
            return length + (stretch.end - stretch.back) / SLOWER
        case "normal":
            return length
        case "silent":
            return 0


def _merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans in order, those that meet as one."""
    found: Spans = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif start < end:
            found.append((start, end))
    return found


def _without(spans: Spans, others: Spans) -> Spans:
    """What of spans is outside of others; both in order and apart."""
    return list(_left_of(spans, others))


def _left_of(spans: Spans, others: Spans) -> Iterator[tuple[int, int]]:
    place = 0
    for start, end in spans:
        while place < len(others) and others[place][1] <= start:
            place += 1
        at, here = start, place
        while here < len(others) and others[here][0] < end:
            if others[here][0] > at:
                yield at, others[here][0]
            at = max(at, others[here][1])
            here += 1
        if at < end:
            yield at, end


def _meets(spans: Spans, start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in spans)
