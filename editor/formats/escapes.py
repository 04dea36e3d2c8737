# SPDX-License-Identifier: GPL-3.0-or-later
r"""Escapes of programs that reached texts: ``\n`` for a line break, ``\u4f60`` for 你."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.tags import PATH
from editor.core.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterable

CHARACTER = lazy_re.compile(r"(?<![\\:])(?:\\u[0-9A-Fa-f]{4})+")
"""Characters as JSON escapes them."""

_EAST_ASIAN = lazy_re.compile(r"\\u(?:3[04-9a-f]|[4-9][0-9a-f]|a[c-f]|[bc].|d[0-7])", re.IGNORECASE)
_FEWEST = 2
"""Escaped characters from which on a file does not only speak of one."""

BREAK = lazy_re.compile(rf"(?P<path>{PATH})|(?:\\r)?\\n")
"""A line break as programs escape it, or a line from a Windows path on."""

_OTHER = lazy_re.compile(r"\\(?!n|N|h|r\\n|u[0-9A-Fa-f]{4})[\w.*+?\[\](){}|^$-]")
"""An escape of a regular expression or of a program's string, or a folder."""

_TOPIC = lazy_re.compile(
    "[换換]行|[转轉][义義]|跳脫|回[车車]|正[则則]|反斜"
    "|new ?line|line ?(?:break|feed)|escape|regex|regular exp|backslash|print",
    re.IGNORECASE,
)
"""What is said where a text speaks of such escapes."""

_QUOTES = "\"'`“”‘’「」『』"
_NO_BEGIN = ",.!?;:，。！？；：、…)）】》" + _QUOTES
"""Signs that no line begins with; nor does one end with a quotation mark and go on."""


def are_characters(texts: Iterable[str]) -> bool:
    """Whether these texts have escaped characters, some of them Chinese, Japanese or Korean."""
    found = "".join(run for text in texts if "\\u" in text for run in CHARACTER.findall(text))
    return found.count("\\") >= _FEWEST and _EAST_ASIAN.search(found) is not None


def with_characters(text: str) -> str:
    """`text` with characters for their escapes; half of one becomes �."""
    return CHARACTER.sub(_character, text)


def _character(run: re.Match[str]) -> str:
    data = bytes.fromhex(run[0].replace("\\u", ""))
    return data.decode("utf-16-be", errors="replace")


def are_breaks(texts: Iterable[str]) -> bool:
    r"""Whether ``\n`` in these texts stands for a line break.

    A program that escaped one escaped all, so no text may have a real one; and none may speak of
    such things, or have other escapes. Where words of ASCII meet, it may be a folder.
    """
    sure = False
    for text in texts:
        if "\n" in text:
            return False
        if "\\" not in text:
            continue
        found = [match for match in BREAK.finditer(text) if match["path"] is None]
        if not found:
            continue
        if _OTHER.search(text) or _TOPIC.search(text):
            return False
        for match in found:
            before, after = text[: match.start()][-1:], text[match.end() :][:1]
            if before in set(_QUOTES) or after in set(_NO_BEGIN):
                return False
            ends = HAN.match(before) or before in set(_NO_BEGIN)
            begins = HAN.match(after) or after.isupper()
            sure = sure or bool((HAN.match(after) and before.strip()) or (ends and begins))
    return sure


def with_breaks(text: str) -> str:
    """`text` with line breaks for their escapes, without empty lines."""
    text = BREAK.sub(lambda found: found[0] if found["path"] else "\n", text)
    lines = (line.strip(" \t") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
