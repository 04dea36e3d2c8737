# SPDX-License-Identifier: GPL-3.0-or-later
"""The current cue's start and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import changing, snapping
from editor.actions.action import Action, can_hear, has_cue
from editor.core import editing
from editor.core.i18n import N_
from editor.settings import NUDGE, REACTION

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.core.change import Change
    from editor.media.speech import Speech

SHORTEST = 100
"""Minimum duration in ms that setting an edge to the playhead leaves."""


def edit_times(context: Context) -> None:
    """Open fields for start, end and duration."""

    def take(row: int, start: int, end: int) -> None:
        changing.commit(context, editing.retime(context.session.document, row, start, end))

    context.views.edit_times(take)


def nudge(edge: str, sign: int) -> Callable[[Context], None]:
    """A command that moves the current cue's start or end by one step and plays the edge.

    Args:
        edge: ``start`` or ``end``.
        sign: -1 for earlier, 1 for later.
    """

    def run(context: Context) -> None:
        step = sign * context.settings[NUDGE]
        cue = context.cue
        start, end = (cue.start + step, cue.end) if edge == "start" else (cue.start, cue.end + step)
        change = _retimed(context, max(start, 0), end)
        context.playback.stop()  # else what plays would go on at its new edge first, for a moment
        changing.commit(context, change)
        cue = context.cue
        if edge == "start":
            context.playback.play_range(cue.start, min(cue.end, cue.start + 1_000))
        else:
            context.playback.play_range(max(cue.start, cue.end - 1_000), cue.end)

    return run


def start_here(context: Context) -> None:
    """Set the start to the playhead; see `heard`."""
    position = heard(context, snapping.start)
    retime(context, position, max(context.cue.end, position + SHORTEST))


def end_here(context: Context) -> None:
    """Set the end to the playhead; see `heard`."""
    position = heard(context, snapping.end)
    retime(context, min(context.cue.start, max(position - SHORTEST, 0)), position)


def heard(context: Context, snapped: Callable[[Speech | None, int], int]) -> int:
    """The time in ms that the user means by the playhead.

    While playing: the playhead less the reaction time, snapped to speech. At rest: exactly the
    playhead.
    """
    playback = context.playback
    if not playback.playing:
        return max(playback.position, 0)
    late = round(context.settings[REACTION] * playback.rate)
    return snapped(context.medium.speech, max(playback.position - late, 0))


def retime(context: Context, start: int, end: int) -> None:
    """Set the times of the current cue in ms."""
    changing.commit(context, _retimed(context, start, end))


def _retimed(context: Context, start: int, end: int) -> Change | None:
    document, row = context.session.document, context.row
    return changing.made(context, lambda: editing.retime(document, row, start, end))


ACTIONS: tuple[Action, ...] = (
    Action("cue.times", N_("Edit times"), edit_times, ("F2",), has_cue, on_heard=True),
    # Just after a border, the start that is meant is that of the cue which begins there.
    Action("cue.start-here", N_("Set start to playhead"), start_here, ("F11",), can_hear),
    Action("cue.end-here", N_("Set end to playhead"), end_here, ("F12",), can_hear, on_heard=True),
    Action("cue.start-earlier", N_("Move start earlier"), nudge("start", -1), ("Alt+1",), has_cue,
           on_heard=True),
    Action("cue.start-later", N_("Move start later"), nudge("start", 1), ("Alt+2",), has_cue,
           on_heard=True),
    Action("cue.end-earlier", N_("Move end earlier"), nudge("end", -1), ("Alt+3",), has_cue,
           on_heard=True),
    Action("cue.end-later", N_("Move end later"), nudge("end", 1), ("Alt+4",), has_cue,
           on_heard=True),
)  # fmt: skip
