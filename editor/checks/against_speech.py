# SPDX-License-Identifier: GPL-3.0-or-later
"""What `speech_rules` find: cues compared with the stretches in which somebody speaks.

They say nothing while the times jump back: then the timing is to be repaired first.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from editor.checks.finding import Finding
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from editor.checks.finding import View
    from editor.core.cue import Cue
    from editor.core.proposal import Fix

    _Times = NDArray[np.int64]

_LONG = 3_000
"""In ms: a silence in which a cue should not be shown, where the profile says nothing."""
_UNSURE = 100
"""In ms: how far the detector may be wrong at an edge of speech."""
_NEAR = 300
"""In ms: speech so near to a cue may be its own."""
_LOST = 1_500
"""In ms: so much speech without a cue is more than a laugh or a cough."""
_TAIL = 300
"""In ms: how long a cue may stay after speech when its end is put right."""
_NOTHING = (np.empty(0, np.int64), np.empty(0, np.int64))


def no_speech(view: View) -> Iterator[Finding]:
    """The cue has a text, and nobody speaks."""
    speech = _speech(view)
    if speech is None:
        return
    starts, ends = speech
    shown, gone = _times(view.cues)
    first = np.searchsorted(ends, shown - _NEAR, "right")
    stop = np.searchsorted(starts, gone + _NEAR, "left")
    for row in np.flatnonzero((first >= stop) & (gone > shown)).tolist():
        if view.cues[row].text.strip() and not view.cues[row].left_out:
            message = Problem(N_("Nobody speaks during this cue."))
            yield Finding("no-speech", "note", row, row, message)


def lead_in(view: View) -> Iterator[Finding]:
    """The cue is shown long before somebody speaks."""
    heard = _heard(view)
    if heard is None:
        return
    rows, first, _ = heard
    shown, _ = _times(view.cues)
    limit = view.profile.lead_in_ms_max
    early = first - shown[rows]
    for place in np.flatnonzero(early > (_LONG if limit is None else limit + _UNSURE)).tolist():
        row = int(rows[place])
        cue = view.cues[row]
        message = Problem(
            N_("This cue is shown {seconds} s before somebody speaks."),
            seconds=f"{early[place] / 1000:.1f}",
        )
        fix: Fix = ((row, cue.retimed(int(first[place]), cue.end)),)
        yield Finding("lead-in", "note", row, row, message, fix, sure=False)


def hang(view: View) -> Iterator[Finding]:
    """The cue stays long after the speech, or hangs over a long silence within."""
    heard = _heard(view)
    if heard is None:
        return
    rows, _, last = heard
    _, gone = _times(view.cues)
    limit = view.profile.hang_ms_max
    late = gone[rows] - last
    for place in np.flatnonzero(late > (_LONG if limit is None else limit + _UNSURE)).tolist():
        row = int(rows[place])
        cue = view.cues[row]
        message = Problem(
            N_("This cue stays {seconds} s after the speech."),
            seconds=f"{late[place] / 1000:.1f}",
        )
        fix: Fix = ((row, cue.retimed(cue.start, int(last[place]) + _TAIL)),)
        yield Finding("hang", "note", row, row, message, fix, sure=False)
    yield from _over_silence(view)


def _over_silence(view: View) -> Iterator[Finding]:
    """Cues with a long silence between two stretches of speech."""
    starts, ends = _speech(view) or _NOTHING
    shown, gone = _times(view.cues)
    for place in np.flatnonzero(starts[1:] - ends[:-1] > _LONG).tolist():
        begin, end = int(ends[place]), int(starts[place + 1])
        row = int(np.searchsorted(shown, begin, "left")) - 1
        if row >= 0 and gone[row] > end:
            message = Problem(
                N_("This cue hangs over a silence of {seconds} s, from {time} on."),
                seconds=f"{(end - begin) / 1000:.1f}",
                time=spoken(begin),
            )
            yield Finding("hang", "note", row, row, message)


def no_text(view: View) -> Iterator[Finding]:
    """Somebody speaks, and no cue is shown."""
    speech = _speech(view)
    if speech is None or not view.cues:
        return
    starts, ends = speech
    length = np.concatenate(([0], np.cumsum(ends - starts)))

    def spoken_until(times: _Times) -> _Times:
        place = np.searchsorted(starts, times, "right")
        over = np.where(place > 0, np.maximum(ends[place - 1] - times, 0), 0)
        return np.asarray(length[place] - over)

    shown, gone = _times(view.cues)
    # Free stretches: before the first cue, between two, after the last one.
    begin = np.concatenate(([0], np.maximum.accumulate(gone) + _NEAR))
    end = np.concatenate((shown - _NEAR, [int(ends[-1])]))
    lost = spoken_until(np.maximum(begin, end)) - spoken_until(begin)
    for place in np.flatnonzero(lost > _LOST).tolist():
        row = max(0, place - 1)
        said = (
            N_("Before this cue somebody speaks for {seconds} s without a text.")
            if place == 0
            else N_("After this cue somebody speaks for {seconds} s without a text.")
        )
        message = Problem(said, seconds=f"{lost[place] / 1000:.1f}")
        yield Finding("no-text", "note", row, row, message)


def _heard(view: View) -> tuple[_Times, _Times, _Times] | None:
    """Rows of the cues in which somebody speaks; where speech begins and ends in each, in ms."""
    speech = _speech(view)
    if speech is None:
        return None
    starts, ends = speech
    shown, gone = _times(view.cues)
    first = np.searchsorted(ends, shown, "right")
    stop = np.searchsorted(starts, gone, "left")
    rows = np.flatnonzero(first < stop)
    begin = np.maximum(starts[first[rows]], shown[rows])
    return rows, begin, np.minimum(ends[stop[rows] - 1], gone[rows])


def _speech(view: View) -> tuple[_Times, _Times] | None:
    """Starts and ends of speech; None where they are unknown or the times jump back."""
    if view.speech is None or not len(np.asarray(view.speech[0])):
        return None
    if any(cue.start < before.start for before, cue in pairwise(view.cues)):
        return None
    return np.asarray(view.speech[0], np.int64), np.asarray(view.speech[1], np.int64)


def _times(cues: Sequence[Cue]) -> tuple[_Times, _Times]:
    starts = np.fromiter((cue.start for cue in cues), np.int64, len(cues))
    return starts, np.fromiter((cue.end for cue in cues), np.int64, len(cues))
