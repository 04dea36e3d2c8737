# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pointer is over. Without Qt."""

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
