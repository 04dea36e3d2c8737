# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core import editing
from editor.core.change import Change, Splice, replaced
from editor.core.time_index import TimeIndex
from tests import making

if TYPE_CHECKING:
    from editor.core.cue import Cue

TIMES = st.integers(-3, 40)
TALKS = st.lists(st.tuples(TIMES, TIMES), max_size=12).map(lambda spans: making.talk(*spans))
MOMENTS = st.one_of(st.integers(-5, 45), st.floats(-5, 45))


def partly_inside(cue: Cue, start: float, end: float) -> bool:
    return cue.start < end and max(cue.end, cue.start + 1) > start


@given(TALKS, MOMENTS, MOMENTS)
def test_between_finds_what_looking_at_every_cue_finds(
    cues: tuple[Cue, ...], start: float, end: float
) -> None:
    rows = [row for row, cue in enumerate(cues) if partly_inside(cue, start, end)]
    rows.sort(key=lambda row: (cues[row].start, row))
    assert TimeIndex(cues).between(start, end) == rows


@given(TALKS, MOMENTS)
def test_at_is_the_shown_cue_that_started_last(cues: tuple[Cue, ...], ms: float) -> None:
    shown = [(cue.start, row) for row, cue in enumerate(cues) if cue.start <= ms < cue.end]
    assert TimeIndex(cues).at(ms) == (max(shown)[1] if shown else None)


@given(TALKS.filter(bool), MOMENTS, st.data())
def test_near_is_the_shown_cue_of_the_same_run(
    cues: tuple[Cue, ...], ms: float, data: st.DataObject
) -> None:
    index, runs, begun = TimeIndex(cues), list[int](), 0
    for before, cue in zip((cues[0], *cues), cues, strict=False):
        begun += cue.start < before.start  # a clock that goes back begins a run
        runs.append(begun)
    shown = [(cue.start, row) for row, cue in enumerate(cues) if cue.start <= ms < cue.end]
    for _ in range(3):  # what is kept of one run must not answer for another
        row = data.draw(st.integers(0, len(cues) - 1))
        own = shown if len(shown) == 1 else [each for each in shown if runs[each[1]] == runs[row]]
        assert index.near(ms, row) == (max(own)[1] if own else None)


@given(TALKS)
def test_end_is_where_the_last_cue_ends(cues: tuple[Cue, ...]) -> None:
    assert TimeIndex(cues).end == max((max(c.end, c.start + 1, 0) for c in cues), default=0)


@given(TALKS, st.data())
def test_an_update_is_as_good_as_a_new_index(cues: tuple[Cue, ...], data: st.DataObject) -> None:
    count = 2 * data.draw(st.integers(1, 2))
    cuts = sorted(data.draw(st.integers(0, len(cues))) for _ in range(count))
    places = zip(cuts[::2], cuts[1::2], strict=True)
    splices = [Splice(cut, cues[cut:stop], data.draw(TALKS)) for cut, stop in places]
    change = Change("", tuple(splices))
    now = change.apply(making.document(cues)).cues
    updated, fresh = TimeIndex(cues).updated(change), TimeIndex(now)
    assert len(updated) == len(now)
    for start in range(-5, 45, 7):
        assert updated.between(start, start + 6) == fresh.between(start, start + 6)
        assert updated.at(start) == fresh.at(start)
        assert updated.groups(start, start + 6, 99) == fresh.groups(start, start + 6, 99)


@given(TALKS, MOMENTS, MOMENTS)
def test_groups_are_all_that_overlap_one_after_another(
    cues: tuple[Cue, ...], start: float, end: float
) -> None:
    index = TimeIndex(cues)
    found, starts, stops = index.spans(start, end)
    while found:
        more = index.spans(starts[0], max(stops))
        if more[0] == found:
            break
        found, starts, stops = more
    assert index.groups(start, end, 99) == (found, starts, stops)


def test_text_alone_does_not_build_a_new_index() -> None:
    document = making.document(making.talk((0, 10), (20, 30)))
    index = TimeIndex(document.cues)
    assert index.updated(editing.set_text(document, 1, "别的")) is index
    checked = replaced(document, "", [(0, replace(document.cues[0], checked=True))])
    assert index.updated(checked) is index
    assert index.updated(editing.retime(document, 1, 20, 31)) is not index


@pytest.mark.parametrize("far", [10**15, 10**30])
def test_absurd_times_are_far_away_and_no_more(far: int) -> None:
    index = TimeIndex(making.talk((0, 100), (far, far + 5), (50, far), (-far, -far)))
    assert index.between(0, 60) == [0, 2]
    assert index.at(1000) == 2
