# SPDX-License-Identifier: GPL-3.0-or-later
"""What a diagnosis finds: ways to read a clock, how sure each is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.values import dataclass

if TYPE_CHECKING:
    from editor.repair.candidate import Candidate
    from editor.repair.chunks import Chunk
    from editor.repair.evidence import Confidence

CONTINUOUS = Problem("Timing is continuous; there is nothing to repair.")
"""The finding where nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One way to read a file's clock.

    Attributes:
        candidate: The model and its offsets.
        end: Predicted end of the last cue in ms.
        confidence: How sure it is.
        reason: Why, in a sentence.
    """

    candidate: Candidate
    end: int
    confidence: Confidence
    reason: Problem


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a file's clock, and how it may be read.

    Attributes:
        chunks: The chunks of the file; a single one where the clock does not restart.
        interpretations: The likeliest first; empty where nothing is wrong.
        finding: What is wrong, in one sentence.
        confidence: Of the first interpretation; without one, of there being nothing to repair.
        others: Unlikely ones that the times allow, for a person to choose from.
        certain: Whether something is wrong for certain, however unsure it is how to mend it.
        tracks: Where the file is several files in one, the first row of each; else empty.
    """

    chunks: tuple[Chunk, ...]
    interpretations: tuple[Interpretation, ...]
    finding: Problem
    confidence: Confidence = "medium"
    others: tuple[Interpretation, ...] = ()
    certain: bool = False
    tracks: tuple[int, ...] = ()

    @property
    def is_untrue(self) -> bool:
        """Whether the times are likely not those of the medium."""
        return any(reading.candidate.kind != "keep" for reading in self.interpretations[:1])

    @property
    def is_plain(self) -> bool:
        """Whether something is wrong for certain: by the times, or clearly by the sound."""
        if len(self.chunks) > 1 or self.certain:
            return True
        return bool(self.interpretations) and self.confidence != "low"
