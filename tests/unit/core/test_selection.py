# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from editor.core import editing
from editor.core.selection import Selection
from tests.making import document, talk

FIVE = document(talk(*((n * 1000, n * 1000 + 900) for n in range(5))))


def test_a_range_runs_from_the_anchor_to_the_current_row_in_both_directions() -> None:
    assert Selection().at(3).extended(1).ranges == ((1, 4),)
    assert Selection().at(1).extended(3).extended(0).ranges == ((0, 2),)


def test_single_rows_join_into_ranges() -> None:
    chosen = Selection().at(0).toggled(2).toggled(1)
    assert chosen.ranges == ((0, 3),)
    assert chosen.current == 1
    assert chosen.count == 3


def test_a_row_taken_out_parts_its_range() -> None:
    chosen = Selection().at(0).extended(4).toggled(2)
    assert chosen.ranges == ((0, 2), (3, 5))
    assert list(chosen.rows()) == [0, 1, 3, 4]
    assert 2 not in chosen


def test_the_last_row_stays_chosen() -> None:
    assert Selection().at(2).toggled(2) == Selection().at(2)


def test_the_same_cues_stay_chosen_after_a_change() -> None:
    split = editing.split(FIVE, 1, 1)
    assert Selection().at(3).after(split).current == 4
    assert Selection().at(2).extended(4).after(split).ranges == ((3, 6),)
    assert Selection().at(0).after(split).current == 0


def test_where_the_cues_are_gone_the_row_is_near_them() -> None:
    gone = editing.delete(FIVE, [3, 4])
    after = Selection().at(4).after(gone).clipped(3)
    assert after.current == 2


def test_a_selection_is_found_again_in_a_later_document() -> None:
    later = editing.delete(FIVE, [0, 3]).apply(FIVE)
    assert list(Selection().at(2).extended(4).within(FIVE, later).rows()) == [1, 2]
    assert Selection().at(4).within(FIVE, later).current == 2
    assert list(Selection().at(3).within(FIVE, later).rows()) == [2]  # gone: the row that is left
    assert Selection().at(3).within(FIVE, FIVE) == Selection().at(3)


def test_a_selection_is_clipped_to_the_document() -> None:
    chosen = Selection().at(4).toggled(1).clipped(3)
    assert chosen.current == 1
    assert all(stop <= 3 for _, stop in chosen.ranges)
    assert Selection().at(4).clipped(0).current == 0


def test_the_caret_stays_in_its_text_from_row_to_row() -> None:
    there = Selection(1, 2, 2, 1, field="second")
    assert there.at(3) == Selection(3, 0, 0, 3, field="second")
    assert {
        there.extended(3).field,
        there.toggled(3).field,
        there.toggled(3).toggled(1).field,
        there.with_caret(5).field,
        there.after(editing.split(FIVE, 0, 1)).field,
        there.clipped(1).field,
    } == {"second"}
