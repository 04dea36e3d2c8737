# SPDX-License-Identifier: GPL-3.0-or-later
"""Doubts without sound: how many of the lines that read worst are wrong, and is the word right.

On the gold sample, beside chance: without and with its glossary (nothing that was heard is told),
and without the word model. Then other words at a misheard place, with and without the word model:
at those of the sample whose sound fits, and at words of its corrected lines that are replaced by
others of the same sound. And how fast.

The model is that of libime, where it is installed; see docs/terms.md.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import tempfile
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from editor import formats
from editor.core.text import HAN
from editor.language.conversion import convert
from editor.language.homophones import by_sound
from editor.language.pinyin import syllables
from editor.language.sound.alternatives import alternatives
from editor.language.sound.terms import places
from editor.language.word_model.doubting import Doubter
from editor.language.word_model.finding import found
from editor.language.word_model.model import word_model
from editor.language.words import dictionary_edges, frequency
from tests.bench import cues as made
from tests.bench.measure import Figure, against, report, rounds
from tests.making import DATA, REAL
from tests.term_places import gold, interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.cue import Cue
    from editor.language.glossary import Term
    from editor.language.word_model.model import WordModel

_WORD_ERROR = re.compile("TERM|HOMO|UNK")
_FORM = re.compile(r"[\s,.?!，。？！-]+")
_LONGEST = 4


class Line(NamedTuple):
    """A line of the gold sample, in Simplified: as heard, as corrected, and if a word is wrong."""

    heard: str
    right: str
    is_wrong: bool


def main() -> None:
    """Measure and report."""
    path = found(Path(tempfile.gettempdir()))
    if path is None:
        sys.exit("There is no word model here (Debian: libime-data-language-model).")
    terms = gold().glossary
    plain, knowing = word_model(path), word_model(path, (term.term for term in terms))
    lines = _lines()
    figures = [
        *_ranked("no model, glossary", lines, _by_terms(terms)),
        *_ranked("model", lines, _scores(plain, ())),
        *_ranked("model and glossary", lines, _scores(knowing, terms)),
    ]
    for name, model, known in (
        ("no model", None, ()),
        ("model", plain, ()),
        ("no model, glossary", None, terms),
        ("model and glossary", knowing, terms),
    ):
        _offered(f"misheard in the sample, {name}", _misheard(lines), model, known)
    for name, model in (("no model", None), ("model", plain)):
        figures.append(_offered(f"homophones put in, {name}", _put_in(lines), model, ()))
    report("doubts", [*figures, *_speed(plain)])


def _lines() -> list[Line]:
    with (DATA / "gold" / "sample.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Line(
            convert(row["original"], "zh-Hans"),
            convert(row["corrected"], "zh-Hans"),
            bool(_WORD_ERROR.search(row["error_types"] or "")),
        )
        for row in rows
    ]


def _scores(model: WordModel, terms: Sequence[Term]) -> list[tuple[float, tuple[int, int]]]:
    """How doubtful each line of the sample is, and where."""
    ranked = Doubter(model, terms).doubts(gold().cues)
    by_row = {doubt.cue.id: (-doubt.score, doubt.weakest) for doubt in ranked}
    return [by_row[row] for row in range(len(by_row))]


def _by_terms(terms: Sequence[Term]) -> list[tuple[float, tuple[int, int]]]:
    """The same by the search for terms alone."""
    best = [(0.0, (0, 0))] * len(gold().cues)
    for place in places(gold().cues, terms):
        part = place.parts[0]
        if place.kind == "sound":
            best[part.row] = max(best[part.row], (place.score, (part.start, part.end)))
    return best


def _ranked(
    name: str, lines: Sequence[Line], scores: Sequence[tuple[float, tuple[int, int]]]
) -> Iterator[Figure]:
    order = sorted(range(len(lines)), key=lambda row: -scores[row][0])
    share = sum(line.is_wrong for line in lines) / len(lines)
    for what, size in (
        ("first 10 %", len(lines) // 10),
        ("first 20 %", len(lines) // 5),
        *((f"first {size}", size) for size in (20, 50, 100)),
    ):
        wrong = sum(lines[row].is_wrong for row in order[:size])
        low, high = interval(wrong, size)
        _note(f"{name}, {what}: {wrong} of {size} wrong ({low:.2f} to {high:.2f})")
        right = size - wrong
        chance = size * (1 - share)
        yield Figure(f"{name}, {what}: right lines", "chance", right / chance, right, chance, "")
    judged = [row for row in order if lines[row].is_wrong and scores[row][0] > 0]
    hits = sum(_hit(lines[row], scores[row][1]) for row in judged)
    _note(f"{name}: the weakest word is wrong in {hits} of {len(judged)} wrong lines")


def _changes(line: Line) -> list[tuple[int, int, int, int]]:
    """Stretches of what was heard and of what is right that differ in more than their form."""
    matcher = SequenceMatcher(None, line.heard.lower(), line.right.lower(), autojunk=False)
    return [
        (start, end, first, last)
        for tag, start, end, first, last in matcher.get_opcodes()
        if tag != "equal"
        and (_FORM.sub("", line.heard[start:end]) or _FORM.sub("", line.right[first:last]))
    ]


def _hit(line: Line, weakest: tuple[int, int]) -> bool:
    start, end = weakest
    return any(start <= last and first <= end for first, last, *_ in _changes(line))


class Spot(NamedTuple):
    """A line with a word of another sound-alike in it, where it is, and the line as it was."""

    heard: str
    at: int
    right: str


def _misheard(lines: Sequence[Line]) -> list[Spot]:
    """Places of the sample where Chinese of as many syllables is right, half of them the same."""
    spots = []
    for line in lines:
        if not line.is_wrong:
            continue
        for first, last, begin, end in _changes(line):
            heard, right = line.heard[first:last], line.right[begin:end]
            if heard and len(heard) == len(right) and all(map(HAN.match, heard + right)):
                pairs = list(zip(syllables(heard), syllables(right), strict=True))
                if 2 * sum(one == other for one, other in pairs) >= len(pairs):
                    mended = line.heard[:first] + right + line.heard[last:]
                    spots.append(Spot(line.heard, first, mended))
    return spots


def _put_in(lines: Sequence[Line]) -> list[Spot]:
    """A word of two characters in each corrected line, replaced by one of the same sound."""
    chance = random.Random(7)  # noqa: S311 - the same every time
    spots = []
    for line in lines:
        words = [
            (start, end)
            for start, end in pairwise(dictionary_edges(line.right))
            if end - start == 2 and all(map(HAN.match, line.right[start:end]))
        ]
        if not words:
            continue
        start, end = chance.choice(words)
        word = line.right[start:end]
        others = [other for other in by_sound().get(syllables(word), ()) if other != word]
        others = [other for other in others if frequency(other) > _LONGEST]
        if others:
            heard = line.right[:start] + chance.choice(others) + line.right[end:]
            spots.append(Spot(heard, start, line.right))
    return spots


def _offered(
    name: str, spots: Sequence[Spot], model: WordModel | None, terms: Sequence[Term]
) -> Figure:
    """How often the word that makes the line right is the first offered, or among five."""
    ranks = []
    for spot in spots:
        offered = [
            spot.heard[: each.start] + each.word + spot.heard[each.end :]
            for each in alternatives(spot.heard, spot.at, None, terms, model=model)
            if not each.is_far
        ]
        ranks.append(offered.index(spot.right) if spot.right in offered else len(offered) + 5)
    first, five = sum(rank == 0 for rank in ranks), sum(rank < 5 for rank in ranks)
    _note(f"{name}: first {first}, among five {five} of {len(ranks)}")
    missed = len(ranks) - first
    return Figure(f"{name}: not first", "all", missed / len(ranks), missed, len(ranks), "places")


def _speed(model: WordModel) -> Iterator[Figure]:
    real = formats.read(REAL.read_bytes()).cues
    many = made.document(made.lines(10_000)).cues
    times = rounds(
        {
            "906 cues": lambda: Doubter(model).doubts(real),
            "10,000 cues": lambda: Doubter(model).doubts(_apart(many)),
            "find the terms in 906 cues": lambda: places(real, gold().glossary),
        }
    )
    yield from against(times, "906 cues", "find the terms in 906 cues")
    yield from against(times, "10,000 cues", "find the terms in 906 cues")


def _apart(cues: Sequence[Cue]) -> list[Cue]:
    """The cues, none with the text of another one, which would be read once only."""
    return [replace(cue, text=f"{cue.text} {row}") for row, cue in enumerate(cues)]


def _note(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
