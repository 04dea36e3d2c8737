# SPDX-License-Identifier: GPL-3.0-or-later
"""Who speaks: the names in a document, and changes of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core.change import Change, replaced
from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.core.text import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document

_PAIR = 2


def speakers_of(cues: Sequence[Cue]) -> dict[str, int]:
    """The names in a document with their numbers of cues, in the order in which they appear."""
    return dict(Counter(cue.speaker for cue in cues if cue.speaker))


def assigned(document: Document, rows: Sequence[int], name: str) -> Change:
    """A change that gives cues a speaker; an empty name takes it away.

    Args:
        document: The document before.
        rows: The cues, ascending.
        name: The name; spaces around it and line breaks in it are left out.
    """
    speaker = _tidy(name) or None
    cues = [(row, replace(document.cues[row], speaker=speaker)) for row in rows]
    return replaced(document, N_("Set speaker"), cues)


def alternated(document: Document, rows: Sequence[int]) -> Change:
    """A change that lets two speakers take turns, cue by cue, as in a dialogue.

    The first is that of the first cue; the other is the next one named among the cues, or else
    who spoke last before them, or else the next in the document.

    Raises:
        UserError: The document does not name two speakers, or the first cue has none.
    """
    cues = document.cues
    first = cues[rows[0]].speaker if rows else None
    before = (cues[row].speaker for row in range(rows[0] - 1, -1, -1)) if rows else ()
    among = [cues[row].speaker for row in rows]
    other = next(
        (name for name in (*among, *before, *speakers_of(cues)) if name and name != first), None
    )
    if first is None or other is None:
        raise UserError(
            "Two speakers are needed: give the first cue one of them, and any other cue the other."
        )
    turns = [
        (row, replace(cues[row], speaker=(first, other)[turn % _PAIR]))
        for turn, row in enumerate(rows)
    ]
    return replaced(document, N_("Alternate speakers"), turns)


def renamed(document: Document, old: str, new: str) -> Change:
    """A change that renames a speaker everywhere; to a name that is there, it merges the two.

    The colour goes along, unless the new name has one.

    Raises:
        UserError: The new name is empty.
    """
    name = _tidy(new)
    if not name:
        raise UserError("A speaker needs a name.")
    rows = [
        (row, replace(cue, speaker=name))
        for row, cue in enumerate(document.cues)
        if cue.speaker == old
    ]
    merged = any(cue.speaker == name for cue in document.cues) and name != old
    change = replaced(document, N_("Merge speakers") if merged else N_("Rename speaker"), rows)
    colours = dict(document.head.speaker_colours)
    if not change or old not in colours:
        return change
    colour = colours.pop(old)
    colours.setdefault(name, colour)
    return replace(change, head=(document.head, replace(document.head, speaker_colours=colours)))


def with_names(cues: Sequence[Cue]) -> list[Cue]:
    """The cues with the speaker written before the text wherever another one begins.

    As captions have it: ``>> Name: ``, with a full-width colon after a Chinese name.
    """
    named, last = [], None
    for cue in cues:
        if cue.speaker and cue.speaker != last:
            wide = HAN.search(cue.speaker) is not None
            text = f">> {cue.speaker}{'：' if wide else ': '}{cue.text}"
            named.append(replace(cue.saying(text), speaker=None))
        else:
            named.append(replace(cue, speaker=None) if cue.speaker else cue)
        last = cue.speaker or last
    return named


def _tidy(name: str) -> str:
    return " ".join(name.split())
