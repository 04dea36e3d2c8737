# SPDX-License-Identifier: GPL-3.0-or-later
"""Inline markup of a text: which characters are italic, bold …, and where the text is placed.

Texts use tags in angle brackets and override codes in braces, whatever format they came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from editor.core import lazy_re
from editor.core.tags import TAG, simplified, unprotected

if TYPE_CHECKING:
    from collections.abc import Mapping

Style = Literal["italic", "bold", "underline", "strike"]

_STYLES: Mapping[str, Style] = {"i": "italic", "b": "bold", "u": "underline", "s": "strike"}
"""Styles by the name of the simple tag."""

_PLACE = lazy_re.compile(r"\{[^{}]*\\an?\d[^{}]*\}")
_MIDDLE = 0.5


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
        plain += unprotected(text[last : tag.start() if tag else len(text)])
        simple = simplified(tag[0]) if tag else ()
        switched = _switched(active, simple) if tag else frozenset[Style]()
        if switched != active:
            if active and len(plain) > begin:
                spans.append(Span(begin, len(plain), active))
            begin, active = len(plain), switched
        plain += "\n" if simple == ("\n",) else ""
        last = tag.end() if tag else len(text)
    return Shown(plain, spans, _placed(text))


def _switched(active: frozenset[Style], tags: tuple[str, ...]) -> frozenset[Style]:
    """The active styles after some simple tags."""
    for tag in tags:
        style = _STYLES.get(tag.strip("</>"))
        if style is not None:
            active = active - {style} if tag.startswith("</") else active | {style}
    return active


def _placed(text: str) -> Place | None:
    r"""The position given by ``\an1`` to ``\an9``."""
    key = anchor(text)
    return place_of(key) if key else None


KEYS = range(1, 10)
"""The keys of a numeric keypad that stand for a position."""


def place_at(key: object) -> Place | None:
    """The position that a format's value means, if it is a key of a numeric keypad."""
    return place_of(key) if isinstance(key, int) and key in KEYS else None


def place_of(key: int) -> Place:
    """The position of a key from 1 to 9 of a numeric keypad; 2 is bottom centre."""
    column, row = (key - 1) % 3 / 2, 1 - (key - 1) // 3 / 2
    return Place(column, column, row, row)


def key_of(place: Place) -> int:
    """The key of a numeric keypad that is nearest to a position; the inverse of `place_of`."""
    across = round(place.across * 2) if place.column == _MIDDLE else round(place.column * 2)
    return 1 + across + 3 * round((1 - place.down) * 2)


def anchor(text: str) -> int | None:
    r"""The key given by ``\an1`` to ``\an9``, or by SSA's ``\a``, in a text, or None."""
    for tag in _PLACE.findall(text) if "\\a" in text else ():
        for one in simplified(tag):
            if one.startswith("{"):
                return int(one[-2])
    return None
