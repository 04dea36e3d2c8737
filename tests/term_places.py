# SPDX-License-Identifier: GPL-3.0-or-later
"""Talks with misheard terms, where they stand, and how well a search finds them."""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import NamedTuple

from editor.core.cue import Cue
from editor.language import glossary_file
from editor.language.conversion import convert
from editor.language.glossary import Glossary, plain
from tests.making import DATA

_ASCII = re.compile("[A-Za-z0-9]")
_APART = {"574": ("俊林", "Gin林"), "835": ("causal language modeling", "Cosmos")}
"""Of the gold sample: a name that is said in part, and a term over the border of two lines."""


class Wrong(NamedTuple):
    """A place where a term was misheard."""

    row: int
    start: int
    end: int
    term: str


@dataclass(frozen=True)
class Talk:
    """A transcript and what is wrong in it; the glossary does not say what was heard.

    Attributes:
        decoys: Rows whose words only sound like terms.
    """

    name: str
    cues: tuple[Cue, ...]
    glossary: Glossary
    wrong: tuple[Wrong, ...]
    decoys: frozenset[int] = field(default_factory=frozenset)

    @property
    def right_words(self) -> int:
        """About how many words are right: Chinese ones have nearly two characters."""
        size = sum(len(re.findall(r"[A-Za-z0-9]+|[一-鿿]{1,2}", cue.text)) for cue in self.cues)
        return size - len(self.wrong)


class Proposed(NamedTuple):
    """What a search proposed."""

    row: int
    start: int
    end: int
    term: str


class Score(NamedTuple):
    """How well a search did: numbers of places, and of proposals."""

    wrong: int
    proposed: int
    found: int
    named: int
    hits: int
    right_names: int

    @property
    def recall(self) -> float:
        return self.found / max(self.wrong, 1)

    @property
    def precision(self) -> float:
        return self.hits / max(self.proposed, 1)


def gold() -> Talk:
    """The gold sample, in one script."""
    with (DATA / "gold" / "sample.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    cues, now, before = [], 0, 0
    for number, row in enumerate(rows):
        now += 0 if int(row["line"]) == before + 1 else 5000
        before = int(row["line"])
        text = convert(row["original"], "zh-Hans")
        cues.append(Cue(number, now, now + 2000, text))
        now += 2000
    terms, _ = glossary_file.read((DATA / "gold" / "glossary.tsv").read_bytes())
    glossary = tuple(replace(term, heard_as=()) for term in terms)
    wrong = places(cues, [row["corrected"] for row in rows], glossary)
    for number, row in enumerate(rows):
        if row["line"] in _APART:
            term, heard = _APART[row["line"]]
            at = cues[number].text.index(heard)
            wrong.append(Wrong(number, at, at + len(heard), term))
    return Talk("gold sample", tuple(cues), glossary, tuple(wrong))


def talk(name: str) -> Talk:
    """One of the talks in `tests/data/talks`."""
    with (DATA / "talks" / f"{name}.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    cues = tuple(
        Cue(number, 2000 * number, 2000 * number + 2000, row["heard"])
        for number, row in enumerate(rows)
    )
    glossary, _ = glossary_file.read((DATA / "talks" / f"{name}_terms.tsv").read_bytes())
    decoys = frozenset(number for number, row in enumerate(rows) if row["kind"] == "decoy")
    wrong = places(cues, [row["right"] for row in rows], glossary)
    return Talk(name, cues, glossary, tuple(wrong), decoys)


def places(cues: list[Cue] | tuple[Cue, ...], right: list[str], glossary: Glossary) -> list[Wrong]:
    """Where the right texts have a term that is written otherwise, form and case aside."""
    found = []
    terms = sorted((term.term for term in glossary), key=len, reverse=True)
    for row, (cue, text) in enumerate(zip(cues, right, strict=True)):
        taken: list[tuple[int, int]] = []
        matcher = SequenceMatcher(None, cue.text.lower(), text.lower(), autojunk=False)
        for term in terms:
            for match in re.finditer(re.escape(term), text):
                begin, end = match.span()
                if any(begin < stop and start < end for start, stop in taken):
                    continue
                taken.append((begin, end))
                first, last = _opposite(matcher, cue.text, begin, end)
                if plain(cue.text[first:last]) != plain(term):
                    found.append(Wrong(row, first, last, term))
    return found


def _opposite(matcher: SequenceMatcher[str], heard: str, begin: int, end: int) -> tuple[int, int]:
    """What stands in the heard text for a stretch of the right one, whole words of letters."""
    spans = []
    for tag, start, stop, left, right in matcher.get_opcodes():
        outside = right <= begin or left >= end
        if outside and (left != right or not begin < left < end):
            continue
        if tag == "equal":
            start, stop = start + max(begin - left, 0), start + min(end - left, right - left)  # noqa: PLW2901
        spans.append((start, stop))
    first, last = spans[0][0], spans[-1][1]
    while first and _ASCII.match(heard[first - 1]) and _ASCII.match(heard[first : first + 1]):
        first -= 1
    while last < len(heard) and _ASCII.match(heard[last]) and _ASCII.match(heard[last - 1]):
        last += 1
    return first, last


def score(talk: Talk, proposed: list[Proposed]) -> Score:
    """Count what was found, and whether it was named right."""
    found, named = set(), set()
    hits = right = 0
    for each in proposed:
        over = [
            number
            for number, wrong in enumerate(talk.wrong)
            if wrong.row == each.row and wrong.start < each.end and each.start < wrong.end
        ]
        same = [number for number in over if _same(talk.wrong[number].term, each.term)]
        found.update(over)
        named.update(same)
        hits += bool(over)
        right += bool(same)
    return Score(len(talk.wrong), len(proposed), len(found), len(named), hits, right)


def _same(one: str, other: str) -> bool:
    """Whether two names are the same; fine-tune and fine-tuning sound alike, as 俊林 is 张俊林."""
    fine = {"fine-tune", "fine-tuning"}
    return one == other or {one, other} <= fine or {one, other} == {"俊林", "张俊林"}


def interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson's 95 % confidence interval of a share."""
    z, share = 1.96, part / whole
    middle = share + z * z / (2 * whole)
    reach = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return (middle - reach) / (1 + z * z / whole), (middle + reach) / (1 + z * z / whole)
