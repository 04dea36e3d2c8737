# SPDX-License-Identifier: GPL-3.0-or-later
"""Script conversion as proposals for review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal
from editor.language.conversion import SIMPLIFIED, converted
from editor.language.script import blocks, main_script, script_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from editor.core.document import Document
    from editor.language.script import Block, Script


def proposals(
    document: Document,
    target: str,
    borders: Sequence[int] = (0,),
    keep: Collection[str] = (),
    *,
    you: bool = False,
) -> list[Proposal]:
    """The effect of `conversion.to_script` on each cue; the caller changes the document's language.

    Not ticked by default: lines with both scripts, single cues surrounded by the other script, and
    lines whose length changes, where words and not only characters are converted.

    Args:
        document: The document before.
        target: Language tag, one of `conversion.TARGETS`.
        borders: See `script.blocks`.
        keep: See `conversion.convert`.
        you: See `conversion.convert`.
    """
    texts = [cue.text for cue in document.cues]
    other: Script = "hant" if target == SIMPLIFIED else "hans"
    whole = main_script(texts) == other
    around = {
        row: block
        for block in blocks(texts, borders)
        if block.script == other
        for row in range(block.first, block.stop)
    }
    found = []
    for row, cue in converted(document, target, borders, keep, you=you):
        before = texts[row]
        if cue.text != before:
            block = around.get(row)
            kind = _kind(before, other, block)
            reason, sure = _reason(before, cue.text, block, whole=whole)
            found.append(Proposal(((row, cue),), before, cue.text, reason, kind, sure))
    return found


def _kind(text: str, other: Script, block: Block | None) -> Problem:
    if block is not None:
        message = N_("Traditional block {first}–{last}")
        if other == "hans":
            message = N_("Simplified block {first}–{last}")
        return Problem(message, first=block.first + 1, last=block.stop)
    if script_of(text) == "mixed":
        return Problem(N_("Both scripts in one cue"))
    return Problem(N_("Traditional text") if other == "hant" else N_("Simplified text"))


def _reason(before: str, after: str, block: Block | None, *, whole: bool) -> tuple[Problem, bool]:
    """The reason for converting a line, and whether it is ticked by default."""
    if script_of(before) == "mixed":
        return Problem(N_("This cue mixes both scripts; that may be intended.")), False
    if len(before) != len(after):
        return Problem(N_("Vocabulary is converted as well, not only characters.")), False
    if block is not None:
        message = N_("The script changes here, for {count} cues in a row.")
        return Problem(message, count=block.stop - block.first), True
    if whole:
        return Problem(N_("The whole document is in this script.")), True
    return Problem(N_("A single cue surrounded by the other script.")), False
