# SPDX-License-Identifier: GPL-3.0-or-later
"""Clock models from what the user knows: starts that were heard, lengths of parts."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from editor.repair.candidate import Candidate
from editor.repair.chunks import chunk_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.repair.chunks import Chunk
    from editor.repair.evidence import Anchor

FILM_RATES = (
    25 / 23.976,
    23.976 / 25,
    25 / 24,
    24 / 25,
    24 / 23.976,
    23.976 / 24,
    30 / 29.97,
    29.97 / 30,
)
"""What times are multiplied with where the frame rates of film and video were mixed up."""

BY_EAR = 200
"""ms: how exactly a person tells a start by ear."""

_RATE_TOLERANCE = 0.0003
"""Relative: a rate this near to one of `FILM_RATES` is taken for it."""

_PART_OVERRUN = 1_500
"""ms by which cues may run past the end of their part: lengths are rounded."""


def parts(chunks: Sequence[Chunk], lengths: Sequence[int]) -> Candidate | None:
    """Each chunk is one of the parts, of these lengths (ms), that make up the medium.

    None if the numbers differ, or a chunk is longer than its part.
    """
    if len(chunks) != len(lengths) or any(
        chunk.end > length + _PART_OVERRUN for chunk, length in zip(chunks, lengths, strict=True)
    ):
        return None
    offsets = tuple(accumulate(lengths[:-1], initial=0))
    return Candidate("parts", tuple(chunks), offsets)


def anchored(cues: Sequence[Cue], rule: Candidate, anchors: Sequence[Anchor]) -> Candidate:
    """A candidate adjusted to every known start; the chunks that follow move along.

    Fixed chunks move by whole chunks only, others by any time.
    """
    known = {row: at for row, at in anchors if 0 <= row < len(cues)}
    shift = 0
    offsets = []
    for chunk, offset in zip(rule.chunks, rule.offsets, strict=True):
        rows = [row for row in range(chunk.first, chunk.stop) if row in known]
        if rows:
            off = [known[row] - rule.placed(cues[row].start, offset) for row in rows]
            wanted = round(sum(off) / len(off))
            shift = (
                wanted
                if rule.chunk_length is None
                else round(wanted / rule.chunk_length) * rule.chunk_length
            )
        offsets.append(offset + shift)
    if tuple(offsets) == rule.offsets:
        return rule
    heard = {
        place
        for place, chunk in enumerate(rule.chunks)
        if any(chunk.first <= row < chunk.stop for row in known)
    }
    return replace(
        rule, kind="anchored", offsets=tuple(offsets), doubtful=rule.doubtful.difference(heard)
    )


def stretched_to(cues: Sequence[Cue], anchors: Sequence[Anchor]) -> Candidate | None:
    """For a clock without restarts: a shift by one known start, a linear fit through more.

    A rate near one of `FILM_RATES` becomes that rate, if every start allows it. None where
    some start is more than `BY_EAR` off the line.
    """
    pairs = sorted({(cues[row].start, at) for row, at in anchors if 0 <= row < len(cues)})
    if not pairs:
        return None
    whole = (chunk_of(cues, 0, len(cues)),)
    if len(pairs) == 1:
        return Candidate("line", whole, (pairs[0][1] - pairs[0][0],))
    scale, offset = fitted(pairs)
    for rate in FILM_RATES:
        if abs(scale / rate - 1) < _RATE_TOLERANCE:
            middle = round(sum(at - time * rate for time, at in pairs) / len(pairs))
            if _worst(pairs, rate, middle) <= BY_EAR:
                scale, offset = rate, middle
    if _worst(pairs, scale, offset) > BY_EAR:
        return None
    return Candidate("line", whole, (offset,), scale=scale)


def fitted(pairs: Sequence[tuple[int, int]]) -> tuple[float, int]:
    """The rate and offset (ms) of the least-squares line from first to second of the pairs."""
    count = len(pairs)
    middle, target = sum(a for a, _ in pairs) / count, sum(b for _, b in pairs) / count
    spread = sum((a - middle) ** 2 for a, _ in pairs)
    if not spread:
        return 1.0, round(target - middle)
    scale = sum((a - middle) * (b - target) for a, b in pairs) / spread
    return scale, round(target - scale * middle)


def misses(cues: Sequence[Cue], candidate: Candidate, anchors: Sequence[Anchor]) -> int:
    """The greatest error of the candidate at the known starts, in ms."""
    offsets = candidate.spread()
    return max(
        (
            abs(candidate.placed(cues[row].start, offsets[row]) - at)
            for row, at in anchors
            if 0 <= row < len(cues)
        ),
        default=0,
    )


def are_met(cues: Sequence[Cue], anchors: Sequence[Anchor]) -> bool:
    """Whether the cues start at the known starts already."""
    pairs = [(cues[row].start, at) for row, at in anchors if 0 <= row < len(cues)]
    return _worst(pairs, 1, 0) <= BY_EAR


def _worst(pairs: Sequence[tuple[int, int]], scale: float, offset: int) -> float:
    return max((abs(time * scale + offset - at) for time, at in pairs), default=0)
