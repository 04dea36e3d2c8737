# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file gets of second texts: its own field, these alone, or both stacked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from editor.core.text import is_blank

if TYPE_CHECKING:
    from editor.core.cue import Cue
    from editor.core.document import Document

Seconds = Literal["keep", "drop", "only", "below", "above"]
"""``keep``: as the format can. ``drop``: none. ``only``: in place of the texts; cues without one
are left out. ``below``, ``above``: as further lines of the texts."""


def arranged(document: Document, how: Seconds) -> Document:
    """The document with its second texts as a file is to have them."""
    if how == "keep" or not any(cue.second for cue in document.cues):
        return document
    cues = tuple(_arranged(cue, how) for cue in document.cues)
    head = document.head
    if how == "only":
        head = replace(head, language=head.second_language)
    return replace(document, cues=cues, head=replace(head, second_language=None))


def _arranged(cue: Cue, how: Seconds) -> Cue:
    if how == "drop":
        return replace(cue, second="")
    if how == "only":
        return replace(
            cue,
            text=cue.second,
            second="",
            hypothesis=None,
            words=None,
            left_out=cue.left_out or is_blank(cue.second),
        )
    both = (cue.text, cue.second) if how == "below" else (cue.second, cue.text)
    text = "\n".join(part for part in both if part.strip())
    return replace(cue.saying(text), second="")
