# SPDX-License-Identifier: GPL-3.0-or-later
"""SubRip without a fault, read by one pattern: four times as fast as the tolerant reader.

Most files are of this kind. Whatever differs in any way is left to the tolerant reader, which gives
the same result for what is read here.
"""

from __future__ import annotations

from array import array

from editor.core import lazy_re
from editor.core.cue import Cue
from editor.core.head import NO_EXTRAS
from editor.formats.format import Parsed
from editor.formats.odd_times import ARROW

_TIME = r"([0-9]{2}):([0-5][0-9]):([0-5][0-9]),([0-9]{3})"
_NUMBER = "[1-9][0-9]{0,8}"
_CUE = lazy_re.compile(
    rf"(?P<number>{_NUMBER})\r?\n{_TIME} --> {_TIME}\r?\n"
    rf"(?P<text>[^\r\n]+(?:\r?\n[^\r\n]+)*)(?P<end>(?:\r?\n){{2,}}(?={_NUMBER}\r?\n)|(?:\r?\n)*\Z)"
)
_ARROW = lazy_re.compile(ARROW)
_TIPS = (">", "＞", "&gt;", "→", "⟶", "➔", "➡")
"""Each arrow has one of them."""
_TRAILING = lazy_re.compile(r"[ \t\ufeff](?:\r?\n|\Z)")
"""A line that ends with a space."""

_INT = {f"{number:02}": number for number in range(100)}


def begins_clean(text: str) -> bool:
    """Whether the first cue is one of SubRip's without a fault."""
    return _CUE.match(text) is not None


def read_clean(text: str) -> Parsed | None:
    """A SubRip file's cues; None if there is anything unusual in it.

    Args:
        text: The file, whose lines end in ``\\n`` or ``\\r\\n``.
    """
    if _TRAILING.search(text):
        return None
    cues: list[Cue] = []
    spans = array("q")
    at = 0
    for found in _CUE.finditer(text):
        number, h, m, s, ms, to_h, to_m, to_s, to_ms, said, _ = found.groups()
        start = ((_INT[h] * 60 + _INT[m]) * 60 + _INT[s]) * 1000 + int(ms)
        end = ((_INT[to_h] * 60 + _INT[to_m]) * 60 + _INT[to_s]) * 1000 + int(to_ms)
        if found.start() != at or number != str(len(cues) + 1) or end < start:
            return None
        said = said.replace("\r", "") if "\r" in said else said
        cues.append(Cue(len(cues), start, end, said, extras=NO_EXTRAS))
        spans.extend((at, found.end("text")))
        at = found.end()
    if not cues or at != len(text) or _has_more_arrows(text, len(cues)):
        return None
    return Parsed(cues=cues, spans=spans, numbered=True)


def _has_more_arrows(text: str, count: int) -> bool:
    """Whether there are more than `count` arrows, as in a cue whose number is damaged."""
    return sum(map(text.count, _TIPS)) != count and len(_ARROW.findall(text)) != count
