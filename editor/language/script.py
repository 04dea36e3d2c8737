# SPDX-License-Identifier: GPL-3.0-or-later
"""Simplified and Traditional: detection by line and by block, and conversion.

Only this module imports `opencc`. Speech recognition changes the script from one window to the
next, never within a line; so whole blocks are offered for conversion. Text that must not be
converted (addresses, handles, Japanese) stays unchanged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from editor.core.change import replaced
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.text import HAN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import opencc

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document

Script = Literal["hans", "hant", "mixed", "neutral", "japanese", "none"]
"""Script of a line: Simplified, Traditional, both, only characters common to both, Japanese (has
kana), or no Han characters.
"""

TARGETS = {"zh-Hans": "t2s", "zh-Hant": "s2tw", "zh-TW": "s2twp", "zh-HK": "s2hk"}
"""Language tag to OpenCC configuration. Plain s2t is unsuitable: it writes 喫飯 and 羣衆."""

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
_PROTECTED = re.compile(
    r"(?:https?://|www\.)[^\s，。；、？！）》”]+"
    # Without the lookbehind, matching takes quadratic time on a long line.
    r"|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[\w-]+(?:\.[A-Za-z-]+)+"
    r"|(?<![A-Za-z0-9_])[@#][\w-]+#?"
)
_LINE_ENDS = re.compile("([\n\0])")  # OpenCC drops what follows a NUL
_LEAST_MINORITY = 2
"""Minimum number of characters of the other script for a block."""

_KNOWN = 1 << 14
"""Lines whose script is kept: several rules ask for it, and after each edit again. A few MB."""

_Weight = tuple[int, int]
"""Numbers of characters that are Traditional only and Simplified only."""


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


def counts(text: str) -> tuple[int, int]:
    """Numbers of characters of `text` that are Traditional only and Simplified only."""
    hant, hans = _sets()
    return sum(map(hant.__contains__, text)), sum(map(hans.__contains__, text))


@lru_cache(maxsize=_KNOWN)
def script_of(text: str) -> Script:
    """The script of one line."""
    if text.isascii():
        return "none"
    if _KANA.search(text):
        return "japanese"
    traditional, simplified = (not only.isdisjoint(text) for only in _sets())
    if traditional and simplified:
        return "mixed"
    if traditional or simplified:
        return "hant" if traditional else "hans"
    return "neutral" if HAN.search(text) else "none"


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
    return [_weigh(text) for text in texts], [script_of(text) for text in texts]


@lru_cache(maxsize=_KNOWN)
def _weigh(text: str) -> _Weight:
    """The `counts` of a line; zero for Japanese."""
    if text.isascii() or _KANA.search(text):
        return 0, 0
    return counts(text)


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


def convert(text: str, target: str, keep: Collection[str] = ()) -> str:
    """`text` in the script of `target`, one of `TARGETS`.

    Web and mail addresses, handles, hashtags and lines with kana stay unchanged.

    Args:
        text: Text to convert.
        target: Language tag.
        keep: Names and terms to leave unchanged.

    Raises:
        UserError: `target` is unknown, or the wrong `opencc` is installed.
    """
    if text.isascii():
        return text
    pieces = _LINE_ENDS.split(text)
    pieces[::2] = [_convert_line(line, target, tuple(keep)) for line in pieces[::2]]
    return "".join(pieces)


def _convert_line(line: str, target: str, keep: tuple[str, ...]) -> str:
    if _KANA.search(line):
        return line
    parts = []
    position = 0
    converter = _converter(target)
    for match in _protected(keep).finditer(line):
        parts += [converter.convert(line[position : match.start()]), match[0]]
        position = match.end()
    return "".join([*parts, converter.convert(line[position:])])


@lru_cache(maxsize=8)
def _protected(keep: tuple[str, ...]) -> re.Pattern[str]:
    terms = sorted((re.escape(term) for term in keep if term), key=len, reverse=True)
    return re.compile("|".join([_PROTECTED.pattern, *terms]))


@cache
def _converter(target: str) -> opencc.OpenCC:
    if target not in TARGETS:
        raise UserError(
            "Unknown script “{target}”. Available: {known}.",
            target=target,
            known=", ".join(TARGETS),
        )
    check_opencc()
    import opencc

    return opencc.OpenCC(TARGETS[target])


@cache
def check_opencc() -> None:
    """Check that the right `opencc` is installed: three PyPI packages overwrite that module.

    Raises:
        UserError: It is missing or a different one; the message says what to do.
    """
    advice = Problem(
        "Run: pip uninstall opencc opencc-py opencc-python-reimplemented; pip install opencc"
    )
    try:
        import opencc
    except ImportError:
        raise UserError("The package opencc is missing. {advice}", advice=advice) from None
    version = getattr(opencc, "__version__", "")
    if not hasattr(opencc, "opencc_clib") or not version.startswith("1."):
        raise UserError(
            "Another package has replaced opencc ({file}). {advice}",
            file=opencc.__file__,
            advice=advice,
        )


def to_script(
    document: Document,
    target: str,
    borders: Sequence[int] = (0,),
    keep: Collection[str] = (),
) -> Change:
    """A change that converts the whole document to one script and sets its language.

    To Simplified: lines with a Traditional character, and ambiguous lines in a Traditional block.
    To Traditional: all lines except those already Traditional or without Han. Hypotheses stay
    unchanged.

    Args:
        document: The document before.
        target: Language tag, one of `TARGETS`.
        borders: See `blocks`.
        keep: See `convert`.
    """
    rows = converted(document, target, borders, keep)
    change = replaced(document, title(target), rows)
    if document.head.language == target:
        return change
    return replace(change, head=(document.head, replace(document.head, language=target)))


def title(target: str) -> str:
    """Undo title of a conversion to `target`."""
    return N_("Convert to Simplified") if target == "zh-Hans" else N_("Convert to Traditional")


def converted(
    document: Document, target: str, borders: Sequence[int], keep: Collection[str]
) -> list[tuple[int, Cue]]:
    """The rows that `to_script` converts, with their new cues."""
    texts = [cue.text for cue in document.cues]
    if target == "zh-Hans":
        rows = {row for row, text in enumerate(texts) if script_of(text) in {"hant", "mixed"}}
        for block in blocks(texts, borders):
            if block.script == "hant":
                rows.update(range(block.first, block.stop))
    else:
        rows = {row for row, text in enumerate(texts) if script_of(text) not in {"hant", "none"}}
    return [
        (row, replace(document.cues[row], text=convert(texts[row], target, keep)))
        for row in sorted(rows)
    ]
