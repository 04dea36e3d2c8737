# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pointer is over, and what a press, a drag and a release mean. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.ui.timeline.blocks import Block, Layout
    from editor.ui.timeline.viewport import Viewport

EDGE = 5
"""An edge is grabbed from as many pixels to either side."""

THRESHOLD = 3
"""A press that moves less than this many pixels is a click."""

MAGNET = 6
"""An edge that comes this near to a mark jumps to it, in pixels."""

SHORTEST = 100
"""No drag makes a cue shorter than this many ms, unless it was."""

TOUCHING = 50
"""Cues no farther apart than this many ms share an edge."""


class Part(Enum):
    """What there is to point at."""

    RULER = "ruler"
    CHUNK = "chunk border"
    START = "start edge"
    END = "end edge"
    BODY = "block"
    MARKED = "edge of the marked range"
    WAVE = "empty"


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under the pointer.

    Attributes:
        part: Which kind of thing.
        ms: The time of the edge or border, else that under the pointer.
        row: Of an edge or block.
    """

    part: Part
    ms: int
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Bands:
    """The parts of the timeline from top to bottom, in pixels: ruler, sound, blocks.

    Attributes:
        ruler: Where the ruler ends and the sound begins.
        blocks: Where the sound ends and the blocks begin; as `ruler` where there is no sound.
        height: Of the whole.
        share: What the wave has of the room for the sound; the spectrogram has the rest.
    """

    ruler: int
    blocks: int
    height: int
    share: float = 1.0

    @classmethod
    def of(cls, height: int, *, sound: bool, wave: float = 1.0) -> Bands:
        """For a timeline of this `height`, with or without sound, `wave` of it as a wave."""
        ruler = min(24, height // 4)
        blocks = height - min(60, max(24, (height - ruler) // 3)) if sound else ruler
        return cls(ruler, blocks, height, wave)

    @property
    def wave(self) -> tuple[int, int]:
        """Top and bottom of the wave."""
        return self.ruler, self.ruler + round((self.blocks - self.ruler) * self.share)

    @property
    def spectrum(self) -> tuple[int, int]:
        """Top and bottom of the spectrogram, which is below the wave."""
        return self.wave[1], self.blocks

    def lane(self, block: Block) -> tuple[float, float]:
        """Top and bottom of a block."""
        tall = (self.height - self.blocks) / block.lanes
        return self.blocks + block.lane * tall, self.blocks + (block.lane + 1) * tall


def hit(  # noqa: PLR0913 - all that can be pointed at
    x: float,
    y: float,
    viewport: Viewport,
    layout: Layout,
    bands: Bands,
    *,
    borders: Sequence[int] = (),
    current: int | None = None,
    marked: tuple[int, int] | None = None,
) -> Hit:
    """What is at (`x`, `y`).

    Args:
        x: From the left, in pixels.
        y: From the top, in pixels.
        viewport: What is in view.
        layout: The cues in view.
        bands: The parts of the timeline.
        borders: Of chunks, in ms.
        current: Row of the current cue, whose edges go before those of its neighbours.
        marked: The marked range, whose edges go before all others, but for the blocks' own.
    """
    here = round(viewport.ms_at(x))
    if y < bands.ruler:
        near = min(borders, key=lambda ms: abs(ms - here), default=None)
        if near is not None and abs(viewport.x_of(near) - x) <= EDGE:
            return Hit(Part.CHUNK, near)
        return Hit(Part.RULER, here)
    if marked is not None and y < bands.blocks:
        near = min(marked, key=lambda ms: abs(viewport.x_of(ms) - x))
        if abs(viewport.x_of(near) - x) <= EDGE:
            return Hit(Part.MARKED, near)
    # A block has its lane to itself; on the wave, all are there from top to bottom.
    reached = [b for b in layout.blocks if y < bands.blocks or _within(y, bands.lane(b))]
    edge = _edge(x, viewport, reached, current)
    if edge is not None:
        return edge
    inside = [b.row for b in reached if viewport.x_of(b.start) <= x < viewport.x_of(b.end)]
    part = Part.BODY if inside and y >= bands.blocks else Part.WAVE
    return Hit(part, here, inside[-1] if inside else None)


def _within(y: float, span: tuple[float, float]) -> bool:
    return span[0] <= y < span[1]


def _edge(x: float, viewport: Viewport, blocks: Sequence[Block], current: int | None) -> Hit | None:
    best: tuple[tuple[float, bool, bool], Hit] | None = None
    for block in blocks:
        x0, x1 = viewport.x_of(block.start), viewport.x_of(block.end)
        inside = min(EDGE, (x1 - x0) / 3)  # a short cue can still be clicked
        for part, edge, inward in ((Part.START, x0, x - x0), (Part.END, x1, x1 - x)):
            if not -EDGE <= inward <= inside:
                continue
            ms = block.start if part is Part.START else block.end
            # Of edges at one place, the current cue's; else that of the cue one is on.
            rank = (abs(x - edge), block.row != current, inward < 0)
            if best is None or rank < best[0]:
                best = (rank, Hit(part, ms, block.row))
    return best[1] if best else None


@dataclass(frozen=True, slots=True)
class Seek:
    """The playhead shall be at `ms`."""

    ms: int


@dataclass(frozen=True, slots=True)
class Click:
    """The cue at `row` was clicked."""

    row: int


@dataclass(frozen=True, slots=True)
class Retime:
    """Cues shall have other times.

    Attributes:
        times: Row, start and end of each.
        shared: Whether it is an edge that two cues share.
    """

    times: tuple[tuple[int, int, int], ...]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """The range from `start` to `end` shall be marked; nothing where they are equal."""

    start: int
    end: int


Intent = Seek | Click | Retime | Mark


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge that can be dragged: of the cue at `row` from `start` to `end`."""

    row: int
    start: int
    end: int
    part: Part

    @property
    def at(self) -> int:
        """Where it is, in ms."""
        return self.start if self.part is Part.START else self.end

    @property
    def limits(self) -> tuple[float, float]:
        """How far it may go, in ms."""
        least = min(SHORTEST, max(self.end - self.start, 1))
        if self.part is Part.START:
            return 0, max(self.end - least, 0)
        return max(self.start, 0) + least, float("inf")

    def moved(self, delta: int) -> tuple[int, int, int]:
        """Row, start and end once it is `delta` ms later."""
        if self.part is Part.START:
            return self.row, self.start + delta, self.end
        return self.row, self.start, self.end + delta


