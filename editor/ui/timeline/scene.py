# SPDX-License-Identifier: GPL-3.0-or-later
"""What the timeline shows: the facts its layers paint and its gestures are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from editor.core.document import Document
from editor.core.selection import START
from editor.core.time_index import TimeIndex
from editor.ui.timeline.blocks import layout
from editor.ui.timeline.gestures import Bands
from editor.ui.timeline.viewport import Viewport

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from editor.ui.timeline.blocks import Layout
    from editor.ui.timeline.gestures import Hit


class Peaks(Protocol):
    """Sound as far as it is decoded, from its first sample on.

    Attributes:
        rate: Samples per second.
        decoded: Samples that are known.
        total: Samples there will be, as far as one can tell.
        complete: Whether `decoded` grows no more.
    """

    @property
    def rate(self) -> int: ...  # noqa: D102 - told above
    @property
    def decoded(self) -> int: ...  # noqa: D102
    @property
    def total(self) -> int: ...  # noqa: D102
    @property
    def complete(self) -> bool: ...  # noqa: D102

    def peaks(
        self, start: float, step: float, columns: int
    ) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
        """Least and greatest sample of each column, int16 of shape (columns,).

        Column i stands for the samples [start + i * step, start + (i + 1) * step); zeros
        where they are not decoded.
        """
        ...


class Scene:
    """Plain facts; the `Timeline` sets them and knows what to repaint.

    Attributes:
        document: The open document.
        selection: Where the user is.
        index: The cues by time.
        viewport: What is in view.
        height: Of the timeline, in pixels.
        sound: The medium's sound, or None.
        gain: How much higher than it is the wave is drawn.
        playhead: Where the ear is in ms, or None.
        marked: The range marked by the user in ms, or None.
        marking: The range being marked just now, or None.
        borders: Of chunks in ms, ascending.
        moved: Times at which rows are shown while they are dragged.
        snapped: The mark a dragged edge clings to in ms, or None.
        hover: What is under the pointer, or None.
    """

    def __init__(self) -> None:
        self.document = Document()
        self.selection = START
        self.index = TimeIndex()
        self.viewport = Viewport()
        self.height = 1
        self.sound: Peaks | None = None
        self.gain = 1.0
        self.playhead: int | None = None
        self.marked: tuple[int, int] | None = None
        self.marking: tuple[int, int] | None = None
        self.borders: tuple[int, ...] = ()
        self.moved: dict[int, tuple[int, int]] = {}
        self.snapped: int | None = None
        self.hover: Hit | None = None
        self._layout: tuple[TimeIndex, Viewport, dict[int, tuple[int, int]], Layout] | None = None

    @property
    def bands(self) -> Bands:
        """The parts from top to bottom."""
        return Bands.of(self.height, sound=self.sound is not None)

    @property
    def layout(self) -> Layout:
        """The cues in view."""
        known = self._layout
        if (
            known is None
            or known[0] is not self.index
            or known[1] != self.viewport
            or known[2] != self.moved
        ):
            found = layout(self.index, self.viewport, self.moved)
            known = self._layout = (self.index, self.viewport, dict(self.moved), found)
        return known[3]

    def times_of(self, row: int) -> tuple[int, int]:
        """Start and end of a cue, as it is shown."""
        return self.moved.get(row) or self.index.times(row)

    def marks(self) -> list[int]:
        """Times that a dragged edge clings to: other edges, chunk borders, the playhead."""
        still = [block for block in self.layout.blocks if block.row not in self.moved]
        marks = [ms for block in still for ms in (block.start, block.end)]
        marks += self.borders
        if self.playhead is not None:
            marks.append(self.playhead)
        return marks
