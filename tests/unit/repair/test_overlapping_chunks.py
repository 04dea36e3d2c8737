# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines that were transcribed twice tell the step from window to window."""

from __future__ import annotations

from random import Random

from editor.core.cue import Cue
from editor.repair.chunks import find_chunks
from editor.repair.overlapping_chunks import doubles, stride

CHANCE = Random(906)  # noqa: S311 - made talk
LINES = ["".join(chr(CHANCE.randrange(0x4E00, 0x9FA0)) for _ in range(10)) for _ in range(60)]
STEP, WINDOW = 25_000, 30_000


def transcribed(step: int = STEP) -> tuple[Cue, ...]:
    """A line every 2 s for two minutes, in windows of 30 s; doubles have a word more."""
    cues: list[Cue] = []
    for begin in range(0, 100_000, step):
        for number, text in enumerate(LINES):
            start = 2_000 * number - begin
            if start >= 0 and start + 1_900 <= WINDOW:
                said = text if begin == 0 or start > WINDOW - step else f"{text}啊"
                cues.append(Cue(len(cues), start, start + 1_900, said))
    return tuple(cues)


def test_the_step_is_found_and_doubles_go() -> None:
    cues = transcribed()
    candidate = stride(cues, find_chunks(cues))
    assert candidate is not None
    assert candidate.model == "stride:25"
    assert candidate.offsets == (0, 25_000, 50_000, 75_000)
    kept = [
        (cue.start + offset, cue.text.removesuffix("啊"))
        for row, (cue, offset) in enumerate(zip(cues, candidate.spread(), strict=True))
        if row not in candidate.dropped
    ]
    assert kept == [(2_000 * number, text) for number, text in enumerate(LINES[: len(kept)])]
    assert len(kept) > 50


def test_windows_without_doubles_have_no_step() -> None:
    cues = transcribed(step=WINDOW)
    assert stride(cues, find_chunks(cues)) is None


def test_rows_whose_time_an_earlier_window_covers() -> None:
    cues = transcribed()
    chunks = find_chunks(cues)
    first = chunks[1].first
    assert doubles(chunks[:2], (0, STEP), cues) == frozenset(range(first, first + 2))
    assert doubles(chunks[:2], (0, WINDOW), cues) == frozenset()
