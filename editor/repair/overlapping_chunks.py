# SPDX-License-Identifier: GPL-3.0-or-later
"""Overlapping chunks: finds the lines that were transcribed twice, and the step they tell."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from editor.repair.candidate import Candidate
from editor.repair.chunks import base_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.cue import Cue
    from editor.repair.chunks import Chunk

_JOINT_LINES = 12
"""Lines at a chunk's end that can come again at the next one's beginning."""

_LEAST_CHARACTERS = 5
"""Shorter lines come again by chance: 对, 嗯, 是的."""

_SIMILARITY = 0.7
"""Two lines are the same from this Dice coefficient of their character bigrams on."""

_STEP_TOLERANCE = 250
"""ms: two doubles with one step differ by no more."""

_ROUND_STEP = 50
"""ms: a step this near to whole seconds is whole seconds."""

_JOINTS_TRIED = 20
"""Joints without a double after which the search ends."""

_LEAST_DOUBLES = 3
"""Doubles that must agree on one step."""

_LEAST_SHARE = 0.5
"""Share of the lines heard twice that must be alike."""

_COVERED = 0.6
"""Share of a line that earlier chunks must cover for it to be a double."""

_NOISE = re.compile(r"[\W_]+")
"""What two texts may differ by: punctuation and spaces."""

Bigrams = frozenset[str]
Lines = list[tuple[Bigrams, "Cue"]]
Joint = tuple[Lines, Lines]
"""The lines at the end of a chunk, and at the beginning of the next one."""


def stride(cues: Sequence[Cue], chunks: Sequence[Chunk]) -> Candidate | None:
    """The model of chunks that begin a constant step apart, and each end inside the next.

    Args:
        cues: In file order.
        chunks: Two of them at least.

    Returns:
        The candidate with the step that the doubles tell, or None where there are too few.
    """
    joints: list[Joint] = []
    steps: list[int] = []
    for before, after in pairwise(chunks):
        joints.append(_joint(cues, before, after))
        steps += _steps(joints[-1])
        if len(joints) >= _JOINTS_TRIED and not steps:
            break
    if not steps:
        return None
    usual = _commonest(steps)
    again = sum(abs(step - usual) <= _STEP_TOLERANCE for step in steps)
    due = sum(_due(joint, usual) for joint in joints)
    if usual <= 0 or again < _LEAST_DOUBLES or again < _LEAST_SHARE * due:
        return None
    base = base_of(chunks)
    offsets = tuple(place * usual - base for place in range(len(chunks)))
    return Candidate(
        "stride", tuple(chunks), offsets, usual, dropped=doubles(chunks, offsets, cues)
    )


def doubles(chunks: Sequence[Chunk], offsets: Sequence[int], cues: Sequence[Cue]) -> frozenset[int]:
    """Rows that an earlier chunk has had: most of their time is covered by it."""
    gone = set()
    told = chunks[0].end + offsets[0]
    for chunk, offset in zip(chunks[1:], offsets[1:], strict=True):
        for row in range(chunk.first, chunk.stop):
            cue = cues[row]
            if told - cue.start - offset > _COVERED * cue.duration:
                gone.add(row)
        told = max(told, chunk.end + offset)
    return frozenset(gone)


def _joint(cues: Sequence[Cue], before: Chunk, after: Chunk) -> Joint:
    """The lines at the end of a chunk and at the beginning of the next one."""
    tail = cues[max(before.first, before.stop - _JOINT_LINES) : before.stop]
    head = cues[after.first : min(after.stop, after.first + _JOINT_LINES)]
    return [(_bigrams(cue.text), cue) for cue in tail], [(_bigrams(cue.text), cue) for cue in head]


def _steps(joint: Joint) -> Iterator[int]:
    """For each pair of alike lines the difference of their starts, in ms."""
    tail, head = joint
    for bigrams, old in tail:
        for again, new in head:
            if _alike(bigrams, again):
                yield old.start - new.start


def _due(joint: Joint, step: int) -> int:
    """How many lines of the later chunk should have a double in the earlier one, by this step."""
    tail, head = joint
    begin, end = min(cue.start for _, cue in tail), max(cue.end for _, cue in tail)
    return sum(
        bool(bigrams) and cue.start + step >= begin and cue.end + step <= end + _STEP_TOLERANCE
        for bigrams, cue in head
    )


def _bigrams(text: str) -> Bigrams:
    bare = _NOISE.sub("", text).lower()
    if len(bare) < _LEAST_CHARACTERS:
        return frozenset()
    return frozenset(a + b for a, b in pairwise(bare))


def _alike(one: Bigrams, other: Bigrams) -> bool:
    shared = 2 * len(one & other)
    return shared > 0 and shared >= _SIMILARITY * (len(one) + len(other))


def _commonest(steps: Sequence[int]) -> int:
    """The median of the steps around the most frequent one, rounded, in ms."""
    rough = Counter(round(step / _STEP_TOLERANCE) for step in steps).most_common(1)[0][0]
    near = [step for step in steps if abs(step - rough * _STEP_TOLERANCE) <= _STEP_TOLERANCE]
    return _rounded(round(median(near)))


def _rounded(step: int) -> int:
    """To whole seconds, if it is near: people choose such steps."""
    whole = round(step, -3)
    return whole if abs(step - whole) <= _ROUND_STEP else step
