# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts one wrong word into a line: of the same sound, of a near sound, or none at all."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from editor.core.text import HAN
from editor.formats.encoding_models import common_han
from editor.language.homophones import homophones
from editor.language.pinyin import syllables
from editor.language.words import borders

if TYPE_CHECKING:
    from random import Random

KINDS = ("same sound", "near sound", "word dropped")

_NEAR = (
    *(("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("ang", "an")),
    *(("eng", "en"), ("ing", "in")),
)


class Spoilt(NamedTuple):
    """A line with a wrong word: the text, where the wrong word is, and what stood there."""

    text: str
    span: tuple[int, int]
    right: str


def spoilt(chance: Random, text: str, kind: str) -> Spoilt | None:
    """`text` with one error of a kind, or None where that cannot be."""
    if kind == "word dropped":
        return _dropped(chance, text)
    places = [place for place, character in enumerate(text) if HAN.match(character)]
    chance.shuffle(places)
    for place in places:
        if kind == "same sound":
            found = homophones(text, place)
            longest = max((end - start for (start, end), _ in found), default=0)
            # Words of the dictionary rather than single characters, as recognisers write.
            choice = [each for each in found if each[0][1] - each[0][0] == longest]
        else:
            choice = [((place, place + 1), other) for other in _near(text[place])]
        if choice:
            (start, end), word = chance.choice(choice)
            return Spoilt(text[:start] + word + text[end:], (start, end), text[start:end])
    return None


def _dropped(chance: Random, text: str) -> Spoilt | None:
    edges = [0, *borders(text), len(text)]
    words = [(a, b) for a, b in pairwise(edges) if HAN.match(text[a:b] or " ")]
    if len(words) < 3:
        return None
    start, end = chance.choice(words)
    at = min(start, len(text) - (end - start) - 1)
    return Spoilt(text[:start] + text[end:], (max(0, at - 1), at + 1), text[start:end])


def _near(character: str) -> list[str]:
    (sound,) = syllables(character)
    near: list[str] = []
    for first, second in _NEAR:
        for old, new in ((first, second), (second, first)):
            if old.endswith(("n", "ng")) and len(old) > 1:
                other = sound[: -len(old)] + new if sound.endswith(old) else sound
            else:
                other = new + sound[len(old) :] if sound.startswith(old) else sound
            if other != sound:
                near += _by_syllable().get(other, ())[:4]
    return near


@cache
def _by_syllable() -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for character in common_han():
        index.setdefault(syllables(character)[0], []).append(character)
    return index
