# SPDX-License-Identifier: GPL-3.0-or-later
"""Several files in one: two languages, two speakers, or the same talk twice, one after the other.

Each has its own clock, but these clocks ran side by side: nothing may be put behind the other.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.tags import without_tags
from editor.core.text import HAN
from editor.core.timecode import spoken
from editor.core.values import dataclass
from editor.repair.chunks import Covered, restarts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.repair.evidence import Evidence
    from editor.repair.interpretation import Diagnosis

_MOST_TRACKS = 4
"""A file with more restarts is a recogniser's."""

_LEAST_CUES = 5
"""Cues of a track, at least;"""

_LEAST_NUMBERED = 2
"""and of one whose numbers begin again."""

_BESIDE = 0.6
"""Share of the shorter track's time, first start to last end, in which the other runs, too."""

SAME_TIMES = 200
"""ms: two cues whose starts and ends are this near have the same times."""

_SAME_SHARE = 0.5
"""Share of a track's cues with the times of one of the first track, beyond those by chance."""

_CHANCE_SHIFTS = (-7_300, -3_100, 3_100, 7_300)
"""ms: tracks shifted by these have the same times by chance only."""

_APART_SHARE = 0.5
"""Speakers who let each other finish overlap by less than this share of what chance would do."""

_LEAST_SPOKEN = 0.1
"""Share of its time that a track must be on, so that not overlapping says anything."""

_LANGUAGE_GAP = 0.6
"""Difference of the shares of cues with Chinese characters from which two tracks are languages."""

_ENDS_WITH = 0.85
"""Two tracks of one medium end together: the shorter reaches this share of the longer."""

_LANGUAGES = N_(
    "Two languages in one file: from cue {cue} on the clock begins again, for the same stretch of "
    "the media."
)
_VERSIONS = N_(
    "Two files in one: from cue {cue} on the clock begins again, for the same stretch of the media."
)
_SPEAKERS = N_(
    "Tracks of different speakers in one file: from cue {cue} on the clock begins again, at "
    "{time}, and the cues fall between those before."
)
_FILES = N_(
    "Several files in one: from cue {cue} on the numbers and the clock begin again, at {time}."
)


@dataclass(frozen=True, slots=True)
class Tracks:
    """Several files in one.

    Attributes:
        firsts: The first row of each.
        finding: What they are, in a sentence.
    """

    firsts: tuple[int, ...]
    finding: Problem


def find_tracks(cues: Sequence[Cue], evidence: Evidence) -> Tracks | None:
    """The tracks in a file, or None if it is a single one.

    Args:
        cues: In file order. Must not be empty.
        evidence: Where the numbers of the cues begin again; and whether the user knows of parts
            or starts, which rules tracks out.
    """
    if evidence.part_lengths or evidence.anchors:
        return None
    firsts = (0, *restarts(cues))
    if not 1 < len(firsts) <= _MOST_TRACKS:
        return None
    tracks = [cues[first:stop] for first, stop in pairwise((*firsts, len(cues)))]
    least = min(map(len, tracks))
    anew = least >= _LEAST_NUMBERED and set(firsts[1:]) <= set(evidence.numbered_anew)
    message = _what(tracks, evidence.media_length) if least >= _LEAST_CUES else None
    if message is None and anew:
        message = _FILES
    if message is None:
        return None
    row = firsts[1]
    return Tracks(firsts, Problem(message, cue=row + 1, time=spoken(cues[row].start)))


def firsts_of(diagnosis: Diagnosis) -> tuple[int, ...]:
    """The first rows of the files in one; where none were told, of the few chunks. Else empty."""
    if diagnosis.tracks:
        return diagnosis.tracks
    firsts = tuple(chunk.first for chunk in diagnosis.chunks)
    return firsts if 1 < len(firsts) <= _MOST_TRACKS else ()


