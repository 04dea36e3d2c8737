# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings by row, kept up to date until the next check of a changed document. No Qt."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor.core.change import Splice

T = TypeVar("T")


def carried(found: Mapping[int, T], splices: Sequence[Splice]) -> dict[int, T]:
    """`found` by the rows after the change; findings of removed or changed rows are dropped."""
    rows = sorted(found)
    result: dict[int, T] = {}
    shift = first = 0
    for splice in splices:
        stop = bisect_left(rows, splice.index, first)
        result |= {row + shift: found[row] for row in rows[first:stop]}
        first = bisect_left(rows, splice.index + len(splice.removed), stop)
        shift += len(splice.inserted) - len(splice.removed)
    return result | {row + shift: found[row] for row in rows[first:]}
