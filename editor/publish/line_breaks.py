# SPDX-License-Identifier: GPL-3.0-or-later
"""Line breaks: long lines of a cue broken between words, as evenly as can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.text import units
from editor.language.words import borders

if TYPE_CHECKING:
    from editor.core.text import Counting

_NOT_FIRST = frozenset("，。、；：？！…—）》】」』”’,.;:?!)]}%‰℃·～")
"""Signs that never begin a line (kinsoku)."""

_NOT_LAST = frozenset("（《【「『“‘([{$￥#@")
"""Signs that never end one."""

_AFTER = frozenset("，。、；：？！…,.;:?! ")
"""After these a break is welcome."""


def broken(text: str, most: float, count: Counting = "cjk") -> str:
    """`text` with each line of more than `most` units broken between words.

    Each line is broken into as few as can be, of about the same length, where a phrase ends if
    possible. A word that is too long for a line stays whole. Text with markup stays as it is.

    Args:
        text: Lines separated by line feeds.
        most: The longest line, in units.
        count: How to count, see `core.text.units`.
    """
    if "<" in text or "{" in text:
        return text
    return "\n".join(_broken(line, most, count) for line in text.split("\n"))


def _broken(line: str, most: float, count: Counting) -> str:
    size = units(line, count)
    if size <= most:
        return line
    edges = [
        edge
        for edge in borders(line)
        if 0 < edge < len(line)
        and not _NOT_FIRST.intersection(line[edge:].lstrip()[:1])
        and not _NOT_LAST.intersection(line[:edge].rstrip()[-1:])
    ]
    pieces = -(-size // most)
    lines: list[str] = []
    first = 0
    while units(line[first:], count) > most:
        rest = units(line[first:], count)
        ideal = rest / max(pieces - len(lines), 1)
        fit = [
            edge
            for edge in edges
            if edge > first and units(line[first:edge].strip(), count) <= most
        ]
        if not fit:
            fit = [edge for edge in edges if edge > first][:1]
        if not fit:
            break

        def cost(edge: int, first: int = first, ideal: float = ideal) -> float:
            off = abs(units(line[first:edge].strip(), count) - ideal)
            return off - (ideal / 4 if line[edge - 1] in _AFTER else 0)

        cut = min(fit, key=cost)
        lines.append(line[first:cut].strip())
        first = cut
    return "\n".join([*lines, line[first:].strip()])
