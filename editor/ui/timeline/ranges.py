# SPDX-License-Identifier: GPL-3.0-or-later
"""Operations on ranges of decoded samples: ascending and disjoint."""

from __future__ import annotations

from collections.abc import Sequence

Ranges = Sequence[tuple[int, int]]
"""Half-open ranges [a, b), ascending; none touches another."""


def missing(ranges: Ranges, start: int, stop: int) -> list[tuple[int, int]]:
    """The parts of [start, stop) that are in none of `ranges`."""
    found: list[tuple[int, int]] = []
    for first, last in ranges:
        if first >= stop:
            break
        if first > start:
            found.append((start, first))
        start = max(start, last)
    if start < stop:
        found.append((start, stop))
    return found


def grown(before: Ranges, after: Ranges) -> list[tuple[int, int]]:
    """The parts of `after` that are not in `before`."""
    return [part for start, stop in after for part in missing(before, start, stop)]
