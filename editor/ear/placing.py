# SPDX-License-Identifier: GPL-3.0-or-later
"""Times of words and cues, where the text that stands there is spoken.

Words have the times of their tokens. A cue ends where its last one does, or where the voice leaves
off right behind; it starts where the voice sets in before its second character, since the attention
of the first token is not to be relied on; where there is no pause before it, at its first token.
No cue passes its neighbours, and none moves further than it may.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from editor.core.doubt import Spoken
from editor.core.words import Word, Words
from editor.ear.fit import HEARD
from editor.language.words import NO_TERMS, borders

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor.core.cue import Cue
    from editor.ear.fit import Fit
    from editor.ear.loudness import Loudness

Why = Literal["moved", "same", "far", "unheard", "unscored"]
SHORTEST = 100
"""ms of a cue, at least."""
_BEHIND = 500
"""ms behind the last token in which the voice may leave off."""
_AHEAD = 400
"""ms before the first token in which it may set in."""


class Placed(NamedTuple):
    """What became of a cue.

    Attributes:
        cue: It, with new times and words.
        why: ``moved``; ``same``: to within a frame it was right; ``far``: it would have moved
            further than allowed, and only has words; ``unheard``: nobody says it there;
            ``unscored``: it has no text, no duration, or is too long.
    """

    cue: Cue
    why: Why


def placed(
    cues: Sequence[Cue], fits: Mapping[int, Fit], loudness: Mapping[int, Loudness], most: int
) -> list[Placed]:
    """The cues with new times; all in the order of the file.

    Args:
        cues: In the order of their starts.
        fits: How each row fits the sound.
        loudness: Of the sound around each row.
        most: ms that an edge may move.
    """
    heard = {row: fit for row, fit in fits.items() if fit.evidence >= HEARD}
    found: list[Placed] = []
    ended = 0
    for row, cue in enumerate(cues):
        fit = heard.get(row)
        if fit is None:
            found.append(Placed(cue, "unheard" if row in fits else "unscored"))
            ended = max(ended, cue.end)
            continue
        after = heard.get(row + 1)
        following = cues[row + 1].start + most if row + 1 < len(cues) else None
        if after is not None:
            following = int(after.starts[1])
        edges = _edges(fit, loudness[row], ended, following)
        found.append(_moved(cue, fit, edges, most, ended))
        ended = found[-1].cue.end
    return [_before(each, after) for each, after in zip(found, [*found[1:], None], strict=True)]


def _edges(fit: Fit, loudness: Loudness, ended: int, following: int | None) -> tuple[int, int]:
    """Where the cue is spoken, by its tokens and by the voice."""
    first, second, last, end = (int(fit.starts[place]) for place in (0, 1, -2, -1))
    onset = loudness.onset(max(ended, min(first, second) - _AHEAD), second)
    start = first if onset is None else onset
    latest = end + _BEHIND if following is None else min(end + _BEHIND, following)
    offset = loudness.offset((last + end) // 2, latest)
    end = end if offset is None else offset
    return max(start, ended), end


def _moved(cue: Cue, fit: Fit, edges: tuple[int, int], most: int, ended: int) -> Placed:
    start, end = edges
    far = abs(start - cue.start) > most or abs(end - cue.end) > most or end - start < SHORTEST
    if far:
        start, end = max(cue.start, ended), cue.end
    if end <= start:
        return Placed(cue, "far")
    words = Words(word_times(cue.text, fit, start, end), "text")
    after = replace(cue.retimed(start, end), words=words if len(words) else None)
    same = (start, end) == (cue.start, cue.end)
    return Placed(after, "far" if far else "same" if same else "moved")


def _before(placed: Placed, after: Placed | None) -> Placed:
    """The cue so that it does not reach into the next one, if it did not before."""
    if after is None or not placed.cue.start < after.cue.start < placed.cue.end:
        return placed
    return placed._replace(cue=placed.cue.retimed(placed.cue.start, after.cue.start))


def word_times(text: str, fit: Fit, start: int, end: int) -> list[Word]:
    """When each word of a cue is spoken, each until the next one begins.

    Args:
        text: The cue's.
        fit: When its tokens are spoken.
        start: Of the cue, in ms: where its first word begins.
        end: Of the cue.
    """
    times = character_times(fit)
    begun: list[tuple[int, str]] = []
    for first, stop in pairwise(borders(text)):
        said = [times[place] for place in range(first, stop) if place in times]
        word = text[first:stop].strip()
        if word and said:
            at = min(max(said[0], start, begun[-1][0] if begun else start), end)
            begun.append((at if begun else start, word))
    ends = [at for at, _ in begun[1:]] + [end]
    return [Word(at, until, word) for (at, word), until in zip(begun, ends, strict=True)]


def weakest_words(
    text: str, fit: Fit, terms: frozenset[str] = NO_TERMS, most: int = 3
) -> tuple[Spoken, ...]:
    """The words of a cue that fit worst, the worst first, with their times as their tokens are.

    The start of a cue's first word is too early rather than too late.

    Args:
        text: The cue's.
        fit: How it fits.
        terms: The user's words.
        most: How many.
    """
    found: list[Spoken] = []
    for start, stop in pairwise(borders(text, terms)):
        inside = np.flatnonzero((fit.spans[:, 0] < stop) & (fit.spans[:, 1] > start))
        if len(inside):
            first, last = int(inside[0]), int(inside[-1]) + 1
            score = float(fit.smoothed[first:last].min())
            found.append(Spoken(int(fit.starts[first]), int(fit.starts[last]), score))
    return tuple(sorted(found, key=lambda each: each.score)[:most])


def character_times(fit: Fit) -> dict[int, int]:
    """When each character begins, by its place in the text; within a token, evenly."""
    times: dict[int, int] = {}
    for (first, stop), at, until in zip(
        fit.spans.tolist(), fit.starts[:-1].tolist(), fit.starts[1:].tolist(), strict=True
    ):
        for place in range(first, stop):
            times.setdefault(place, at + (until - at) * (place - first) // (stop - first))
    return times
