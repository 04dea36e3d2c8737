# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces as an editor made them: what the sound alone leaves open is decided by what is usual.

Silence may belong to either side of a cut, and music laid beneath hides pauses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editor.recut.borders import Piece
    from editor.recut.sounding import Sounding

_SURE = 4_000
"""ms: a shorter piece is one only if it is as like as the long ones beside it."""

_AS_LIKE = 0.8
"""Share of their correlation that it has."""

_IN_PLACE = 0.72
"""The same for a piece that is between those beside it in the old sound, too."""

_LAPPED = 200
"""ms by which pieces may lap over: silence may be either's."""

_LEAST = 0.25
"""Correlation that any piece has."""

_ONE_LINE = 15.0
"""ms: pieces that lie no further apart are one."""

_NO_SPEECH = 200
"""ms of speech that a stretch may have which counts as silence: a breath, or an edge."""

_SPOKEN_OVER = 1_000
"""ms of new speech that may have been laid over a pause."""

_CLEAR = 0.85
"""Correlation of pieces that nothing was mixed into: there, speech is told from music."""

_LONGEST_PAUSE = 30_000
"""ms of silence that a piece is drawn over."""


def tidied(pieces: Iterable[Piece], old: Sounding, new: Sounding) -> list[Piece]:
    """The pieces, in the order of the new sound; none reaches into another there."""
    found = without_weak(list(pieces))
    found = _joined(found, old, new)
    found = _without_doubles(found, old)
    return _drawn(found, old, new)


def spoken(sound: Sounding, start: float, end: float) -> int:
    """How many ms of speech a stretch of a sound has."""
    starts, ends = sound.speech
    first = int(np.searchsorted(ends, start, "right"))
    stop = int(np.searchsorted(starts, end, "left"))
    if first >= stop:
        return 0
    inside = np.minimum(ends[first:stop], end) - np.maximum(starts[first:stop], start)
    return int(inside.sum())


def without_weak(pieces: Sequence[Piece]) -> list[Piece]:
    """Without those that are alike by chance."""
    long = [piece.end - piece.start >= _SURE for piece in pieces]
    usual = float(np.median([piece.alike for piece in pieces])) if pieces else 0.0
    kept = []
    for place, piece in enumerate(pieces):
        before = next((pieces[n] for n in range(place - 1, -1, -1) if long[n]), None)
        after = next((pieces[n] for n in range(place + 1, len(pieces)) if long[n]), None)
        beside = [one.alike for one in (before, after) if one is not None] or [usual]
        share = _IN_PLACE if _is_between(pieces, place) else _AS_LIKE
        if piece.alike >= (_LEAST if long[place] else max(_LEAST, share * max(beside))):
            kept.append(piece)
    return kept


def _is_between(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a piece is where it must be if only little was cut out around it."""
    if not 0 < place < len(pieces) - 1:
        return False
    before, piece, after = pieces[place - 1 : place + 2]
    return before.old_end - _LAPPED <= piece.old_start <= piece.old_end <= after.old_start + _LAPPED


def _joined(pieces: Sequence[Piece], old: Sounding, new: Sounding) -> list[Piece]:
    """Pieces of one line as one, if nothing was said between them in the old sound."""
    found: list[Piece] = []
    for piece in pieces:
        if found and _is_one(found[-1], piece, old, new):
            last = found.pop()
            longer = max(last, piece, key=lambda one: one.end - one.start)
            share = (last.end - last.start, piece.end - piece.start)
            alike = (last.alike * share[0] + piece.alike * share[1]) / sum(share)
            piece = longer._replace(  # noqa: PLW2901 - it is one with the last
                start=last.start,
                earliest=last.earliest,
                end=piece.end,
                latest=piece.latest,
                alike=alike,
            )
        found.append(piece)
    return found


def _is_one(before: Piece, after: Piece, old: Sounding, new: Sounding) -> bool:
    if abs(before.line.at(after.start) - after.old_start) > _ONE_LINE:
        return False
    if abs(before.old_end - after.line.at(before.end)) > _ONE_LINE:
        return False
    if spoken(old, before.old_end, after.old_start) > _NO_SPEECH:
        return False
    over = spoken(new, before.end, after.start)
    return over < _SPOKEN_OVER or min(before.alike, after.alike) < _CLEAR


def _without_doubles(pieces: Sequence[Piece], old: Sounding) -> list[Piece]:
    """Pieces between which something was put in; silence of the old sound is in one of them."""
    found = list(pieces)
    for place in range(len(found) - 1):
        before, after = found[place], found[place + 1]
        first, last = after.old_start, before.old_end
        if not before.old_start < first < last < after.old_end:
            continue
        if spoken(old, first, last) <= _NO_SPEECH:
            middle = (first + last) / 2
            found[place] = before._replace(end=round(before.line.back(middle)))
            found[place + 1] = after._replace(start=round(after.line.back(middle)))
    return found


def _drawn(pieces: Sequence[Piece], old: Sounding, new: Sounding) -> list[Piece]:
    """Each piece with the silence around it, as far as that is nobody else's."""
    found = list(pieces)
    edges = sorted((piece.old_start, piece.old_end) for piece in found)
    for place, piece in enumerate(found):
        limit = found[place - 1].end if place else 0
        line = piece.line
        taken = max([end for start, end in edges if start < piece.old_start], default=0)
        low = max(taken, line.at(limit), piece.old_start - _LONGEST_PAUSE, 0)
        start = _silent_from(old, low, piece.old_start)
        piece = piece._replace(start=min(piece.start, round(line.back(start))))  # noqa: PLW2901
        limit = found[place + 1].start if place + 1 < len(found) else new.length
        taken = min([start for start, end in edges if end > piece.old_end], default=old.length)
        high = min(taken, line.at(limit), piece.old_end + _LONGEST_PAUSE, old.length)
        end = _silent_until(old, piece.old_end, high)
        found[place] = piece._replace(end=max(piece.end, round(line.back(end))))
    return found


def _silent_from(sound: Sounding, low: float, edge: float) -> float:
    """From where on nothing is said before `edge`, `low` at the earliest."""
    if low >= edge:
        return edge
    starts, ends = sound.speech
    place = int(np.searchsorted(starts, edge, "left")) - 1  # the last speech that begins before
    last = float(ends[place]) if place >= 0 else 0.0
    return max(low, last) if last <= edge + _NO_SPEECH else edge


def _silent_until(sound: Sounding, edge: float, high: float) -> float:
    """Until when nothing is said after `edge`, `high` at the latest."""
    if high <= edge:
        return edge
    starts, ends = sound.speech
    place = int(np.searchsorted(ends, edge, "right"))  # the first speech that ends after
    following = float(starts[place]) if place < len(starts) else float("inf")
    return min(high, following) if following >= edge - _NO_SPEECH else edge
