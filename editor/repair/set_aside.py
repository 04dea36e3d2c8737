# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues that a diagnosis sets aside: the others are diagnosed without them, and they stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.repair.chunks import Chunk, chunk_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.repair.candidate import Candidate
    from editor.repair.evidence import Evidence
    from editor.repair.interpretation import Diagnosis, Interpretation


def with_cues_aside(
    found: Diagnosis, cues: Sequence[Cue], rows: Sequence[int], finding: Problem
) -> Diagnosis:
    """A diagnosis of the other cues, for all of them.

    Args:
        found: The diagnosis of the cues without those at `rows`.
        cues: All cues.
        rows: Those that were set aside, ascending; no interpretation moves them.
        finding: What is the matter with them.
    """
    aside = _Aside(cues, rows)
    return replace(
        found,
        chunks=aside.chunks(found.chunks)[0],
        interpretations=tuple(map(aside.interpretation, found.interpretations)),
        others=tuple(map(aside.interpretation, found.others)),
        finding=Problem(N_("{first} {second}"), first=found.finding, second=finding),
        certain=True,
    )


def known_of_others(evidence: Evidence, rows: Sequence[int]) -> Evidence:
    """The evidence about the cues that are not at `rows`, by their rows without these."""
    return replace(
        evidence,
        anchors=tuple(
            (row - sum(gone < row for gone in rows), at)
            for row, at in evidence.anchors
            if row not in rows
        ),
    )


class _Aside:
    """Brings the rows of the other cues back to those of all."""

    def __init__(self, cues: Sequence[Cue], rows: Sequence[int]) -> None:
        self._cues = cues
        self._aside = frozenset(rows)
        self._kept = [row for row in range(len(cues)) if row not in self._aside]

    def interpretation(self, one: Interpretation) -> Interpretation:
        return replace(one, candidate=self._candidate(one.candidate))

    def _candidate(self, candidate: Candidate) -> Candidate:
        chunks, numbers = self.chunks(candidate.chunks)
        return replace(
            candidate,
            chunks=chunks,
            offsets=tuple(0 if n is None else candidate.offsets[n] for n in numbers),
            dropped=frozenset(self._kept[row] for row in candidate.dropped),
            doubtful=frozenset(place for place, n in enumerate(numbers) if n in candidate.doubtful),
        )

    def chunks(self, chunks: Sequence[Chunk]) -> tuple[tuple[Chunk, ...], list[int | None]]:
        """The chunks with those set aside between them; and the number that each had."""
        owner: dict[int, int] = {
            self._kept[row]: number
            for number, chunk in enumerate(chunks)
            for row in range(chunk.first, chunk.stop)
        }
        owners = [owner.get(row) for row in range(len(self._cues))]
        firsts = [row for row in range(len(owners)) if not row or owners[row] != owners[row - 1]]
        stops = [*firsts[1:], len(owners)]
        runs = [chunk_of(self._cues, *run) for run in zip(firsts, stops, strict=True)]
        return tuple(runs), [owners[row] for row in firsts]
