# SPDX-License-Identifier: GPL-3.0-or-later
"""Which lines read as if a word in them were misheard; nobody listens to anything."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from editor.core.doubt import Candidate, Doubt
from editor.core.progress import UNHEARD
from editor.core.text import LATIN_WORD
from editor.language.cleaning.guard import blanked, is_cantonese
from editor.language.conversion import SIMPLIFIED, convert, in_script_of
from editor.language.script import is_japanese
from editor.language.sound.plausible import is_english
from editor.language.sound.terms import places
from editor.language.word_model.model import LONGEST
from editor.language.word_model.sentence import STRETCH, Swap, gains, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from editor.core.cue import Cue
    from editor.core.progress import Progress
    from editor.language.glossary import Term
    from editor.language.word_model.model import WordModel
    from editor.language.word_model.sentence import Stretch

_LONG = 0.3 * math.log(10)
"""By how much less doubtful a word is for each further character: long ones confirm themselves."""
_STRANGE = 5.5 * math.log(10)
"""How doubtful a word of Latin letters is that nobody knows: as a very rare Chinese one."""
_USUAL = 3
"""A word of Latin letters that stands in the document as often is meant."""
_TERM = 4.0 * math.log(10)
"""What a line gains by a term of the user's that sounds like a place in it, at least."""
_MOST = 5
"""Other words that are kept for a line."""
_BATCH = 256
"""Lines that are read at once."""


class _Reading(NamedTuple):
    """What a text tells by itself: its most unlikely word with how unlikely it is, other words."""

    unlikely: float
    weakest: tuple[int, int]
    others: tuple[Candidate, ...]


class Doubter:
    """Ranks lines; what it read once it knows, so that after an edit only new lines are read."""

    def __init__(self, model: WordModel, terms: Iterable[Term] = ()) -> None:
        """`model` knows the names of `terms`; see `model.word_model`."""
        self._model, self._terms = model, tuple(terms)
        self._known = {
            word.casefold() for term in self._terms for word in LATIN_WORD.findall(term.term)
        }
        self._readings: dict[str, _Reading] = {}

    def doubts(self, cues: Sequence[Cue], progress: Progress = UNHEARD) -> list[Doubt]:
        """All cues, the most doubtful first.

        A score is how unlikely the most unlikely word is, and what another word would gain, as a
        negative number of nats; 0 if nothing can be said. What a candidate gains is in nats, too.

        Args:
            cues: The document's.
            progress: Told how many lines were read; may cancel, and what was read is kept.
        """
        new = list({cue.text: cue for cue in cues if cue.text not in self._readings}.values())
        for at in range(0, len(new), _BATCH):
            self._read(new[at : at + _BATCH])
            progress.report(at + len(new[at : at + _BATCH]), len(new))
        latin = Counter(word.casefold() for cue in cues for word in LATIN_WORD.findall(cue.text))
        usual = {word for word, count in latin.items() if count >= _USUAL} | self._known
        return sorted((self._doubt(cue, usual) for cue in cues), key=lambda doubt: doubt.score)

    def _doubt(self, cue: Cue, usual: set[str]) -> Doubt:
        reading = self._readings[cue.text]
        strange = next(_strange(cue.text, usual), None)
        unlikely, weakest = reading.unlikely, reading.weakest
        if strange is not None and unlikely < _STRANGE:
            unlikely, weakest = _STRANGE, strange
        gain = 0.0
        if reading.others:
            first = reading.others[0]
            gain, weakest = first.gain, (first.start, first.end)
        return Doubt(cue, -(unlikely + gain), weakest, reading.others)

    def _read(self, cues: Sequence[Cue]) -> None:
        lines = [_spoken(cue.text) for cue in cues]
        stretches = [
            (row, match.start(), match[0])
            for row, line in enumerate(lines)
            for match in STRETCH.finditer(line)
        ]
        read_ones = read(self._model, [text for _, _, text in stretches])
        unlikely = [(0.0, (0, 0))] * len(cues)
        for (row, at, _), stretch in zip(stretches, read_ones, strict=True):
            unlikely[row] = max(unlikely[row], _most_unlikely(stretch, at))
        others: list[list[Candidate]] = [[] for _ in cues]
        for row, other in self._others(stretches, read_ones):
            others[row].append(other)
        for row, other in self._of_terms(cues):
            others[row].append(other)
        for row, cue in enumerate(cues):
            ranked = sorted(others[row], key=lambda other: -other.gain)
            once = {(other.start, other.end, other.word): other for other in reversed(ranked)}
            best = sorted(once.values(), key=lambda other: -other.gain)[:_MOST]
            in_script = tuple(
                other._replace(word=in_script_of(cue.text, other.word)) for other in best
            )
            self._readings[cue.text] = _Reading(*unlikely[row], in_script)

    def _others(
        self, stretches: Sequence[tuple[int, int, str]], read_ones: Sequence[Stretch]
    ) -> Iterator[tuple[int, Candidate]]:
        """Words that sound as a part of a stretch does, and with which it is likelier."""
        places, words, swaps = [], [], []
        for (row, at, text), stretch in zip(stretches, read_ones, strict=True):
            for start in range(len(text)):
                for end in range(start + 1, min(start + LONGEST, len(text)) + 1):
                    for word, number in self._model.alike(text[start:end]):
                        places.append((row, at + start, at + end))
                        words.append(word)
                        swaps.append((stretch, Swap(start, end, number)))
        for (row, start, end), word, gain in zip(
            places, words, gains(self._model, swaps), strict=True
        ):
            if gain > 0:
                yield row, Candidate(start, end, word, round(gain, 2))

    def _of_terms(self, cues: Sequence[Cue]) -> Iterator[tuple[int, Candidate]]:
        for place in places(cues, self._terms):
            if place.kind != "form" and len(place.parts) == 1:
                part = place.parts[0]
                gain = round(_TERM + place.score, 2)
                yield part.row, Candidate(part.start, part.end, place.instead, gain)


def _spoken(text: str) -> str:
    """A line in Simplified Chinese, its places as they were; empty if it is no Mandarin."""
    if is_japanese(text) or is_cantonese(text):
        return ""
    line = convert(blanked(text), SIMPLIFIED)
    return line if len(line) == len(text) else ""


def _most_unlikely(stretch: Stretch, at: int) -> tuple[float, tuple[int, int]]:
    words = (
        (-word.likely - _LONG * (word.end - word.start - 1), (at + word.start, at + word.end))
        for word in stretch.words
    )
    return max(words, default=(0.0, (at, at)))


def _strange(text: str, usual: set[str]) -> Iterator[tuple[int, int]]:
    """Words of Latin letters that are neither English nor often in the document."""
    for match in LATIN_WORD.finditer(blanked(text)):
        word = match[0]
        letters = [part for part in re.findall(r"[A-Za-z]+", word) if len(part) > 1]
        if letters and word.casefold() not in usual and not all(map(is_english, letters)):
            yield match.span()
