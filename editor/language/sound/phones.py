# SPDX-License-Identifier: GPL-3.0-or-later
"""Phones, and how easily recognisers take one for another.

One alphabet for Mandarin and English, so that 拉玛 and LLaMA can be compared. A distance is 0 for
the same phone and 1 for two that nobody confuses. What is lost or heard in addition costs less
where it is weak: a vowel between two consonants, an h, the end of a syllable.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from itertools import pairwise

Phones = tuple[int, ...]
"""Numbers of phones, see `NUMBERS`."""

_VOWELS = {
    "i": (0.0, 0.0),
    "v": (0.0, 0.35),
    "I": (0.2, 0.5),
    "u": (0.0, 1.0),
    "e": (0.55, 0.05),
    "E": (0.55, 0.5),
    "o": (0.6, 0.95),
    "a": (1.0, 0.5),
}
"""How open and how far back. v is 鱼, I is 知, E is 么 and the a of about."""

_NEAR = """
0.10 w u y i y v r R zh R
0.15 n ng s Ts z Dz Sh sh Ch ch Zh j
0.20 sh X ch Q j J s th z dh s z ts Ts f v_ v_ w
0.25 b p d t g k Zh Dz Ch Ts Sh s n l sh zh ch j Q J Zh J Ch Q Sh X
0.30 z Z l r l R Dz Ts Zh Ch h f h X th f dh d th t n m v_ b s X Dz z Ts s y J y R w v
0.35 sh s ch Ts j Dz zh j J Dz Q Ts X s Ch sh Q X Zh Sh Ts th
0.45 m ng ch sh j zh z j r w l n_ r E h k g h t ch d j X Ch J Zh b v_ f p k Q g J l d dh z
"""
"""Pairs of consonants that are near, by their distance. Capitals are Mandarin's."""

_WEAK = {"h": 0.4, "r": 0.35, "ng": 0.5, "n": 0.5, "y": 0.25, "w": 0.3, "l": 0.6} | dict.fromkeys(
    ("t", "d", "k", "p", "b", "g", "s", "z"), 0.6
)
"""What it costs to lose or add a consonant, if less than usual."""

_CONSONANTS = (
    *("p", "b", "t", "d", "k", "g", "f", "v_", "th", "dh", "s", "z", "sh", "zh", "ch", "j", "h"),
    *("m", "n", "ng", "l", "r", "w", "y"),
    *("Zh", "Ch", "Sh", "R", "J", "Q", "X", "Dz", "Ts"),
)
_LOST, _LOST_VOWEL = 0.85, 0.45
_VOWEL_WEIGHT = 0.6
_APART = 0.6
"""Distance of two vowels at the far ends of the mouth."""

NAMES = (*_VOWELS, *_CONSONANTS)
NUMBERS = {name: number for number, name in enumerate(NAMES)}


def numbers(names: str) -> Phones:
    """The phones of a row of names, divided by spaces."""
    return tuple(NUMBERS[name] for name in names.split())


@cache
def distances() -> tuple[tuple[float, ...], ...]:
    """The distance of every two phones, by number."""
    near = {}
    for row in _NEAR.strip().splitlines():
        cost, *names = row.split()
        for one, other in zip(names[::2], names[1::2], strict=True):
            near[one, other] = near[other, one] = float(cost)
    return tuple(tuple(_distance(one, other, near) for other in NAMES) for one in NAMES)


def _distance(one: str, other: str, near: dict[tuple[str, str], float]) -> float:
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        (open_, back), (open_2, back_2) = _VOWELS[one], _VOWELS[other]
        return min(_APART, _APART * math.hypot(open_ - open_2, back - back_2))
    return near.get((one, other), 1.0)


@cache
def losses() -> tuple[float, ...]:
    """What it costs to lose or add each phone."""
    return tuple(_LOST_VOWEL if name in _VOWELS else _WEAK.get(name, _LOST) for name in NAMES)


@cache
def weights() -> tuple[float, ...]:
    """How much each phone says."""
    return tuple(
        _VOWEL_WEIGHT if name in _VOWELS else 0.5 if name in {"h", "y", "w"} else 1.0
        for name in NAMES
    )


@lru_cache(maxsize=8192)
def weight(phones: Phones) -> float:
    """How much a row of phones says; the second of two equal ones says nothing."""
    table = weights()
    doubled = sum(table[one] for one, other in pairwise(phones) if one == other)
    return sum(table[phone] for phone in phones) - doubled
