# SPDX-License-Identifier: GPL-3.0-or-later
"""What would be published, and what the sites would object to in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.checks import sites
from editor.checks.profiles import profile
from editor.checks.rules import check
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.publish.chapters import chapters_of, objections
from editor.publish.uploads import prepared, track_of, uploads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.checks.finding import Severity
    from editor.core.document import Document
    from editor.publish.uploads import Choice, Upload


_MARKUP = "tags"
"""A rule whose findings are no matter here: uploads are written without what sites show as text."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Something that a site would object to.

    Attributes:
        site: Its id.
        track: The track, of `uploads.TRACKS`, or ``chapters``.
        rule: Id of the rule; ``chapters`` for those.
        severity: As of a finding.
        message: What is wrong.
        row: The cue's row in the document, or None for the whole file.
    """

    site: str
    track: str
    rule: str
    severity: Severity
    message: Problem
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A track as a site gets it.

    Attributes:
        site: Its id.
        track: The track, of `uploads.TRACKS`.
        document: What is uploaded.
        rows: The row in the document of each of its cues.
    """

    site: str
    track: str
    document: Document
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The files, what is wrong with them, and what the sites will show."""

    uploads: tuple[Upload, ...] = ()
    objections: tuple[Objection, ...] = ()
    ready: tuple[Ready, ...] = ()


def plan(document: Document, choice: Choice, stem: str, length: int | None = None) -> Plan:
    """All files of a choice with what the sites would object to; see `uploads.uploads`."""
    ready = tuple(_ready(document, choice, length))
    return Plan(
        tuple(uploads(document, choice, stem, length)),
        tuple(_objections(document, choice, length, ready)),
        ready,
    )


def _ready(document: Document, choice: Choice, length: int | None) -> Iterator[Ready]:
    for track in choice.tracks:
        text = track_of(document, track)
        for row in (row for row in sites.SITES if row.id in choice.sites):
            made, numbers, _ = prepared(text, row, length, choice.line)
            yield Ready(row.id, track, made, tuple(number - 1 for number in numbers))


def _objections(
    document: Document, choice: Choice, length: int | None, ready: Sequence[Ready]
) -> Iterator[Objection]:
    chosen = [row for row in sites.SITES if row.id in choice.sites]
    back = [
        row
        for row, (one, other) in enumerate(pairwise(document.cues), start=1)
        if other.start < one.start and not (one.left_out or other.left_out)
    ]
    for one in ready:
        if back:
            message = N_("The times jump back, {count} times: repair the timing first.")
            said = Problem(message, count=len(back))
            yield Objection(one.site, one.track, "order", "error", said, back[0])
        for found in check(one.document, profile(one.site), length):
            if found.rule == _MARKUP:
                continue
            cue = None if found.row is None else one.rows[found.row]
            yield Objection(one.site, one.track, found.rule, found.severity, found.message, cue)
    starts = sorted(
        (cue.start, number) for number, cue in enumerate(document.cues) if cue.chapter is not None
    )
    chapters = chapters_of(document)
    for row in chosen:
        for place, problem in objections(chapters, row.chapters, length) if row.chapters else ():
            cue = None if place is None else starts[place][1]
            yield Objection(row.id, "chapters", "chapters", "warning", problem, cue)
