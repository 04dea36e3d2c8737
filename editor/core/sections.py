# SPDX-License-Identifier: GPL-3.0-or-later
"""One document after another, and a document in sections by time: the parts of a recording."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core.change import Change, Splice
from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.head import Head


def appended(document: Document, other: Document, offset: int) -> Change:
    """Append the cues of `other`, `offset` ms later than they say; cues without times have none.

    Styles, speakers' colours and the second language of `other` are added where the document has
    none of that name.
    """
    first = document.next_id
    cues = tuple(
        replace(cue if cue.is_untimed else cue.shifted(offset), id=first + n)
        for n, cue in enumerate(other.cues)
    )
    head = _together(document.head, other.head)
    return Change(
        N_("Append file"),
        (Splice(len(document.cues), (), cues),),
        head=(document.head, head) if head != document.head else None,
    )


def _together(ours: Head, theirs: Head) -> Head:
    return replace(
        ours,
        second_language=ours.second_language or theirs.second_language,
        styles={**theirs.styles, **ours.styles} if theirs.styles else ours.styles,
        speaker_colours={**theirs.speaker_colours, **ours.speaker_colours}
        if theirs.speaker_colours
        else ours.speaker_colours,
    )


def sections(document: Document, borders: Sequence[int], *, from_zero: bool) -> list[Document]:
    """The document in `len(borders) + 1` documents, parted at these times.

    A cue belongs to the section that most of it lies in, and ends there; one without times follows
    the cue before it in the file.

    Args:
        document: The document.
        borders: Times in ms, ascending.
        from_zero: Whether each section's times begin at 0, for a medium that is parted there; else
            they stay.
    """
    found: list[list[Cue]] = [[] for _ in range(len(borders) + 1)]
    place = 0
    for cue in document.cues:
        if not cue.is_untimed:
            place = bisect_right(borders, (cue.start + cue.end) / 2)
        cut = cue if cue.is_untimed else _within(cue, borders, place)
        moves = from_zero and place and not cue.is_untimed
        found[place].append(cut.shifted(-borders[place - 1]) if moves else cut)
    media = None if from_zero else document.media
    return [replace(document, cues=tuple(cues), media=media) for cues in found]


def _within(cue: Cue, borders: Sequence[int], place: int) -> Cue:
    start = max(cue.start, borders[place - 1]) if place else cue.start
    end = min(cue.end, borders[place]) if place < len(borders) else cue.end
    return cue if (start, end) == (cue.start, cue.end) or start >= end else cue.retimed(start, end)


def numbered(path: Path, count: int) -> list[Path]:
    """The paths of so many parts: ``talk.1.srt``, ``talk.2.srt`` and so on."""
    digits = len(str(count))
    return [
        path.with_name(f"{path.stem}.{number:0{digits}}{path.suffix}")
        for number in range(1, count + 1)
    ]
