# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a row of phones is heard in a long one: alignment with free ends, for all places at once.

The cost of the best alignment that ends at each place is found with one pass over the long row for
each phone of the short one. Only numpy makes that quick enough while somebody waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from editor.language.sound.phones import distances, losses
from editor.language.sound.stream import GAP

if TYPE_CHECKING:
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
        skipped: The sum of what skipping costs, up to each border between phones.
        starts: Whether something may begin at a border, as a cost of 0 or very much.
        ends: Borders at which something may end, ascending.
    """

    stream: Stream
    phones: Any
    skipped: Any
    starts: Any
    ends: Any


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
    return Ground(stream, phones, skipped, starts, np.array(stream.ends, dtype=np.int64))


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


def starts_of(stream: Stream, last: int, phones: Phones, limit: float) -> list[tuple[int, float]]:
    """What it costs to begin at each unit, for a match that ends behind the unit `last`.

    Args:
        stream: What is searched.
        last: Number of the last unit.
        phones: What is looked for.
        limit: What it may cost.
    """
    table, lost = distances(), losses()
    end = stream.ends[last]
    least = max(0, end - 2 * len(phones) - 4)
    backwards = phones[::-1]
    losing = [lost[phone] for phone in backwards]
    column = list(
        accumulate(losing, initial=0.0)
    )  # the cost of the last n phones against nothing yet
    found = []
    unit = last
    for place in range(end - 1, least - 1, -1):
        heard = stream.phones[place]
        if heard == GAP:
            cost = stream.gaps[place]
            column = [each + cost for each in column]
        else:
            near, gone = table[heard], lost[heard]
            following = [column[0] + gone]
            best = following[0]
            diagonal = column[0]
            for straight, phone, loss in zip(column[1:], backwards, losing, strict=True):
                best += loss  # `min` takes half of the time of all this
                if diagonal + near[phone] < best:  # noqa: PLR1730
                    best = diagonal + near[phone]
                if straight + gone < best:  # noqa: PLR1730
                    best = straight + gone
                following.append(best)
                diagonal = straight
            column = following
        if min(column) > limit:
            break
        while unit >= 0 and stream.firsts[unit] > place:
            unit -= 1
        if unit >= 0 and stream.firsts[unit] == place and column[-1] <= limit:
            found.append((unit, column[-1]))
    return found
