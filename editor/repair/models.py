# SPDX-License-Identifier: GPL-3.0-or-later
"""Clock models that need nothing but the times: from a file's chunks to their offsets.

To add one, write a function from the chunks to a `Candidate`, and yield it in `candidates`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.repair.candidate import Candidate
from editor.repair.chunks import base_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.repair.chunks import Chunk

USUAL_LENGTHS = (
    *(seconds * 1000 for seconds in (5, 10, 15, 20, 25, 30, 40, 45, 50, 60, 90, 100, 120, 150)),
    *(minutes * 60_000 for minutes in (3, 4, 5, 6, 8, 10, 15, 20, 30, 60)),
)
"""Chunk lengths in ms that recognisers and their users choose."""

WHISPER_CHUNK = 30_000
"""ms: the length of Whisper's chunk (`whisper.audio.CHUNK_LENGTH`)."""

_AT_ONCE = 100
"""ms: a chunk whose first cue starts this soon begins at once."""

_NEARLY_ALL = 0.8
"""Share of the chunks that begin at once, if they move as Whisper's do; and share of the longest
one's length that nine in ten of them have."""

_REACH = 130
"""ms: a last end this near to the chunk's end touches it."""

_OVERRUN = 0.1
"""Share of a chunk by which its last line may run past the chunk's end."""

_WRAPPED = 100_000
"""ms: no clock wraps sooner. One that has two digits for seconds wraps at 100 s."""

_GOES_ON = 5_000
"""ms: talk that goes on across a wrap pauses, or overlaps, by no more."""

_ROUNDING = 1_000
"""ms: times in whole seconds say 30 where it was 29.6."""


def running(chunks: Sequence[Chunk]) -> Candidate:
    """Each chunk begins where the last cue of the one before ended, as Whisper's chunks do."""
    base = base_of(chunks)
    offsets = [-base]
    for chunk in chunks[:-1]:
        offsets.append(offsets[-1] + chunk.end - base)
    return Candidate("running", tuple(chunks), tuple(offsets))


def moving(chunks: Sequence[Chunk]) -> Candidate:
    """As `running`, but after a silence at a chunk's end the next one begins a whole length later.

    If the next chunk had begun at the last cue's end, its first cue would start before the
    old chunk's end; one that starts later shows a move by the whole length. A cue that
    starts late, but before that end, fits either move: its chunk is doubtful.
    """
    base = base_of(chunks)
    plain = running(chunks)
    if max(chunk.end for chunk in chunks) - base > WHISPER_CHUNK:
        return plain
    offsets, doubtful = [-base], set()
    for place, (chunk, after) in enumerate(pairwise(chunks), start=1):
        end, start = chunk.end - base, after.start - base
        whole = start > _AT_ONCE and end + start >= WHISPER_CHUNK
        offsets.append(offsets[-1] + (WHISPER_CHUNK if whole else end))
        if _AT_ONCE < start < WHISPER_CHUNK - end:
            doubtful.add(place)
    kind = "running" if tuple(offsets) == plain.offsets else "moving"
    return Candidate(kind, tuple(chunks), tuple(offsets), doubtful=frozenset(doubtful))


def fixed(chunks: Sequence[Chunk], chunk_length: int) -> Candidate:
    """Each chunk begins one length after the chunk before, or several if that one is longer.

    Args:
        chunks: In file order.
        chunk_length: Length in ms.

    Raises:
        UserError: `chunk_length` is not above zero.
    """
    if chunk_length <= 0:
        raise UserError("The chunk length must be greater than zero.")
    base = base_of(chunks)
    offsets = [-base]
    for chunk in chunks[:-1]:
        offsets.append(offsets[-1] + chunk_length * _taken(chunk, base, chunk_length))
    return Candidate("fixed", tuple(chunks), tuple(offsets), chunk_length)


def candidates(chunks: Sequence[Chunk]) -> Iterator[Candidate]:
    """Every model that the chunks allow: running, then fixed chunks no shorter than a chunk."""
    yield moving(chunks) if moves_on(chunks) else running(chunks)
    for chunk_length in chunk_lengths(chunks):
        yield fixed(chunks, chunk_length)


def chunk_lengths(chunks: Sequence[Chunk]) -> list[int]:
    """Chunk lengths in ms, the most plausible first: the usual ones that no chunk exceeds.

    The first chunk may exceed one, as a part that was repaired before: such lengths come
    last, and before them those that some line runs past. If no usual length is left, it
    is the longest chunk's.
    """
    base = base_of(chunks)
    allowed = [
        chunk_length
        for chunk_length in USUAL_LENGTHS
        if all(_taken(chunk, base, chunk_length) == 1 for chunk in chunks[1:])
    ]
    longest = max(chunk.end for chunk in chunks) - base
    allowed.sort(key=lambda w: (_taken(chunks[0], base, w) > 1, w + _REACH < longest))
    return allowed or [longest]


def touching(chunks: Sequence[Chunk], chunk_length: int) -> tuple[int, int]:
    """How many chunks have a last cue that ends just where the chunk does, and of how many.

    Not counted are the last chunk, which ends where the talk does, and chunks whose last
    line runs past the chunk's end, since a line may do so in any chunk. Only the first
    chunk may take several lengths, as a part that was repaired before.
    """
    base = base_of(chunks)
    touched = of = 0
    for chunk in chunks[:-1]:
        taken = _taken(chunk, base, chunk_length) if chunk is chunks[0] else 1
        over = chunk.end - base - taken * chunk_length
        of += over <= _REACH
        touched += -_REACH <= over <= _REACH
    return touched, of


def wraps(chunks: Sequence[Chunk], chunk_length: int) -> bool:
    """Whether talk goes on across every restart, if each is one wrap of `chunk_length` ms.

    It does where a clock lost its hours or its hundreds of seconds, and where a recorder
    or a script cut the sound into files. Short chunks leave such gaps by chance.
    """
    gaps = [after.start + chunk_length - before.end for before, after in pairwise(chunks)]
    starts = [after.start + chunk_length - before.last_start for before, after in pairwise(chunks)]
    full = sum(chunk.end >= chunk_length - _REACH for chunk in chunks[:-1])
    return (
        chunk_length >= _WRAPPED
        and all(-_GOES_ON <= gap <= _GOES_ON for gap in gaps)
        and all(start > 0 for start in starts)
        and 2 * full >= len(gaps)
    )


def moves_on(chunks: Sequence[Chunk]) -> bool:
    """Whether the chunks look as Whisper leaves them.

    Nearly all begin at once, since they begin where a line ended, and nearly all
    are almost of full length, since they have every line that ends inside them. Chunks
    cut at pauses, overlapping chunks and removed silences look different.
    """
    base = base_of(chunks)
    at_once = sum(chunk.start - base <= _AT_ONCE for chunk in chunks)
    lengths = sorted(chunk.end - base for chunk in chunks[:-1])
    short = lengths[len(lengths) // 10]
    return at_once >= _NEARLY_ALL * len(chunks) and short >= _NEARLY_ALL * lengths[-1]


def _taken(chunk: Chunk, base: int, chunk_length: int) -> int:
    """How many lengths a chunk takes: more than one where it was repaired in part before.

    A line belongs to the length in which it starts, and may run on a little.
    """
    started = (chunk.last_start - base) // chunk_length + 1
    ended = -((base + _ROUNDING - chunk.end) // chunk_length)
    over = chunk.end - base - started * chunk_length
    return max(1, min(started, ended) if over <= _OVERRUN * chunk_length else ended)
