# SPDX-License-Identifier: GPL-3.0-or-later
"""Hit tests: what is under the pointer. Independent of Qt."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.ui.timeline.blocks import Block
    from editor.ui.timeline.viewport import Viewport

EDGE = 5
"""Maximum distance in px at which an edge can be grabbed."""


class Part(Enum):
    """The kinds of things under the pointer."""

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
        part: The kind.
        ms: The time of the edge or border, else the time under the pointer.
        row: The row of an edge or block.
    """

    part: Part
    ms: int
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Bands:
    """The horizontal bands of the timeline, from top to bottom, in px: ruler, audio, blocks.

    Attributes:
        ruler: Bottom of the ruler and top of the audio.
        blocks: Bottom of the audio and top of the blocks; equal to `ruler` without audio.
        height: Total height.
        share: Share of the audio band that the waveform gets; the spectrogram gets the rest.
    """

    ruler: int
    blocks: int
    height: int
    share: float = 1.0

    @classmethod
    def of(cls, height: int, *, sound: bool, wave: float = 1.0) -> Bands:
        """The bands of a timeline of this `height`; `wave` is the waveform's share, 0 to 1."""
        ruler = min(24, height // 4)
        blocks = height - min(60, max(24, (height - ruler) // 3)) if sound else ruler
        return cls(ruler, blocks, height, wave)

    @property
    def wave(self) -> tuple[int, int]:
        """Top and bottom of the waveform."""
        return self.ruler, self.ruler + round((self.blocks - self.ruler) * self.share)

    @property
    def spectrum(self) -> tuple[int, int]:
        """Top and bottom of the spectrogram, below the waveform."""
        return self.wave[1], self.blocks

    def lane(self, block: Block) -> tuple[float, float]:
        """Top and bottom of a block."""
        tall = (self.height - self.blocks) / block.lanes
        return self.blocks + block.lane * tall, self.blocks + (block.lane + 1) * tall


def hit(  # noqa: PLR0913 - everything that can be hit
    x: float,
    y: float,
    viewport: Viewport,
    blocks: Sequence[Block],
    bands: Bands,
    *,
    borders: Sequence[int] = (),
    current: int | None = None,
    marked: tuple[int, int] | None = None,
) -> Hit:
    """What is at (`x`, `y`).

    Args:
        x: From the left, in px.
        y: From the top, in px.
        viewport: The visible part.
        blocks: The visible cues, ordered by start.
        bands: The bands of the timeline.
        borders: Borders of chunks, in ms.
        current: Row of the current cue, which has priority over others at the same place.
        marked: The selected range, whose edges have priority over those of cues on the audio.
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
    # In the blocks' band, a cue occupies its lane only; on the audio, the full height.
    reached = [b for b in blocks if y < bands.blocks or _within(y, bands.lane(b))]
    edge = _edge(x, viewport, reached, current)
    if edge is not None:
        return edge
    inside = [b.row for b in reached if viewport.x_of(b.start) <= x < viewport.x_of(b.end)]
    part = Part.BODY if inside and y >= bands.blocks else Part.WAVE
    if current in inside:
        return Hit(part, here, current)
    return Hit(part, here, inside[-1] if inside else None)


def _within(y: float, span: tuple[float, float]) -> bool:
    return span[0] <= y < span[1]


def _edge(x: float, viewport: Viewport, blocks: Sequence[Block], current: int | None) -> Hit | None:
    best: tuple[tuple[float, bool, bool], Hit] | None = None
    for block in blocks:
        x0, x1 = viewport.x_of(block.start), viewport.x_of(block.end)
        inside = min(EDGE, (x1 - x0) / 3)  # leaves a part of a short cue to click on
        for part, edge, inward in ((Part.START, x0, x - x0), (Part.END, x1, x1 - x)):
            if not -EDGE <= inward <= inside:
                continue
            ms = block.start if part is Part.START else block.end
            # At equal distance, prefer the current cue's edge, then that of the cue at `x`.
            rank = (abs(x - edge), block.row != current, inward < 0)
            if best is None or rank < best[0]:
                best = (rank, Hit(part, ms, block.row))
    return best[1] if best else None
