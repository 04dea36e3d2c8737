# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues from bare words: for recognisers that tell words and no sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from editor.core.text import units
from editor.formats.recognised import Said, Shape, joined, voiced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from editor.core.words import Word

_PAUSE = 800
"""A pause of so many ms ends a cue, and so does a clock that jumps back so far."""

_LONGEST = 7000
_MOST = 40
"""Limits of a cue, in ms and in Chinese characters, where no sentence ends."""

_ENDS = tuple(".?!。？！…．")
_COMMAS = tuple(",;:，；：、")
_NO_END = frozenset({"mr.", "mrs.", "ms.", "dr.", "st.", "vs.", "e.g.", "i.e."})


class Voiced(NamedTuple):
    """A word and who says it."""

    word: Word
    speaker: str | None = None


def grouped(words: Iterable[Voiced]) -> Iterator[Said]:
    """Yield the words as cues: up to the end of a sentence, a pause, or another speaker.

    A clock that begins again, as with each of a recogniser's chunks, ends a cue, too.

    Where none comes in time, up to the last comma, or as far as there is room.
    """
    group: list[Voiced] = []
    for one in words:
        if group and _parts(group[-1], one):
            yield _cue(group)
            group = []
        elif group and _is_full(group, one.word):
            cut = _comma(group)
            yield _cue(group[:cut])
            group = group[cut:]
        group.append(one)
    if group:
        yield _cue(group)


def _parts(last: Voiced, following: Voiced) -> bool:
    text = last.word.text.rstrip(" \"'”’」』)）")
    return (
        (following.speaker != last.speaker and None not in {following.speaker, last.speaker})
        or (text.endswith(_ENDS) and text.lower() not in _NO_END)
        or following.word.start - last.word.end >= _PAUSE
        or last.word.start - following.word.start >= _PAUSE
    )


def _is_full(group: list[Voiced], word: Word) -> bool:
    said = " ".join(one.word.text for one in group)
    return word.end - group[0].word.start > _LONGEST or units(said) > _MOST


def _comma(group: list[Voiced]) -> int:
    """How many words stand before the last comma, if that is not too near the beginning."""
    rows = range(len(group), len(group) // 3, -1)
    return next(
        (row for row in rows if group[row - 1].word.text.rstrip().endswith(_COMMAS)), len(group)
    )


def _cue(group: list[Voiced]) -> Said:
    text = joined(one.word.text for one in group)
    words = [one.word._replace(text=one.word.text.strip()) for one in group]
    end = max(word.end for word in words)
    speaker = next((one.speaker for one in group if one.speaker), None)
    return Said(float(words[0].start), float(end), text, words, speaker)


def grouped_words(listed: object, shape: Shape) -> Iterator[Said]:
    """Yield the words of a list as cues."""
    return grouped(Voiced(word, speaker) for word, speaker in voiced(listed, shape))


_NEAR = 40
"""Characters within which the next word is looked for."""


def marked(text: str, words: Sequence[Word]) -> list[Word]:
    """The words with the punctuation that `text` has between them, each at the one before."""
    found: list[Word] = []
    place = 0
    for word in words:
        at = text.find(word.text, place, place + _NEAR + len(word.text))
        if at < 0:
            found.append(word)
            continue
        _attach(found, text[place:at])
        place = at + len(word.text)
        found.append(word)
    if place:
        _attach(found, text[place : place + _NEAR])
    return found


def _attach(found: list[Word], between: str) -> None:
    if found:
        found[-1] = found[-1]._replace(text=found[-1].text + between)
