# SPDX-License-Identifier: GPL-3.0-or-later
"""An interpretation of a clock: a candidate, how sure it is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.core.errors import Problem
    from editor.repair.candidate import Candidate
    from editor.repair.evidence import Confidence


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
