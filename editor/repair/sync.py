# SPDX-License-Identifier: GPL-3.0-or-later
"""Time tools for chosen cues: shift, stretch, bend, change the frame rate, fit to speech.

Each returns proposals for the review list, one for each cue that would move.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.proposal import Proposal
from editor.core.timecode import mark
from editor.core.words import Words
from editor.repair.anchors import fitted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.words import Word
    from editor.repair.evidence import Anchor, Evidence

FRAME_RATES = (23.976, 24.0, 25.0, 29.97, 30.0, 50.0, 59.94, 60.0)
"""Frames a second that films and videos have."""

_BEFORE_START = 250
"""ms: a fit that has a talk begin so little before the medium does is still right."""

_LEAST_RATE, _MOST_RATE = 0.5, 2.0
"""Stretching by more than this is taken for a mistake: no two clocks differ so."""


def shift(document: Document, rows: Iterable[int], delta: int) -> list[Proposal]:
    """Move the cues at `rows` by `delta` ms: later, or earlier where negative."""
    kind = Problem("Shift times")
    return _moved(document, rows, lambda time: time + delta, kind)


def stretch(
    document: Document, rows: Iterable[int], first: tuple[int, int], second: tuple[int, int]
) -> list[Proposal]:
    """Move two times to where they belong, and all others in proportion.

    Args:
        document: The document before.
        rows: The cues that move.
        first: A time as shown, and the true one, in ms.
        second: Another such pair.

    Raises:
        UserError: Both are one time, or the rate would be below a half or above two.
    """
    span, wanted = second[0] - first[0], second[1] - first[1]
    if not span or not _LEAST_RATE <= wanted / span <= _MOST_RATE:
        raise UserError(
            "These two points cannot both be right: times would be scaled to less "
            "than half or more than double."
        )
    scale, offset = fitted([first, second])
    kind = Problem("Scale times")
    return _moved(document, rows, lambda time: round(time * scale) + offset, kind)


def bend(document: Document, anchors: Sequence[Anchor]) -> list[Proposal]:
    """Move given rows to their true starts, and the cues between them in proportion.

    Cues before the first and after the last of them move as far as that one.

    Raises:
        UserError: None is given, or they would put the cues in another order.
    """
    points = sorted({(document.cues[row].start, at) for row, at in anchors})
    if not points:
        raise UserError("No start time was given.")
    for (shown, at), (later, true) in pairwise(points):
        if shown == later or true <= at:
            raise UserError(
                "These start times cannot all be right: the cues at {first} and {second} would "
                "swap places.",
                first=mark(shown, 1),
                second=mark(later, 1),
            )
    kind = Problem("Multi-point sync")
    return _moved(document, range(len(document.cues)), partial(_bent, points), kind)


def change_rate(
    document: Document, rows: Iterable[int], was: float, shall: float
) -> list[Proposal]:
    """Convert times that were counted at `was` frames a second to `shall` frames a second.

    Raises:
        UserError: A rate is not above zero.
    """
    if was <= 0 or shall <= 0:
        raise UserError("The frame rate must be greater than zero.")
    kind = Problem("Change frame rate")
    return _moved(document, rows, lambda time: round(time * was / shall), kind)


def fit(document: Document, rows: Sequence[int], evidence: Evidence) -> list[Proposal]:
    """Fit the cues at `rows` to speech or a reference, by one rate and one shift.

    Raises:
        UserError: Neither is given, or no rate and shift agrees with it throughout.
    """
    from editor.repair.drift import line
    from editor.repair.witness_models import witness_of

    cues = [document.cues[row] for row in rows]
    witness = witness_of(cues, evidence) if cues else None
    if witness is None:
        raise UserError("There is no speech and no reference to sync to.")
    candidate = line(cues, witness)
    if candidate is None:
        raise UserError("No shift or rate matches these cues to the audio.")
    kind = Problem("Sync to speech")
    offset = candidate.offsets[0]

    def place(time: int) -> int:
        at = candidate.placed(time, offset)
        return 0 if -_BEFORE_START <= at < 0 <= time else at

    return _moved(document, rows, place, kind)


def as_in(document: Document, source: Iterable[Cue]) -> list[Proposal]:
    """Give cues that came from `source` the times back that they have there."""
    then = {cue.id: cue for cue in source}
    kind = Problem("Times of the original file")
    found = []
    for row, cue in enumerate(document.cues):
        was = then.get(cue.id)
        if was is None or (was.start, was.end) == (cue.start, cue.end):
            continue
        after = cue.shifted(was.start - cue.start).retimed(was.start, was.end)
        if was.text == cue.text:
            after = replace(after, words=was.words)
        found.append(proposal(row, cue, after, _reason(cue, after), kind))
    return found


def _bent(points: Sequence[tuple[int, int]], time: int) -> int:
    first, last = points[0], points[-1]
    if time <= first[0]:
        return time + first[1] - first[0]
    if time >= last[0]:
        return time + last[1] - last[0]
    for (shown, at), (later, true) in pairwise(points):
        if time <= later:
            return at + round((time - shown) * (true - at) / (later - shown))
    return time


def _moved(
    document: Document, rows: Iterable[int], place: Callable[[int], int], kind: Problem
) -> list[Proposal]:
    """Proposals for the rows whose times `place` changes; none comes before zero.

    Raises:
        UserError: A cue would lie before the medium begins.
    """
    return list(_proposals(document, sorted(set(rows)), place, kind))


def _proposals(
    document: Document, rows: Sequence[int], place: Callable[[int], int], kind: Problem
) -> Iterator[Proposal]:
    for row in rows:
        cue = document.cues[row]
        if cue.is_untimed:
            continue  # there is nothing to move
        after = _placed(cue, place)
        if after.start < 0 <= cue.start or after.end <= 0 < cue.end:
            raise UserError("Cue {number} would start before 0:00.", number=row + 1)
        if after != cue:
            yield proposal(row, cue, after, _reason(cue, after), kind)


def _placed(cue: Cue, place: Callable[[int], int]) -> Cue:
    words = None if cue.words is None else Words(map(partial(_put, place), cue.words))
    return replace(cue, start=place(cue.start), end=place(cue.end), words=words)


def _put(place: Callable[[int], int], word: Word) -> Word:
    return word._replace(start=place(word.start), end=place(word.end))


def _reason(before: Cue, after: Cue) -> Problem:
    later = N_("Starts {seconds} s later.")
    earlier = N_("Starts {seconds} s earlier.")
    delta = after.start - before.start
    return Problem(later if delta >= 0 else earlier, seconds=f"{abs(delta) / 1000:.2f}")


def proposal(row: int, before: Cue, after: Cue, reason: Problem, kind: Problem) -> Proposal:
    """One cue at other times."""
    return Proposal(((row, after),), span(before), span(after), reason, kind, sure=True, plain=True)


def span(cue: Cue) -> str:
    """The times of a cue as a person reads them."""
    return f"{mark(cue.start, 1)} – {mark(cue.end, 1)}"
