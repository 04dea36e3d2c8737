# SPDX-License-Identifier: GPL-3.0-or-later
"""Models of a recogniser's clock: how far each chunk lies from the beginning of the medium.

To add a family: write a function from the chunks to its offsets, and let
`candidates` offer it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.repair.chunks import base_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.repair.chunks import Chunk

USUAL_WINDOWS = (
    *(seconds * 1000 for seconds in (5, 10, 15, 20, 25, 30, 40, 45, 50, 60, 90, 100, 120, 150)),
    *(minutes * 60_000 for minutes in (3, 4, 5, 6, 8, 10, 15, 20, 30, 60)),
)
"""Window lengths in ms that recognisers and their users choose."""

_AT_ONCE = 100
_MOST = 0.8
_REACH = 130
"""A last end this near to the window's end touches it, in ms."""
_OVERRUN = 0.1
"""How far a window's last line may run past the window's end, as a share of the window."""
_ROUNDING = 1_000
"""Times in whole seconds say 30 where it was 29.6."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One model applied to the chunks.

    Attributes:
        model: ``running``, ``fixed:30`` …, as named on the command line.
        window: Length of the window in ms, for the fixed model.
        offsets: Milliseconds to add to each chunk's clock.
    """

    model: str
    window: int | None
    offsets: tuple[int, ...]

    def end(self, chunks: Sequence[Chunk]) -> int:
        """The latest end of any cue, in ms, if this model is true."""
        return max(chunk.end + offset for chunk, offset in zip(chunks, self.offsets, strict=True))


def running(chunks: Sequence[Chunk]) -> Candidate:
    """Each chunk begins where the last cue of the one before ended: Whisper's own rule."""
    base = base_of(chunks)
    offsets = [-base]
    for chunk in chunks[:-1]:
        offsets.append(offsets[-1] + chunk.end - base)
    return Candidate("running", None, tuple(offsets))


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
    return Candidate(f"fixed:{window / 1000:g}", window, tuple(offsets))


def explained(candidate: Candidate) -> Problem:
    """What a model says, in words."""
    if candidate.window is None:
        return Problem("each window starts where the last cue of the one before ended")
    return Problem("fixed windows of {seconds} s", seconds=f"{candidate.window / 1000:g}")


def candidates(chunks: Sequence[Chunk]) -> Iterator[Candidate]:
    """Every model that the chunks allow: the running one, and windows none of them outgrows."""
    yield running(chunks)
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
