# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of the sound and what is not: arithmetic on ascending, disjoint ranges."""

from __future__ import annotations

from collections.abc import Sequence

Ranges = Sequence[tuple[int, int]]
"""[a, b) each, ascending, no two of them touching."""


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
