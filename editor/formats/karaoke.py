# SPDX-License-Identifier: GPL-3.0-or-later
"""Word times as override codes of ASS: each word lights up when it is spoken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.core.cue import Cue
    from editor.core.document import Document

_UNIT = 10
"""ms of the unit of ``\\k``."""


def sung(document: Document) -> Document:
    """The document with ``{\\k…}`` before each word of its texts that has a time."""
    return replace(document, cues=tuple(map(_sung, document.cues)))


def _sung(cue: Cue) -> Cue:
    if cue.words is None or cue.words.of != "text":
        return cue
    parts, place, now = [], 0, cue.start
    for word in cue.words:
        at = cue.text.find(word.text, place)
        if at < 0:
            return cue
        if word.start > now:
            parts.append(f"{{\\k{word.start // _UNIT - now // _UNIT}}}")
        parts.append(cue.text[place:at])
        parts.append(f"{{\\k{word.end // _UNIT - word.start // _UNIT}}}{word.text}")
        place, now = at + len(word.text), word.end
    return replace(cue, text="".join(parts) + cue.text[place:], words=None)
