# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core.time_index import TimeIndex
from editor.ui.timeline.blocks import Layout, chosen_of, cover, layout
from editor.ui.timeline.gestures import Bands, Hit, Part, hit
from editor.ui.timeline.press import (
    Body,
    Click,
    Edge,
    Intent,
    Mark,
    Press,
    Retime,
    Seek,
    edges_at,
)
from editor.ui.timeline.viewport import Viewport
from tests import making

VIEW = Viewport(0, 10, 1000, 60_000)  # ten seconds, 10 ms a pixel
BANDS = Bands(ruler=20, blocks=150, height=200)
RULER, WAVE, BLOCKS = 10, 80, 170

#        0: 100–200 px, 1: 200–300 px (touching), 2: 500–502 px (tiny)
CUES = making.talk((1000, 2000), (2000, 3000), (5000, 5020))


def laid(*times: making.Times) -> Layout:
    return layout(TimeIndex(making.talk(*times)), VIEW)


LAID = layout(TimeIndex(CUES), VIEW)


def at(x: float, y: float, current: int | None = None) -> Hit:
    return hit(x, y, VIEW, LAID.blocks, BANDS, borders=[4000], current=current)


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (150, RULER, Hit(Part.RULER, 1500)),
        (396, RULER, Hit(Part.CHUNK, 4000)),
        (390, RULER, Hit(Part.RULER, 3900)),
        (400, WAVE, Hit(Part.WAVE, 4000)),
        (150, WAVE, Hit(Part.WAVE, 1500, 0)),
        (150, BLOCKS, Hit(Part.BODY, 1500, 0)),
        (400, BLOCKS, Hit(Part.WAVE, 4000)),
        (97, WAVE, Hit(Part.START, 1000, 0)),
        (104, BLOCKS, Hit(Part.START, 1000, 0)),
        (94, WAVE, Hit(Part.WAVE, 940)),
        (303, BLOCKS, Hit(Part.END, 3000, 1)),
        (198, WAVE, Hit(Part.END, 2000, 0)),
        (202, WAVE, Hit(Part.START, 2000, 1)),
        (501, BLOCKS, Hit(Part.BODY, 5010, 2)),
        (498, BLOCKS, Hit(Part.START, 5000, 2)),
    ],
)
def test_what_is_under_the_pointer(x: float, y: float, expected: Hit) -> None:
    assert at(x, y) == expected


def test_of_two_edges_at_one_place_the_current_cues_is_taken() -> None:
    assert at(202, WAVE, current=0) == Hit(Part.END, 2000, 0)
    assert at(198, WAVE, current=1) == Hit(Part.START, 2000, 1)


def drag(
    found: Hit, *places: float, marks: tuple[int, ...] = (), shared: bool = False
) -> tuple[Press, list[Intent | None]]:
    press = Press(found, places[0], VIEW, edges_at(found, LAID.blocks, shared=shared))
    return press, [press.move(x, VIEW, marks) for x in places[1:]]


def test_a_dragged_edge_keeps_its_distance_from_the_pointer() -> None:
    press, shown = drag(at(103, WAVE), 103, 110, 123)
    assert shown[-1] == Retime(((0, 1200, 2000),))
    assert press.release() == Retime(((0, 1200, 2000),))


def test_a_trembling_hand_is_a_click() -> None:
    press, shown = drag(at(150, BLOCKS), 150, 151, 148)
    assert shown == [None, None]
    assert press.release() == Click(0)
    press, _ = drag(at(101, WAVE), 101, 102)
    assert press.release() == Click(0)


def test_an_edge_dragged_back_to_where_it_was_means_nothing() -> None:
    press, shown = drag(at(100, WAVE), 100, 130, 100)
    assert shown[-1] == Retime(((0, 1000, 2000),))
    assert press.release() is None


@pytest.mark.parametrize(
    ("grabbed", "to", "expected"),
    [
        (100, 400, (0, 1900, 2000)),
        (100, -300, (0, 0, 2000)),
        (300, 0, (1, 2000, 2100)),
        (504, 100, (2, 5000, 5020)),
    ],
    ids=["start up to the end", "start before zero", "end down to the start", "already shorter"],
)
def test_no_cue_gets_too_short_or_begins_before_zero(
    grabbed: float, to: float, expected: tuple[int, int, int]
) -> None:
    _, shown = drag(at(grabbed, WAVE), grabbed, to)
    assert shown == [Retime((expected,))]


def test_a_cue_that_ends_before_it_starts_can_be_mended() -> None:
    broken = layout(TimeIndex(making.talk((3000, 2000))), VIEW)
    found = Hit(Part.END, broken.blocks[0].end, 0)
    press = Press(found, 300, VIEW, edges_at(found, broken.blocks, shared=False))
    assert press.move(340, VIEW) == Retime(((0, 3000, 3401),))


def test_an_edge_clings_to_a_mark_that_is_near() -> None:
    press, shown = drag(at(300, WAVE), 300, 345, marks=(3500,))
    assert (shown, press.snapped) == ([Retime(((1, 2000, 3500),))], 3500)
    press, shown = drag(at(300, WAVE), 300, 343, marks=(3500,))
    assert (shown, press.snapped) == ([Retime(((1, 2000, 3430),))], None)


def test_a_mark_beyond_what_is_allowed_does_not_draw() -> None:
    press, shown = drag(at(300, WAVE), 300, 205, marks=(2000,))
    assert (shown, press.snapped) == ([Retime(((1, 2000, 2100),))], None)


