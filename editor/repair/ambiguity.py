# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds chunks that would fit nearly as well at another place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.repair.witness import STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.repair.candidate import Candidate
    from editor.repair.witness import Witness

_FREE = frozenset({"pauses", "early", "skipping", "steps"})
"""Kinds of candidates that place each chunk by itself."""

_SAME_PLACE = 250
"""ms: a place nearer than this is the same one."""

_SEARCHED = 120_000
"""ms before and after a chunk's place where it is tried."""

_CLEAR_LEAD = 0.6
"""In cues that lie well: by how much a chunk's place must be better than any other."""


def doubtful(cues: Sequence[Cue], candidate: Candidate, witness: Witness) -> frozenset[int]:
    """Numbers of the chunks that fit nearly as well elsewhere between their neighbours.

    Only models that place each chunk by itself can misplace a single one.
    """
    if candidate.kind not in _FREE or len(candidate.chunks) == 1:
        return frozenset()
    spans = [
        (chunk.start + offset, chunk.end + offset)
        for chunk, offset in zip(candidate.chunks, candidate.offsets, strict=True)
    ]
    found = []
    for place, (start, end) in enumerate(spans):
        before = spans[place - 1][1] if place else 0
        after = spans[place + 1][0] if place + 1 < len(spans) else witness.end
        room = (min(0, max(before - start, -_SEARCHED)), max(0, min(after - end, _SEARCHED)))
        if _as_well(cues, candidate, place, room, witness):
            found.append(place)
    return frozenset(found)


def _as_well(
    cues: Sequence[Cue],
    candidate: Candidate,
    place: int,
    room: tuple[int, int],
    witness: Witness,
) -> bool:
    chunk, offset = candidate.chunks[place], candidate.offsets[place]
    step = candidate.chunk_length or STEP if candidate.kind == "skipping" else STEP
    back, count = -room[0] // step, -room[0] // step + room[1] // step + 1
    if count == 1:
        return False
    total = np.zeros(count)
    for row in range(chunk.first, chunk.stop):
        times = (cues[row].start, cues[row].end)
        total += witness.curve(row, times, offset - back * step, step, count)
    elsewhere = np.abs(np.arange(count) - back) * step > _SAME_PLACE
    return bool(elsewhere.any() and total[elsewhere].max() > total[back] - _CLEAR_LEAD)
