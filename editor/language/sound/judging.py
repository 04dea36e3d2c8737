# SPDX-License-Identifier: GPL-3.0-or-later
"""How likely a place that sounds like a term is that term.

From how alike it sounds, less for what speaks against it: a good word that stands there, words cut
in two, characters that stand between any words, a part of the term that is not heard at all. Short
terms must sound more alike than long ones, since more words do by chance.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from editor.language.glossary import plain
from editor.language.sound.alignment import aligned
from editor.language.sound.phones import weight
from editor.language.sound.plausible import (
    common_english,
    commonness,
    cut_words,
    function_share,
    is_english,
    is_word,
    spells_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.language.sound.stream import Stream, Unit
    from editor.language.sound.wanted import Wanted

_LEAST_PIECE = 0.42
"""How alike each piece of a term must be to what is heard."""
_ENOUGH = 5.0
"""Weight from which a term is long enough."""
_SAME_SYLLABLE, _NEAR_SYLLABLE = 0.93, 0.7
"""How alike the two syllables of a short Chinese word must be."""
_LEAST_SYLLABLE, _HOMOPHONE = 0.5, 0.98
_PAIR = 2
"""Syllables of a short Chinese word, letters of a stem that says too little."""
_NEUTRAL = 5
"""The neutral tone."""
_KNOWN = 10.0
"""Commonness from which a Chinese word is one, even inside of a longer one: 相当 in 相当于."""
_CUT = (0.0, 0.16, 0.4)
"""What speaks against a stretch that cuts no word, one, two."""
_NUMERALS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_LATIN = re.compile(r"[A-Za-z]+")
_SUFFIX = re.compile(r"(?:ing|ions?|ers?|ors?|ive|ed|es|s|d|e|ly|al)$")


class Heard(NamedTuple):
    """A stretch of a stream that sounds like a term.

    Attributes:
        wanted: The term.
        first: Number of its first unit.
        last: Number of its last unit.
        likeness: How alike it sounds, from 0 to 1.
        score: How likely it is the term, from 0 to 1.
        borders: See `alignment.Aligned`.
    """

    wanted: Wanted
    first: int
    last: int
    likeness: float
    score: float
    borders: tuple[int, ...]


def needed(weight: float, strictness: float) -> float:
    """The least score of a term of that weight."""
    return strictness + 0.045 * max(0.0, _ENOUGH - weight) - 0.006 * min(max(weight - 7, 0.0), 6)


def most(wanted: Wanted, least: float) -> float:
    """What an alignment may cost if the score is to be at least that."""
    share = 1 - least
    if wanted.is_han and len(wanted.pieces) == _PAIR:
        share = min(share, 1 - (_SAME_SYLLABLE + _NEAR_SYLLABLE) / 2 + 0.05)
    return share * wanted.weight


def judged(  # noqa: PLR0913 - a stretch, and what is asked of it
    wanted: Wanted,
    stream: Stream,
    texts: Sequence[str],
    span: tuple[int, int],
    *,
    cost: float,
    least: float,
) -> Heard | None:
    """Judge one stretch.

    Args:
        wanted: The term.
        stream: What is searched.
        texts: Its lines.
        span: The first and the last unit of the stretch.
        cost: Of its alignment.
        least: The score that is needed.

    Returns:
        None if the score is less, or if a part of the term is not heard there.
    """
    first, last = span
    units = stream.units[first : last + 1]
    likeness = 1 - cost / wanted.weight
    if likeness < least or not _sizes_fit(wanted, units):
        return None
    against = _shorter(wanted, units) + _tones(wanted, units)
    against += 0.08 * (wanted.instead != wanted.term.term)
    against += 0.03 * (units[0].row != units[-1].row)
    if likeness - against < least or not _digits_fit(wanted, units, texts):
        return None
    against += _chinese(wanted, units, texts, likeness) + _latin(wanted, units, texts)
    if likeness - against < least:
        return None
    lying = aligned(wanted, stream, first, last)
    weakest = min(lying.pieces)
    if weakest < _LEAST_PIECE or not _syllables_fit(wanted, units, lying.pieces):
        return None
    score = likeness - against - 0.08 * max(0.0, 0.7 - weakest)
    return Heard(wanted, first, last, likeness, score, lying.borders) if score >= least else None


def _sizes_fit(wanted: Wanted, units: Sequence[Unit]) -> bool:
    """Whether a Chinese term has about as many syllables as what stands there."""
    if not wanted.is_han or not all(unit.is_han for unit in units):
        return True
    return abs(len(units) - len(wanted.pieces)) <= (len(wanted.pieces) > _PAIR)


def _syllables_fit(wanted: Wanted, units: Sequence[Unit], pieces: Sequence[float]) -> bool:
    """Whether of two syllables one is the same and the other nearly so; of more, all but a few."""
    if not wanted.is_han or not all(unit.is_han for unit in units):
        return True
    if len(pieces) > _PAIR:
        far = sum(piece < _NEAR_SYLLABLE for piece in pieces)
        return min(pieces) >= _LEAST_SYLLABLE and far <= len(pieces) // 3
    return min(pieces) >= _NEAR_SYLLABLE and max(pieces) >= _SAME_SYLLABLE


def _digits_fit(wanted: Wanted, units: Sequence[Unit], texts: Sequence[str]) -> bool:
    """Whether each number of the term stands there as a number: 是 is no 4."""
    digits = [piece.text for piece in wanted.pieces if piece.text.isdecimal()]
    text = "".join(texts[unit.row][unit.start : unit.end] for unit in units)
    if not digits and not wanted.is_latin:
        return not any(character.isdecimal() for character in text)
    return all(number in text or _NUMERALS.get(number, number) in text for number in digits)


def _shorter(wanted: Wanted, units: Sequence[Unit]) -> float:
    """What is missing: a long word is heard as less, but not as half of it."""
    heard = sum(weight(unit.phones) for unit in units)
    against = 0.1 * (len(units) == 1 and units[0].is_han)
    if wanted.is_han and all(unit.is_han for unit in units):
        against += 0.06 * abs(len(units) - len(wanted.pieces))
    return against + 0.4 * max(0.0, 0.85 - heard / wanted.weight)


def _tones(wanted: Wanted, units: Sequence[Unit]) -> float:
    """Other tones than the term's: a tie-break."""
    if len(units) != len(wanted.pieces):
        return 0.0
    pairs = zip(wanted.pieces, units, strict=True)
    other = sum(
        piece.tone not in {unit.tone, _NEUTRAL} and unit.tone != _NEUTRAL
        for piece, unit in pairs
        if piece.tone and unit.tone
    )
    return 0.03 * other / len(units)


