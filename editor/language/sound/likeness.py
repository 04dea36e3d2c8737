# SPDX-License-Identifier: GPL-3.0-or-later
"""How alike two texts sound, each by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.language.sound.phones import distances, losses, weight
from editor.language.sound.stream import Unit, units_of

if TYPE_CHECKING:
    from editor.language.sound.phones import Phones


def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common, or nothing said) to 1 (the same sound)."""
    first, second = _phones(one), _phones(other)
    most = max(weight(first), weight(second))
    return max(0.0, 1 - distance(first, second) / most) if most else 0.0


def distance(one: Phones, other: Phones) -> float:
    """What it costs to hear the one as the other; see `phones`."""
    table, lost = distances(), losses()
    row = [0.0]
    for phone in other:
        row.append(row[-1] + lost[phone])
    for phone in one:
        above, row = row, [row[0] + lost[phone]]
        for place, opposite in enumerate(other):
            gap = min(above[place + 1] + lost[phone], row[place] + lost[opposite])
            row.append(min(gap, above[place] + table[phone][opposite]))
    return row[-1]


def _phones(text: str) -> Phones:
    units = (unit for unit in units_of(text) if isinstance(unit, Unit))
    return tuple(phone for unit in units for phone in unit.phones)
