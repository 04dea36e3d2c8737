# SPDX-License-Identifier: GPL-3.0-or-later
"""What the timeline's menu does, at a time in ms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import here

if TYPE_CHECKING:
    from tests.desk import Desk


def times(desk: Desk, row: int) -> tuple[int, int]:
    cue = desk.session.document.cues[row]
    return cue.start, cue.end


def test_a_cue_is_split_at_the_time_and_its_text_where_it_is_spoken_then(desk: Desk) -> None:
    desk.session.select(desk.session.selection.at(1))
    start, end = times(desk, 1)
    text = desk.texts[1]
    middle = (start + end) // 2
    here.split(desk.context, middle)
    assert (times(desk, 1), times(desk, 2)) == ((start, middle), (middle, end))
    assert desk.texts[1] + desk.texts[2] == text
    assert abs(len(desk.texts[1]) - len(text) / 2) <= 1


def test_at_its_very_edge_it_cannot_be_split_and_that_is_told(desk: Desk) -> None:
    here.split(desk.context, desk.session.document.cues[0].start)
    assert desk.said == "The split point must be inside the cue."


def test_start_and_end_are_set_and_leave_a_moment(desk: Desk) -> None:
    desk.session.select(desk.session.selection.at(1))
    start, end = times(desk, 1)
    here.start(desk.context, start + 200)
    here.end(desk.context, end - 300)
    assert times(desk, 1) == (start + 200, end - 300)
    here.end(desk.context, start - 500)
    assert times(desk, 1) == (start - 600, start - 500)


def test_a_new_cue_goes_among_the_others_by_time_and_tells_an_overlap(desk: Desk) -> None:
    starts = [cue.start for cue in desk.session.document.cues]
    gap = times(desk, 0)[1] + 50
    assert gap < starts[1]
    here.insert(desk.context, gap)
    assert times(desk, 1) == (gap, starts[1])
    assert desk.session.selection.current == 1
    here.insert(desk.context, starts[1] + 10)
    assert desk.said == "The new cue overlaps cue 3."
