# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts as they are spoken, and windows of whole cues."""

from __future__ import annotations

import pytest

from editor.ear.text import spoken
from editor.ear.windows import Line, around, windows


def counted(text: str) -> int:
    return len(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("<i>你好</i>\n世界", "你好 世界"),
        ("{\\an8}  這個  問題 ", "这个 问题"),
        ("use <b>numpy</b>", "use numpy"),
        ("\n", ""),
    ],
)
def test_what_is_spoken(text: str, right: str) -> None:
    found = spoken(text)
    assert found.text == right
    assert len(found.places) == len(right)


def test_parts_are_found_again_in_the_cue() -> None:
    text = "<i>你好</i>\n這個"
    assert spoken(text).in_cue(3, 4) == (text.index("這"), text.index("這") + 1)


def test_cues_share_a_window_of_thirty_seconds() -> None:
    lines = [Line(row, 10_000 * row, 10_000 * row + 9_000, "你好") for row in range(5)]
    found = windows(lines, counted, 400)
    assert [[line.row for line in window.lines] for window in found] == [[0, 1, 2], [3, 4]]
    assert [(window.start, window.end) for window in found] == [(0, 29_500), (29_500, 49_500)]
    assert found[0].text == "你好 你好 你好"
    assert found[0].firsts == (0, 3, 6)


def test_no_sound_of_the_cue_before_is_in_a_window() -> None:
    lines = [Line(0, 0, 29_900, "你"), Line(1, 30_000, 31_000, "好")]
    assert windows(lines, counted, 400)[1].start == 29_900


def test_a_window_has_no_more_tokens_than_there_is_room() -> None:
    lines = [Line(row, 1000 * row, 1000 * row + 900, "一二三四") for row in range(6)]
    found = windows(lines, counted, 10)  # five a cue, with the space
    assert [len(window.lines) for window in found] == [2, 2, 2]


def test_times_that_jump_back_begin_a_window() -> None:
    lines = [Line(0, 5_000, 6_000, "你"), Line(1, 1_000, 2_000, "好")]
    assert [window.start for window in windows(lines, counted, 400)] == [4_500, 1_000]


def test_what_cannot_be_heard_is_left_out() -> None:
    lines = [
        Line(0, 0, 1000, "<i></i>"),
        Line(1, 1000, 1000, "你"),
        Line(2, 2000, 33_000, "你"),
        Line(3, 40_000, 41_000, "一" * 50),
        Line(4, 50_000, 51_000, "好"),
    ]
    assert [w.lines[0].row for w in windows(lines, counted, 40)] == [4]


def test_the_key_changes_with_texts_times_and_listener() -> None:
    def key(line: Line, listener: str = "base") -> str:
        return windows([line], counted, 400)[0].key(listener)

    line = Line(0, 0, 1000, "你好")
    assert key(line) == key(line._replace(row=7))  # rows move when cues are put in before
    others = [key(line._replace(text="你")), key(line._replace(end=1100)), key(line, "small")]
    assert key(line) not in others


def test_a_cue_gets_the_neighbours_that_its_window_holds() -> None:
    lines = [Line(row, 10_000 * row, 10_000 * row + 9000, "你") for row in range(7)]

    def rows(place: int, of: list[Line] = lines) -> list[int]:
        return [line.row for line in around(of, place)]

    assert rows(3) == [2, 3, 4]
    assert rows(0) == [0, 1, 2]
    assert rows(6) == [4, 5, 6]
    long = [*lines[:3], Line(3, 30_000, 75_000, "你"), *lines[4:]]
    assert rows(3, long) == [3]
    back = [lines[0], lines[1]._replace(start=90_000, end=91_000), lines[2], lines[3]]
    assert rows(2, back) == [2, 3]  # those before it belong elsewhere
