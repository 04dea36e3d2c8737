# SPDX-License-Identifier: GPL-3.0-or-later
"""Where any cue is: the same runs of pixels, whether few spans are looked at or very many."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor.core.cue import Cue
from editor.core.time_index import TimeIndex
from editor.ui.timeline.blocks import cover, cover_of_all

TIMES = st.integers(-50, 400)
SPANS = st.lists(st.tuples(TIMES, TIMES), max_size=12)
ZOOMS = st.floats(0.3, 40)


def pixels(runs: list[tuple[int, int]]) -> set[int]:
    return {x for x0, x1 in runs for x in range(x0, x1)}


@given(SPANS, st.floats(-40, 300), ZOOMS, st.integers(1, 90))
def test_many_spans_cover_what_few_of_them_do(
    spans: list[tuple[int, int]], start: float, zoom: float, width: int
) -> None:
    few = cover(([a for a, _ in spans], [b for _, b in spans]), start, zoom, width)
    starts, stops = (np.array([span[end] for span in spans], dtype=np.int64) for end in (0, 1))
    assert cover((np.tile(starts, 3000), np.tile(stops, 3000)), start, zoom, width) == few


@given(SPANS, st.integers(1, 90))
def test_at_one_ms_a_pixel_each_ms_is_a_pixel(spans: list[tuple[int, int]], width: int) -> None:
    runs = cover(([a for a, _ in spans], [b for _, b in spans]), 0, 1, width)
    expected = {
        x for start, stop in spans for x in range(start, max(stop, start + 1)) if 0 <= x < width
    }
    assert pixels(runs) == expected
    assert runs == sorted(runs)
    assert all(before[1] < after[0] for before, after in pairwise(runs))


@given(SPANS, st.integers(1, 40), st.integers(1, 90))
def test_all_cues_cover_what_they_cover_as_spans(
    spans: list[tuple[int, int]], zoom: int, width: int
) -> None:
    index = TimeIndex([Cue(number, *span, "") for number, span in enumerate(spans)])
    as_spans = cover((list(index.starts), list(index.ends)), 0, zoom, width)
    assert cover_of_all(index, zoom, width) == as_spans
