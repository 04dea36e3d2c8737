# SPDX-License-Identifier: GPL-3.0-or-later
"""What may have been said instead of a word: the glossary's terms, then words of the dictionary.

Ranked by how well the whole line then reads: by the word model where there is one, else by how well
it falls into frequent words. Words of the same sound stand before those of nearly the same.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from editor.core.cue import Cue
from editor.core.text import HAN
from editor.language.glossary import plain
from editor.language.homophones import by_sound
from editor.language.pinyin import syllables, toned
from editor.language.sound.likeness import distance
from editor.language.sound.mandarin import syllable
from editor.language.sound.terms import places
from editor.language.words import dictionary_edges, frequency, word_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from editor.language.glossary import Term
    from editor.language.sound.phones import Phones
    from editor.language.word_model.model import WordModel

_LONGEST = 4
"""Characters of a word of the dictionary."""
_MOST = 30
"""Words that are offered."""
_LOOSE = 0.45
"""How strict to be with terms: somebody has looked at the place."""
_NEAR = 0.55
"""Distance of two syllables that may be taken for each other."""
_MOST_NEAR = 5
"""Near syllables that are tried for each one."""
_APART, _TONE = 4.0, 0.7
"""What a syllable of another sound costs, and one of another tone, in nats."""
_TOTAL = 60_000_000
"""What the dictionary counted."""
_COMMON = 3
"""How often it must have counted a word that is offered."""


class _Word(NamedTuple):
    """A word that may stand there, and what speaks against its sound, in nats."""

    start: int
    end: int
    word: str
    against: float


class Alternative(NamedTuple):
    """Another word.

    Attributes:
        start: Where it would stand in the line.
        end: Where what it would replace ends.
        word: The word.
        is_term: Whether the glossary has it.
        gain: How much better the line reads with it, in nats; of a term, its score.
        is_heard: Whether it is what a speech model hears, whatever the text sounds like.
        is_far: Whether it is a term that sounds otherwise: for who types its first letters.
    """

    start: int
    end: int
    word: str
    is_term: bool
    gain: float
    is_heard: bool = False
    is_far: bool = False


def alternatives(
    line: str,
    start: int,
    end: int | None = None,
    terms: Iterable[Term] = (),
    *,
    model: WordModel | None = None,
) -> list[Alternative]:
    """What may stand in a line instead of a word, the likeliest first.

    Args:
        line: A line in Simplified Chinese, or in English.
        start: Where the marked stretch begins, or the caret.
        end: Where it ends; None: the word at the caret, and longer and shorter ones around it.
        terms: The glossary.
        model: What knows how lines read; it knows the names of the terms.
    """
    terms = tuple(terms)
    spans = _around(line, start) if end is None or end <= start else [(start, end)]
    if not spans:
        return []
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    found = list(_terms(line, first, last, terms))
    known = {each.word for each in found}
    words = [
        each for span in spans for each in _words(line, *span, model) if each.word not in known
    ]
    ranked = sorted(_judged(line, words, model), key=lambda each: -each.gain)
    said = {line[: each.start] + each.word + line[each.end :]: each for each in reversed(ranked)}
    near = [*found, *sorted(said.values(), key=lambda each: -each.gain)][:_MOST]
    return [*near, *_far(line, spans[0], terms, near)]


def _far(
    line: str, span: tuple[int, int], terms: Iterable[Term], near: Sequence[Alternative]
) -> Iterator[Alternative]:
    """The glossary's other terms: a recogniser may have written anything."""
    offered = {line[span[0] : span[1]], *(each.word for each in near)}
    for term in terms:
        if term.term not in offered:
            yield Alternative(*span, term.term, is_term=True, gain=0.0, is_far=True)


def prepare() -> None:
    """Read the dictionary now, on any thread, which takes seconds, so that no key waits for it."""
    _all_syllables()


