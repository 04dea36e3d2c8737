# SPDX-License-Identifier: GPL-3.0-or-later
"""Styles of ASS and SSA as values that can be shown and changed, and the canvas they are for.

What a value does not model (scaling, spacing, angle, encoding) stays in the style's fields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from editor.formats.ass_head import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLOUR = re.compile(r"&?H?([0-9A-F]{1,8})&?", re.IGNORECASE)
_DECIMAL = re.compile(r"-?\d{1,10}")
_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,6})?")
_OPAQUE = 255
_BOXED = "3"
_OLD_ROWS = (0, 8, 4)
"""What SSA adds to 1, 2, 3 in its alignment: at the bottom, in the middle, at the top."""
_SMALL = (384, 288)
"""Width and height that a script without a size is for."""


class Colour(NamedTuple):
    """Red, green, blue and opacity, from 0 to 255."""

    red: int
    green: int
    blue: int
    opacity: int = _OPAQUE


_WHITE, _DARK, _SHADE = Colour(255, 255, 255), Colour(16, 16, 16), Colour(0, 0, 0, 127)


class Canvas(NamedTuple):
    """What the numbers of styles count: players scale it to the picture.

    Attributes:
        width: Of the picture, in its units.
        height: Of the picture.
        scales_edges: Whether outlines and shadows are scaled, too; else they are in px.
    """

    width: float
    height: float
    scales_edges: bool


@dataclass(frozen=True, slots=True)
class Style:
    """A style; sizes are in units of the canvas.

    Attributes:
        font: Family.
        size: Height of a line.
        colour: Of the text.
        edge: Colour of the outline, or of the box.
        shade: Colour of the shadow.
        bold: Whether the text is bold.
        italic: Whether it is italic.
        boxed: Whether there is a box behind the text instead of an outline.
        outline: Width of the outline, or of the box's border.
        shadow: Distance of the shadow.
        key: Place as a key of a numeric keypad.
        left: Margin.
        right: Margin.
        vertical: Margin at the top or bottom.
    """

    font: str = "Microsoft YaHei"
    size: float = 72
    colour: Colour = _WHITE
    edge: Colour = _DARK
    shade: Colour = _SHADE
    bold: bool = False
    italic: bool = False
    boxed: bool = False
    outline: float = 3.5
    shadow: float = 1
    key: int = 2
    left: float = 96
    right: float = 96
    vertical: float = 54


def canvas_of(info: Mapping[str, str]) -> Canvas:
    """The canvas of a script, by its info."""
    width, height = (_number(info.get(name), 0) for name in ("PlayResX", "PlayResY"))
    if width <= 0 and height <= 0:
        width, height = _SMALL
    elif width <= 0:
        width = height * 4 / 3
    elif height <= 0:
        height = width * 3 / 4
    scaled = info.get("ScaledBorderAndShadow", "no").strip().lower()
    return Canvas(width, height, scaled in {"yes", "1"})


def is_old(fields: Mapping[str, str]) -> bool:
    """Whether a style is one of SSA."""
    return "TertiaryColour" in fields


def style_of(fields: Mapping[str, str]) -> Style:
    """The value of a style's fields; what cannot be read is as in a new one."""
    new = Style()
    edge = "BackColour" if is_old(fields) else "OutlineColour"
    return Style(
        font=fields.get("Fontname", new.font).lstrip("@") or new.font,
        size=_number(fields.get("Fontsize"), new.size),
        colour=_colour(fields.get("PrimaryColour"), new.colour),
        edge=_colour(fields.get(edge), new.edge),
        shade=_colour(fields.get("BackColour"), new.shade),
        bold=fields.get("Bold", "0").strip() not in {"0", ""},
        italic=fields.get("Italic", "0").strip() not in {"0", ""},
        boxed=fields.get("BorderStyle", "1").strip() == _BOXED,
        outline=max(0, _number(fields.get("Outline"), new.outline)),
        shadow=max(0, _number(fields.get("Shadow"), new.shadow)),
        key=key_of(fields, old=is_old(fields)),
        left=_number(fields.get("MarginL"), new.left),
        right=_number(fields.get("MarginR"), new.right),
        vertical=_number(fields.get("MarginV"), new.vertical),
    )


def changed(fields: Mapping[str, str], style: Style) -> dict[str, str]:
    """The fields, with what is another value in `style`; all others stay as they are written."""
    before, old = style_of(fields), is_old(fields)
    edge = "BackColour" if old else "OutlineColour"
    written = {
        "font": ("Fontname", style.font.replace(",", " ")),
        "size": ("Fontsize", _written(style.size)),
        "colour": ("PrimaryColour", _hexadecimal(style.colour, old=old)),
        "edge": (edge, _hexadecimal(style.edge, old=old)),
        "shade": ("BackColour", _hexadecimal(style.shade, old=old)),
        "bold": ("Bold", "-1" if style.bold else "0"),
        "italic": ("Italic", "-1" if style.italic else "0"),
        "boxed": ("BorderStyle", _BOXED if style.boxed else "1"),
        "outline": ("Outline", _written(style.outline)),
        "shadow": ("Shadow", _written(style.shadow)),
        "key": ("Alignment", str(_old_key(style.key) if old else style.key)),
        "left": ("MarginL", _written(style.left)),
        "right": ("MarginR", _written(style.right)),
        "vertical": ("MarginV", _written(style.vertical)),
    }
    if old:
        del written["shade"]  # SSA has one colour for both
    return dict(fields) | {
        field: value
        for name, (field, value) in written.items()
        if getattr(before, name) != getattr(style, name)
    }


def _old_key(key: int) -> int:
    return (key - 1) % 3 + 1 + _OLD_ROWS[(key - 1) // 3]


def _number(written: str | None, default: float) -> float:
    found = _NUMBER.fullmatch((written or "").strip())
    return default if found is None else float(found[0])


def _written(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _colour(written: str | None, default: Colour) -> Colour:
    """``&HAABBGGRR``, where AA is transparency; SSA has decimal numbers, too."""
    text = (written or "").strip()
    if _DECIMAL.fullmatch(text):
        value = int(text) & 0xFFFFFFFF
    else:
        found = _COLOUR.fullmatch(text)
        if found is None:
            return default
        value = int(found[1], 16)
    red, green, blue, clear = (value >> shift & 255 for shift in (0, 8, 16, 24))
    return Colour(red, green, blue, _OPAQUE - clear)


def _hexadecimal(colour: Colour, *, old: bool) -> str:
    clear = "" if old else f"{_OPAQUE - colour.opacity:02X}"
    return f"&H{clear}{colour.blue:02X}{colour.green:02X}{colour.red:02X}"
