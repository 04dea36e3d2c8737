# SPDX-License-Identifier: GPL-3.0-or-later
"""Overlapping windows: what was said in the overlap comes twice, worded a little differently."""

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

_NEAR = 12
"""So many lines at a window's end can come again at the next one's beginning."""
_LONG_ENOUGH = 5
"""Shorter lines come again by chance: 对, 嗯, 是的."""
_ALIKE = 0.7
_SAME_STEP = 250
"""The steps of two doubles may differ by so many ms."""
_ENOUGH = 20
"""After so many joints without any double there are none."""
_LEAST = 3
_MOST = 0.5
"""Share of the lines heard twice that must be alike."""
_COVERED = 0.6
_NOISE = re.compile(r"[\W_]+")

Grams = frozenset[str]
Lines = list[tuple[Grams, "Cue"]]
Joint = tuple[Lines, Lines]


def stride(cues: Sequence[Cue], chunks: Sequence[Chunk]) -> Candidate | None:
    """Each window begins a constant step after the one before, and ends inside the next.

    Args:
        cues: In file order.
        chunks: Two of them at least.

    Returns:
        The model with the step that the doubles tell, or None where there are hardly any.
    """
    joints: list[Joint] = []
    steps: list[int] = []
    for before, after in pairwise(chunks):
        joints.append(_joint(cues, before, after))
        steps += _steps(joints[-1])
        if len(joints) >= _ENOUGH and not steps:
            break
    if not steps:
        return None
    usual = _commonest(steps)
    again = sum(abs(step - usual) <= _SAME_STEP for step in steps)
    due = sum(_due(joint, usual) for joint in joints)
    if usual <= 0 or again < _LEAST or again < _MOST * due:
        return None
    base = base_of(chunks)
    offsets = tuple(place * usual - base for place in range(len(chunks)))
    return Candidate(
        "stride", tuple(chunks), offsets, usual, dropped=doubles(chunks, offsets, cues)
    )


def doubles(chunks: Sequence[Chunk], offsets: Sequence[int], cues: Sequence[Cue]) -> frozenset[int]:
    """Rows of a later window whose time an earlier one has told already."""
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
    tail = cues[max(before.first, before.stop - _NEAR) : before.stop]
    head = cues[after.first : min(after.stop, after.first + _NEAR)]
    return [(_grams(cue.text), cue) for cue in tail], [(_grams(cue.text), cue) for cue in head]


def _steps(joint: Joint) -> Iterator[int]:
    """For each two lines that are alike, by how much the later chunk's clock is behind."""
    tail, head = joint
    for grams, old in tail:
        for again, new in head:
            if _alike(grams, again):
                yield old.start - new.start


def _due(joint: Joint, step: int) -> int:
    """How many lines of the later chunk lie where the earlier one has some, and should be alike."""
    tail, head = joint
    begin, end = min(cue.start for _, cue in tail), max(cue.end for _, cue in tail)
    return sum(
        bool(grams) and cue.start + step >= begin and cue.end + step <= end + _SAME_STEP
        for grams, cue in head
    )


def _grams(text: str) -> Grams:
    bare = _NOISE.sub("", text).lower()
    if len(bare) < _LONG_ENOUGH:
        return frozenset()
    return frozenset(a + b for a, b in pairwise(bare))


def _alike(one: Grams, other: Grams) -> bool:
    shared = 2 * len(one & other)
    return shared > 0 and shared >= _ALIKE * (len(one) + len(other))


def _commonest(steps: Sequence[int]) -> int:
    """The step in most joints; of those beside it, to 20 ms, the median."""
    rough = Counter(round(step / _SAME_STEP) for step in steps).most_common(1)[0][0]
    near = [step for step in steps if abs(step - rough * _SAME_STEP) <= _SAME_STEP]
    return _rounded(round(median(near)))


def _rounded(step: int) -> int:
    """Steps are chosen by people: whole seconds, if it is within a few hundredths of one."""
    whole = round(step, -3)
    return whole if abs(step - whole) <= 50 else step  # noqa: PLR2004 - see above
