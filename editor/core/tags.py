# SPDX-License-Identifier: GPL-3.0-or-later
"""The one table of inline markup, for all formats.

A text may contain tags in angle brackets (SubRip, WebVTT, HTML), override codes in braces (ASS,
MicroDVD) and line breaks written as markup, whatever file it came from. Characters that only look
like markup, because their file said so with an entity, have a word joiner (U+2060) inside.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from editor.core import lazy_re

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "i": "i",
    "em": "i",
    "italic": "i",
    "b": "b",
    "strong": "b",
    "bold": "b",
    "u": "u",
    "ins": "u",
    "underline": "u",
    "s": "s",
    "del": "s",
    "strike": "s",
    "font": "font",
    "c": "c",
    "v": "v",
    "lang": "lang",
    "ruby": "ruby",
    "rb": "rb",
    "rt": "rt",
    "rp": "rp",
    "sub": "sub",
    "sup": "sup",
    "big": "big",
    "small": "small",
    "span": "span",
    "center": "center",
    "tt": "tt",
    "p": "p",
    "br": "br",
    **{name: name for name in ("div", "img", "mark", "cite", "nobr", "wbr", "body", "html")},
    **{f"h{level}": f"h{level}" for level in range(1, 7)},
}
"""Names of tags as written, and the same tag's name in SubRip and WebVTT."""

_LINK = r"a\s[^<>\n]*|/a"
"""A link of HTML: a bare ``<a>`` may be the letter."""

_STAMP = r"\d{1,3}:\d\d(?::\d\d)?[.,]\d{2,3}>"
"""A time within a cue, as of WebVTT and LRC, behind its ``<``."""

_NAME = "(?:" + "|".join(sorted(NAMES, key=len, reverse=True)) + ")"
TAG = lazy_re.compile(
    r"<r[tp](?:[.\s][^<>\n]*)?(?<!--)>[^<\n]*(?:</r[tp]>)?"  # with the reading
    rf"|</?{_NAME}(?:[.\s/][^<>\n]*)?(?<!--)>"
    rf"|<(?:{_LINK})>"
    rf"|<[ \t]/?[ \t]?{_NAME}[^\s<>]*>|</[ \t]{_NAME}>"  # not "a < b > c"
    rf"|<{_STAMP}"
    r"|\{\\[a-z0-9*][^{}]*\}|\{/?[biu]\}|\{[cfhopsy]:[^{}\n]{0,40}\}",
    re.IGNORECASE,
)
"""One inline tag; that of a ruby reading includes the reading. An arrow ``-->`` ends none.

In override codes, ``\\*`` is ours: what follows stands in the file but is no text, such as a remark
or the lines of a drawing.
"""

PATH = r"(?:\b[A-Za-z]:|\\)\\[^\n]*"
"""A line from a Windows path on; a pattern."""

BREAK = lazy_re.compile(rf"(?P<path>{PATH})|<(?i:[ \t]?/?br(?:[\s/][^<>]*)?)>|\[(?i:br)\]|\\N")
"""A line break written as markup, or a line from a Windows path on, whose ``\\N`` is none."""

HARD_SPACE = lazy_re.compile(rf"(?P<path>{PATH})|\\h(?![a-z])")
"""A space of ASS in a text of another format, as ffmpeg leaves it, or a line from a path on."""

_NAMED = lazy_re.compile(rf"<\s?(/?)\s?({_NAME})", re.IGNORECASE)
_OVERRIDE = lazy_re.compile(
    r"\\(?:([ibus])(\d*)(?=[\\}])|an([1-9])|a(1?\d)(?=[\\}])|(r)[^\\{}()]*(?=[\\}]))"
)
_LEGACY = {1: 1, 2: 2, 3: 3, 5: 7, 6: 8, 7: 9, 9: 4, 10: 5, 11: 6}
r"""The keys of ``\an`` by the numbers of ``\a``, as SSA has them."""
_BRACED = lazy_re.compile(r"\{(/?)([biu])\}", re.IGNORECASE)
_LOOKS = lazy_re.compile(
    rf"<(?=/?{_NAME}(?![^\s./<>])|(?:{_LINK})>|[ \t]/?[ \t]?{_NAME}\S*>|/[ \t]|{_STAMP})",
    re.IGNORECASE,
)
JOINER = "\u2060"
"""A word joiner; behind ``<`` or ``{`` it says that this is no markup."""


@lru_cache(maxsize=4096)
def simplified(tag: str) -> tuple[str, ...]:
    r"""A tag as the simple ones it means: ``<em class="x">`` is ``<i>``, ``{\an8\i1}`` two.

    ``{\r}`` ends all styles.
    """
    if named := _NAMED.match(tag):
        name = NAMES[named[2].lower()]
        return ("\n",) if name == "br" else (f"<{named[1]}{name}>",)
    if braced := _BRACED.fullmatch(tag):
        return (f"<{braced[1]}{braced[2].lower()}>",)
    found = []
    for style, value, anchor, legacy, reset in _OVERRIDE.findall(tag):
        key = anchor or _LEGACY.get(int(legacy or 0))
        if style:
            found.append(f"<{'/' if value in {'', '0'} else ''}{style}>")
        elif key:
            found.append(f"{{\\an{key}}}")
        elif reset:
            found += ["</i>", "</b>", "</u>", "</s>"]
    return tuple(found)


def without_tags(text: str) -> str:
    """`text` without inline markup; a bare ``<3`` stays."""
    if "<" not in text and "{" not in text:
        return text
    return unprotected(TAG.sub(_shown, text))


def _shown(tag: re.Match[str]) -> str:
    return "\n" if simplified(tag[0]) == ("\n",) else ""


def literal(text: str) -> str:
    """`text` with a word joiner in what would be taken for a tag in angle brackets, but is none."""
    return _LOOKS.sub("<" + JOINER, text) if "<" in text else text


def unprotected(text: str) -> str:
    """The inverse of `literal`."""
    if JOINER not in text:
        return text
    return text.replace("<" + JOINER, "<").replace("{" + JOINER, "{")
