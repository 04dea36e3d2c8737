# SPDX-License-Identifier: GPL-3.0-or-later
"""Position of a cue from WebVTT cue settings (https://www.w3.org/TR/webvtt1/, section 3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.markup import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

_SETTING = lazy_re.compile(r"(line|position|align):(\S+)")
_PER_CENT = lazy_re.compile(r"(\d{1,3}(?:\.\d+)?)%(?:,(\w+))?")
_LINE_NUMBER = lazy_re.compile(r"(-?\d{1,3})(?:,\w+)?")

_LINES = 18
"""Assumed height of the picture in lines, for line numbers."""

_SIDES = {"start": 0.0, "left": 0.0, "end": 1.0, "right": 1.0}
_EDGES = {"start": 0.0, "center": 0.5, "end": 1.0}


def place(extras: Mapping[str, object]) -> Place | None:
    """The position given by the cue settings in the extras; None if there are none."""
    written = extras.get("vtt.settings")
    if written is None:
        return None
    settings = dict(_SETTING.findall(str(written)))
    column = _SIDES.get(settings.get("align", ""), 0.5)
    down, row = _line(settings.get("line", ""))
    aside = _PER_CENT.fullmatch(settings.get("position", ""))
    across = min(1.0, float(aside[1]) / 100) if aside else column
    return Place(across, column, down, row)


def settings_at(key: int) -> str:
    """The cue settings for a key of a numeric keypad; empty for bottom centre."""
    row, column = divmod(key - 1, 3)
    lines = ("", "line:50%,center", "line:0")
    sides = ("position:0% align:start", "", "position:100% align:end")
    return " ".join(filter(None, (lines[row], sides[column])))


def _line(setting: str) -> tuple[float, float]:
    """`down` and `row` of the `Place`, from the ``line`` setting."""
    if share := _PER_CENT.fullmatch(setting):
        return min(1.0, float(share[1]) / 100), _EDGES.get(share[2] or "start", 0.0)
    if not (counted := _LINE_NUMBER.fullmatch(setting)):
        return 1.0, 1.0
    number = int(counted[1])
    if number < 0:  # from the bottom
        return max(0.0, 1 + (number + 1) / _LINES), 1.0
    return min(1.0, number / _LINES), 0.0
