# SPDX-License-Identifier: GPL-3.0-or-later
"""Manual adjustment of an interpretation: chunks that a person moves, or holds in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.repair.candidate import Candidate

_USUAL_LENGTH = 30_000
"""ms: a chunk's length where the interpretation does not say: Whisper's."""


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A candidate with what a person changed of it.

    Attributes:
        candidate: As it is now.
        held: Numbers of the chunks that are held in place: moving an earlier one stops there.
    """

    candidate: Candidate
    held: frozenset[int] = frozenset()

    @property
    def chunk_length(self) -> int:
        """Length of an empty chunk, in ms."""
        return self.candidate.chunk_length or _USUAL_LENGTH

    def start(self, place: int) -> int:
        """Where the chunk at `place` begins now, in ms."""
        chunk, offset = self.candidate.chunks[place], self.candidate.offsets[place]
        return max(0, self.candidate.placed(chunk.start, offset))

    def moved(self, place: int, delta: int) -> Adjusted:
        """Move the chunk at `place`, and those after it up to the next held one, by `delta` ms.

        It does not go below zero. A held chunk stays held where it is moved to.
        """
        candidate, offsets = self.candidate, list(self.candidate.offsets)
        delta = max(delta, -self.start(place))
        stop = next((held for held in sorted(self.held) if held > place), len(offsets))
        for number in range(place, stop):
            offsets[number] += delta
        return replace(self, candidate=replace(candidate, offsets=tuple(offsets)))

    def heard(self, place: int, delta: int) -> Adjusted:
        """Move the chunk at `place` by `delta` ms, where it was heard, and hold it there."""
        moved = self.moved(place, delta)
        return moved if place in moved.held else moved.holding(place)

    def holding(self, place: int) -> Adjusted:
        """Hold the chunk at `place`, or release it. One that is held is not doubtful any more."""
        held = self.held ^ {place}
        doubtful = self.candidate.doubtful - held
        return Adjusted(replace(self.candidate, doubtful=doubtful), held)
