# SPDX-License-Identifier: GPL-3.0-or-later
"""Layout of cues on the timeline: blocks in lanes, or merged runs if there are too many."""

from __future__ import annotations

import math
import sys
from bisect import bisect_right
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from editor.core.time_index import TimeIndex
    from editor.ui.timeline.viewport import Viewport

LANES = 3
"""Maximum of lanes; if more cues overlap, further ones go into the lane that ends first."""

_MOST = 2000
"""Number of cues at which the search for overlapping ones stops."""

NARROWEST = 7
"""Average of px per cue below which cues are not drawn one by one."""

_NOISE = 1e-6
"""Tolerance in px for rounding errors at pixel boundaries."""

_COVERED = lazy_re.compile(rb"\x01+")


@dataclass(frozen=True, slots=True)
class Block:
    """A cue on the timeline.

    Attributes:
        row: Its row in the document.
        start: Start in ms.
        end: End in ms, exclusive; always after `start`.
        lane: Index of its lane, 0 at the top.
        lanes: Number of lanes of its group of overlapping cues.
    """

    row: int
    start: int
    end: int
    lane: int = 0
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of the visible cues.

    Attributes:
        blocks: Those that are visible, ordered by start; empty if `dense`.
        dense: Whether there are too many to draw one by one; then `cover` merges them.
    """

    blocks: tuple[Block, ...] = ()
    dense: bool = False


def layout(
    index: TimeIndex, viewport: Viewport, moved: Mapping[int, tuple[int, int]] | None = None
) -> Layout:
    """Lay out the visible cues.

    Args:
        index: The cues by time.
        viewport: The visible part.
        moved: Start and end in ms, by row, of cues that are being dragged.
    """
    seen = index.between(viewport.start_ms, viewport.end_ms)
    if len(seen) * NARROWEST > viewport.width:
        return Layout(dense=True)
    # With hidden cues that overlap visible ones, or lanes would change while scrolling.
    rows, starts, stops = index.groups(viewport.start_ms, viewport.end_ms, _MOST)
    spans = list(zip(starts, stops, rows, strict=True))
    if moved:
        spans = [(*moved.get(row, (start, stop)), row) for start, stop, row in spans]
    return Layout(
        tuple(
            Block(row, start, end, lane, lanes)
            for (start, end, row), lane, lanes in _in_lanes(sorted(spans))
            if start < viewport.end_ms and end > viewport.start_ms
        )
    )


_Span = tuple[int, int, int]
"""Start, end and row of a cue."""


def _in_lanes(spans: Sequence[_Span]) -> Iterator[tuple[_Span, int, int]]:
    """Each with its lane, and the number of lanes of its group."""
    first = latest = 0  # the group's first span, and its latest end in ms
    lanes: list[int] = []  # of the spans of the group, from `first` on
    free: list[int] = []  # the end in ms of each lane of the group
    for number, (start, end, _) in enumerate(spans):
        if start >= latest and free:
            yield from zip(spans[first:number], lanes, repeat(len(free)))
            first, lanes, free = number, [], []
        lane = 0
        while lane < len(free) and free[lane] > start:
            lane += 1
        if lane == LANES:
            lane = free.index(min(free))
        elif lane == len(free):
            free.append(end)
        free[lane] = max(end, free[lane])
        latest = max(latest, end) if lanes else end
        lanes.append(lane)
    yield from zip(spans[first:], lanes, repeat(len(free)))


_BULK = 2000
"""Number of spans above which numpy is faster."""

Spans = tuple["Sequence[int] | NDArray[np.int64]", "Sequence[int] | NDArray[np.int64]"]
"""Starts and ends of spans in ms, in any order."""


def cover(spans: Spans, start_ms: float, ms_per_px: float, width: int) -> list[tuple[int, int]]:
    """Runs of pixels [x0, x1) that any of the spans covers; each span covers at least one pixel.

    Args:
        spans: Starts and ends in ms.
        start_ms: Time at pixel 0.
        ms_per_px: Zoom.
        width: Number of pixels.
    """
    if in_bulk(len(spans[0])) or not isinstance(spans[0], list):
        return _cover_in_bulk(spans, start_ms, ms_per_px, width)
    pixels = bytearray(width)
    for start, stop in zip(*spans, strict=True):
        # The tolerance keeps edges at a pixel boundary from flickering with rounding errors.
        x0 = math.floor((start - start_ms) / ms_per_px + _NOISE)
        x1 = math.ceil((stop - start_ms) / ms_per_px - _NOISE)
        if x1 <= x0:
            x1 = x0 + 1
        if x0 < width and x1 > 0:
            x0 = max(x0, 0)
            pixels[x0:x1] = b"\1" * (min(x1, width) - x0)
    return [run.span() for run in _COVERED.finditer(pixels)]


def cover_of_all(index: TimeIndex, ms_per_px: float, width: int) -> list[tuple[int, int]]:
    """As `cover`, of all cues from time 0 on; takes time in proportion to the pixels."""
    steps = [x * ms_per_px for x in range(width + 1)]
    pixels = bytes(index.meets(start, end) for start, end in pairwise(steps))
    return [run.span() for run in _COVERED.finditer(pixels)]


def in_bulk(count: int) -> bool:
    """Whether to use numpy for so many spans: not where that would import it."""
    return count > _BULK and "numpy" in sys.modules


def _cover_in_bulk(
    spans: Spans, start_ms: float, ms_per_px: float, width: int
) -> list[tuple[int, int]]:
    import numpy as np

    starts, stops = map(np.asarray, spans)
    first = np.floor((starts - start_ms) / ms_per_px + _NOISE)
    stop = np.maximum(np.ceil((stops - start_ms) / ms_per_px - _NOISE), first + 1)
    seen = (first < width) & (stop > 0)
    begin, end = (
        np.bincount(np.clip(edge[seen], 0, width).astype(np.intp) + 1, minlength=width + 2)
        for edge in (first, stop)
    )
    covered = np.cumsum(begin - end) > 0
    covered[-1] = False
    edges = np.flatnonzero(covered[1:] != covered[:-1])
    return [(int(x0), int(x1)) for x0, x1 in edges.reshape(-1, 2)]


def chosen_of(rows: Sequence[int], ranges: Sequence[tuple[int, int]]) -> list[bool]:
    """For each row, whether it is in one of the ascending `ranges`."""
    borders = list(chain.from_iterable(ranges))
    return [bisect_right(borders, row) % 2 == 1 for row in rows]
