# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a word is spoken and written otherwise: matches of its sound, as places in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from editor.core.errors import UserError
from editor.core.text import nearest_cut
from editor.core.time_index import TimeIndex
from editor.ear.aligning import Aligner
from editor.ear.fit import HEARD
from editor.ear.passing import sounded
from editor.ear.placing import character_times
from editor.ear.sounds import Listening, windows
from editor.ear.spotting import SHORTEST, SURE
from editor.language.glossary import Term
from editor.language.simplified import to_simplified
from editor.language.sound.terms import Part, Place
from editor.media.headless_sound import required_sound
from editor.media.sound import SAMPLES_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor.core.cue import Cue
    from editor.core.progress import Progress
    from editor.ear.aligning import Listener
    from editor.ear.fit import Fit
    from editor.ear.spotting import Match, Spoken

_SAMPLE = 2
"""Bytes of a sample."""
_SHARE = 0.25
"""Share of a match that a cue must have for the word to be its."""


class Written(NamedTuple):
    """Where a word stands in the text: the row of its cue, and the span in the cue's text."""

    row: int
    span: tuple[int, int]


class Marked(NamedTuple):
    """A range of the medium, in ms."""

    start: int
    end: int


class Example(NamedTuple):
    """How a word is to be written, and where it is spoken once."""

    word: str
    place: Written | Marked


class Spotted(NamedTuple):
    """What was found.

    Attributes:
        places: Where the word is heard, and something else stands.
        right: In how many places it is heard, and stands.
    """

    places: list[Place]
    right: int


def spotted(
    listener: Listener, cues: Sequence[Cue], example: Example, spoken: Spoken, progress: Progress
) -> Spotted:
    """Where a word is spoken.

    Args:
        listener: Who listens, and to what.
        cues: All of the document.
        example: The word.
        spoken: How the medium sounds, as far as that is known; is completed.
        progress: Reported the windows that are heard; may cancel, after which it goes on there.

    Raises:
        UserError: The model or the medium cannot be used, or the example is not heard, or short.
        Cancelled: `progress` cancelled.
    """
    aligner = Aligner(listener)
    place = example.place
    at = _heard_at(aligner, cues, place, progress) if isinstance(place, Written) else place
    if at.end - at.start < SHORTEST:
        raise UserError("This is too short to be found by its sound.")
    _listen(listener, spoken, progress)
    found = [(match, _rows(cues, match)) for match in spoken.found(*at)]
    wanted = _letters(example.word)
    wrong = [
        (match, rows)
        for match, rows in found
        if rows and wanted not in _letters("".join(cues[row].text for row in rows))
    ]
    fits = aligner.fits(cues, {row for _, rows in wrong for row in rows}, progress)
    places = [_place(cues, example.word, match, rows, fits) for match, rows in wrong]
    right = sum(bool(rows) for _, rows in found) - len(wrong)
    return Spotted([place for place in places if place is not None], right)


def _heard_at(aligner: Aligner, cues: Sequence[Cue], place: Written, progress: Progress) -> Marked:
    """When the word that stands there is spoken."""
    row, (start, stop) = place
    fit = aligner.fits(cues, {row}, progress).get(row)
    times = character_times(fit) if fit is not None and fit.evidence >= HEARD else {}
    inside = [times[at] for at in range(start, stop) if at in times]
    if fit is None or not inside:
        raise UserError("This word is not heard where it stands.")
    behind = (times[at] for at in range(stop, len(cues[row].text)) if at in times)
    return Marked(inside[0], next(behind, int(fit.starts[-1])))


def _listen(listener: Listener, spoken: Spoken, progress: Progress) -> None:
    """Hear what was not heard yet."""
    with required_sound(listener.source) as sound:
        size = (sound.folder / SAMPLES_FILE).stat().st_size
        length = size // _SAMPLE * 1000 // sound.rate
        left = tuple(start for start in windows(length) if start not in spoken.windows)
        if left:
            task = Listening(listener.model, *sound, left, listener.threads())
            sounded(task, progress, listener.threads, listener.served, spoken.add)


def _rows(cues: Sequence[Cue], match: Match) -> list[int]:
    """The cues that have enough of a match."""
    return [
        row
        for row in TimeIndex(cues).between(match.start, match.end)
        if min(match.end, cues[row].end) - max(match.start, cues[row].start)
        >= _SHARE * (match.end - match.start)
    ]


def _letters(text: str) -> str:
    return to_simplified("".join(text.split())).casefold()


def _place(
    cues: Sequence[Cue], word: str, match: Match, rows: Sequence[int], fits: Mapping[int, Fit]
) -> Place | None:
    """What stands where the word is spoken; None if nothing does."""
    parts = []
    for row in rows:
        fit = fits.get(row)
        span = _span(cues[row].text, fit, match) if fit is not None else None
        if span is not None:
            parts.append(Part(row, *span))
    if not parts:
        return None
    text = "".join(cues[part.row].text[part.start : part.end] for part in parts)
    sure = match.distance <= SURE
    return Place(Term(word), word, tuple(parts), text, "sound", 1 - match.distance, sure)


def _span(text: str, fit: Fit, match: Match) -> tuple[int, int] | None:
    """The characters whose middle is spoken within a match."""
    times = sorted(character_times(fit).items())
    ends = [at for _, at in times[1:]] + [int(fit.starts[-1])]
    inside = [
        place
        for (place, at), end in zip(times, ends, strict=True)
        if match.start <= (at + end) / 2 <= match.end
    ]
    if not inside:
        return None
    start, stop = nearest_cut(text, inside[0]), nearest_cut(text, inside[-1] + 1)
    return (start, stop) if start < stop else None
