# SPDX-License-Identifier: GPL-3.0-or-later
"""Times in the cells of tables: clocks, and numbers with or without a unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.timecode import from_fields, from_frames
from editor.formats.odd_times import HALF_WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping

UNITS: Mapping[str, str] = {
    "m": "ms",
    "毫": "ms",
    "s": "s",
    "秒": "s",
    "f": "f",
    "帧": "f",
    "幀": "f",
}
"""Units by the first letter of their names: ms, seconds, frames."""

_CLOCK = re.compile(
    r"(?:(\d{1,4})[:：])?(\d{1,4})[:：](\d{1,2})(?:[.,，](\d{1,9})|[:;](\d{1,3}))?", re.ASCII
)
NUMBER = re.compile(r"(\d{1,12})(?:[.,](\d{1,9}))?(?:\s?(ms|s|秒|毫秒))?", re.ASCII)
"""Digits, their decimals, and a unit."""


def ms_of(cell: str, unit: str, fps: float) -> int | None:
    """Milliseconds of a cell; None if it is no time."""
    cell = cell.strip().strip("[](){}").translate(HALF_WIDTH)
    if cell[:1] in {"-", "−"}:
        found = ms_of(cell[1:], unit, fps) if cell[1:2].isdecimal() else None
        return None if found is None else -found
    if match := _CLOCK.fullmatch(cell):
        ms = from_fields(match[1], match[2], match[3], match[4])
        return ms + from_frames(int(match[5]), fps) if match[5] else ms
    if match := NUMBER.fullmatch(cell):
        value = float(f"{match[1]}.{match[2] or 0}")
        own = UNITS.get((match[3] or "")[:1], unit)
        if own == "f":
            return from_frames(value, fps)
        return round(value * (1 if own == "ms" else 1000))
    return None
