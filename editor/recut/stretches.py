# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of the old medium, stretch by stretch: kept, moved, repeated, removed, inserted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from editor.recut.tidying import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.recut.borders import Piece
    from editor.recut.sounding import Sounding

Kind = Literal["kept", "moved", "repeated", "removed", "inserted"]
Confidence = Literal["high", "medium", "low"]
Times = tuple[int, int]
"""Start and end in ms."""

LEAST = 40
"""ms: less than that, cut out or put in, is not told: it is the edge of a frame."""

_HIGH, _MEDIUM = 0.7, 0.45
"""Correlation of such pieces."""

_LONG = 4_000
"""ms from which a piece can be *high*."""

_REPEATED = 0.5
"""Share of a piece that is heard elsewhere in the new sound, in a longer one."""


class Stretch(NamedTuple):
    """A part of one sound or of both. All times are ms.

    Attributes:
        kind: *kept*: in its order; *moved*: before or after others than it was; *repeated*: heard a
            second time; *removed*: in the old sound only; *inserted*: in the new one only.
        old: Where it is in the old sound, and None where it is in the new one only.
        new: Where it is in the new sound. Of what was removed: where it would be, without length.
        piece: What it is of both sounds, or None.
        speech: ms of speech in it.
        confidence: How sure it is.
    """

    kind: Kind
    old: Times | None
    new: Times
    piece: Piece | None
    speech: int
    confidence: Confidence


def stretches(pieces: Sequence[Piece], old: Sounding, new: Sounding) -> list[Stretch]:
    """The stretches of both sounds, in the order of the new one.

    Args:
        pieces: In the order of the new sound.
        old: What is heard in the old medium.
        new: What is heard in the new one.
    """
    repeated = {place for place in range(len(pieces)) if _is_repeated(pieces, place)}
    main = [place for place in range(len(pieces)) if place not in repeated]
    ordered = _in_order([pieces[place] for place in main])
    in_order = {place for number, place in enumerate(main) if number in ordered}
    found = []
    for place, piece in enumerate(pieces):
        kind: Kind = "kept" if place in in_order else "moved"
        times = piece.old_start, piece.old_end
        found.append(
            Stretch(
                "repeated" if place in repeated else kind,
                times,
                (piece.start, piece.end),
                piece,
                spoken(old, *times),
                _confidence(piece),
            )
        )
    found += _inserted(pieces, new)
    found += _removed([pieces[place] for place in main], old)
    return sorted(found, key=lambda one: (one.new[0], one.new[1], one.old or (0, 0)))


def _confidence(piece: Piece) -> Confidence:
    if piece.alike >= _HIGH and piece.end - piece.start >= _LONG:
        return "high"
    return "medium" if piece.alike >= _MEDIUM else "low"


def _is_repeated(pieces: Sequence[Piece], place: int) -> bool:
    """Whether most of it is in a longer piece, too, or as long but before it."""
    piece = pieces[place]
    length = piece.old_end - piece.old_start
    covered = 0
    for other, each in enumerate(pieces):
        theirs = each.old_end - each.old_start
        if other == place or (theirs, -other) < (length, -place):
            continue
        covered += max(min(piece.old_end, each.old_end) - max(piece.old_start, each.old_start), 0)
    return covered > _REPEATED * length


def _in_order(pieces: Sequence[Piece]) -> set[int]:
    """The numbers of those that are in the order of the old sound: as much sound as can be."""
    best: list[tuple[float, int | None]] = []
    for number, piece in enumerate(pieces):
        before = [(best[n][0], n) for n in range(number) if pieces[n].old_start < piece.old_start]
        weight, last = max(before, default=(0.0, None))
        best.append((weight + piece.end - piece.start, last))
    place: int | None = max(range(len(best)), key=lambda n: best[n][0], default=None)
    chosen = set()
    while place is not None:
        chosen.add(place)
        place = best[place][1]
    return chosen


def _inserted(pieces: Sequence[Piece], new: Sounding) -> list[Stretch]:
    found = []
    at = 0
    for start, end in [*((piece.start, piece.end) for piece in pieces), (new.length, new.length)]:
        if start - at >= LEAST:
            speech = spoken(new, at, start)
            found.append(Stretch("inserted", None, (at, start), None, speech, "high"))
        at = max(at, end)
    return found


def _removed(pieces: Sequence[Piece], old: Sounding) -> list[Stretch]:
    """What of the old sound is in none of them, each where the piece before it ends."""
    found = []
    at = 0
    place: int | None = None
    ordered = sorted(pieces, key=lambda piece: piece.old_start)
    for piece in [*ordered, None]:
        start = piece.old_start if piece is not None else old.length
        if start - at >= LEAST:
            cut = place if place is not None else piece.start if piece is not None else 0
            speech = spoken(old, at, start)
            found.append(Stretch("removed", (at, start), (cut, cut), None, speech, "high"))
        if piece is not None and piece.old_end > at:
            at, place = piece.old_end, piece.end
    return found