def _around(line: str, caret: int) -> list[tuple[int, int]]:
    """The word at the caret, and stretches of the dictionary's lengths that hold its character."""
    start, end = word_at(line, caret)
    if start == end:
        return []
    if not all(map(HAN.match, line[start:end])):
        return [(start, end)]
    place = min(max(caret, start), end - 1)
    spans = [(start, end)]
    spans += (
        (first, first + size)
        for size in range(_LONGEST, 1, -1)
        for first in range(max(0, place - size + 1), min(place, len(line) - size) + 1)
        if all(map(HAN.match, line[first : first + size]))
    )
    return [*dict.fromkeys([*spans, (place, place + 1)])]


def _terms(line: str, first: int, last: int, terms: Iterable[Term]) -> Iterator[Alternative]:
    found = places([Cue(0, 0, 0, line)], terms, strictness=_LOOSE)
    near = [place for place in found if place.parts[0].start < last and first < place.parts[0].end]
    for place in sorted(near, key=lambda place: -place.score):
        part = place.parts[0]
        if plain(line[part.start : part.end]) != plain(place.instead) or place.kind == "form":
            yield Alternative(part.start, part.end, place.instead, True, place.score)  # noqa: FBT003


def _words(line: str, start: int, end: int, model: WordModel | None) -> Iterator[_Word]:
    """Words of the dictionary and the model that sound as a stretch does, or nearly so."""
    text = line[start:end]
    if not 0 < len(text) <= _LONGEST or not all(map(HAN.match, text)):
        return
    own = toned(text)
    for sounds, cost in _sounds(text):
        words = [
            word
            for word in by_sound().get(sounds, ())
            if len(word) == 1 or frequency(word) >= _COMMON
        ]
        if model is not None:
            words += model.sounding(sounds)
        for word in dict.fromkeys(words):
            if word != text:
                other = toned(word) if not cost else own
                tones = sum(one != two for one, two in zip(own, other, strict=False))
                yield _Word(start, end, word, cost + _TONE * tones)


def _judged(line: str, words: Sequence[_Word], model: WordModel | None) -> Iterator[Alternative]:
    """How much better the line reads with each word."""
    if model is None:
        before = _cost(line)
        read = [before - _cost(line[: each.start] + each.word + line[each.end :]) for each in words]
    else:
        from editor.language.word_model.sentence import gains_in

        read = gains_in(model, line, [(each.start, each.end, each.word) for each in words])
    for each, gain in zip(words, read, strict=True):
        rounded = round(gain - each.against, 2)
        yield Alternative(*each[:3], is_term=False, gain=rounded)


def _sounds(text: str) -> Iterator[tuple[tuple[str, ...], float]]:
    """The syllables of a text, and those with one or two near ones, and what they cost."""
    own = syllables(text)
    yield own, 0.0
    choices = [((sound, 0.0), *_near(sound)) for sound in own]
    for way in product(*choices):
        changed = sum(cost > 0 for _, cost in way)
        if 0 < changed <= (len(own) + 1) // 2:
            sounds = tuple(sound for sound, _ in way)
            yield sounds, sum(_APART * (0.5 + cost) for _, cost in way if cost)


@lru_cache(maxsize=512)
def _near(sound: str) -> tuple[tuple[str, float], ...]:
    known = syllable(sound)
    if known is None:
        return ()
    ranked = sorted(
        (cost, other)
        for other, phones in _all_syllables()
        if other != sound and (cost := distance(known.phones, phones)) <= _NEAR
    )
    return tuple((other, cost) for cost, other in ranked[:_MOST_NEAR])


@cache
def _all_syllables() -> tuple[tuple[str, Phones], ...]:
    single = (sounds[0] for sounds in by_sound() if len(sounds) == 1)
    read = ((sound, syllable(sound)) for sound in single)
    return tuple((sound, known.phones) for sound, known in read if known is not None)


@lru_cache(maxsize=4096)
def _cost(line: str) -> float:
    """How unlikely a line is, word by word, in nats."""
    edges = dictionary_edges(line.encode("utf-8", "replace").decode())
    words = (line[start:end] for start, end in pairwise(edges))
    return sum(math.log(_TOTAL / max(frequency(word), 1)) for word in words if HAN.match(word))
