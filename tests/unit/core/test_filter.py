# SPDX-License-Identifier: GPL-3.0-or-later
"""A filter hides rows, and follows the document's changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.core import editing
from editor.core.filter import NO_FILTER, Filter
from tests.making import written

TALK = written(*[(n * 1_000, n * 1_000 + 900, f"第{n}句") for n in range(6)])
ODD = Filter("odd", bytes([1, 0, 1, 0, 1, 0]))


def shown(filter_: Filter, count: int = 6) -> list[int]:
    return filter_.shown(range(count))


def test_no_filter_hides_nothing() -> None:
    assert not NO_FILTER
    assert shown(NO_FILTER) == [0, 1, 2, 3, 4, 5]
    assert [NO_FILTER.next(row, 1, 3) for row in range(3)] == [1, 2, None]
    assert [NO_FILTER.next(row, -1, 3) for row in range(3)] == [None, 0, 1]


def test_the_next_row_in_view() -> None:
    assert shown(ODD) == [1, 3, 5]
    assert ODD.hidden == 3
    assert [ODD.next(row, 1, 6) for row in (1, 2, 3, 5)] == [3, 3, 5, None]
    assert [ODD.next(row, -1, 6) for row in (5, 4, 1)] == [3, 3, None]
    assert ODD.next(5, 1, 8) == 6, "rows after the last byte are in view"
    assert ODD.next(7, -1, 8) == 6


def test_a_row_can_be_shown() -> None:
    assert shown(ODD.showing(2)) == [1, 2, 3, 5]
    assert ODD.showing(1) is ODD


def test_parts_of_a_split_are_in_view_and_the_rest_stays_hidden() -> None:
    change = editing.split(TALK, 1, 2)
    after = ODD.after(change)
    assert shown(after, 7) == [1, 2, 4, 6]
    assert shown(after.after(change.invert())) == [1, 3, 5]


def test_a_hidden_cue_that_is_changed_stays_hidden() -> None:
    assert shown(ODD.after(editing.shift(TALK, range(6), 100))) == [1, 3, 5]


@given(st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5), max_size=5))
def test_after_a_deletion_the_others_are_hidden_as_before(hidden: set[int], gone: set[int]) -> None:
    filter_ = Filter("any", bytes(row in hidden for row in range(6)))
    change = editing.delete(TALK, gone)
    after = change.apply(TALK)
    left = [cue.id for row, cue in enumerate(TALK.cues) if row not in gone and row not in hidden]
    rows = filter_.after(change).shown(range(len(after.cues)))
    assert [after.cues[row].id for row in rows] == left
