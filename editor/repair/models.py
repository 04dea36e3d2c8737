# SPDX-License-Identifier: GPL-3.0-or-later
"""Models of a recogniser's clock: how far each chunk lies from the beginning of the medium.

To add a family: write a function from the chunks to its offsets, and let
`candidates` offer it.
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

WHISPERS = 30_000
"""Length of Whisper's window in ms."""
_AT_ONCE = 100
_MOST = 0.8
_REACH = 130
"""A last end this near to the window's end touches it, in ms."""
_OVERRUN = 0.1
"""How far a window's last line may run past the window's end, as a share of the window."""
_LONG = 100_000
_GOES_ON = 5_000
_ROUNDING = 1_000
"""Times in whole seconds say 30 where it was 29.6."""


def running(chunks: Sequence[Chunk]) -> Candidate:
    """Each chunk begins where the last cue of the one before ended: Whisper's own rule."""
    base = base_of(chunks)
    offsets = [-base]
    for chunk in chunks[:-1]:
        offsets.append(offsets[-1] + chunk.end - base)
    return Candidate("running", tuple(chunks), tuple(offsets))


def moving(chunks: Sequence[Chunk]) -> Candidate:
    """As `running`; but over a silence at its end Whisper's window moves by its whole length.

    Had it moved to the last cue's end, the next cue would begin before the old window's
    end: later than that, it shows that the window moved on whole. A cue that begins late
    and still before that end might have come after either move.
    """
    base = base_of(chunks)
    plain = running(chunks)
    if max(chunk.end for chunk in chunks) - base > WHISPERS:
        return plain
    offsets, doubtful = [-base], set()
    for place, (chunk, after) in enumerate(pairwise(chunks), start=1):
        end, start = chunk.end - base, after.start - base
        whole = start > _AT_ONCE and end + start >= WHISPERS
        offsets.append(offsets[-1] + (WHISPERS if whole else end))
        if _AT_ONCE < start < WHISPERS - end:
            doubtful.add(place)
    kind = "running" if tuple(offsets) == plain.offsets else "moving"
    return Candidate(kind, tuple(chunks), tuple(offsets), doubtful=frozenset(doubtful))


def fixed(chunks: Sequence[Chunk], window: int) -> Candidate:
    """Each chunk begins a whole number of windows later; one, unless it is longer itself.

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
    """Every model that the chunks allow: the running one, and windows none of them outgrows."""
    yield moving(chunks) if moves_on(chunks) else running(chunks)
    for window in windows(chunks):
        yield fixed(chunks, window)


def windows(chunks: Sequence[Chunk]) -> list[int]:
    """The usual lengths that no chunk outgrows; the longest chunk's length if there is none.

    The first chunk may be longer, as a part that was repaired before; lengths for which
    it has to be come last, and before them those that some line runs past.
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
    """How many chunks reach just the end of their window, of how many that could show it.

    The last chunk does not count: it ends where the talk does. Nor does one that runs
    past the end: that a line may do in any window. Only the first chunk may take several
    windows: a part that was repaired before.
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
    """Whether the talk goes on across each fall of the clock, if that is by one long window.

    So it does where a clock lost its hours (or hundreds of seconds), and where a recorder
    or a script cut the sound. In short windows the gaps that are left by chance look alike.
    """
    gaps = [after.start + window - before.end for before, after in pairwise(chunks)]
    starts = [after.start + window - before.last_start for before, after in pairwise(chunks)]
    full = sum(chunk.end >= window - _REACH for chunk in chunks[:-1])
    return (
        window >= _LONG
        and all(-_GOES_ON <= gap <= _GOES_ON for gap in gaps)
        and all(start > 0 for start in starts)
        and 2 * full >= len(gaps)
    )


def moves_on(chunks: Sequence[Chunk]) -> bool:
    """Whether the chunks look as Whisper's moving window leaves them.

    Nearly all begin at once, for the window begins where a line ended, and nearly
    all are almost a window long, for it takes in every line that ends inside it.
    Chunks cut at pauses, overlapping windows and cut-out silences look otherwise.
    """
    base = base_of(chunks)
    at_once = sum(chunk.start - base <= _AT_ONCE for chunk in chunks)
    lengths = sorted(chunk.end - base for chunk in chunks[:-1])
    short = lengths[len(lengths) // 10]
    return at_once >= _MOST * len(chunks) and short >= _MOST * lengths[-1]


def _windows(chunk: Chunk, base: int, window: int) -> int:
    """How many windows a chunk takes: more than one where it was repaired in part before.

    A line belongs to the window in which it starts, and may run on a little.
    """
    started = (chunk.last_start - base) // window + 1
    ended = -((base + _ROUNDING - chunk.end) // window)
    over = chunk.end - base - started * window
    return max(1, min(started, ended) if over <= _OVERRUN * window else ended)
