# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.ui.timeline.ranges import grown, missing


def apart(edges: list[int]) -> list[tuple[int, int]]:
    """Ranges from edges that all differ: ascending, not touching."""
    ordered = sorted(edges)
    return list(zip(ordered[::2], ordered[1::2], strict=False))


RANGES = st.lists(st.integers(0, 60), unique=True, max_size=8).map(apart)


def inside(ranges: list[tuple[int, int]]) -> set[int]:
    return {n for start, stop in ranges for n in range(start, stop)}


@given(RANGES, st.integers(0, 60), st.integers(0, 60))
def test_missing_is_what_is_in_none(ranges: list[tuple[int, int]], start: int, stop: int) -> None:
    found = missing(ranges, start, stop)
    assert inside(found) == set(range(start, stop)) - inside(ranges)
    assert sum(b - a for a, b in found) == len(inside(found))


@given(RANGES, RANGES)
def test_grown_is_what_is_new(before: list[tuple[int, int]], after: list[tuple[int, int]]) -> None:
    assert inside(grown(before, after)) == inside(after) - inside(before)