def edges_at(found: Hit, blocks: Sequence[Block], *, shared: bool) -> tuple[Edge, ...]:
    """The edge that was hit; with `shared`, also the one of the neighbour that it touches."""
    own = next((block for block in blocks if block.row == found.row), None)
    if own is None or found.part not in (Part.START, Part.END):
        return ()
    edge = Edge(own.row, own.start, own.end, found.part)
    if not shared:
        return (edge,)
    other = Part.END if found.part is Part.START else Part.START
    others = [Edge(b.row, b.start, b.end, other) for b in blocks if b.row != own.row]
    near = min(others, key=lambda each: abs(each.at - edge.at), default=None)
    if near is None or abs(near.at - edge.at) > TOUCHING:
        return (edge,)
    return (near, edge) if found.part is Part.START else (edge, near)


_BOTH = frozenset((Part.START, Part.END))


class Press:
    """The mouse is held down. `move` it, then `release` it, or forget it: that cancels.

    Attributes:
        found: What was pressed.
        dragging: Whether it went far enough to be more than a click.
        snapped: The mark that the dragged edge clings to, or None.
    """

    def __init__(
        self,
        found: Hit,
        x: float,
        viewport: Viewport,
        edges: Sequence[Edge] = (),
        other: int | None = None,
    ) -> None:
        """Begin.

        Args:
            found: What is pressed.
            x: Where, in pixels.
            viewport: What is in view.
            edges: Of cues, that are taken along.
            other: The other edge of the marked range, in ms, where one of its own is pressed.
        """
        self.found = found
        self.dragging = found.part in (Part.RULER, Part.CHUNK)
        self.snapped: int | None = None
        self._x = x
        self._from = found.ms
        self._other = found.ms if other is None else other
        self._grip = viewport.ms_at(x) - self._from
        self._edges = tuple(edges)
        self._delta = 0
        self._to = self._from

    @property
    def parts(self) -> frozenset[Part]:
        """What kinds of edges are dragged; a marked range has both."""
        if self.found.part in (Part.RULER, Part.CHUNK):
            return frozenset()
        return frozenset(edge.part for edge in self._edges) or _BOTH

    def move(self, x: float, viewport: Viewport, marks: Sequence[int] = ()) -> Intent | None:
        """Go to `x`.

        Args:
            x: In pixels.
            viewport: What is in view; it may have changed meanwhile.
            marks: Times in ms that a dragged edge clings to.

        Returns:
            What to show meanwhile, or None as long as it is a click.
        """
        self.dragging = self.dragging or abs(x - self._x) >= THRESHOLD
        if not self.dragging:
            return None
        ms = viewport.ms_at(x) - self._grip
        self.snapped = nearest(ms, marks, MAGNET * viewport.ms_per_px)
        self._to = max(round(ms) if self.snapped is None else self.snapped, 0)
        if self._edges:
            self._limit()
        return self._intent()

    def release(self) -> Intent | None:
        """What was meant by all of it; None for nothing, or nothing that `move` did not tell."""
        if self.found.part in (Part.RULER, Part.CHUNK):
            return None
        if self.dragging:
            return None if self._edges and not self._delta else self._intent()
        if self.found.part is Part.WAVE or self.found.row is None:
            return Seek(max(self.found.ms, 0))
        return Click(self.found.row)

    def _limit(self) -> None:
        delta = self._to - self._from
        low = max(edge.limits[0] - edge.at for edge in self._edges)
        high = min(edge.limits[1] - edge.at for edge in self._edges)
        self._delta = round(min(max(delta, low), high))
        if self._delta != delta:
            self.snapped = None

    def _intent(self) -> Intent:
        if self._edges:
            times = tuple(edge.moved(self._delta) for edge in self._edges)
            return Retime(times, shared=len(times) > 1)
        if self.found.part in (Part.RULER, Part.CHUNK):
            return Seek(self._to)
        return Mark(*sorted((self._other, self._to)))


def nearest(ms: float, marks: Sequence[int], reach: float) -> int | None:
    """The mark nearest to `ms`, if it is within `reach`."""
    near = min(marks, key=lambda mark: abs(mark - ms), default=None)
    return near if near is not None and abs(near - ms) <= reach else None
