# SPDX-License-Identifier: GPL-3.0-or-later
"""What following a medium would do, stretch by stretch, for the review; and the change it makes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal, with_new_cues
from editor.core.timecode import mark
from editor.recut.following import uncovered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editor.core.change import Change
    from editor.core.document import Document
    from editor.core.proposal import Fix
    from editor.recut.following import Followed, Recut
    from editor.recut.stretches import Stretch, Times

TITLE = N_("Follow the new edit")

_KINDS = {
    "kept": N_("Times"),
    "moved": N_("Moved pieces"),
    "repeated": N_("Heard again"),
    "removed": N_("No longer heard"),
    "inserted": N_("New speech"),
}
_NOTHING = "–"
_SPEED = 0.0005
"""A speed that differs by less is the same: the clocks of two recorders do."""


def proposals(document: Document, recut: Recut) -> list[Proposal]:
    """One proposal for each stretch that has cues or new speech, in the order of the new medium."""
    fates: dict[int, list[Followed]] = defaultdict(list)
    for one in recut.follow(document.cues):
        fates[one.stretch].append(one)
    next_id = document.next_id
    found: list[Proposal] = []
    for number, stretch in enumerate(recut.stretches):
        if stretch.kind == "inserted":
            new = _new_cues(stretch, recut, next_id)
            row = _row_at(found, document)
        elif stretch.kind == "repeated":
            new = _copies(document, stretch, next_id)
            row = _row_at(found, document)
        else:
            found += _of(document, stretch, fates[number])
            continue
        next_id += len(new)
        if new:
            found.append(_added(row, stretch, new))
    return found


def followed(document: Document, fixes: Iterable[Fix]) -> Change:
    """One change: the cues of these fixes at their new times, and new ones among them."""
    return with_new_cues(document, TITLE, fixes)


def _of(document: Document, stretch: Stretch, fates: Sequence[Followed]) -> Iterable[Proposal]:
    """The proposals for the cues of a stretch: those that are whole, and each that is not."""
    gone = [one for one in fates if one.fate == "gone"]
    short = [one for one in fates if one.fate == "shortened"]
    whole = [one for one in fates if one.fate == "kept" and one.cue != document.cues[one.row]]
    if whole:
        sure = stretch.confidence != "low"
        yield _proposal(
            document, whole, _moves(stretch, len(whole)), _KINDS[stretch.kind], sure=sure
        )
    for one in short:
        reason = Problem(N_("Part of what this cue says was cut out."))
        yield _proposal(document, [one], reason, N_("Cut short"), sure=True)
    if gone:
        reason = Problem(N_("Left out of exports: {count} cues."), count=len(gone))
        kind = _KINDS["removed"]
        before = _span((gone[0].row, gone[-1].row), document)
        fix = tuple((one.row, one.cue) for one in gone)
        yield Proposal(fix, before, _NOTHING, reason, Problem(kind), sure=True, plain=True)


def _proposal(
    document: Document, some: Sequence[Followed], reason: Problem, kind: str, *, sure: bool
) -> Proposal:
    before = _span((some[0].row, some[-1].row), document)
    after = _times(some[0].cue.start, max(one.cue.end for one in some))
    fix = tuple((one.row, one.cue) for one in some)
    return Proposal(fix, before, after, reason, Problem(kind), sure=sure, plain=True)


def _moves(stretch: Stretch, count: int) -> Problem:
    piece = stretch.piece
    assert piece is not None  # noqa: S101 - for mypy
    delta = piece.start - piece.old_start
    facts = {"count": count, "seconds": f"{abs(delta) / 1000:.2f}"}
    if abs(piece.line.speed - 1) > _SPEED:
        facts["speed"] = f"{piece.line.speed:.3f}"
        later = N_("{count} cues, {seconds} s later and at {speed} times the speed.")
        earlier = N_("{count} cues, {seconds} s earlier and at {speed} times the speed.")
    else:
        later = N_("{count} cues, {seconds} s later.")
        earlier = N_("{count} cues, {seconds} s earlier.")
    return Problem(later if delta >= 0 else earlier, **facts)


def _added(row: int, stretch: Stretch, new: Sequence[Cue]) -> Proposal:
    """New cues. They stand in the fix at a row that they do not change: see `followed`."""
    again = stretch.kind == "repeated"
    reason = Problem(
        N_("Copies of the cues that are heard again: {count}.")
        if again
        else N_("Empty cues for speech that was not there before: {count}."),
        count=len(new),
    )
    fix = tuple((row, cue) for cue in new)
    after = _times(new[0].start, new[-1].end)
    before = _times(*stretch.old) if stretch.old is not None else _NOTHING
    kind = Problem(_KINDS[stretch.kind])
    return Proposal(fix, before, after, reason, kind, sure=True, plain=True)


def _new_cues(stretch: Stretch, recut: Recut, next_id: int) -> list[Cue]:
    times = uncovered(stretch, recut.speech)
    return [Cue(next_id + n, start, end, "") for n, (start, end) in enumerate(times)]


def _copies(document: Document, stretch: Stretch, next_id: int) -> list[Cue]:
    """Copies of the cues that a piece has a second time."""
    piece, old = stretch.piece, stretch.old
    assert piece is not None and old is not None  # noqa: S101, PT018 - for mypy
    found: list[Cue] = []
    for cue in document.cues:
        shared = min(cue.end, old[1]) - max(cue.start, old[0])
        if cue.duration <= 0 or shared < 0.8 * cue.duration or cue.left_out:
            continue
        times = round(piece.line.back(cue.start)), round(piece.line.back(cue.end))
        extras = {name: value for name, value in cue.extras.items() if not name.endswith(".id")}
        copy = replace(cue, id=next_id + len(found), extras=extras, chapter=None)
        words = cue.words.placed(lambda time: round(piece.line.back(time))) if cue.words else None
        found.append(replace(copy, start=max(times[0], 0), end=times[1], words=words))
    return found


def _row_at(found: Sequence[Proposal], document: Document) -> int:
    """A row to stand at in the list: that of the last cue before."""
    last = found[-1].fix[-1][0] if found else 0
    return min(last, len(document.cues) - 1)


def _span(rows: Times, document: Document) -> str:
    first, last = (document.cues[row] for row in rows)
    return _times(first.start, last.end)


def _times(start: int, end: int) -> str:
    return f"{mark(start, 1)} – {mark(end, 1)}"
