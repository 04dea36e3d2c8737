# SPDX-License-Identifier: GPL-3.0-or-later
"""Manual adjustment of an interpretation: windows that a person moves, or holds in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.repair.candidate import Candidate

_USUAL = 30_000
"""A window's length in ms where the interpretation does not say: Whisper's."""


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A candidate, and what was done to it by hand.

    Attributes:
        candidate: As it is now.
        held: Places of windows that were heard to be right: what comes before moves without
            them.
    """

    candidate: Candidate
    held: frozenset[int] = frozenset()

    @property
    def window(self) -> int:
        """Length of an empty window, in ms."""
        return self.candidate.window or _USUAL

    def start(self, place: int) -> int:
        """Where the window at `place` begins now, in ms."""
        chunk, offset = self.candidate.chunks[place], self.candidate.offsets[place]
        return max(0, self.candidate.placed(chunk.start, offset))

    def moved(self, place: int, delta: int) -> Adjusted:
        """The window at `place` comes `delta` ms later, and all that follow up to a held one.

        It never comes before zero. Whoever moves a held window holds it there.
        """
        candidate, offsets = self.candidate, list(self.candidate.offsets)
        delta = max(delta, -self.start(place))
        stop = next((held for held in sorted(self.held) if held > place), len(offsets))
        for number in range(place, stop):
            offsets[number] += delta
        return replace(self, candidate=replace(candidate, offsets=tuple(offsets)))

    def heard(self, place: int, delta: int) -> Adjusted:
        """The window at `place` was heard `delta` ms later: it goes there and is held."""
        moved = self.moved(place, delta)
        return moved if place in moved.held else moved.holding(place)

    def holding(self, place: int) -> Adjusted:
        """Hold the window at `place`, or let it go; nobody doubts one that is held."""
        held = self.held ^ {place}
        doubtful = self.candidate.doubtful - held
        return Adjusted(replace(self.candidate, doubtful=doubtful), held)
