# SPDX-License-Identifier: GPL-3.0-or-later
"""Inline markup of a text: which characters are italic, bold …, and where the text is placed.

Texts use tags in angle brackets and override codes in braces, whatever format they came from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from editor.core.text import TAG

if TYPE_CHECKING:
    from collections.abc import Mapping

Style = Literal["italic", "bold", "underline", "strike"]

_TAGS: Mapping[str, Style] = {
    "i": "italic",
    "italic": "italic",
    "b": "bold",
    "bold": "bold",
    "u": "underline",
    "underline": "underline",
    "s": "strike",
}
_SWITCHES: Mapping[str, Style] = {"i": "italic", "b": "bold", "u": "underline", "s": "strike"}
_STYLE_TAG = re.compile(r"<(/?)([a-z]+)", re.IGNORECASE)
_SWITCH = re.compile(r"\\([ibus])(\d*)(?=[\\}])")
_PLACE = re.compile(r"\{[^{}]*\\an([1-9])[^{}]*\}")


class Span(NamedTuple):
    """`styles` of the characters [start, end)."""

    start: int
    end: int
    styles: frozenset[Style]


class Place(NamedTuple):
    """A position on the picture. All values are fractions, from the left and from the top.

    Attributes:
        across: Of the picture's width: x of each line's anchor point.
        column: Of the line's width: anchor point in the line; 0 its start, ½ its middle, 1 its end.
        down: Of the picture's height: y of the text block's anchor point.
        row: Of the text block's height: anchor point in the block.
    """

    across: float = 0.5
    column: float = 0.5
    down: float = 1.0
    row: float = 1.0


class Shown(NamedTuple):
    """A text as it is displayed.

    Attributes:
        text: Without markup.
        spans: Spans that have at least one style, ascending.
        place: Position on the picture, or None if the text gives none.
    """

    text: str
    spans: list[Span]
    place: Place | None = None


def styled(text: str) -> Shown:
    r"""Parse the inline markup of `text`; ``{\an8}`` gives its position.

    An unclosed tag applies to the end; a closing tag without an opening one has no effect.
    """
    plain, spans, active = "", [], frozenset[Style]()
    begin = last = 0
    for tag in [*TAG.finditer(text), None]:
        plain += text[last : tag.start() if tag else len(text)]
        switched = _switched(active, tag[0]) if tag else frozenset[Style]()
        if switched != active:
            if active and len(plain) > begin:
                spans.append(Span(begin, len(plain), active))
            begin, active = len(plain), switched
        last = tag.end() if tag else len(text)
    return Shown(plain, spans, _placed(text))


def _switched(active: frozenset[Style], tag: str) -> frozenset[Style]:
    """The active styles after `tag`."""
    if named := _STYLE_TAG.match(tag):
        style = _TAGS.get(named[2].lower())
        if style is None:
            return active
        return active - {style} if named[1] else active | {style}
    for name, value in _SWITCH.findall(tag):
        style = _SWITCHES[name]
        active = active - {style} if value in {"", "0"} else active | {style}
    return active


def _placed(text: str) -> Place | None:
    r"""The position given by ``\an1`` to ``\an9``, numbered like a numeric keypad."""
    tag = _PLACE.search(text)
    if tag is None:
        return None
    key = int(tag[1]) - 1
    column, row = key % 3 / 2, 1 - key // 3 / 2
    return Place(column, column, row, row)
