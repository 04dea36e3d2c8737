# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a row of phones is heard in a long one: alignment with free ends, for all places at once.

The cost of the best alignment that ends at each place is found with one pass over the long row for
each phone of the short one. Only numpy makes that quick enough while somebody waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editor.language.sound.phones import distances, losses
from editor.language.sound.stream import GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.language.sound.phones import Phones
    from editor.language.sound.stream import Stream

_FAR = 1e6
_NEAR = 0.5
"""How much more than beside it an end may cost, to be looked at: words may begin or end there."""


@dataclass(slots=True)
class Ground:
    """A stream, ready to be searched.

    Attributes:
        stream: What is searched.
        phones: Its phones; a gap has the number after the last phone.
        costs: What skipping each phone costs.
        skipped: The sum of that, up to each border between phones.
        starts: Whether something may begin at a border, as a cost of 0 or very much.
        ends: Borders at which something may end, ascending.
        units: For each phone, the unit that begins with it, or -1.
    """

    stream: Stream
    phones: Any
    costs: Any
    skipped: Any
    starts: Any
    ends: Any
    units: Any


def ground(stream: Stream) -> Ground:
    """Prepare a stream."""
    import numpy as np

    lost = np.array([*losses(), 0.0])
    phones = np.array(stream.phones, dtype=np.int64)
    phones[phones == GAP] = len(losses())
    costs = lost[phones]
    for place, cost in stream.gaps.items():
        costs[place] = cost
    skipped = np.concatenate([[0.0], np.cumsum(costs)])
    starts = np.full(len(phones) + 1, _FAR)
    starts[np.array(stream.firsts, dtype=np.int64)] = 0.0
    units = np.full(len(phones) + 1, -1)
    units[np.array(stream.firsts, dtype=np.int64)] = np.arange(len(stream.units))
    ends = np.array(stream.ends, dtype=np.int64)
    return Ground(stream, phones, costs, skipped, starts, ends, units)


def costs(ground: Ground, phones: Phones) -> Any:
    """For each unit of the stream, what the best alignment costs that ends behind it."""
    import numpy as np

    table, lost = _tables()
    reached = ground.starts
    skipped = ground.skipped
    for phone in phones:
        here = reached + lost[phone]
        np.minimum(here[1:], reached[:-1] + table[phone][ground.phones], out=here[1:])
        here -= skipped
        np.minimum.accumulate(here, out=here)
        here += skipped
        reached = here
    return reached[ground.ends]


def ends_within(reached: Any, limit: float) -> list[int]:
    """Numbers of units at which a match may end: those that cost little more than their neighbours.

    Args:
        reached: See `costs`.
        limit: What a match may cost.
    """
    import numpy as np

    least = reached.copy()
    for step in (1, 2):
        np.minimum(least[step:], reached[:-step], out=least[step:])
        np.minimum(least[:-step], reached[step:], out=least[:-step])
    found: list[int] = ((reached <= limit) & (reached <= least + _NEAR)).nonzero()[0].tolist()
    return found


def _tables() -> tuple[Any, Any]:
    import numpy as np

    table = np.full((len(distances()), len(distances()) + 1), _FAR)
    table[:, :-1] = distances()
    return table, np.array(losses())


def starts_of(
    ground: Ground, lasts: Sequence[int], phones: Phones, limit: float
) -> list[tuple[int, int, float]]:
    """Where matches begin that end behind certain units, and what they cost.

    Args:
        ground: What is searched.
        lasts: Numbers of the units behind which they end.
        phones: What is looked for.
        limit: What a match may cost.

    Returns:
        First unit, last unit and cost of each.
    """
    import numpy as np

    table, lost = _tables()
    backwards = np.array(phones[::-1])
    sums = np.concatenate([[0.0], np.cumsum(lost[backwards])])
    near = table[backwards]
    alive = np.array(lasts, dtype=np.int64)
    places = ground.ends[alive]
    column = np.tile(sums, (len(alive), 1))
    found: list[tuple[int, int, float]] = []
    for _ in range(2 * len(phones) + 4):
        places = places - 1
        following = column + ground.costs[places][:, None]
        diagonal = column[:, :-1] + near[:, ground.phones[places]].T
        np.minimum(following[:, 1:], diagonal, out=following[:, 1:])
        following -= sums
        np.minimum.accumulate(following, axis=1, out=following)
        following += sums
        column = following
        firsts = ground.units[places]
        hits = ((firsts >= 0) & (column[:, -1] <= limit)).nonzero()[0]
        ends, costs_ = alive[hits].tolist(), column[hits, -1].tolist()
        found += zip(firsts[hits].tolist(), ends, costs_, strict=True)
        going = (places > 0) & (column.min(axis=1) <= limit)
        if not going.any():
            break
        alive, places, column = alive[going], places[going], column[going]
    return sorted(found, key=lambda each: (each[1], -each[0]))
