# SPDX-License-Identifier: GPL-3.0-or-later
"""A chunk that fits as well elsewhere is told, unless its model ties it to the others."""

from __future__ import annotations

from dataclasses import replace

from editor.repair.ambiguity import doubtful
from editor.repair.candidate import Candidate
from editor.repair.chunks import chunk_of
from editor.repair.witness import SpeechWitness
from tests.making import seconds

CUES = seconds((0, 2), (3, 4), (0, 1), (0, 2), (2.5, 4))
CHUNKS = (chunk_of(CUES, 0, 2), chunk_of(CUES, 2, 3), chunk_of(CUES, 3, 5))
PLACED = Candidate("pauses", CHUNKS, (0, 10_000, 30_000))
HEARD = ((0, 3_000, 10_000, 30_000, 32_500), (2_000, 4_000, 11_000, 32_000, 34_000))


def test_the_only_place_is_not_doubtful() -> None:
    assert doubtful(CUES, PLACED, SpeechWitness(*HEARD)) == frozenset()


def test_a_chunk_that_fits_twice_is() -> None:
    starts, ends = HEARD
    again = SpeechWitness((*starts[:3], 20_000, *starts[3:]), (*ends[:3], 21_000, *ends[3:]))
    assert doubtful(CUES, PLACED, again) == {1}


def test_a_rule_ties_its_chunks_together() -> None:
    starts, ends = HEARD
    again = SpeechWitness((*starts[:3], 20_000, *starts[3:]), (*ends[:3], 21_000, *ends[3:]))
    assert doubtful(CUES, replace(PLACED, kind="running"), again) == frozenset()


def test_a_single_chunk_has_no_neighbours_to_move_between() -> None:
    whole = Candidate("steps", (chunk_of(CUES, 0, 2),), (0,))
    assert doubtful(CUES, whole, SpeechWitness(*HEARD)) == frozenset()
