# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing a corrected text home: how many cues get exactly their text, and how fast.

Beside difflib, which most people would take: its matching blocks of characters, cut where a cue
ends.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from editor import formats
from editor.core.text import matching_position
from editor.language.home.answer import lines
from editor.language.home.placing import placed
from tests.bench.measure import Figure, against, report, rounds
from tests.making import DATA, REAL

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHARE = 0.05
_MARKS = re.compile(r"[\s,，。、]")


def main() -> None:
    """Measure and report."""
    with (DATA / "gold" / "sample.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    before = [row["original"] for row in rows]
    after = [row["corrected"] for row in rows]
    figures = [_quality(name, before, text, right) for name, text, right in _answers(after)]
    report("home", [*figures, *_speed()])


def _answers(after: list[str]) -> Iterator[tuple[str, str, dict[int, str]]]:
    """A name, an answer, and what each cue must get."""
    whole = dict(enumerate(after))
    yield "article", "".join(after), whole
    yield "numbered", _numbered(after), whole
    yield (
        "article with a preamble",
        f"好的，以下是校对后的文本：{''.join(after)}希望对你有帮助！",
        whole,
    )
    chance = random.Random(906)  # noqa: S311 - the same every time
    for burst in (1, 6):
        gone: set[int] = set()
        while len(gone) < _SHARE * len(after):
            first = chance.randrange(len(after) - burst)
            gone |= set(range(first, first + burst))
        rest = {row: text for row, text in whole.items() if row not in gone}
        yield f"article, missing {burst} at a time", "".join(rest.values()), rest
        yield f"numbered anew, missing {burst} at a time", _numbered([*rest.values()]), rest


def _numbered(texts: list[str]) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def _quality(name: str, before: list[str], answer: str, right: dict[int, str]) -> Figure:
    laid = placed(before, lines(answer))
    got = {each.row: laid.text[each.start : each.end] for each in laid.stretches}
    plain = "".join(line.text for line in lines(answer))
    ours = sum(_bare(got.get(row, "")) != _bare(right.get(row, "")) for row in range(len(before)))
    cut = _cut(before, plain)
    theirs = sum(_bare(cut[row]) != _bare(right.get(row, "")) for row in range(len(before)))
    print(f"{name}: {ours} of {len(before)} wrong, difflib {theirs}", file=sys.stderr)
    return Figure(f"wrong cues, {name}", "difflib", ours / max(theirs, 1), ours, theirs, "cues")


def _cut(before: list[str], answer: str) -> list[str]:
    joined = "".join(before)
    matcher = SequenceMatcher(None, joined, answer, autojunk=False)
    places, at = [0], 0
    blocks = matcher.get_matching_blocks()
    for text in before:
        at += len(text)
        block = next(each for each in blocks if at <= each.a + each.size or each.size == 0)
        places.append(max(places[-1], block.b + max(0, at - block.a)))
    return [answer[start:end] for start, end in pairwise(places)]


def _bare(text: str) -> str:
    return _MARKS.sub("", text)


def _speed() -> Iterator[Figure]:
    texts = [cue.text for cue in formats.read(REAL.read_bytes()).cues]
    article = "".join(texts)
    times = rounds(
        {
            "906 cues from an article": partial(_place, texts, article),
            "906 cues from numbered lines": partial(_place, texts, _numbered(texts)),
            "difflib, cue by cue": partial(_each, texts),
        }
    )
    yield from against(times, "906 cues from an article", "difflib, cue by cue")
    yield from against(times, "906 cues from numbered lines", "difflib, cue by cue")


def _place(texts: list[str], answer: str) -> None:
    placed(texts, lines(answer))


def _each(texts: list[str]) -> None:
    for text in texts:
        matching_position(text, text[::-1], len(text) // 2)


if __name__ == "__main__":
    main()
