# SPDX-License-Identifier: GPL-3.0-or-later
"""Find and replace, as proposals for review."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal
from editor.core.tags import without_tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.core.document import Document


def replacements(
    document: Document, rows: Iterable[int], wanted: str, instead: str, *, match_case: bool
) -> list[Proposal]:
    """Proposals that replace `wanted` with `instead`, one for each cue with a match.

    Those that touch markup are not ticked, nor those that only delete: Enter after typing `wanted`
    means to search.

    Args:
        document: The document before.
        rows: Rows to search.
        wanted: Literal text to find; an empty text has no matches.
        instead: The replacement.
        match_case: Whether the search is case-sensitive.
    """
    if not wanted:
        return []
    pattern = re.compile(re.escape(wanted), re.NOFLAG if match_case else re.IGNORECASE)
    found = []
    for row in rows:
        cue = document.cues[row]
        after, count = pattern.subn(lambda _: instead, cue.text)
        if after == cue.text:
            continue
        plain = len(pattern.findall(without_tags(cue.text))) == count
        reason = (
            Problem(N_("Found in this cue: {count}."), count=count)
            if plain
            else Problem(N_("Part of the match is markup."))
        )
        kind = Problem(N_("In the text") if plain else N_("In markup"))
        fix = ((row, cue.saying(after)),)
        found.append(Proposal(fix, cue.text, after, reason, kind, sure=plain and bool(instead)))
    return found
