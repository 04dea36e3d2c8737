# SPDX-License-Identifier: GPL-3.0-or-later
"""What the timeline shows: the facts its layers paint and its gestures are about."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, Protocol

from editor.core.document import Document
from editor.core.selection import START
from editor.core.time_index import TimeIndex
from editor.ui.timeline.blocks import layout
from editor.ui.timeline.gestures import Bands, Part
from editor.ui.timeline.viewport import Viewport

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np
    from numpy.typing import NDArray

    from editor.ui.timeline.blocks import Layout
    from editor.ui.timeline.gestures import Hit


class Peaks(Protocol):
    """Sound as far as it is decoded.

    Attributes:
        rate: Samples per second.
        ranges: The samples [a, b) that are known, ascending and disjoint.
        total: Samples there will be, as far as one can tell.
        complete: Whether `ranges` grow no more.
    """

    @property
    def rate(self) -> int: ...  # noqa: D102 - told above
    @property
    def ranges(self) -> tuple[tuple[int, int], ...]: ...  # noqa: D102
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

    def loudness(self, start: float, step: float, columns: int) -> NDArray[np.float32]:
        """Root mean square of the same columns, 0 to 32768."""
        ...

    def samples(self, start: int, stop: int) -> NDArray[np.int16]:
        """The samples of [start, stop); zeros where they are not decoded."""
        ...


class Speech(Protocol):
    """Where somebody speaks.

    Attributes:
        starts: Where each stretch of speech begins in ms, ascending.
        ends: Where it ends; before the next begins.
    """

    @property
    def starts(self) -> NDArray[np.int64]: ...  # noqa: D102 - told above
    @property
    def ends(self) -> NDArray[np.int64]: ...  # noqa: D102


Sight = Literal["wave", "both", "spectrum"]
"""How the sound is drawn."""

_SHARES: dict[Sight, float] = {"wave": 1.0, "both": 0.5, "spectrum": 0.0}
"""What the wave has of the room for the sound."""


class Scene:
    """Plain facts; the `Timeline` sets them and knows what to repaint.

    Attributes:
        document: The open document.
        selection: Where the user is.
        index: The cues by time.
        viewport: What is in view.
        height: Of the timeline, in pixels.
        sound: The medium's sound, or None.
        sight: How it is drawn.
        gain: How much louder than it is.
        speech: Where somebody speaks, as far as is known, or None.
        playhead: Where the ear is in ms, or None.
        marked: The range marked by the user in ms, or None.
        marking: The range being marked just now, or None.
        borders: Of chunks in ms, ascending.
        doubtful: Those that might as well lie elsewhere.
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
        self.sight: Sight = "wave"
        self.gain = 1.0
        self.speech: Speech | None = None
        self.playhead: int | None = None
        self.marked: tuple[int, int] | None = None
        self.marking: tuple[int, int] | None = None
        self.borders: tuple[int, ...] = ()
        self.doubtful: frozenset[int] = frozenset()
        self.moved: dict[int, tuple[int, int]] = {}
        self.snapped: int | None = None
        self.hover: Hit | None = None
        self._layout: tuple[TimeIndex, Viewport, dict[int, tuple[int, int]], Layout] | None = None

    @property
    def bands(self) -> Bands:
        """The parts from top to bottom."""
        return Bands.of(self.height, sound=self.sound is not None, wave=_SHARES[self.sight])

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

    def marks(self, parts: Collection[Part]) -> list[int]:
        """Times that dragged edges cling to: other edges, chunk borders, the playhead, speech.

        A start clings to where speech begins, an end to where it ends.

        Args:
            parts: What kinds of edges are dragged.
        """
        still = [block for block in self.layout.blocks if block.row not in self.moved]
        marks = [ms for block in still for ms in (block.start, block.end)]
        marks += self.borders
        if self.playhead is not None:
            marks.append(self.playhead)
        if self.speech is not None:
            view = (self.viewport.start_ms, self.viewport.end_ms)
            for part, times in ((Part.START, self.speech.starts), (Part.END, self.speech.ends)):
                if part in parts:
                    first, stop = (bisect_left(times, ms) for ms in view)
                    marks += times[first:stop].tolist()
        return marks
