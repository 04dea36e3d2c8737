# SPDX-License-Identifier: GPL-3.0-or-later
"""What inline markup says: which characters are italic, bold, …, and where a cue is to stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from editor.core.text import TAG

if TYPE_CHECKING:
    from collections.abc import Mapping

Style = Literal["italic", "bold", "underline", "strike"]

_HTML: Mapping[str, Style] = {
    "i": "italic",
    "italic": "italic",
    "b": "bold",
    "bold": "bold",
    "u": "underline",
    "underline": "underline",
    "s": "strike",
}
_ASS: Mapping[str, Style] = {"i": "italic", "b": "bold", "u": "underline", "s": "strike"}
_HTML_TAG = re.compile(r"<(/?)([a-z]+)", re.IGNORECASE)
_ASS_SWITCH = re.compile(r"\\([ibus])(\d*)(?=[\\}])")
_ASS_PLACE = re.compile(r"\{[^{}]*\\an([1-9])[^{}]*\}")
_SETTING = re.compile(r"(line|position|align):(\S+)")
_PER_CENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%(?:,(\w+))?")
_LINE_NUMBER = re.compile(r"(-?\d{1,3})(?:,\w+)?")

_LINES = 18
"""Lines that a picture is high, for WebVTT's line numbers."""

_SIDES = {"start": 0.0, "left": 0.0, "end": 1.0, "right": 1.0}
_EDGES = {"start": 0.0, "center": 0.5, "end": 1.0}


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


def styled(text: str) -> tuple[str, list[Span]]:
    """`text` without its markup, and the spans whose style is not plain.

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
    return plain, spans


def _switched(active: frozenset[Style], tag: str) -> frozenset[Style]:
    """The styles after `tag`."""
    if html := _HTML_TAG.match(tag):
        style = _HTML.get(html[2].lower())
        if style is None:
            return active
        return active - {style} if html[1] else active | {style}
    for name, value in _ASS_SWITCH.findall(tag):
        style = _ASS[name]
        active = active - {style} if value in {"", "0"} else active | {style}
    return active


def place(text: str, extras: Mapping[str, object]) -> Place:
    r"""Where the file wants the cue: by ``{\an8}`` in its text, or WebVTT's settings."""
    if tag := _ASS_PLACE.search(text):
        key = int(tag[1]) - 1  # as on the keys of a number block
        column, row = key % 3 / 2, 1 - key // 3 / 2
        return Place(column, column, row, row)
    settings = dict(_SETTING.findall(str(extras.get("vtt.settings", ""))))
    column = _SIDES.get(settings.get("align", ""), 0.5)
    down, row = _line(settings.get("line", ""))
    aside = _PER_CENT.fullmatch(settings.get("position", ""))
    across = min(1.0, float(aside[1]) / 100) if aside else column
    return Place(across, column, down, row)


def _line(setting: str) -> tuple[float, float]:
    """`down` and `row` for WebVTT's setting ``line``."""
    if share := _PER_CENT.fullmatch(setting):
        return min(1.0, float(share[1]) / 100), _EDGES.get(share[2] or "start", 0.0)
    if not (counted := _LINE_NUMBER.fullmatch(setting)):
        return 1.0, 1.0
    number = int(counted[1])
    if number < 0:  # from the bottom
        return max(0.0, 1 + (number + 1) / _LINES), 1.0
    return min(1.0, number / _LINES), 0.0
