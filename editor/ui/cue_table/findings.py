# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings by row, kept up to date until the next check of a changed document. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor.core.change import Splice

T = TypeVar("T")


def carried(found: Mapping[int, T], splices: Sequence[Splice]) -> dict[int, T]:
    """`found` by the rows after the change; findings of removed or changed rows are dropped."""
    result = {}
    shift = number = 0
    for row in sorted(found):
        while number < len(splices) and row >= splices[number].index + len(splices[number].removed):
            shift += len(splices[number].inserted) - len(splices[number].removed)
            number += 1
        if number == len(splices) or row < splices[number].index:
            result[row + shift] = found[row]
    return result
