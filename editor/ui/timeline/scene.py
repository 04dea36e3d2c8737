# SPDX-License-Identifier: GPL-3.0-or-later
"""The model of the timeline: what its layers paint and its gestures act on."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, Protocol

from editor.checks.profiles import profile
from editor.core.document import Document
from editor.core.selection import START
from editor.core.time_index import TimeIndex
from editor.ui.timeline.blocks import NARROWEST, Block, layout
from editor.ui.timeline.gestures import Bands, Part
from editor.ui.timeline.viewport import Viewport

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from editor.ui.timeline.blocks import Layout
    from editor.ui.timeline.gestures import Hit


class Peaks(Protocol):
    """Audio, as far as it is decoded.

    Attributes:
        rate: Samples per second.
        ranges: The decoded samples [a, b), ascending and disjoint.
        total: Expected number of samples.
        complete: Whether decoding has ended.
    """

    @property
    def rate(self) -> int: ...  # noqa: D102 - documented above
    @property
    def ranges(self) -> tuple[tuple[int, int], ...]: ...  # noqa: D102
    @property
    def total(self) -> int: ...  # noqa: D102
    @property
    def complete(self) -> bool: ...  # noqa: D102

    def peaks(
        self, start: float, step: float, columns: int
    ) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
        """Minimum and maximum sample of each column, int16 of shape (columns,).

        Column i covers the samples [start + i * step, start + (i + 1) * step); zeros where
        nothing is decoded.
        """
        ...

    def loudness(self, start: float, step: float, columns: int) -> NDArray[np.float32]:
        """RMS of the same columns, float32 of shape (columns,), 0 to 32768."""
        ...

    def samples(self, start: int, stop: int) -> NDArray[np.int16]:
        """The samples [start, stop), int16; zeros where nothing is decoded."""
        ...


class Speech(Protocol):
    """Detected speech (VAD).

    Attributes:
        starts: Start of each speech segment in ms, ascending.
        ends: End of each in ms; before the next one starts.
    """

    @property
    def starts(self) -> NDArray[np.int64]: ...  # noqa: D102 - documented above
    @property
    def ends(self) -> NDArray[np.int64]: ...  # noqa: D102


Sight = Literal["wave", "both", "spectrum"]
"""How the audio is drawn: waveform, both, or spectrogram."""

_SHARES: dict[Sight, float] = {"wave": 1.0, "both": 0.5, "spectrum": 0.0}
"""Share of the audio band that the waveform gets."""


class Scene:
    """Plain data; `Timeline` sets it and decides what to repaint.

    Attributes:
        document: The open document.
        selection: The current selection.
        index: The cues by time.
        viewport: The visible part.
        height: Height of the timeline, in px.
        sound: The medium's audio, or None.
        sight: How it is drawn.
        gain: Amplitude factor of the drawing, 1 or more.
        speech: Detected speech, or None if unknown.
        playhead: The playhead in ms, or None.
        marked: The range that the user selected, in ms, or None.
        marking: The range that is being selected by a drag, in ms, or None.
        borders: Borders of chunks in ms, ascending.
        doubtful: Those of the borders whose place is ambiguous.
        moved: Start and end in ms, by row, of cues that are shown at other times.
        dragged: Those of them that the pointer is dragging.
        profile: The limits that reading speeds are compared with.
        snapped: The time in ms that a dragged edge has snapped to, or None.
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
        self.dragged: dict[int, tuple[int, int]] = {}
        self.profile = profile("bilibili")
        self.snapped: int | None = None
        self.hover: Hit | None = None
        self._layout: tuple[TimeIndex, Viewport, dict[int, tuple[int, int]], Layout] | None = None

    @property
    def bands(self) -> Bands:
        """The horizontal bands."""
        return Bands.of(self.height, sound=self.sound is not None, wave=_SHARES[self.sight])

    @property
    def layout(self) -> Layout:
        """The layout of the visible cues; cached."""
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

    @property
    def within_reach(self) -> Sequence[Block]:
        """The blocks that the pointer can take hold of, ordered by start.

        Where cues are merged, it is the current one, which is drawn on top of them.
        """
        row = self.selection.current
        if not self.layout.dense or row >= len(self.document.cues):
            return self.layout.blocks
        start, end = self.times_of(row)
        wide = (end - start) / self.viewport.ms_per_px >= NARROWEST
        return (Block(row, start, end),) if wide else ()

    def times_of(self, row: int) -> tuple[int, int]:
        """Start and end in ms of a cue as shown, including a drag."""
        return self.moved.get(row) or self.index.times(row)

    def marks(self, parts: Collection[Part]) -> list[int]:
        """Times in ms that dragged edges snap to: other edges, chunk borders, playhead, speech.

        A start snaps to speech onsets, an end to speech offsets.

        Args:
            parts: The kinds of edges that are dragged.
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
