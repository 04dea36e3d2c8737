# SPDX-License-Identifier: GPL-3.0-or-later
"""Shift, rate and steps of a clock without restarts are found from speech alone."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from editor.core.cue import Cue
from editor.repair.drift import keep, line, reach, runs_straight, steps
from editor.repair.witness import SpeechWitness

if TYPE_CHECKING:
    from collections.abc import Callable

CHANCE = Random(906)  # noqa: S311 - made talk


def talk() -> list[tuple[int, int]]:
    """Ten minutes of lines with pauses of no regular length."""
    spans, time = [], 1_000
    while time < 600_000:
        length = CHANCE.randrange(800, 4_000, 20)
        spans.append((time, time + length))
        time += length + CHANCE.randrange(160, 2_500, 20)
    return spans


TALK = talk()
HEARD = SpeechWitness([start + 40 for start, _ in TALK], [end for _, end in TALK])
LENGTH = TALK[-1][1] + 1_000


def shown(clock: Callable[[int], float]) -> tuple[Cue, ...]:
    """The talk as a wrong clock shows it."""
    return tuple(
        Cue(row, round(clock(start)), round(clock(end)), f"{row}")
        for row, (start, end) in enumerate(TALK)
    )


def worst(cues: tuple[Cue, ...], offsets: list[int], scale: float = 1.0) -> int:
    """The greatest error of the starts, in ms."""
    return max(
        abs(round(cue.start * scale) + offset - start)
        for cue, offset, (start, _) in zip(cues, offsets, TALK, strict=True)
    )


@pytest.mark.parametrize("shift", [-700, 3_000, 45_000])
def test_a_shift(shift: int) -> None:
    cues = shown(lambda time: time + shift)
    found = line(cues, HEARD)
    assert found is not None
    assert (found.kind, found.scale) == ("line", 1)
    assert worst(cues, found.spread()) <= 60


@pytest.mark.parametrize("rate", [25 / 23.976, 24 / 25, 1.0002])
def test_a_rate(rate: float) -> None:
    cues = shown(lambda time: time * rate + 500)
    found = line(cues, HEARD)
    assert found is not None
    assert found.scale == pytest.approx(1 / rate, abs=0.0001)
    assert worst(cues, found.spread(), found.scale) <= 100
    assert runs_straight(cues, found, HEARD)


def test_a_shift_too_small_to_be_told_is_left_alone() -> None:
    cues = shown(lambda time: time + 100)
    assert line(cues, HEARD) == keep(cues)


def test_another_talk_has_no_line() -> None:
    other = tuple(Cue(row, 1_000 * row, 1_000 * row + 900, "") for row in range(200))
    assert line(other, HEARD) is None


def test_a_piece_that_is_not_in_the_medium_is_a_step() -> None:
    cut = TALK[len(TALK) // 2][0] - 80
    cues = shown(lambda time: time if time < cut else time + 20_000)
    straight = line(cues, HEARD)
    assert straight is None or not runs_straight(cues, straight, HEARD)
    low, high = reach(cues, HEARD, LENGTH)
    assert low <= -20_000
    assert high >= 0
    found = steps(cues, HEARD, (low, high))
    assert (found.kind, len(found.chunks)) == ("steps", 2)
    assert worst(cues, found.spread()) <= 60
