# SPDX-License-Identifier: GPL-3.0-or-later
"""What a format cannot hold of a document, whatever its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats import bcc, own_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.formats.format import Feature, Format

_LOSSES: tuple[tuple[Feature, Callable[[Cue], bool], str], ...] = (
    (
        "speaker",
        lambda cue: cue.speaker is not None,
        N_("{format} cannot hold speakers. Cues that lost theirs: {count}."),
    ),
    (
        "words",
        lambda cue: cue.words is not None,
        N_("{format} cannot hold word times. Cues that lost theirs: {count}."),
    ),
    (
        "note",
        lambda cue: bool(cue.note),
        N_("{format} cannot hold notes. Cues that lost theirs: {count}."),
    ),
)


def losses(document: Document, row: Format) -> list[Problem]:
    """What `row` cannot hold of any document; what depends on the text its writer tells."""
    if row.id == own_json.FORMAT.id:
        return []
    problems = []
    for number, cue in enumerate(document.cues, start=1):
        if cue.start < 0 or cue.end < 0:
            message = N_("Cue {cue} began before zero; its time was cut there.")
            problems.append(Problem(message, cue=number))
        if cue.duration <= 0 and row.id != bcc.FORMAT.id:  # which leaves it out, and says so
            message = N_("Cue {cue} is never shown: it does not end after it starts.")
            problems.append(Problem(message, cue=number))
    if any(not name.startswith(f"{row.id}.") for name in document.head.extras):
        message = N_("{format} has no counterpart for the styles, notes or display of the file.")
        problems.append(Problem(message, format=Problem(row.name)))
    for feature, has, message in _LOSSES:
        count = 0 if feature in row.holds else sum(map(has, document.cues))
        if count:
            problems.append(Problem(message, format=Problem(row.name), count=count))
    foreign = sum(
        any(not name.startswith(f"{row.id}.") for name in cue.extras) for cue in document.cues
    )
    if foreign:
        problems.append(
            Problem(
                N_(
                    "{format} has no counterpart for the placement or styling that some cues "
                    "carry. Cues that lost theirs: {count}."
                ),
                count=foreign,
                format=Problem(row.name),
            )
        )
    return problems
