# SPDX-License-Identifier: GPL-3.0-or-later
"""Doubts about cues, from whatever source, and one ranking of them all."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.core.cue import Cue

_SHARE = 5
"""One cue in so many is doubtful at most: where much is marked, nothing is."""

_DAMPING = 60
"""Cormack, Clarke and Buettcher's constant of reciprocal rank fusion (SIGIR 2009): how little the
first place of one source counts more than its second."""


class Candidate(NamedTuple):
    """Another word.

    Attributes:
        start: Where it would stand in the cue's text.
        end: Where what it would replace ends.
        word: The word, in the script of the cue.
        gain: How much better the line is with it, in the source's own measure.
    """

    start: int
    end: int
    word: str
    gain: float


class Spoken(NamedTuple):
    """A weak word of a cue.

    Attributes:
        start: When it is spoken, in ms.
        end: Until when.
        score: The lower, the more doubtful; as `Doubt.score`.
    """

    start: int
    end: int
    score: float


class Doubt(NamedTuple):
    """What a source doubts about a cue.

    Attributes:
        cue: The cue as it was when it was judged.
        score: The lower, the more doubtful; comparable within its source only.
        weakest: The part [start, end) of the cue's text that is doubted most.
        candidates: What may stand there instead, the best first.
        heard: Whether anybody says anything there; true where the source does not listen.
        spoken: Its weakest words, the weakest first, where the source knows when they are spoken.
    """

    cue: Cue
    score: float
    weakest: tuple[int, int]
    candidates: tuple[Candidate, ...] = ()
    heard: bool = True
    spoken: tuple[Spoken, ...] = ()

    def holds(self, cue: Cue) -> bool:
        """Whether it is still about `cue`: its text and times are the same."""
        was = self.cue
        same = (cue.text, cue.start, cue.end) == (was.text, was.start, was.end)
        return cue is was or (cue.id == was.id and same)


def ranked(sources: Iterable[Iterable[Doubt]], cues: int) -> list[Doubt]:
    """One list of all sources' doubts, the worst first, of a fifth of the cues at most.

    A source's scores mean something beside its own only, so places are fused, not scores. Of a
    cue that several sources doubt, the doubt with the best place stays.

    Args:
        sources: The doubts of each, in any order, at most one for a cue.
        cues: How many cues the document has.
    """
    weight: defaultdict[int, float] = defaultdict(float)
    best: dict[int, tuple[int, Doubt]] = {}
    for doubts in sources:
        in_order = sorted(doubts, key=lambda doubt: (doubt.score, doubt.cue.id))
        for place, doubt in enumerate(in_order, start=1):
            cue = doubt.cue.id
            weight[cue] += 1 / (_DAMPING + place)
            if cue not in best or place < best[cue][0]:
                best[cue] = (place, doubt)
    order = sorted(best, key=lambda cue: (-weight[cue], cue))
    return [best[cue][1] for cue in order[: max(1, cues // _SHARE)]]
