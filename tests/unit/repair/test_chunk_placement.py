# SPDX-License-Identifier: GPL-3.0-or-later
"""Chunks are put where their speech is: after silent windows, or after pauses of any length."""

from __future__ import annotations

from random import Random

from editor.core.cue import Cue
from editor.repair.chunk_placement import correction, counted_whole, pauses, skipping
from editor.repair.chunks import find_chunks
from editor.repair.models import fixed, running
from editor.repair.witness import SpeechWitness
from tests.clocks import Line, at_pauses, cut, talk
from tests.making import seconds

WINDOW = 30_000


def witness(lines: list[Line]) -> SpeechWitness:
    return SpeechWitness([line.voice[0] for line in lines], [line.voice[1] for line in lines])


def in_chunks(chunks: list[tuple[int, list[Line]]]) -> tuple[Cue, ...]:
    """Cues as a clock shows them that begins anew with each chunk."""
    cues: list[Cue] = []
    for begin, lines in chunks:
        for line in lines:
            cues.append(Cue(len(cues), line.start - begin, line.end - begin, line.text))
    return tuple(cues)


def truth(chunks: list[tuple[int, list[Line]]]) -> list[int]:
    return [begin for begin, lines in chunks for _ in lines]


def test_silent_windows_are_put_in() -> None:
    lines = talk(Random(906), 6, silences=[(100_000, 65_000)])  # noqa: S311 - made talk
    chunks = cut(lines, WINDOW)
    cues = in_chunks(chunks)
    rule = fixed(find_chunks(cues), WINDOW)
    heard = [line for _, part in chunks for line in part]
    found = skipping(cues, rule, witness(heard), lines[-1].end + 700)
    assert found is not None
    assert found.model == "skipping:30"
    right = [a == b for a, b in zip(found.spread(), truth(chunks), strict=True)]
    assert sum(right) > 0.98 * len(right)


def test_without_silent_windows_the_rule_stays() -> None:
    lines = talk(Random(907), 4)  # noqa: S311 - made talk
    chunks = cut(lines, WINDOW)
    cues = in_chunks(chunks)
    heard = witness([line for _, part in chunks for line in part])
    assert skipping(cues, fixed(find_chunks(cues), WINDOW), heard, lines[-1].end) is None


def test_chunks_cut_at_pauses_are_put_where_they_are_heard() -> None:
    lines = talk(Random(908), 5, pauses=0.3)  # noqa: S311 - made talk
    chunks = at_pauses(lines)
    cues = in_chunks(chunks)
    found = pauses(cues, running(find_chunks(cues)), witness(lines), lines[-1].end + 700)
    assert found.kind == "pauses"
    off = [abs(a - b) for a, b in zip(found.spread(), truth(chunks), strict=True)]
    assert sum(each <= 120 for each in off) > 0.95 * len(off)


def test_windows_that_were_counted_whole_are_seen_in_the_times() -> None:
    times = [
        (begin + start, begin + end)
        for begin in range(0, 300, 30)
        for start, end in ((0.5, 9), (9.5, 18), (18, 27))
    ]
    found = counted_whole(seconds(*times), (20_000, 30_000))
    assert found is not None
    assert (found.kind, found.chunk_length, len(found.chunks)) == ("early", 30_000, 10)
    assert counted_whole(seconds(*times, (288, 305), (305, 310)), (30_000,)) is None


def test_rows_that_are_nearly_right_are_moved_by_the_median() -> None:
    cues = seconds((1, 2), (5, 6), (9, 10), (20, 21))
    import numpy as np

    starts = np.array([cue.start for cue in cues])
    ends = np.array([cue.end for cue in cues])
    heard = SpeechWitness(starts + 40, ends)
    assert correction(heard, np.arange(4), starts - 90, ends - 90) == 90
    assert correction(heard, np.arange(4), starts + 60, ends + 60) == -60
    assert correction(heard, np.arange(4), starts + 900, ends + 900) == 0
