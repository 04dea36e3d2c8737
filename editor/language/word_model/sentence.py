# SPDX-License-Identifier: GPL-3.0-or-later
"""How a stretch of Chinese falls into words: the likeliest way, and what it gains by another word.

Each stretch is a lattice: the places between its characters are the nodes, words the edges. The
likeliest path (Viterbi) is found for all stretches at once, since only arrays make that quick.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.core.text import HAN
from editor.language.word_model.model import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.language.word_model.model import WordModel

STRETCH = re.compile(rf"{HAN.pattern}+")
"""What is read as one: Chinese alone."""
_NEVER = -1e9
NOTHING = -1
"""The number of the word that comes after the last one."""


class Word(NamedTuple):
    """A word of a stretch: where it is, its number, and how likely it is after the one before."""

    start: int
    end: int
    number: int
    likely: float


class Swap(NamedTuple):
    """A word at `start` to `end` of a stretch, given by its number, instead of what is there."""

    start: int
    end: int
    number: int


@dataclass(frozen=True)
class Stretch:
    """A stretch of Chinese in its likeliest words.

    Attributes:
        words: They, in order.
        likely: Natural logarithm of its probability.
        before: For each place the best path to it: how likely it is, and its last word's number.
        beyond: For each place the best path from it on: the first word's number, and how likely
            all after that word is.
    """

    words: tuple[Word, ...]
    likely: float
    before: tuple[tuple[float, int], ...]
    beyond: tuple[tuple[int, float], ...]


class _Edge(NamedTuple):
    """A word that may stand in a stretch, and the places of what may come before it in a list."""

    start: int
    end: int
    number: int
    first: int


def read(model: WordModel, texts: Sequence[str]) -> list[Stretch]:
    """The likeliest words of stretches that are Chinese alone."""
    pairs: list[tuple[int, int]] = []
    lattices = [_lattice(model, text, pairs) for text in texts]
    before, words = np.asarray(pairs, np.int64).reshape(-1, 2).T
    likely = model.after(before, words).tolist()
    alone = model.alone(words).tolist()
    return [
        _best(edges, ends, likely, alone, len(text))
        for (edges, ends), text in zip(lattices, texts, strict=True)
    ]


def _lattice(
    model: WordModel, text: str, pairs: list[tuple[int, int]]
) -> tuple[list[_Edge], list[list[int]]]:
    """The edges in the order of their starts, and for each place those that end there.

    The numbers of all words that may follow one another are added to `pairs`.
    """
    edges: list[_Edge] = []
    ends: list[list[int]] = [[] for _ in range(len(text) + 1)]
    for start in range(len(text)):
        coming = [edges[each].number for each in ends[start]] or [UNKNOWN]
        for end in range(start + 1, min(start + model.longest, len(text)) + 1):
            number = model.number(text[start:end])
            if number >= 0:
                ends[end].append(len(edges))
                edges.append(_Edge(start, end, number, len(pairs)))
                pairs += [(each, number) for each in coming]
    return edges, ends


def _best(
    edges: list[_Edge], ends: list[list[int]], likely: list[float], alone: list[float], size: int
) -> Stretch:
    """The likeliest path, forwards and backwards."""
    forward: list[float] = []
    came: list[tuple[int, float]] = []
    for edge in edges:
        ways = [
            (forward[each] + likely[edge.first + n], each, likely[edge.first + n])
            for n, each in enumerate(ends[edge.start])
        ] or [(likely[edge.first], -1, likely[edge.first])]
        best, last, step = max(ways)
        forward.append(best)
        came.append((last, step))
    before = [(0.0, UNKNOWN)] + [
        max(((forward[each], edges[each].number) for each in ends[place]), default=(_NEVER, 0))
        for place in range(1, size + 1)
    ]
    last = max(ends[size], key=lambda each: forward[each], default=-1)
    whole, words = forward[last] if edges else 0.0, []
    while last >= 0:
        edge, (last, step) = edges[last], came[last]
        words.append(Word(edge.start, edge.end, edge.number, step))
    beyond = _backward(edges, ends, likely, alone, size)
    return Stretch(tuple(words[::-1]), whole, tuple(before), beyond)


def _backward(
    edges: list[_Edge], ends: list[list[int]], likely: list[float], alone: list[float], size: int
) -> tuple[tuple[int, float], ...]:
    rest = [_NEVER] * len(edges)
    first = [(_NEVER, UNKNOWN, 0.0)] * size + [(0.0, NOTHING, 0.0)]
    for place in range(len(edges) - 1, -1, -1):
        edge = edges[place]
        if edge.end == size:
            rest[place] = 0.0
        found = (alone[edge.first] + rest[place], edge.number, rest[place])
        first[edge.start] = max(first[edge.start], found)
        for n, each in enumerate(ends[edge.start]):
            rest[each] = max(rest[each], likely[edge.first + n] + rest[place])
    return tuple((number, value) for _, number, value in first)


def gains(model: WordModel, swaps: Sequence[tuple[Stretch, Swap]]) -> list[float]:
    """How much likelier each stretch is with another word in it, in nats.

    What is around the word may fall into other words than before.
    """
    if not swaps:
        return []
    rows = [
        (*stretch.before[swap.start], swap.number, *stretch.beyond[swap.end], stretch.likely)
        for stretch, swap in swaps
    ]
    reached, last, number, following, rest, whole = np.asarray(rows).T
    word, following = number.astype(np.int64), following.astype(np.int64)
    found = reached + model.after(last.astype(np.int64), word) + rest - whole
    onward = model.after(word, np.maximum(following, UNKNOWN))
    gained: list[float] = (found + np.where(following == NOTHING, 0.0, onward)).tolist()
    return gained


def gains_in(model: WordModel, line: str, words: Sequence[tuple[int, int, str]]) -> list[float]:
    """How much likelier a line is with each of several words in it, in nats.

    Args:
        model: What knows how lines read.
        line: In Simplified Chinese.
        words: Where each would stand, inside of a stretch of Chinese, and the word.
    """
    found = list(STRETCH.finditer(line))
    stretches = read(model, [each[0] for each in found])
    swaps = []
    for start, end, word in words:
        at, stretch = next(
            (each.start(), stretch)
            for each, stretch in zip(found, stretches, strict=True)
            if each.start() <= start and end <= each.end()
        )
        number = max(model.number(word), UNKNOWN)
        swaps.append((stretch, Swap(start - at, end - at, number)))
    return gains(model, swaps)