def _what(tracks: Sequence[Sequence[Cue]], length: int | None) -> str | None:
    """What the tracks are, by all of them compared with the first, on a medium of `length` ms."""
    first, *others = tracks
    beside = all(_run_beside(first, other) for other in others)
    if beside and all(_share_times(first, other) >= _SAME_SHARE for other in others):
        same = all(_language_gap(first, other) < _LANGUAGE_GAP for other in others)
        return _VERSIONS if same else _LANGUAGES
    if beside and (_have_speakers(tracks) or all(_take_turns(first, other) for other in others)):
        return _SPEAKERS
    together = all(_end_together(first, other) for other in others)
    if beside and together:
        if all(_language_gap(first, other) >= _LANGUAGE_GAP for other in others):
            return _LANGUAGES
        ends = [max(cue.end for cue in track) for track in tracks]
        if length is not None and _ENDS_WITH * length <= min(ends) <= max(ends) <= length + 1_500:
            return _VERSIONS
    return None


def _span(track: Sequence[Cue]) -> tuple[int, int]:
    return min(cue.start for cue in track), max(cue.end for cue in track)


def _run_beside(one: Sequence[Cue], other: Sequence[Cue]) -> bool:
    (start, end), (begin, stop) = _span(one), _span(other)
    both = min(end, stop) - max(start, begin)
    return both >= _BESIDE * min(end - start, stop - begin)


def _end_together(one: Sequence[Cue], other: Sequence[Cue]) -> bool:
    ends = sorted((_span(one)[1], _span(other)[1]))
    return min(len(one), len(other)) >= 2 * _LEAST_CUES and ends[0] >= _ENDS_WITH * ends[1]


def _share_times(one: Sequence[Cue], other: Sequence[Cue]) -> float:
    """Share of the other track's cues with the times of a cue of the first, less that by chance."""
    chance = sum(_same_share(one, other, shift) for shift in _CHANCE_SHIFTS) / len(_CHANCE_SHIFTS)
    return _same_share(one, other, 0) - chance


def _same_share(one: Sequence[Cue], other: Sequence[Cue], shift: int) -> float:
    times = sorted((cue.start, cue.end) for cue in one)
    return sum(
        partner(times, cue.start + shift, cue.end + shift) is not None for cue in other
    ) / len(other)


def partner(times: Sequence[tuple[int, int]], start: int, end: int) -> int | None:
    """The index of the nearest of the ascending `times` that are the same; None without any."""
    place = bisect_left(times, (start - SAME_TIMES, 0))
    found = []
    while place < len(times) and times[place][0] <= start + SAME_TIMES:
        if abs(times[place][1] - end) <= SAME_TIMES:
            found.append((abs(times[place][0] - start), place))
        place += 1
    return min(found)[1] if found else None


def _language_gap(one: Sequence[Cue], other: Sequence[Cue]) -> float:
    """Difference of the shares of cues with Chinese characters."""
    shares = [
        sum(bool(HAN.search(without_tags(cue.text))) for cue in track) / len(track)
        for track in (one, other)
    ]
    return abs(shares[0] - shares[1])


def _have_speakers(tracks: Sequence[Sequence[Cue]]) -> bool:
    """Whether each track is one speaker's, by the names in the file."""
    names = [{cue.speaker for cue in track} for track in tracks]
    single = [*names[0].union(*names[1:])]
    return all(len(own) == 1 for own in names) and len(single) == len(tracks) and None not in single


def _take_turns(one: Sequence[Cue], other: Sequence[Cue]) -> bool:
    """Whether two tracks overlap in time far less than by chance."""
    (start, end), (begin, stop) = _span(one), _span(other)
    low, high = max(start, begin), min(end, stop)
    covered = Covered()
    for cue in one:
        covered.add(cue.start, cue.end)
    inside = [cue for cue in other if low <= cue.start and cue.end <= high]
    spoken_by_other = sum(max(0, cue.duration) for cue in inside)
    share = covered.overlap(low, high) / max(1, high - low)
    if share < _LEAST_SPOKEN or spoken_by_other < _LEAST_SPOKEN * (high - low):
        return False
    both = sum(covered.overlap(cue.start, cue.end) for cue in inside)
    return both <= _APART_SHARE * share * spoken_by_other
