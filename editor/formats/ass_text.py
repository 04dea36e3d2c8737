# SPDX-License-Identifier: GPL-3.0-or-later
r"""The text of an ASS event, read and written.

Override codes stay in the text as they are. What stands in braces and is no code (a remark), and
the lines of a drawing, are shown by no player, so they become part of a code, behind ``\*``:
``{remark}`` is ``{\*remark}``, and ``{\p1}m 0 0{\p0}`` is ``{\p1\*m 0 0}{\p0}``.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from editor.core.tags import JOINER, TAG, simplified, unprotected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ESCAPE = re.compile(r"\\([Nnh{}])|\\\u2060(?=[Nnh{}])")
_PIECE = re.compile(rf"{_ESCAPE.pattern}|\{{[^}}]*\}}")
_CODE = re.compile(r"\\[a-z0-9]", re.IGNORECASE)
_DRAWING = re.compile(r"\\p(\d+)")
_TAG_GOES_ON = re.compile(r"[A-Za-z/\\ ]")
_UNSHOWN = r"\*"
_INNER = "｛"
"""Stands for an opening brace within braces, of which the tags of a text have none."""

_SPECIAL = re.compile(r"\r\n|[\r\n\u00a0{]|\\(?=[Nnh{}])")
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_COLOUR = re.compile(r"color\s*=\s*[\"']?#?([0-9A-Fa-f]{6}|[A-Za-z]+)", re.IGNORECASE)
_COLOURS: Mapping[str, str] = {
    "white": "FFFFFF",
    "black": "000000",
    "red": "FF0000",
    "lime": "00FF00",
    "green": "008000",
    "blue": "0000FF",
    "yellow": "FFFF00",
    "cyan": "00FFFF",
    "aqua": "00FFFF",
    "magenta": "FF00FF",
    "fuchsia": "FF00FF",
    "orange": "FFA500",
    "gray": "808080",
    "grey": "808080",
    "silver": "C0C0C0",
    "purple": "800080",
}
"""Colours of HTML by name, as red, green and blue."""

MARKUP = re.compile(r"</?[ibus]>|<font(?:\s[^<>]*)?>|</font>|\{\\[a-z0-9*][^{}]*\}", re.IGNORECASE)
"""One tag of a cue's text that ASS has."""


def read_text(raw: str, soft: str) -> str:
    r"""The text of an event.

    Args:
        raw: As it stands in the file.
        soft: What ``\n`` is: a newline, or a space where the player breaks lines.
    """
    if "\\" not in raw and "{" not in raw and "<" not in raw:
        return raw
    parts: list[str] = []
    drawing = False
    last = 0
    closed = raw.rfind("}") + 1
    for piece in chain(_PIECE.finditer(raw, 0, closed), _ESCAPE.finditer(raw, closed)):
        _add(parts, raw[last : piece.start()], drawing=drawing)
        last = piece.end()
        if piece[0][0] == "{":
            parts.append(_read_block(piece[0][1:-1]))
            sizes = _DRAWING.findall(piece[0])
            drawing = sizes[-1].strip("0") != "" if sizes else drawing
        elif drawing:
            _add(parts, piece[0], drawing=True)
        else:
            parts.append(_character(piece, soft))
    _add(parts, raw[last:], drawing=drawing)
    return "".join(parts)


def _character(piece: re.Match[str], soft: str) -> str:
    kind = piece[1]
    if kind == "{" and _TAG_GOES_ON.match(piece.string, piece.end()):
        return kind + JOINER
    return {"N": "\n", "n": soft, "h": "\u00a0", None: "\\"}.get(kind, kind)


def _read_block(inner: str) -> str:
    inner = inner.replace("{", _INNER)
    return f"{{{inner}}}" if _CODE.match(inner) else f"{{{_UNSHOWN}{inner}}}"


def _add(parts: list[str], text: str, *, drawing: bool) -> None:
    if not text:
        return
    if drawing and parts:
        inner = text.replace("{", _INNER)
        parts[-1] = f"{parts[-1][:-1]}{'' if _UNSHOWN in parts[-1] else _UNSHOWN}{inner}}}"
    else:
        parts.append(text)


def write_text(text: str) -> str:
    """The inverse of `read_text`; simple tags become codes."""
    if "{" not in text and "<" not in text:
        return _escaped(text)
    parts: list[str] = []
    last = 0
    tags = list(TAG.finditer(text))
    braces = bool(tags) or "}" in text  # one alone is text
    for tag in tags:
        parts.append(_escaped(text[last : tag.start()], braces=braces))
        parts += _codes(tag[0])
        last = tag.end()
    parts.append(_escaped(text[last:], braces=braces))
    return "".join(parts)


def _codes(tag: str) -> Iterator[str]:
    if tag.startswith("{\\"):
        before, sign, after = tag[1:-1].replace(_INNER, "{").partition(_UNSHOWN)
        yield tag if not sign else f"{{{before}}}{after}" if before else f"{{{after}}}"
        return
    for one in simplified(tag):
        name = one.strip("</>")
        if one == "\n":
            yield r"\N"
        elif name == "font":
            yield _font(tag)
        elif name in {"i", "b", "u", "s"}:
            yield f"{{\\{name}{0 if one.startswith('</') else 1}}}"


def _font(tag: str) -> str:
    if tag.startswith("</"):
        return r"{\c}"
    found = _COLOUR.search(tag)
    value = found[1] if found else ""
    value = _COLOURS.get(value.lower(), value)
    if not _HEX.fullmatch(value):
        return ""
    return rf"{{\c&H{value[4:]}{value[2:4]}{value[:2]}&}}".upper().replace(r"\C&", r"\c&")


def _escaped(text: str, *, braces: bool = False) -> str:
    text = unprotected(text)
    if _SPECIAL.search(text) is None:
        return text
    return _SPECIAL.sub(lambda sign: _escape(sign[0], braces=braces), text)


def _escape(sign: str, *, braces: bool) -> str:
    if sign == "{" and not braces:
        return sign
    return {"\u00a0": r"\h", "{": r"\{", "\\": "\\" + JOINER}.get(sign, r"\N")
