# SPDX-License-Identifier: GPL-3.0-or-later
"""A model of a file's clock with its parameters: where every cue would be."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field, replace
from typing import TYPE_CHECKING

from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from editor.core.cue import Cue
    from editor.repair.chunks import Chunk


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clock model fitted to one file.

    A time t in chunk number k becomes ``t * scale + offsets[k]``.

    Attributes:
        kind: ``running``, ``fixed`` …: a key of `explain.MODELS`.
        chunks: The chunks that it moves; together they are all rows, in file order.
        offsets: Milliseconds to add to each chunk's clock.
        chunk_length: Length of a chunk, or step from one to the next, in ms, where it has one.
        scale: Factor of all times: 1 unless the clock runs too fast or too slow.
        dropped: Rows to remove, since another row has the same words.
        doubtful: Numbers of the chunks that fit nearly as well somewhere else.
        mends: Start and end (ms) to read instead of damaged times, by row; `chunks` has them
            read so already.
    """

    kind: str
    chunks: tuple[Chunk, ...]
    offsets: tuple[int, ...]
    chunk_length: int | None = None
    scale: float = 1.0
    dropped: frozenset[int] = frozenset()
    doubtful: frozenset[int] = frozenset()
    mends: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def model(self) -> str:
        """As named on the command line: ``running``, ``fixed:30`` …."""
        if self.kind == "shift":
            return f"shift:{self.offsets[0] / 1000:.3f}".rstrip("0").rstrip(".")
        return (
            self.kind if self.chunk_length is None else f"{self.kind}:{self.chunk_length / 1000:g}"
        )

    @property
    def end(self) -> int:
        """The latest end of any cue, in ms, by this candidate."""
        pairs = zip(self.chunks, self.offsets, strict=True)
        return max(self.placed(chunk.end, offset) for chunk, offset in pairs)

    @property
    def start(self) -> int:
        """The earliest start of any cue, in ms, by this candidate."""
        pairs = zip(self.chunks, self.offsets, strict=True)
        return min(self.placed(chunk.start, offset) for chunk, offset in pairs)

    def placed(self, time: int, offset: int) -> int:
        """Where a time (ms) of a chunk with this offset belongs, in ms."""
        return (time if self.scale == 1 else round(time * self.scale)) + offset

    def place_of(self, row: int) -> int:
        """The number of the chunk that has this row."""
        return bisect_right(self.chunks, row, key=lambda chunk: chunk.first) - 1

    def spread(self) -> list[int]:
        """The offset of every row."""
        pairs = zip(self.chunks, self.offsets, strict=True)
        return [offset for chunk, offset in pairs for _ in range(chunk.first, chunk.stop)]

    def moved(self, cues: Sequence[Cue], place: int) -> Iterator[tuple[int, Cue | None]]:
        """The rows of chunk number `place`, each with its corrected cue; None for one to remove."""
        chunk, offset = self.chunks[place], self.offsets[place]
        for row in range(chunk.first, chunk.stop):
            cue = cues[row]
            if row in self.mends:
                cue = cue.retimed(*self.mends[row])
            yield row, None if row in self.dropped else self._moved(cue, offset)

    def _moved(self, cue: Cue, offset: int) -> Cue:
        scaled = self.scale != 1
        moved = stretched(cue, self.scale, offset) if scaled else cue.shifted(offset)
        if moved.start < 0 <= cue.start:  # what was before the medium's beginning is cut off
            return moved.retimed(0, max(moved.end, 1))
        return moved


def stretched(cue: Cue, scale: float, offset: int) -> Cue:
    """The cue at ``t * scale + offset``, its words with it."""

    def place(time: int) -> int:
        return round(time * scale) + offset

    words = None if cue.words is None else cue.words.placed(place)
    return replace(cue, start=place(cue.start), end=place(cue.end), words=words)
