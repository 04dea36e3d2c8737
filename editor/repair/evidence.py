# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of a medium beside the times of its transcript."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Literal

from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from editor.core.cue import Cue
    from editor.core.document import Document

Confidence = Literal["high", "medium", "low"]
Anchor = tuple[int, int]
"""A row of the file, from 0, and the true time of its start in ms."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known beside the times of a transcript.

    Attributes:
        media_length: Length of the medium in ms, or None.
        anchors: Starts that somebody has heard.
        part_lengths: Where the medium was put together from parts, their lengths in ms.
        speech: Starts and ends of the stretches of speech in the whole medium, in ms,
            ascending; None before it was detected.
        numbered_anew: Rows at which the file's numbers of the cues begin again at 1.
        reference: Another subtitle of the same talk whose times are right, or empty.
    """

    media_length: int | None = None
    anchors: Sequence[Anchor] = ()
    part_lengths: Sequence[int] = ()
    speech: tuple[ArrayLike, ArrayLike] | None = field(default=None, compare=False)
    reference: Sequence[Cue] = ()
    numbered_anew: Sequence[int] = ()


def with_numbers(evidence: Evidence, document: Document) -> Evidence:
    """The evidence, and where the document's file begins to number its cues again."""
    source = document.source
    if source is None or not source.anew:
        return evidence
    rows = {cue.id: row for row, cue in enumerate(document.cues)}
    anew = [rows[source.cues[row].id] for row in source.anew if source.cues[row].id in rows]
    return replace(evidence, numbered_anew=tuple(anew))
