# SPDX-License-Identifier: GPL-3.0-or-later
"""What the inline markup of a text says: which characters are italic, bold, …, and where it stands.

Texts have tags in angle brackets and switches in braces, whatever format they came from.
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
    """Where on the picture a cue stands; all are shares, from the left and from the top.

    Attributes:
        across: Of the picture's width, where the point `column` of each line is.
        column: Of a line's width: 0 its begin, ½ its middle, 1 its end.
        down: Of the picture's height, where the point `row` of the lines together is.
        row: Of the height of all lines.
    """

    across: float = 0.5
    column: float = 0.5
    down: float = 1.0
    row: float = 1.0


class Shown(NamedTuple):
    """A text as it is shown.

    Attributes:
        text: Without its markup.
        spans: Those whose style is not plain, ascending.
        place: Where it stands; None where nothing says so.
    """

    text: str
    spans: list[Span]
    place: Place | None = None


def styled(text: str) -> Shown:
    r"""What the markup of `text` says; ``{\an8}`` says where it stands.

    What is left open holds to the end; what was not opened is not closed.
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
    """The styles after `tag`."""
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
    """Where the text wants to stand, by a number as on the keys of a number block."""
    tag = _PLACE.search(text)
    if tag is None:
        return None
    key = int(tag[1]) - 1
    column, row = key % 3 / 2, 1 - key // 3 / 2
    return Place(column, column, row, row)
