# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of running and fixed windows is likelier, by the windows' ends and the medium's length."""

from __future__ import annotations

import pytest

from editor.repair.chunks import Chunk
from editor.repair.ranking_by_times import besides, by_times


def chunks(*ends: int) -> tuple[Chunk, ...]:
    """One row each, from 0 to these ms."""
    return tuple(Chunk(row, row + 1, 0, 0, end) for row, end in enumerate(ends))


FULL = chunks(29_900, 30_000, 29_950, 30_000, 29_900, 12_000)
"""All but the last reach their end at 30 s: fixed windows end at 162 s, running ones at 161.75."""

LOOSE = chunks(28_000, 29_500, 27_000, 29_000, 28_500, 27_500, 12_000)
"""As Whisper leaves them: running windows end at 181.5 s, fixed ones of 30 s at 192."""


def found(chunks: tuple[Chunk, ...], length: int | None) -> list[tuple[str, str]]:
    return [(one.candidate.model, one.confidence) for one in by_times(chunks, length)]


def test_windows_that_are_full_are_fixed() -> None:
    assert found(FULL, None) == [("fixed:30", "medium"), ("running", "low")]


def test_windows_that_end_anywhere_are_running() -> None:
    assert found(LOOSE, None) == [("running", "medium"), ("fixed:30", "low")]


def test_the_length_of_the_medium_decides() -> None:
    assert found(LOOSE, 182_000)[0] == ("running", "medium")
    assert found(LOOSE, 193_000)[0][0] == "fixed:30"


def test_both_together_are_highly_sure_of_fixed_windows_only() -> None:
    long = chunks(*[29_950] * 34, *[20_000] * 6, 12_000)
    assert found(long, 40 * 30_000 + 12_500)[0] == ("fixed:30", "high")
    assert found(LOOSE, 182_000)[0][1] != "high"


def test_cues_do_not_run_past_the_medium() -> None:
    best, other = by_times(LOOSE, 183_000)
    assert best.candidate.model == "running"
    assert other.reason.text == "It would end 0:09.0 after the end of the media (3:03.0)."
    assert best.reason.text == "It ends within 0:01.5 of the media length (3:03.0)."


@pytest.mark.parametrize("length", [None, 182_000])
def test_what_else_the_chunks_allow(length: int | None) -> None:
    known = by_times(LOOSE, length)
    others = besides(LOOSE, known, length)
    assert others
    assert {one.confidence for one in others} == {"low"}
    places = [one.candidate.offsets for one in (*known, *others)]
    assert len(set(places)) == len(places), "no two of them are the same"
    if length is not None:
        assert all(one.end <= 2 * length for one in others)
        off = [abs(one.end - length) for one in others]
        assert off == sorted(off)
