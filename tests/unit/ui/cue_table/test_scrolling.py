# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from editor.ui.cue_table.heights import Estimate, Heights
from editor.ui.cue_table.scrolling import Scrolling


def scrolling(estimates: list[int], real: int, view: int = 100) -> Scrolling:
    rows = Scrolling(lambda _: real)
    rows.heights = Heights(estimates)
    rows.view = view
    rows.settle()
    return rows


def test_only_what_is_in_view_is_measured() -> None:
    rows = scrolling([20] * 50, 30)
    assert [row for row in range(50) if rows.heights.is_known(row)] == [0, 1, 2, 3, 4]


def test_scrolling_up_into_rows_that_are_higher_than_thought_moves_nothing() -> None:
    rows = scrolling([20] * 50, 30)
    rows.scroll_to(400)
    seen = rows.row_at(50)
    place = rows.y(seen)
    rows.scroll_to(rows.top - 15)
    assert rows.y(seen) == place + 15


def test_the_end_stays_the_end() -> None:
    rows = scrolling([20] * 50, 30)
    rows.scroll_to(rows.most)
    assert rows.top == rows.most
    assert rows.y(49) + rows.heights[49] == 100


def test_a_row_is_brought_into_view_with_its_neighbours() -> None:
    rows = scrolling([10] * 100, 10)
    rows.reveal(9, 2)
    assert rows.top == 20
    rows.reveal(8, 2)
    assert rows.top == 20
    rows.reveal(3, 2)
    assert rows.top == 10
    rows.reveal(0, 2)
    assert rows.top == 0


def test_a_far_row_comes_into_the_middle() -> None:
    rows = scrolling([10] * 100, 10)
    rows.reveal(50, 2)
    assert rows.y(50) == 45


def test_a_row_that_is_higher_than_the_view_shows_its_beginning() -> None:
    rows = scrolling([300] * 5, 300)
    rows.reveal(2, 2)
    assert rows.y(2) <= 0 < rows.y(2) + 300


def test_no_rows() -> None:
    rows = scrolling([], 30)
    assert list(rows.visible()) == []
    assert rows.most == 0


def test_estimates() -> None:
    estimate = Estimate(line=25, padding=10, halves=20)
    heights = estimate.of(["", "字" * 10, "字" * 11, "a" * 20, "上\n下", "ab\n"])
    assert list(heights) == [35, 35, 60, 35, 60, 60]
