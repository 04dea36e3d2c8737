# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a document sounds like the terms of a glossary, though something else is written."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from editor.core.progress import UNHEARD
from editor.language.conversion import SIMPLIFIED, convert
from editor.language.glossary import Term, plain
from editor.language.script import script_of
from editor.language.sound.exact import spellings
from editor.language.sound.judging import Heard, is_good_word, judged, most, needed
from editor.language.sound.matching import costs, ends_within, ground, starts_of
from editor.language.sound.stream import Stream, stream
from editor.language.sound.wanted import wanted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from editor.core.cue import Cue
    from editor.core.progress import Progress
    from editor.language.sound.exact import Spelling
    from editor.language.sound.matching import Ground
    from editor.language.sound.stream import Unit
    from editor.language.sound.wanted import Wanted

DEFAULT, STRICT = 0.6, 0.76
"""How strict to be: the more, the fewer wrong places among those that are found."""
SURE = 0.8
"""How strict to be for what is ticked beforehand, if no good word stands there."""
_SAME, _USUAL = 0.97, 3
"""A word that exists, sounds less alike than that, and stands in as many places, is meant."""
PAUSE = 1_500
"""ms: a term does not go across a longer pause between two cues."""

Kind = Literal["sound", "heard", "form"]


class Part(NamedTuple):
    """A stretch of one line."""

    row: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a term may be meant.

    Attributes:
        term: The glossary's row.
        instead: What to write there.
        parts: Where it is; a term may go across the border of two lines.
        text: What is written there.
        kind: ``sound``: it sounds like the term; ``heard``: the glossary says that the term is
            heard as this; ``form``: it is the term, in another form (case, spaces, hyphens).
        score: How likely it is that the term is meant, from 0 to 1.
        sure: Whether it is so likely that it may be ticked beforehand.
        near: What stands around it, as `key` needs it.
    """

    term: Term
    instead: str
    parts: tuple[Part, ...]
    text: str
    kind: Kind
    score: float
    sure: bool
    near: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        """Names the place after a "not this": the same words in the same lines, and the term."""
        said = json.dumps([self.term.term, self.text, self.near])
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def places(
    cues: Sequence[Cue],
    terms: Iterable[Term],
    *,
    strictness: float = DEFAULT,
    refused: Collection[str] = (),
    progress: Progress = UNHEARD,
) -> list[Place]:
    """Where the terms may be meant, in the document's order; places do not overlap.

    Args:
        cues: The document's.
        terms: What to look for: a glossary, or one `Term` made of a selection.
        strictness: See `DEFAULT`.
        refused: Keys of places that the user does not want; see `Place.key`.
        progress: Told of each line while they are prepared, then of each term; may cancel.
    """
    return Listener(cues).places(terms, strictness=strictness, refused=refused, progress=progress)


class Listener:
    """The lines of a document, prepared once for all searches of it."""

    def __init__(self, cues: Sequence[Cue], known: Iterable[Term] = ()) -> None:
        """`known`: terms that are left alone where they are written, whatever is looked for."""
        self._cues, self._known = cues, tuple(known)
        self._texts = [cue.text for cue in cues]
        self._stream: Stream = Stream()

    def places(
        self,
        terms: Iterable[Term],
        *,
        strictness: float = DEFAULT,
        refused: Collection[str] = (),
        by_sound: bool = True,
        progress: Progress = UNHEARD,
    ) -> list[Place]:
        """See the function of that name; without `by_sound`, only what is written is looked at."""
        terms = tuple(terms)
        names = {term.term for term in terms}
        others = (Term(term.term) for term in self._known if term.term not in names)
        written = spellings(self._texts, (*terms, *others), progress)
        found = [
            self._spelled(spelling)
            for spelling in written
            if not spelling.is_right and spelling.term.term in names
        ]
        if by_sound and not self._stream.units:
            self._stream = stream(self._texts, _pauses(self._cues), progress)
        if by_sound and self._stream.units:
            taken = _Taken(written, len(self._texts))
            heard = self._heard(terms, strictness, taken, progress)
            listed = [self._place(each) for each in heard]
            found += [place for place in listed if not _is_same(place.text, place.instead)]
        kept = {place.key for place in found} - frozenset(refused)
        return sorted(
            (place for place in found if place.key in kept and not self._is_near(place)),
            key=lambda place: place.parts,
        )

    def _heard(
        self, terms: Sequence[Term], strictness: float, taken: _Taken, progress: Progress
    ) -> list[Heard]:
        """The likeliest stretches; none overlaps another."""
        searched = ground(self._stream)
        ways = list(wanted(terms))
        found: list[Heard] = []
        for number, way in enumerate(ways):
            progress.report(number, len(ways))
            found += self._of(way, searched, strictness, taken)
        chosen: list[Heard] = []
        used: set[int] = set()
        for each in sorted(found, key=lambda heard: (-_merit(heard), heard.first)):
            units = range(each.first, each.last + 1)
            if used.isdisjoint(units):
                used.update(units)
                chosen.append(each)
        return self._without_usual(chosen)

    def _without_usual(self, chosen: Sequence[Heard]) -> list[Heard]:
        """Without good words that the document has again and again, and that sound otherwise."""
        counts: Counter[str] = Counter()
        usual: dict[int, str] = {}
        for number, heard in enumerate(chosen):
            units = self._stream.units[heard.first : heard.last + 1]
            if heard.likeness < _SAME and is_good_word(units, self._texts):
                text = self._texts[units[0].row][units[0].start : units[-1].end]
                usual[number] = text.casefold()
                counts[text.casefold()] += 1
        return [
            heard for number, heard in enumerate(chosen) if counts[usual.get(number, "")] < _USUAL
        ]

    def _of(
        self, way: Wanted, searched: Ground, strictness: float, taken: _Taken
    ) -> Iterator[Heard]:
        least = needed(way.weight, strictness)
        reached = costs(searched, way.phones)
        limit = most(way, least)
        lasts = [
            last
            for last in ends_within(reached, limit)
            if not taken.is_taken(self._stream.units[last : last + 1], way, begins=False)
        ]
        for first, last, cost in starts_of(searched, lasts, way.phones, limit) if lasts else ():
            if taken.is_taken(self._stream.units[first : last + 1], way):
                continue
            span = (first, last)
            heard = judged(way, self._stream, self._texts, span, cost=cost, least=least)
            if heard is not None:
                yield heard

    def _place(self, heard: Heard) -> Place:
        units = self._stream.units[heard.first : heard.last + 1]
        parts = _parts(units)
        text = "\n".join(self._texts[part.row][part.start : part.end] for part in parts)
        wanted = heard.wanted
        sure = heard.score >= needed(wanted.weight, SURE) and not is_good_word(units, self._texts)
        return Place(
            wanted.term,
            _in_script_of(self._texts[parts[0].row], wanted.instead, wanted.term),
            parts,
            text,
            "sound",
            round(min(max(heard.score, 0.0), 1.0), 3),
            sure,
            self._near(parts),
        )

    def _spelled(self, spelling: Spelling) -> Place:
        kind: Kind = "form" if spelling.is_form else "heard"
        part = Part(spelling.row, spelling.start, spelling.end)
        text = self._texts[part.row][part.start : part.end]
        return Place(
            spelling.term,
            _in_script_of(self._texts[part.row], spelling.term.term, spelling.term),
            (part,),
            text,
            kind,
            score=1.0,
            sure=not spelling.is_form
            or _is_telling(spelling.term.term)
            or text in spelling.term.heard_as,
            near=self._near((part,)),
        )

    def _near(self, parts: Sequence[Part]) -> str:
        return "\n".join(self._texts[part.row] for part in parts)

    def _is_near(self, place: Place) -> bool:
        """Whether a word stands near that speaks against the term."""
        if not place.term.not_near or place.kind == "form":
            return False
        first, last = place.parts[0].row, place.parts[-1].row
        around = "".join(self._texts[max(0, first - 1) : last + 2])
        return any(word in around for word in place.term.not_near)


class _Taken:
    """Where terms are written as they should be: nothing else is heard there."""

    def __init__(self, written: Iterable[Spelling], rows: int) -> None:
        self._rows: list[list[Spelling]] = [[] for _ in range(rows)]
        for spelling in written:
            self._rows[spelling.row].append(spelling)

    def is_taken(self, units: Sequence[Unit], way: Wanted, *, begins: bool = True) -> bool:
        """Whether a stretch holds, or is part of, a right term; GPT may stand in Chai GPT.

        Args:
            units: The stretch, or the end of one.
            way: What may be heard there.
            begins: Whether the stretch begins with them.
        """
        inside = plain(way.instead)
        for unit in units:
            for spelling in self._rows[unit.row]:
                if spelling.start < unit.end and unit.start < spelling.end:
                    longer = units[0].start < spelling.start or units[-1].end > spelling.end
                    whole = longer or not begins
                    right = plain(spelling.term.term)
                    if not whole or right == inside or right not in inside:
                        return True
        return False


def _merit(heard: Heard) -> float:
    """Of two that overlap, the longer one counts if it is as likely."""
    return heard.score + 0.012 * min(heard.wanted.weight, 10)


def _is_same(one: str, other: str) -> bool:
    """Whether two texts are the same word, be it in the other script: 權重 and 权重."""
    one, other = plain(one), plain(other)
    return one == other or convert(one, SIMPLIFIED) == convert(other, SIMPLIFIED)


def _in_script_of(line: str, text: str, term: Term) -> str:
    """A term in the script of the line where it is to stand, unless it is kept in its own."""
    if term.keep_script or text.isascii():
        return text
    targets = {("hant", "hans"): "zh-Hant", ("hans", "hant"): SIMPLIFIED}
    target = targets.get((script_of(line), script_of(text)))
    return text if target is None else convert(text, target)


def _is_telling(term: str) -> bool:
    """Whether a term's form is its own, so that another form of it is wrong: GPT-4, fine-tune.

    Pin and pin may be two words.
    """
    return len(re.findall("[A-Z]", term)) > 1 or re.search("[^A-Za-z]", term) is not None


def _parts(units: Sequence[Unit]) -> tuple[Part, ...]:
    rows: dict[int, Part] = {}
    for unit in units:
        known = rows.get(unit.row)
        start = unit.start if known is None else known.start
        rows[unit.row] = Part(unit.row, start, unit.end)
    return tuple(rows.values())


def _pauses(cues: Sequence[Cue]) -> list[int]:
    """Rows that do not go on from the one before."""
    return [
        row
        for row in range(1, len(cues))
        if cues[row].start - cues[row - 1].end > PAUSE
        or (
            cues[row].speaker
            and cues[row - 1].speaker
            and cues[row].speaker != cues[row - 1].speaker
        )
    ]
