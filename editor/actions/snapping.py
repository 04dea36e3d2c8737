# SPDX-License-Identifier: GPL-3.0-or-later
"""Snapping to speech of cuts and of times set while playing; typed times never snap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.parts import SHORTEST_PART, cut_time

if TYPE_CHECKING:
    from editor.core.cue import Cue
    from editor.media.speech import Speech

_CUT_REACH = 700
"""Maximum distance in ms from the estimated cut to a pause that is taken for the cut."""

_CUT_SHARE = 0.3
"""The same as a share of the cue's duration: in a short cue, another pause is soon too near."""

_WORD_REACH = 200
"""The same in ms for a cue with word times, which make the estimate more exact."""

_LEAD = 200
"""Maximum ms by which the second half starts before its speech."""

_EDGE_REACH = 200
"""Maximum distance in ms from a key press to a speech edge: typical jitter of reaction times."""


def cut(speech: Speech | None, cue: Cue, position: int) -> int | None:
    """The time in ms at which to split `cue` at `position` of its text: in a pause, if possible.

    The middle of the pause, or if the pause is long, `_LEAD` before speech resumes. None if no
    pause is near the estimate, or if a half would be too short: then use the estimate.
    """
    if speech is None or cue.duration < 2 * SHORTEST_PART:
        return None
    reach = min(_CUT_REACH, round(cue.duration * _CUT_SHARE))
    if cue.words:
        reach = min(reach, _WORD_REACH)
    pause = speech.between(cue.start, cue.end).pause_near(cut_time(cue, position), reach)
    if pause is None:
        return None
    at = max((pause[0] + pause[1]) // 2, pause[1] - _LEAD)
    return at if cue.start + SHORTEST_PART <= at <= cue.end - SHORTEST_PART else None


def start(speech: Speech | None, ms: int) -> int:
    """The speech onset near `ms`, else `ms`."""
    onset = speech.onset_near(ms, _EDGE_REACH) if speech is not None else None
    return ms if onset is None else onset


def end(speech: Speech | None, ms: int) -> int:
    """The speech offset near `ms`, else `ms`."""
    offset = speech.offset_near(ms, _EDGE_REACH) if speech is not None else None
    return ms if offset is None else offset
