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

USUAL_WINDOWS = (
    *(seconds * 1000 for seconds in (5, 10, 15, 20, 25, 30, 40, 45, 50, 60, 90, 100, 120, 150)),
    *(minutes * 60_000 for minutes in (3, 4, 5, 6, 8, 10, 15, 20, 30, 60)),
)
"""Window lengths in ms that recognisers and their users choose."""

WHISPER_WINDOW = 30_000
"""ms: the length of Whisper's window (`whisper.audio.CHUNK_LENGTH`)."""

_AT_ONCE = 100
"""ms: a chunk whose first cue starts this soon begins at once."""

_NEARLY_ALL = 0.8
"""Share of the chunks that begin at once, if the window moves; and share of the longest
one's length that nine in ten of them have."""

_REACH = 130
"""ms: a last end this near to the window's end touches it."""

_OVERRUN = 0.1
"""Share of a window by which its last line may run past the window's end."""

_WRAPPED = 100_000
"""ms: no clock wraps sooner. One that has two digits for seconds wraps at 100 s."""

_GOES_ON = 5_000
"""ms: talk that goes on across a wrap pauses, or overlaps, by no more."""

_ROUNDING = 1_000
"""ms: times in whole seconds say 30 where it was 29.6."""


def running(chunks: Sequence[Chunk]) -> Candidate:
    """Each chunk begins where the last cue of the one before ended, as Whisper's window does."""
    base = base_of(chunks)
    offsets = [-base]
    for chunk in chunks[:-1]:
        offsets.append(offsets[-1] + chunk.end - base)
    return Candidate("running", tuple(chunks), tuple(offsets))


def moving(chunks: Sequence[Chunk]) -> Candidate:
    """As `running`, but after a silence at its end the window moves on by its whole length.

    If the window had moved to the last cue's end only, the next cue would start before the
    old window's end; one that starts later shows a move by the whole length. A cue that
    starts late, but before that end, fits either move: its chunk is doubtful.
    """
    base = base_of(chunks)
    plain = running(chunks)
    if max(chunk.end for chunk in chunks) - base > WHISPER_WINDOW:
        return plain
    offsets, doubtful = [-base], set()
    for place, (chunk, after) in enumerate(pairwise(chunks), start=1):
        end, start = chunk.end - base, after.start - base
        whole = start > _AT_ONCE and end + start >= WHISPER_WINDOW
        offsets.append(offsets[-1] + (WHISPER_WINDOW if whole else end))
        if _AT_ONCE < start < WHISPER_WINDOW - end:
            doubtful.add(place)
    kind = "running" if tuple(offsets) == plain.offsets else "moving"
    return Candidate(kind, tuple(chunks), tuple(offsets), doubtful=frozenset(doubtful))


def fixed(chunks: Sequence[Chunk], window: int) -> Candidate:
    """Each chunk begins one window after the chunk before, or several if that one is longer.

    Args:
        chunks: In file order.
        window: Length in ms.

    Raises:
        UserError: `window` is not above zero.
    """
    if window <= 0:
        raise UserError("A window must be longer than zero.")
    base = base_of(chunks)
    offsets = [-base]
    for chunk in chunks[:-1]:
        offsets.append(offsets[-1] + window * _windows(chunk, base, window))
    return Candidate("fixed", tuple(chunks), tuple(offsets), window)


def candidates(chunks: Sequence[Chunk]) -> Iterator[Candidate]:
    """Every model that the chunks allow: running, then fixed windows no shorter than a chunk."""
    yield moving(chunks) if moves_on(chunks) else running(chunks)
    for window in windows(chunks):
        yield fixed(chunks, window)


def windows(chunks: Sequence[Chunk]) -> list[int]:
    """Window lengths in ms, the most plausible first: the usual ones that no chunk exceeds.

    The first chunk may exceed one, as a part that was repaired before: such lengths come
    last, and before them those that some line runs past. If no usual length is left, it
    is the longest chunk's.
    """
    base = base_of(chunks)
    allowed = [
        window
        for window in USUAL_WINDOWS
        if all(_windows(chunk, base, window) == 1 for chunk in chunks[1:])
    ]
    longest = max(chunk.end for chunk in chunks) - base
    allowed.sort(key=lambda w: (_windows(chunks[0], base, w) > 1, w + _REACH < longest))
    return allowed or [longest]


def touching(chunks: Sequence[Chunk], window: int) -> tuple[int, int]:
    """How many chunks end just where their window does, and of how many.

    Not counted are the last chunk, which ends where the talk does, and chunks whose last
    line runs past the window's end, since a line may do so in any window. Only the first
    chunk may take several windows, as a part that was repaired before.
    """
    base = base_of(chunks)
    touched = of = 0
    for chunk in chunks[:-1]:
        taken = _windows(chunk, base, window) if chunk is chunks[0] else 1
        over = chunk.end - base - taken * window
        of += over <= _REACH
        touched += -_REACH <= over <= _REACH
    return touched, of


def wraps(chunks: Sequence[Chunk], window: int) -> bool:
    """Whether talk goes on across every restart, if each is one wrap of `window` ms.

    It does where a clock lost its hours or its hundreds of seconds, and where a recorder
    or a script cut the sound into files. Short windows leave such gaps by chance.
    """
    gaps = [after.start + window - before.end for before, after in pairwise(chunks)]
    starts = [after.start + window - before.last_start for before, after in pairwise(chunks)]
    full = sum(chunk.end >= window - _REACH for chunk in chunks[:-1])
    return (
        window >= _WRAPPED
        and all(-_GOES_ON <= gap <= _GOES_ON for gap in gaps)
        and all(start > 0 for start in starts)
        and 2 * full >= len(gaps)
    )


def moves_on(chunks: Sequence[Chunk]) -> bool:
    """Whether the chunks look as Whisper's moving window leaves them.

    Nearly all begin at once, since the window begins where a line ended, and nearly all
    are almost as long as the window, since it has every line that ends inside it. Chunks
    cut at pauses, overlapping windows and removed silences look different.
    """
    base = base_of(chunks)
    at_once = sum(chunk.start - base <= _AT_ONCE for chunk in chunks)
    lengths = sorted(chunk.end - base for chunk in chunks[:-1])
    short = lengths[len(lengths) // 10]
    return at_once >= _NEARLY_ALL * len(chunks) and short >= _NEARLY_ALL * lengths[-1]


def _windows(chunk: Chunk, base: int, window: int) -> int:
    """How many windows a chunk takes: more than one where it was repaired in part before.

    A line belongs to the window in which it starts, and may run on a little.
    """
    started = (chunk.last_start - base) // window + 1
    ended = -((base + _ROUNDING - chunk.end) // window)
    over = chunk.end - base - started * window
    return max(1, min(started, ended) if over <= _OVERRUN * window else ended)
