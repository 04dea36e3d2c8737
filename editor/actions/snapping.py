# SPDX-License-Identifier: GPL-3.0-or-later
"""Times that give way to what is heard, where speech is known; times that are typed never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.parts import SHORTEST_PART, cut_time

if TYPE_CHECKING:
    from editor.core.cue import Cue
    from editor.media.speech import Speech

_CUT_REACH = 700
"""ms from the estimated cut within which a pause is believed to be the one that is meant."""

_CUT_SHARE = 0.3
"""The same as a share of the cue: in a short one, the next pause is soon another one."""

_WORD_REACH = 200
"""The same where the recogniser said when the word begins."""

_LEAD = 200
"""ms that the second half begins before its speech, at most."""

_EDGE_REACH = 200
"""ms from where a key says that speech begins or ends: people are that uneven."""


def cut(speech: Speech | None, cue: Cue, position: int) -> int | None:
    """When to cut `cue` at `position` of its text: in a pause near the estimate.

    In the pause's middle, but where that is long, shortly before speech goes on. None where
    no pause is near that leaves both halves long enough: then the estimate is the best.
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
    """Where speech begins near `ms`, else `ms`."""
    onset = speech.onset_near(ms, _EDGE_REACH) if speech is not None else None
    return ms if onset is None else onset


def end(speech: Speech | None, ms: int) -> int:
    """Where speech ends near `ms`, else `ms`."""
    offset = speech.offset_near(ms, _EDGE_REACH) if speech is not None else None
    return ms if offset is None else offset
