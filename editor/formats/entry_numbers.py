# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines with the numbers of entries, as SubRip has them, in texts whose formats have none."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from editor.formats.srt_numbers import VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHARE = 0.9
"""Share of the entries that must have a number; somebody may have lost one."""
_BLANK = " \t\r\ufeff"


def without_numbers(lines: Sequence[str], rows: Sequence[int]) -> list[str]:
    """`lines` with empty ones for those above `rows` that are numbers of entries."""
    found = number_rows(lines, rows)
    return ["" if row in found else line for row, line in enumerate(lines)]


def number_rows(lines: Sequence[str], rows: Sequence[int]) -> set[int]:
    """Which lines above `rows` are numbers of entries.

    They are if the first entry has one, nearly all others do, and they rise. A text may be a
    number, too, but none stands above the first entry.

    Args:
        lines: A file's lines.
        rows: Those with which entries begin, in order.
    """
    found: list[tuple[int, int]] = []
    for before, row in pairwise([-1, *rows]):
        above = row - 1
        if above > before + 1 and not lines[above].strip(_BLANK):
            above -= 1
        written = VALUE.fullmatch(lines[above].strip(_BLANK)) if above > before else None
        if written:
            found.append((above, int(written[1])))
        elif not found:
            break
    if len(found) < _SHARE * len(rows):
        return set()
    if any(value >= following for (_, value), (_, following) in pairwise(found)):
        return set()
    return {row for row, _ in found}
