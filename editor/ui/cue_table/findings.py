# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks found, by row, until they have looked at the changed document. Knows no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor.core.change import Splice

T = TypeVar("T")


def carried(found: Mapping[int, T], splices: Sequence[Splice]) -> dict[int, T]:
    """`found` by the rows after the change; what was taken out or changed is no longer known."""
    result = {}
    shift = number = 0
    for row in sorted(found):
        while number < len(splices) and row >= splices[number].index + len(splices[number].removed):
            shift += len(splices[number].inserted) - len(splices[number].removed)
            number += 1
        if number == len(splices) or row < splices[number].index:
            result[row + shift] = found[row]
    return result
