# SPDX-License-Identifier: GPL-3.0-or-later
"""Where cues stand on the timeline: blocks in lanes, or mere cover where they are too many."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from editor.core.time_index import TimeIndex
    from editor.ui.timeline.viewport import Viewport

LANES = 3
"""More cues than this at one time share the last lane that got free."""

_MOST = 2000
"""So far we go to find all that overlap."""

_NARROWEST = 7
"""Cues that have fewer pixels than this on the average are not told apart."""

_NOISE = 1e-6


@dataclass(frozen=True, slots=True)
class Block:
    """A cue on the timeline.

    Attributes:
        row: Its row in the document.
        start: First ms.
        end: Ms after the last; always after `start`.
        lane: 0 for the upper one.
        lanes: How many lanes the cues have that overlap here.
    """

    row: int
    start: int
    end: int
    lane: int = 0
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """What the timeline shows of the cues.

    Attributes:
        blocks: By start; empty where `dense`.
        dense: Too many to tell apart: only where any are can be shown.
    """

    blocks: tuple[Block, ...] = ()
    dense: bool = False


def layout(
    index: TimeIndex, viewport: Viewport, moved: Mapping[int, tuple[int, int]] | None = None
) -> Layout:
    """Lay out the cues in view.

    Args:
        index: The cues by time.
        viewport: What is in view.
        moved: Rows that are being dragged, with the times they are shown at.
    """
    rows, starts, stops = index.spans(viewport.start_ms, viewport.end_ms)
    if len(rows) * _NARROWEST > viewport.width:
        return Layout(dense=True)
    # Cues out of view that overlap those in view count, or lanes would jump while scrolling.
    while 0 < len(rows) < _MOST:
        more = index.spans(starts[0], max(stops))
        if len(more[0]) == len(rows):
            break
        rows, starts, stops = more
    moved = moved or {}
    spans = [
        (*moved.get(row, (start, stop)), row)
        for row, start, stop in zip(rows, starts, stops, strict=True)
    ]
    return Layout(tuple(_in_lanes(sorted(spans))))


def _in_lanes(spans: Sequence[tuple[int, int, int]]) -> list[Block]:
    blocks: list[Block] = []
    group: list[Block] = []
    free: list[int] = []  # where each lane of the group ends
    for start, end, row in spans:
        if group and start >= max(free):
            blocks += _closed(group, len(free))
            group, free = [], []
        lane = next((n for n, stop in enumerate(free) if stop <= start), len(free))
        if lane == LANES:
            lane = free.index(min(free))
        free[lane : lane + 1] = [max(end, free[lane]) if lane < len(free) else end]
        group.append(Block(row, start, end, lane))
    return blocks + _closed(group, len(free))


def _closed(group: list[Block], lanes: int) -> list[Block]:
    if lanes == 1:
        return group
    return [Block(block.row, block.start, block.end, block.lane, lanes) for block in group]


_BULK = 2000
"""Spans from which on numpy is quicker; fewer are not worth its import at the start."""

Spans = tuple["Sequence[int] | NDArray[np.int64]", "Sequence[int] | NDArray[np.int64]"]
"""Where each span starts in ms, in any order, and where it stops."""


def cover(spans: Spans, start_ms: float, ms_per_px: float, width: int) -> list[tuple[int, int]]:
    """Runs of pixels [x0, x1) in which any of the spans is; each span has one pixel at least.

    Args:
        spans: Starts and stops in ms.
        start_ms: Time at pixel 0.
        ms_per_px: Zoom.
        width: How many pixels there are.
    """
    if len(spans[0]) > _BULK:
        return _cover_in_bulk(spans, start_ms, ms_per_px, width)
    # What begins or ends exactly at a pixel shall not come and go with the last digit.
    runs: list[tuple[int, int]] = []
    pixels = sorted(
        (
            max(first := math.floor((start - start_ms) / ms_per_px + _NOISE), 0),
            min(max(math.ceil((stop - start_ms) / ms_per_px - _NOISE), first + 1), width),
        )
        for start, stop in zip(*spans, strict=True)
    )
    for x0, x1 in pixels:
        if x0 >= x1:
            continue  # out of view
        if runs and x0 <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], x1))
        else:
            runs.append((x0, x1))
    return runs


def _cover_in_bulk(
    spans: Spans, start_ms: float, ms_per_px: float, width: int
) -> list[tuple[int, int]]:
    import numpy as np

    starts, stops = map(np.asarray, spans)
    first = np.floor((starts - start_ms) / ms_per_px + _NOISE)
    stop = np.maximum(np.ceil((stops - start_ms) / ms_per_px - _NOISE), first + 1)
    seen = (first < width) & (stop > 0)
    ends = np.zeros(width + 2, dtype=np.int32)
    np.add.at(ends, np.clip(first[seen], 0, width).astype(np.intp) + 1, 1)
    np.add.at(ends, np.clip(stop[seen], 0, width).astype(np.intp) + 1, -1)
    covered = np.cumsum(ends) > 0
    covered[-1] = False
    edges = np.flatnonzero(covered[1:] != covered[:-1])
    return [(int(x0), int(x1)) for x0, x1 in edges.reshape(-1, 2)]


def chosen_of(rows: Sequence[int], ranges: Sequence[tuple[int, int]]) -> list[bool]:
    """For each row whether it is in one of the ascending `ranges`."""
    borders = list(chain.from_iterable(ranges))
    return [bisect_right(borders, row) % 2 == 1 for row in rows]
