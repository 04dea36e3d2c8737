# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from editor.core.cue import Cue
from editor.repair.chunks import base_of, find_chunks
from tests.making import seconds


def firsts(cues: tuple[Cue, ...]) -> list[int]:
    return [chunk.first for chunk in find_chunks(cues)]


def test_a_clock_that_falls_back_begins_a_chunk() -> None:
    cues = seconds((0, 4), (4, 9), (0, 5), (5, 8), (0, 6))
    chunks = find_chunks(cues)
    assert [(chunk.first, chunk.stop, chunk.end) for chunk in chunks] == [
        (0, 2, 9_000),
        (2, 4, 8_000),
        (4, 5, 6_000),
    ]


def test_a_clock_that_falls_at_every_cue() -> None:
    assert firsts(seconds((0, 9), (0, 8), (0, 9), (0, 7))) == [0, 1, 2, 3]


def test_a_chunk_that_begins_with_a_syllable() -> None:
    assert firsts(seconds((0, 5), (5, 10), (0, 0.06), (0.06, 6), (6, 10))) == [0, 2]


def test_chunks_of_one_line_show_by_their_ends() -> None:
    """Start equals start; but the line before was still on."""
    assert firsts(seconds((0, 20), (0, 12), (0, 6), (6, 25), (0, 15))) == [0, 1, 2, 4]


def test_chunks_of_one_line_that_end_together() -> None:
    """Two lines of 12 s that stand there twice: nothing else does, so they are no translation."""
    assert firsts(seconds((0, 20), (0, 12), (0, 12), (0, 6), (6, 25), (0, 15))) == [0, 1, 2, 3, 5]


def test_chunks_in_two_languages() -> None:
    cues = seconds(*((0, 4), (0, 4), (4, 9), (4, 9)), *((0, 5), (0, 5), (5, 8), (5, 8)))
    assert firsts(cues) == [0, 4]


@pytest.mark.parametrize(
    "cues",
    [
        pytest.param(seconds((0, 2), (2, 4), (4, 7), (7, 9)), id="clean"),
        pytest.param(seconds((0, 2), (1.6, 4), (3.7, 7), (6.5, 9)), id="cross-talk"),
        pytest.param(seconds((0, 2), (0, 2), (2, 5), (2, 5), (5, 6), (5, 6)), id="two languages"),
        pytest.param(seconds((0, 4), (0, 4), (4, 9), (9, 12)), id="a title in two languages"),
        pytest.param(seconds((0, 2), (4, 7), (2, 4), (7, 9), (9, 12)), id="two lines swapped"),
        pytest.param(
            seconds((0, 10), (20, 30), (30, 40), (10, 20), (40, 50)), id="a line seconds too late"
        ),
        pytest.param(
            seconds((60, 63), (63, 66), (66, 70), (0, 20), (20, 41), (41, 60)),
            id="the second half first",
        ),
        pytest.param(
            seconds((40, 44), (30, 35), (20, 26), (10, 17), (0, 8)), id="backwards throughout"
        ),
        pytest.param(seconds((3, 5)), id="one cue"),
        pytest.param(seconds((3, 3), (2, 2)), id="cues without a length"),
    ],
)
def test_lines_in_another_order_are_no_restart(cues: tuple[Cue, ...]) -> None:
    assert firsts(cues) == [0]


def test_swapped_lines_among_true_restarts() -> None:
    cues = seconds(
        *((0, 21), (21, 23), (26, 30), (23, 26)),  # the last two of this chunk are swapped
        *((0, 12), (12, 30)),
        *((0, 15), (18, 20), (15, 18), (20, 30)),  # the middle two of this one
    )
    assert firsts(cues) == [0, 4, 6]


def test_swapped_lines_with_a_pause_between_them_just_before_a_restart() -> None:
    cues = seconds((0, 12), (12, 25.7), (28.9, 30), (25.7, 28.4), (0, 14), (14, 30), (0, 9))
    assert firsts(cues) == [0, 4, 6]


def test_swapped_lines_with_pauses_on_both_sides_just_before_a_restart() -> None:
    cues = seconds((0, 12), (12, 25), (28.7, 30), (25.4, 28.2), (0, 14), (14, 30), (0, 9))
    assert firsts(cues) == [0, 4, 6]


def test_a_restart_is_where_the_clock_fell_and_not_where_lines_overlap() -> None:
    """A few lines a window: the second one begins in a gap of the first, and goes on over it."""
    few = ((4, 7), (13, 16), (8, 11.5), (11.5, 15), (16, 18))
    cues = seconds(*few, (2, 9), (9, 17), (1, 8), (8, 16))
    assert firsts(cues) == [0, 2, 5, 7]


@pytest.mark.parametrize("base", [0, 10, 3600])
def test_what_the_clock_shows_when_a_chunk_begins(base: int) -> None:
    cues = seconds((base, base + 9), (base + 9, base + 20), (base, base + 18), (base, base + 5))
    assert base_of(find_chunks(cues)) == base * 1000


def test_a_late_first_line_is_no_lead_in() -> None:
    """Every chunk's first line comes at another time: silence, so the clocks began at zero."""
    assert base_of(find_chunks(seconds((1, 20), (2, 19), (4, 20), (3, 18)))) == 0
