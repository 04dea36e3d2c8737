# SPDX-License-Identifier: GPL-3.0-or-later
"""Simplified and Traditional told apart, by line and by block.

Speech recognition changes the script from one window to the next, never within a line; so whole
blocks are offered for conversion.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from editor.core import lazy_re
from editor.core.text import HAN
from editor.core.values import dataclass
from editor.language.simplified import traditional_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Script = Literal["hans", "hant", "mixed", "neutral", "japanese", "none"]
"""Script of a line: Simplified, Traditional, both, only characters common to both, Japanese (has
kana), or no Han characters.
"""

_KANA = lazy_re.compile("[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
_LEAST_MINORITY = 2
"""Minimum number of characters of the other script for a block."""

_KNOWN = 1 << 14
"""Lines whose script is kept: several rules ask for it, and after each edit again. A few MB."""

_Weight = tuple[int, int]
"""Numbers of signs of Traditional and of Simplified."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows [first, stop) in a script other than the document's."""

    first: int
    stop: int
    script: Script


@cache
def _sets() -> tuple[frozenset[str], frozenset[str]]:
    """The Traditional-only and the Simplified-only characters."""
    # Read by path: importing importlib.resources takes longer than the rest of this package.
    table = Path(__file__).with_name("han_sets.txt")
    hant, hans = table.read_text(encoding="utf-8").split("\n")[:2]
    return frozenset(hant), frozenset(hans)


def is_japanese(line: str) -> bool:
    """Whether a line has kana."""
    return _KANA.search(line) is not None


def script_of(text: str) -> Script:
    """The script of one line."""
    return _weighed(text)[1]


def main_script(texts: Sequence[str]) -> Script:
    """The script with more characters specific to it; "neutral" if there are none."""
    return _heavier(_total(_lines(tuple(texts))[0]))


def scripts_of(texts: Sequence[str]) -> list[Script]:
    """The script of each line, as `script_of` gives it."""
    return _lines(tuple(texts))[1]


def blocks(texts: Sequence[str], borders: Sequence[int] = (0,)) -> list[Block]:
    """Runs of lines in the other script than the document's.

    Args:
        texts: Texts of the cues in file order.
        borders: First row of each window of the speech recognition, where known. A window that is
            entirely in the other script is taken whole, with ambiguous lines at its edges.
    """
    weights, scripts = _lines(tuple(texts))
    minority: Script = "hans" if _heavier(_total(weights)) == "hant" else "hant"
    found = []
    stops = [*borders[1:], len(texts)]
    for first, stop in zip(borders, stops, strict=True):
        traditional, simplified = _total(weights[first:stop])
        few, many = (traditional, simplified) if minority == "hant" else (simplified, traditional)
        if few >= _LEAST_MINORITY and many == 0 and (stop - first) < len(texts):
            found.append(Block(first, stop, minority))
        elif few:
            found += _runs(weights, scripts, first, stop, minority)
    return found


def _runs(
    weights: Sequence[_Weight],
    scripts: Sequence[Script],
    first: int,
    stop: int,
    minority: Script,
) -> list[Block]:
    """Runs of minority lines in [first, stop); ambiguous lines between them are included."""
    found = []
    row = first
    while row < stop:
        if scripts[row] != minority:
            row += 1
            continue
        end = last = row  # the run's last minority line so far, and the current line
        while last < stop and scripts[last] in {minority, "neutral", "none"}:
            if scripts[last] == minority:
                end = last
            last += 1
        if max(_total(weights[row : end + 1])) >= _LEAST_MINORITY:
            found.append(Block(row, end + 1, minority))
        row = last
    return found


@lru_cache(maxsize=1)
def _lines(texts: tuple[str, ...]) -> tuple[list[_Weight], list[Script]]:
    """Weight and script of each line; kept, since one inspection asks for them several times."""
    weighed = list(map(_weighed, texts))
    return [weight for weight, _ in weighed], [script for _, script in weighed]


@lru_cache(maxsize=_KNOWN)
def _weighed(text: str) -> tuple[_Weight, Script]:
    """Numbers of signs of Traditional and of Simplified in a line, zero for Japanese; its script.

    Both at once: a document with more lines than are kept would else be weighed twice.
    """
    if text.isascii():
        return (0, 0), "none"
    if is_japanese(text):
        return (0, 0), "japanese"
    hant, hans = _sets()
    traditional = _count(hant, text) + traditional_signs(text)
    simplified = _count(hans, text)
    script: Script
    if traditional and simplified:
        script = "mixed"
    elif traditional or simplified:
        script = "hant" if traditional else "hans"
    else:
        script = "neutral" if HAN.search(text) else "none"
    return (traditional, simplified), script


def _count(signs: frozenset[str], text: str) -> int:
    """How many characters of a text are signs: in most, none."""
    return 0 if signs.isdisjoint(text) else sum(map(signs.__contains__, text))


def _total(weights: Iterable[_Weight]) -> _Weight:
    traditional = simplified = 0
    for hant, hans in weights:
        traditional += hant
        simplified += hans
    return traditional, simplified


def _heavier(weight: _Weight) -> Script:
    traditional, simplified = weight
    if not traditional and not simplified:
        return "neutral"
    return "hant" if traditional > simplified else "hans"
