# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree of row heights answers as adding them up does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.ui.cue_table.heights import Heights

HEIGHTS = st.lists(st.integers(1, 80), max_size=40)


def agrees(tree: Heights, heights: list[int]) -> None:
    assert len(tree) == len(heights)
    assert [tree[row] for row in range(len(tree))] == heights
    assert [tree.top(row) for row in range(len(heights) + 1)] == [
        sum(heights[:row]) for row in range(len(heights) + 1)
    ]
    assert tree.total == sum(heights)


@given(HEIGHTS, st.integers(-50, 4000))
def test_the_row_at_a_height(heights: list[int], y: int) -> None:
    tree = Heights(heights)
    row = tree.row_at(y)
    if not heights or y < 0:
        assert row == 0
    elif y >= sum(heights):
        assert row == len(heights) - 1
    else:
        assert tree.top(row) <= y < tree.top(row + 1)


@given(HEIGHTS.filter(bool), st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 90))))
def test_measuring_rows(heights: list[int], measured: list[tuple[int, int]]) -> None:
    tree = Heights(heights)
    known = set()
    for place, height in measured:
        row = place % len(heights)
        assert tree.measured(row, height) == (heights[row] != height)
        heights[row] = height
        known.add(row)
    agrees(tree, heights)
    assert [row for row in range(len(tree)) if tree.is_known(row)] == sorted(known)


@given(HEIGHTS, st.data())
def test_rows_that_go_and_come(heights: list[int], data: st.DataObject) -> None:
    tree = Heights(heights)
    if heights:
        tree.measured(len(heights) - 1, 33)
        heights[-1] = 33
    pieces: list[tuple[int, int, list[int]]] = []
    expected: list[int] = []
    row = 0
    while row <= len(heights) and data.draw(st.booleans()):
        index = data.draw(st.integers(row, len(heights)))
        stop = data.draw(st.integers(index, len(heights)))
        inserted = data.draw(st.lists(st.integers(1, 80), max_size=5))
        pieces.append((index, stop - index, inserted))
        expected += heights[row:index] + inserted
        row = stop
    last_stays = row < len(heights)
    expected += heights[row:]
    tree.splice(pieces)
    agrees(tree, expected)
    if last_stays:
        assert tree.is_known(len(expected) - 1)
