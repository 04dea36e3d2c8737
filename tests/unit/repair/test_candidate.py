# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

from editor.core.words import Word, Words
from editor.repair.candidate import Candidate
from editor.repair.chunks import chunk_of
from editor.repair.explain import MODELS, explained
from tests.making import seconds

CUES = seconds((0, 2), (3, 5), (0, 4), (5, 6))
CHUNKS = (chunk_of(CUES, 0, 2), chunk_of(CUES, 2, 4))


def test_offsets_are_those_of_the_chunks() -> None:
    candidate = Candidate("fixed", CHUNKS, (1_000, 30_000), 30_000)
    assert candidate.model == "fixed:30"
    assert (candidate.start, candidate.end) == (1_000, 36_000)
    assert candidate.spread() == [1_000, 1_000, 30_000, 30_000]
    assert [candidate.place_of(row) for row in range(4)] == [0, 0, 1, 1]
    moved = [cue for _, cue in candidate.moved(CUES, 1)]
    assert [(cue.start, cue.end) for cue in moved if cue] == [(30_000, 34_000), (35_000, 36_000)]


def test_a_rate_stretches_words_too() -> None:
    cue = replace(CUES[1], words=Words([Word(3_000, 4_000, "一"), Word(4_000, 5_000, "二")]))
    candidate = Candidate("line", (chunk_of((cue,), 0, 1),), (100,), scale=2.0)
    ((_, moved),) = candidate.moved((cue,), 0)
    assert moved is not None
    assert (moved.start, moved.end) == (6_100, 10_100)
    assert moved.words is not None
    assert [(word.start, word.end) for word in moved.words] == [(6_100, 8_100), (8_100, 10_100)]


def test_rows_to_be_removed_have_no_cue_and_none_begins_before_zero() -> None:
    candidate = Candidate("stride", CHUNKS, (-1_000, 0), dropped=frozenset({2}))
    assert [cue and (cue.start, cue.end) for _, cue in candidate.moved(CUES, 0)] == [
        (0, 1_000),
        (2_000, 4_000),
    ]
    assert [cue is None for _, cue in candidate.moved(CUES, 1)] == [True, False]


def test_every_model_has_words() -> None:
    for kind in MODELS.keys() - {"anchored windows"}:
        assert explained(Candidate(kind, CHUNKS, (0, 0), 20_000)).text
    windows = explained(Candidate("anchored", CHUNKS, (0, 0), 20_000))
    assert windows.text == "known start times, with fixed chunks of 20 s between them"
    assert explained(Candidate("anchored", CHUNKS, (0, 0))).text != windows.text