def test_a_shared_edge_moves_for_both() -> None:
    expected = Retime(((0, 1000, 2300), (1, 2300, 3000)))
    for x in (198, 202):
        press, shown = drag(at(x, WAVE), x, x + 30, shared=True)
        assert shown == [expected]
        assert press.release() == expected


def test_a_shared_edge_leaves_both_long_enough() -> None:
    _, shown = drag(at(200, WAVE), 200, 900, shared=True)
    assert shown == [Retime(((0, 1000, 2900), (1, 2900, 3000)))]


def test_without_a_neighbour_near_there_is_one_edge_to_share() -> None:
    assert edges_at(at(300, WAVE), LAID.blocks, shared=True) == (Edge(1, 2000, 3000, Part.END),)


def test_a_small_gap_is_kept_by_a_shared_edge() -> None:
    gap = laid((1000, 1970), (2000, 3000))
    found = hit(200, WAVE, VIEW, gap.blocks, BANDS)
    press = Press(found, 200, VIEW, edges_at(found, gap.blocks, shared=True))
    assert press.move(210, VIEW) == Retime(((0, 1000, 2070), (1, 2100, 3000)))


def test_the_ruler_takes_the_playhead_along() -> None:
    press, shown = drag(at(150, RULER), 150, 150, 160, -20)
    assert shown == [Seek(1500), Seek(1600), Seek(0)]
    assert press.release() is None


def test_a_chunk_border_is_met_exactly() -> None:
    press, shown = drag(at(397, RULER), 397, 397)
    assert shown == [Seek(4000)]
    assert press.release() is None


def test_clicks_and_ranges_on_the_wave() -> None:
    press, _ = drag(at(150, WAVE), 150)
    assert press.release() == Seek(1500)
    press, shown = drag(at(450, WAVE), 450, 420)
    assert shown == [Mark(4200, 4500)]
    assert press.release() == Mark(4200, 4500)


def test_the_view_may_move_under_a_drag() -> None:
    press = Press(at(300, WAVE), 300, VIEW, edges_at(at(300, WAVE), LAID.blocks, shared=False))
    assert press.move(300, VIEW.scrolled(50)) is None
    assert press.move(310, VIEW.scrolled(50)) == Retime(((1, 2000, 3600),))


def test_cues_that_overlap_share_the_height() -> None:
    blocks = laid((0, 2000), (1000, 3000), (2500, 4000), (5000, 6000)).blocks
    assert [(b.row, b.lane, b.lanes) for b in blocks] == [
        (0, 0, 2),
        (1, 1, 2),
        (2, 0, 2),
        (3, 0, 1),
    ]
    upper, lower = BANDS.lane(blocks[0]), BANDS.lane(blocks[1])
    assert (upper, lower) == ((150, 175), (175, 200))
    assert hit(150, 160, VIEW, blocks, BANDS).row == 0
    assert hit(150, 190, VIEW, blocks, BANDS).row == 1


def test_lanes_do_not_depend_on_what_is_in_view() -> None:
    index = TimeIndex(making.talk((0, 9000), (1000, 20_000), (9500, 12_000)))
    lanes = {b.row: b.lane for b in layout(index, VIEW).blocks}
    assert lanes == {0: 0, 1: 1, 2: 0}
    later = layout(index, replace(VIEW, start_ms=10_000)).blocks
    assert {b.row: b.lane for b in later} == {1: 1, 2: 0}, "cue 1 has ended"
    assert {b.lanes for b in later} == {2}


def test_of_a_pile_of_cues_only_those_in_view_are_laid_out() -> None:
    """The clock of a recogniser begins anew with every window: all cues lie on top of others."""
    pile = [(second, second + 2_500) for second in range(0, 300_000, 1_000)]
    blocks = layout(TimeIndex(making.talk(*pile)), VIEW).blocks
    assert [b.row for b in blocks] == list(range(10))
    assert [b.lane for b in blocks] == [row % 3 for row in range(10)]


def test_more_overlaps_than_lanes_share_one() -> None:
    blocks = laid(*((n, 5000) for n in range(5))).blocks
    assert {b.lane for b in blocks} == {0, 1, 2}
    assert {b.lanes for b in blocks} == {3}


def test_too_many_cues_are_mere_cover() -> None:
    found = laid(*((n * 10, n * 10 + 8) for n in range(500)))
    assert found == Layout(dense=True)


def test_dragged_cues_are_laid_out_where_they_are_shown() -> None:
    found = layout(TimeIndex(CUES), VIEW, {0: (1000, 2500)})
    assert [(b.start, b.end, b.lane) for b in found.blocks[:2]] == [
        (1000, 2500, 0),
        (2000, 3000, 1),
    ]


def test_cover_is_where_any_span_is() -> None:
    rows, starts, stops = TimeIndex(CUES).spans(0, 60_000)
    assert cover((starts, stops), 0, 10, 1000) == [(100, 300), (500, 502)]
    assert cover((starts, stops), 1500, 10, 100) == [(0, 100)]
    assert cover((starts, stops), 0, 100_000, 3) == [(0, 1)]
    assert cover((starts[:0], stops[:0]), 0, 10, 10) == []
    assert chosen_of(rows, ((0, 1), (2, 7))) == [True, False, True]


def test_cues_that_are_chosen_move_together_and_not_before_zero() -> None:
    found = at(250, BLOCKS)
    body = Body(1, 2000, 3000, others=((0, 1000, 2000),))
    press = Press(found, 250, VIEW, body)
    assert press.move(270, VIEW) == Retime(((1, 2200, 3200), (0, 1200, 2200)))
    assert press.move(50, VIEW) == Retime(((1, 1000, 2000), (0, 0, 1000)))
