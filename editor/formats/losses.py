# SPDX-License-Identifier: GPL-3.0-or-later
"""What a format cannot store of a document."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.asr_marks import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.formats.format import Feature, Format

_LOSSES: tuple[tuple[Feature, Callable[[Cue], bool], str], ...] = (
    (
        "speaker",
        lambda cue: cue.speaker is not None,
        N_("{format} cannot store speakers. Cues affected: {count}."),
    ),
    (
        "words",
        lambda cue: cue.words is not None,
        N_("{format} cannot store word timings. Cues affected: {count}."),
    ),
    (
        "note",
        lambda cue: bool(cue.note),
        N_("{format} cannot store notes. Cues affected: {count}."),
    ),
    (
        "second",
        lambda cue: bool(cue.second),
        N_("{format} cannot store a second text. Cues affected: {count}."),
    ),
    (
        "mark",
        lambda cue: cue.mark is not None,
        N_("{format} cannot store colour marks. Cues affected: {count}."),
    ),
    (
        "chapter",
        lambda cue: cue.chapter is not None,
        N_("{format} cannot store chapters. Cues affected: {count}."),
    ),
)


def as_written(row: Format) -> Callable[[Cue], object]:
    """A function that returns the fields of a cue that the format stores, for comparison."""
    fields = [feature for feature, _, _ in _LOSSES if feature in row.holds]
    return attrgetter("start", "end", "text", "extras", *fields)


def losses(document: Document, row: Format, kept: Mapping[int, Cue]) -> list[Problem]:
    """What `row` cannot store of a document; problems specific to a writer are not included.

    Args:
        document: The document to write.
        row: The format.
        kept: Cues that stay in the file as they were read, by id; for these only what was added
            since counts as lost.
    """
    problems: list[Problem] = []
    for number, cue in enumerate(document.cues, start=1):
        if cue.id not in kept:
            problems += _of_cue(cue, number, row)
    head = document.head
    foreign = _foreign_to(row)
    if ("extras" not in row.holds and any(map(foreign, head.extras))) or (
        "styles" not in row.holds and head.styles
    ):
        message = N_(
            "{format} cannot store the styles, notes or display settings of the original file."
        )
        problems.append(Problem(message, format=Problem(row.name)))
    between = sum(
        cue.id not in kept and bool(cue.start % row.tick or cue.end % row.tick)
        for cue in (document.cues if row.tick > 1 else ())
    )
    if between:
        message = N_(
            "{format} counts time in steps of {ms} ms; times were rounded. Cues affected: {count}."
        )
        problems.append(Problem(message, format=Problem(row.name), ms=row.tick, count=between))
    fresh = [cue for cue in document.cues if kept.get(cue.id) is not cue]
    for feature, has, message in (*_LOSSES, ("extras", _carries(foreign), _CARRIED)):
        lost = 0
        if feature not in row.holds:
            lost = sum(has(cue) and not (cue.id in kept and has(kept[cue.id])) for cue in fresh)
        if lost:
            problems.append(Problem(message, format=Problem(row.name), count=lost))
    return problems


_NAMES = (".id", ".voice")
"""Endings of what only names a cue, or spells its speaker: neither a position nor a style."""

_CARRIED = N_("{format} cannot store the position or style of some cues. Cues affected: {count}.")


def _of_cue(cue: Cue, number: int, row: Format) -> Iterator[Problem]:
    """Yield problems of one cue's times and markup."""
    if "odd_times" not in row.holds:
        if cue.start < 0 or cue.end < 0:
            yield Problem(N_("Cue {cue} started before 0:00 and was cut there."), cue=number)
        if cue.duration <= 0 and not row.omits_unseen:
            message = N_("Cue {cue} is never shown: it does not end after it starts.")
            yield Problem(message, cue=number)
    if row.markup.loses(cue.text):
        message = N_("Cue {cue} lost markup that {format} cannot store.")
        yield Problem(message, cue=number, format=Problem(row.name))


def _foreign_to(row: Format) -> Callable[[str], bool]:
    return lambda name: not name.startswith((f"{row.id}.", PREFIX)) and not name.endswith(_NAMES)


def _carries(foreign: Callable[[str], bool]) -> Callable[[Cue], bool]:
    return lambda cue: bool(cue.extras) and any(map(foreign, cue.extras))
