# SPDX-License-Identifier: GPL-3.0-or-later
"""Gestures: what a press, a drag and a release mean. Independent of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.values import dataclass
from editor.ui.timeline.gestures import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.ui.timeline.blocks import Block
    from editor.ui.timeline.gestures import Hit
    from editor.ui.timeline.viewport import Viewport

THRESHOLD = 3
"""A press that moves less than this, in px, is a click."""

MAGNET = 6
"""Maximum distance in px at which an edge snaps."""

SHORTEST = 100
"""Minimum duration in ms that dragging can set, unless the cue was shorter before."""

TOUCHING = 50
"""Maximum gap in ms between cues whose edges can be dragged together."""


@dataclass(frozen=True, slots=True)
class Seek:
    """Move the playhead to `ms`."""

    ms: int


@dataclass(frozen=True, slots=True)
class Click:
    """The cue at `row` was clicked."""

    row: int


@dataclass(frozen=True, slots=True)
class Retime:
    """Change the times of cues.

    Attributes:
        times: Row, start and end in ms of each.
    """

    times: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Select the range from `start` to `end` in ms; if they are equal, clear it."""

    start: int
    end: int


Intent = Seek | Click | Retime | Mark


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge that can be dragged, of the cue at `row` from `start` to `end` in ms."""

    row: int
    start: int
    end: int
    part: Part

    @property
    def at(self) -> int:
        """The edge's time in ms."""
        return self.start if self.part is Part.START else self.end

    @property
    def limits(self) -> tuple[float, float]:
        """Earliest and latest time of the edge, in ms."""
        least = min(SHORTEST, max(self.end - self.start, 1))
        if self.part is Part.START:
            return 0, max(self.end - least, 0)
        return max(self.start, 0) + least, float("inf")

    def moved(self, delta: int) -> tuple[int, int, int]:
        """Row, start and end with the edge moved by `delta` ms."""
        if self.part is Part.START:
            return self.row, self.start + delta, self.end
        return self.row, self.start, self.end + delta


@dataclass(frozen=True, slots=True)
class Body:
    """A cue that is dragged as a whole, and those that move with it; times in ms.

    Attributes:
        row: The row of the cue that was pressed.
        start: Its start.
        end: Its end.
        others: Row, start and end of the others.
    """

    row: int
    start: int
    end: int
    others: tuple[tuple[int, int, int], ...] = ()

    @property
    def anchors(self) -> tuple[int, int]:
        """The times that may snap, in ms."""
        return self.start, self.end

    @property
    def earliest(self) -> int:
        """The earliest start of all, in ms."""
        return min(self.start, *(start for _, start, _ in self.others), self.start)

    def moved(self, delta: int) -> tuple[tuple[int, int, int], ...]:
        """Row, start and end of all, moved by `delta` ms."""
        whole = ((self.row, self.start, self.end), *self.others)
        return tuple((row, start + delta, end + delta) for row, start, end in whole)


def edges_at(found: Hit, blocks: Sequence[Block], *, shared: bool) -> tuple[Edge, ...]:
    """The edge that was hit; with `shared`, also a touching neighbour's edge, by time."""
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
    """A mouse press. Call `move`, then `release`; drop it to cancel.

    Attributes:
        found: What was pressed.
        dragging: Whether it has moved too far to be a click.
        snapped: The time in ms that the dragged edge has snapped to, or None.
    """

    def __init__(
        self,
        found: Hit,
        x: float,
        viewport: Viewport,
        dragged: Sequence[Edge] | Body = (),
        other: int | None = None,
    ) -> None:
        """Start a press.

        Args:
            found: What is pressed.
            x: Position in px.
            viewport: The visible part.
            dragged: The edges of cues, or the whole cue, that a drag moves.
            other: The opposite edge of the selected range in ms, if one of its edges is pressed.
        """
        self.found = found
        self.dragging = found.part in (Part.RULER, Part.CHUNK)
        self.snapped: int | None = None
        self._x = x
        self._from = found.ms
        self._other = found.ms if other is None else other
        self._grip = viewport.ms_at(x) - self._from
        self._body = dragged if isinstance(dragged, Body) else None
        self._edges = () if isinstance(dragged, Body) else tuple(dragged)
        self._delta = 0
        self._to = self._from

    @property
    def parts(self) -> frozenset[Part]:
        """Kinds of the dragged edges; a range has both."""
        if self.found.part in (Part.RULER, Part.CHUNK):
            return frozenset()
        return frozenset(edge.part for edge in self._edges) or _BOTH

    def move(self, x: float, viewport: Viewport, marks: Sequence[int] = ()) -> Intent | None:
        """Move to `x`.

        Args:
            x: In px.
            viewport: The visible part, which may have changed during the press.
            marks: Times in ms that a dragged edge snaps to.

        Returns:
            What to preview, or None while it is still a click.
        """
        self.dragging = self.dragging or abs(x - self._x) >= THRESHOLD
        if not self.dragging:
            return None
        ms = viewport.ms_at(x) - self._grip
        reach = MAGNET * viewport.ms_per_px
        if self._body is not None:
            self._shift(self._body, ms - self._from, marks, reach)
            return self._intent()
        self.snapped = nearest(ms, marks, reach)
        self._to = max(round(ms) if self.snapped is None else self.snapped, 0)
        if self._edges:
            self._limit()
        return self._intent()

    def release(self) -> Intent | None:
        """What the press means; None if nothing, or if `move` has returned it already."""
        if self.found.part in (Part.RULER, Part.CHUNK):
            return None
        if self.dragging:
            still = (self._edges or self._body) and not self._delta
            return None if still else self._intent()
        if self.found.part is Part.WAVE or self.found.row is None:
            return Seek(max(self.found.ms, 0))
        return Click(self.found.row)

    def _shift(self, body: Body, delta: float, marks: Sequence[int], reach: float) -> None:
        """Move the whole cue by about `delta` ms: so that its start or end snaps, if one does."""
        snaps = [
            (abs(mark - at - delta), mark - at, mark)
            for at in body.anchors
            if (mark := nearest(at + delta, marks, reach)) is not None
        ]
        _, by, self.snapped = min(snaps, default=(0.0, round(delta), None))
        self._delta = max(by, min(-body.earliest, 0))
        if self._delta != by:
            self.snapped = None

    def _limit(self) -> None:
        delta = self._to - self._from
        low = max(edge.limits[0] - edge.at for edge in self._edges)
        high = min(edge.limits[1] - edge.at for edge in self._edges)
        self._delta = round(min(max(delta, low), high))
        if self._delta != delta:
            self.snapped = None

    def _intent(self) -> Intent:
        if self._body is not None:
            return Retime(self._body.moved(self._delta))
        if self._edges:
            return Retime(tuple(edge.moved(self._delta) for edge in self._edges))
        if self.found.part in (Part.RULER, Part.CHUNK):
            return Seek(self._to)
        return Mark(*sorted((self._other, self._to)))


def nearest(ms: float, marks: Sequence[int], reach: float) -> int | None:
    """The mark nearest to `ms` within `reach`, or None."""
    near = min(marks, key=lambda mark: abs(mark - ms), default=None)
    return near if near is not None and abs(near - ms) <= reach else None
