# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences and words with their right form in each script: `tests/data/script`.

`{a|b}` in a sentence, and `a/b` for a word: either is right. So are the two forms of a character
that only fonts tell apart for most readers (臺 台, 麵 麪, 群 羣).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = Path(__file__).parent / "data" / "script"
BARE = {"zh-Hans": "t2s", "zh-Hant": "s2tw", "zh-TW": "s2twp", "zh-HK": "s2hk"}
"""Language tag to the configuration of plain OpenCC."""

LISTS = ("seen", "unseen", "blind", "fresh", "fourth", "fifth", "alone")

_SAME = str.maketrans("臺麪羣枱啓牀", "台麵群檯啟床")
_EITHER = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Line:
    """A text to convert to `target`, and what may come out."""

    target: str
    text: str
    right: frozenset[str]

    def is_right(self, result: str) -> bool:
        """Whether this is a right conversion."""
        return result.translate(_SAME) in self.right


def sentences(name: str) -> Iterator[Line]:
    """The lines of one of `LISTS`, for all targets."""
    for row in _rows(f"{name}.tsv"):
        yield Line("zh-Hans", _first(row["zh-Hant"]), _forms(row["zh-Hans"]))
        if row["way"] == "both":
            for target in ("zh-Hant", "zh-TW", "zh-HK"):
                yield Line(target, _first(row["zh-Hans"]), _forms(row[target]))


def words() -> Iterator[Line]:
    """Words and short phrases, each a kind of its own."""
    for row in _rows("words.tsv"):
        forms = frozenset(form.translate(_SAME) for form in row["right"].split("/"))
        yield Line(row["to"], row["written"], forms)


def wrong(lines: list[Line], convert: Callable[[str, str], str]) -> list[Line]:
    """Those that `convert`, given text and target, gets wrong."""
    return [line for line in lines if not line.is_right(convert(line.text, line.target))]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _forms(cell: str) -> frozenset[str]:
    parts = _EITHER.split(cell)
    choices = [part.split("|") if turn % 2 else [part] for turn, part in enumerate(parts)]
    return frozenset("".join(form).translate(_SAME) for form in product(*choices))


def _first(cell: str) -> str:
    return _EITHER.sub(lambda either: either[1].split("|")[0], cell)