def _chinese(wanted: Wanted, units: Sequence[Unit], texts: Sequence[str], likeness: float) -> float:
    """What speaks for the Chinese that stands there."""
    against = 0.0
    term = wanted.instead
    for row in {unit.row for unit in units}:
        here = [unit for unit in units if unit.row == row and unit.is_han]
        if not here:
            continue
        line = texts[row]
        start, end = here[0].start, here[-1].end
        text = line[start:end]
        own = "".join(character for character in text if character not in term)
        common = commonness(text) if len(text) > 1 else 0.0
        against += _CUT[cut_words(line, start, end)]
        if len(text) > 1 and is_word(line, start, end):
            against += 0.02 + 0.01 * min(common, 8) + 0.035 * min(max(common - 9, 0), 6)
        elif len(own) == len(text):
            against += 0.006 * min(max(common - 4, 0), 12)
        alone = len(own) == 1 and len(text) > 1 and likeness < _HOMOPHONE
        against += (0.4 if alone else 0.12 if wanted.is_han else 0.25) * function_share(own)
        if not wanted.is_han:
            against += 0.0 if spells_name(text) else 0.08
    return against


def _latin(wanted: Wanted, units: Sequence[Unit], texts: Sequence[str]) -> float:
    """What speaks for the English that stands there."""
    words = [texts[unit.row][unit.start : unit.end] for unit in units if not unit.is_han]
    if not words:
        return 0.0
    own = [word for word in words if plain(word) not in plain(wanted.instead)]
    if not own:
        return 0.0
    common = [word for word in own if word.casefold() in common_english()]
    against = 0.07 * len(common) / len(words) if len(words) == 1 else 0.03 * len(common) / len(own)
    if len(words) == len(units) and _inflected(" ".join(words), wanted.instead):
        against += 0.2
    return against


def _inflected(text: str, term: str) -> bool:
    """Whether a text is another form of a term: fine-tuned, models."""
    one, other = _SUFFIX.sub("", plain(text)), _SUFFIX.sub("", plain(term))
    return bool(_LATIN.fullmatch(one)) and one == other and len(one) > _PAIR


def is_good_word(units: Sequence[Unit], texts: Sequence[str]) -> bool:
    """Whether one word stands there that exists: it may well be meant."""
    first, last = units[0], units[-1]
    line = texts[first.row]
    if first.row != last.row:
        return False
    if all(unit.is_han for unit in units):
        known = commonness(line[first.start : last.end]) > _KNOWN
        return known or is_word(line, first.start, last.end)
    return len(units) == 1 and is_english(line[first.start : first.end])
