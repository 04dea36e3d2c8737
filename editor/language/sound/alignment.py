# SPDX-License-Identifier: GPL-3.0-or-later
"""One term beside what is written at one place: what each of its pieces costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from editor.language.sound.phones import distances, losses, weight
from editor.language.sound.stream import GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.language.sound.stream import Stream
    from editor.language.sound.wanted import Wanted


_ROUNDING = 1e-9
_LOST = 0.8
"""A piece is not heard if this share is spent of what it costs to leave it out."""


class Aligned(NamedTuple):
    """How a term lies on a stretch of a stream.

    Attributes:
        cost: Of the whole.
        pieces: How alike each piece of the term is to what is heard there, from 0 to 1.
        borders: For each piece, the place in the stream before its first phone.
    """

    cost: float
    pieces: tuple[float, ...]
    borders: tuple[int, ...]


def aligned(wanted: Wanted, stream: Stream, first: int, last: int) -> Aligned:
    """Lay a term on the units from `first` to `last`."""
    begin, end = stream.firsts[first], stream.ends[last]
    heard = stream.phones[begin:end]
    skipped = [
        stream.gaps[begin + place] if phone == GAP else losses()[phone]
        for place, phone in enumerate(heard)
    ]
    rows = _table(wanted.phones, heard, skipped)
    spent, first_places = _path(rows, wanted.phones, heard, skipped)
    pieces, borders = [], []
    number = 0
    for piece in wanted.pieces:
        size = len(piece.phones)
        cost = sum(spent[number : number + size])
        lost = cost >= _LOST * sum(losses()[phone] for phone in piece.phones)
        pieces.append(0.0 if lost else max(0.0, 1 - cost / max(weight(piece.phones), 0.1)))
        borders.append(begin + first_places[number] if size else begin)
        number += size
    return Aligned(rows[-1][-1], tuple(pieces), tuple(borders))


def _table(
    phones: Sequence[int], heard: Sequence[int], skipped: Sequence[float]
) -> list[list[float]]:
    """The costs of all beginnings of the one on all beginnings of the other."""
    table, lost = distances(), losses()
    row = [0.0]
    for cost in skipped:
        row.append(row[-1] + cost)
    rows = [row]
    for phone in phones:
        above, row = row, [row[0] + lost[phone]]
        near, gone = table[phone], lost[phone]
        for place, other in enumerate(heard):
            best = min(above[place + 1] + gone, row[place] + skipped[place])
            if other != GAP:
                best = min(best, above[place] + near[other])
            row.append(best)
        rows.append(row)
    return rows


def _path(
    rows: list[list[float]], phones: Sequence[int], heard: Sequence[int], skipped: Sequence[float]
) -> tuple[list[float], list[int]]:
    """What each phone costs, and where it lies."""
    table = distances()
    spent = [0.0] * len(phones)
    places = [0] * len(phones)
    number, place = len(phones), len(heard)
    while number:
        here = rows[number][place]
        if place and heard[place - 1] != GAP:
            near = table[phones[number - 1]][heard[place - 1]]
            if abs(rows[number - 1][place - 1] + near - here) < _ROUNDING:
                number, place = number - 1, place - 1
                spent[number] += near
                places[number] = place
                continue
        if place and abs(rows[number][place - 1] + skipped[place - 1] - here) < _ROUNDING:
            place -= 1
            spent[number - 1] += skipped[place]
            continue
        number -= 1
        spent[number] += here - rows[number][place]
        places[number] = place
    if spent:
        spent[0] += rows[0][place]
    return spent, places
