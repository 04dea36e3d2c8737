# SPDX-License-Identifier: GPL-3.0-or-later
"""Which line the new sound follows when: the path that agrees with both sounds best (Viterbi).

Each frame scores for each line by how alike the two sounds are there, against nothing at all: new
sound that is on no line scores 0. Silence scores 0 with silence, so it is evidence of nothing.
Leaving a line costs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.recut.sounding import STEP, between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from editor.recut.lines import Line
    from editor.recut.sounding import Floats

    Ints = NDArray[np.intp]

CELL = 10
"""Frames of a step of the path."""

CHANGE = 110.0
"""Cost of going over to another line. A tenth of a second of clear speech scores 40."""

_MARGIN = 8_000
"""ms that a line is tried beyond where it was seen."""

_MOST = 12.0
"""Score of a frame at most, and at least."""


class Run(NamedTuple):
    """A part of the new sound: frames [first, stop) and their line, None where there is none."""

    line: Line | None
    first: int
    stop: int


def scores(line: Line, new: Floats, old: Floats, frames: range, strict: float) -> Floats:
    """How much each of these frames speaks for the line.

    Args:
        line: Where the new sound would lie in the old one.
        new: Contours of the new sound.
        old: Contours of the old one.
        frames: Frames of the new sound.
        strict: Half the correlation that frames have where the two are the same.
    """
    here = new[frames.start : frames.stop]
    there = between(old, line.places(frames.start, frames.stop))
    alike = np.einsum("ij,ij->i", here, there)
    loud = np.einsum("ij,ij->i", here, here) + np.einsum("ij,ij->i", there, there)
    return np.asarray(np.clip(alike - np.float32(strict / 2) * loud, -_MOST, _MOST), np.float32)


def runs(lines: Sequence[Line], new: Floats, old: Floats, strict: float) -> list[Run]:
    """The best path, from the first frame of the new sound to the last."""
    cells = -(-len(new) // CELL)
    if not cells:
        return []
    fields = [_field(line, new, old, strict, cells) for line in lines]
    chosen = _best(fields, cells)
    borders = np.flatnonzero(np.diff(chosen)) + 1
    firsts, stops = [0, *borders.tolist()], [*borders.tolist(), cells]
    return [
        Run(
            lines[chosen[first]] if chosen[first] >= 0 else None,
            first * CELL,
            min(stop * CELL, len(new)),
        )
        for first, stop in zip(firsts, stops, strict=True)
    ]


class _Field(NamedTuple):
    """Scores of a line by cells, from cell `first` on."""

    first: int
    scores: Floats


def _field(line: Line, new: Floats, old: Floats, strict: float, cells: int) -> _Field:
    first = max(round((line.first - _MARGIN) / STEP) // CELL, 0)
    stop = min(round((line.last + _MARGIN) / STEP) // CELL + 1, cells)
    frames = range(first * CELL, min(stop * CELL, len(new)))
    found = scores(line, new, old, frames, strict)
    found = np.pad(found, (0, (stop - first) * CELL - len(found)))
    return _Field(first, found.reshape(-1, CELL).sum(axis=1))


class _Stretch(NamedTuple):
    """Cells in which the same lines are tried, with what is needed to find the way back.

    `entered[n, k]`: line number k of `lines` is entered at the n-th cell; `source[n]` is the line
    that is left for it then, and `leaving[n]` that which is left for none at all; -1 is none.
    """

    lines: Ints
    first: int
    entered: NDArray[np.bool_]
    source: Ints
    leaving: Ints


def _best(fields: Sequence[_Field], cells: int) -> Ints:
    """The number of the line for each cell, or -1."""
    value = np.full(len(fields) + 1, -np.inf)  # of the best path that ends on each line
    value[-1] = 0.0  # on none
    stretches = []
    edges = {0, cells}
    for field in fields:
        edges |= {field.first, field.first + len(field.scores)}
    ordered = sorted(edges)
    for first, stop in pairwise(ordered):
        lines = np.array(
            [
                number
                for number, field in enumerate(fields)
                if field.first <= first and stop <= field.first + len(field.scores)
            ],
            np.intp,
        )
        emissions = np.empty((stop - first, len(lines)), np.float32)
        for column, number in enumerate(lines):
            begin = first - fields[number].first
            emissions[:, column] = fields[number].scores[begin : begin + stop - first]
        stretches.append(_stretch(value, lines, first, emissions))
    return _back(stretches, value, cells)


def _stretch(value: NDArray[np.float64], lines: Ints, first: int, emissions: Floats) -> _Stretch:
    """Go over some cells; `value` is brought up to date."""
    count = len(emissions)
    entered = np.zeros(emissions.shape, np.bool_)
    source, leaving = np.full(count, -1, np.intp), np.full(count, -1, np.intp)
    numbers = [*lines.tolist()]
    gone = np.ones(len(value), np.bool_)
    gone[[*numbers, -1]] = False
    for place in range(count):
        best = int(value[:-1].argmax()) if len(value) > 1 else -1
        top = float(value[best]) if best >= 0 else -np.inf
        none = float(value[-1])
        start = CHANGE / 2 if place or first else 0.0  # the sound may begin on any line
        if top - CHANGE >= none - start:
            enter, source[place] = top - CHANGE, best
        else:
            enter = none - start
        if top - CHANGE / 2 > none:
            value[-1], leaving[place] = top - CHANGE / 2, best
        if place == 0:
            value[gone] = -np.inf
        if numbers:
            stay = value[lines]
            entered[place] = stay < enter
            value[lines] = np.maximum(stay, enter) + emissions[place]
    return _Stretch(lines, first, entered, source, leaving)


def _back(stretches: Sequence[_Stretch], value: NDArray[np.float64], cells: int) -> Ints:
    """The way back along the best path."""
    chosen = np.full(cells, -1, np.intp)
    line = int(value.argmax())
    if line == len(value) - 1:
        line = -1
    for stretch in reversed(stretches):
        column = {number: place for place, number in enumerate(stretch.lines.tolist())}
        for place in range(len(stretch.source) - 1, -1, -1):
            chosen[stretch.first + place] = line
            if line < 0:
                line = int(stretch.leaving[place])
            elif stretch.entered[place, column[line]]:
                line = int(stretch.source[place])
    return chosen
