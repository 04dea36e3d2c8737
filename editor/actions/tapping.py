# SPDX-License-Identifier: GPL-3.0-or-later
"""Tapping: while the medium plays, Enter ends the current cue and starts the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import changing, snapping
from editor.actions.action import Action, can_hear, has_cue
from editor.actions.edges import heard
from editor.core import tapping
from editor.core.errors import Problem
from editor.core.i18n import N_

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.core.change import Change

_ENTER = N_("End this cue, start the next one")
_GAP = N_("End this cue, leave a gap")


def toggle(context: Context) -> None:
    """Start to tap, or end it."""
    if is_on(context):
        context.tapping.switch("")
        return
    context.tapping.switch("tap")
    context.views.focus("table")  # Enter is its key
    context.views.notice(
        Problem(
            "Tapping: Enter starts a cue, and then ends it and starts the next one. "
            "Shift+Enter ends it and leaves a gap. F5 plays and pauses."
        )
    )


def is_on(context: Context) -> bool:
    """Whether Enter taps."""
    return context.tapping.mode == "tap"


def can_tap(context: Context) -> bool:
    """Whether there is something to tap, or tapping can be ended."""
    return can_hear(context) or is_on(context)


def tap(context: Context, *, gap: bool = False) -> None:
    """End the current cue at the playhead and start the next one, or leave a `gap`.

    A cue that has not begun starts here instead. At rest, nothing is set: the medium plays on.
    Each is one undo step.
    """
    playback = context.playback
    if playback.range is not None:  # a cue was played again
        playback.play_on(playback.position)
    elif not playback.playing:
        playback.toggle()
    elif not context.tapping.has_begun(context.cue):
        _begin(context)
    else:
        _end(context, heard(context, snapping.end if gap else snapping.start), gap=gap)


def _begin(context: Context) -> None:
    """Start the current cue, not before the end of the one before it."""
    document, row = context.session.document, context.row
    start = heard(context, snapping.start)
    if row and document.cues[row - 1].end <= context.playback.position:
        start = max(start, document.cues[row - 1].end)
    _commit(context, tapping.begin(document, row, start), row)


def _end(context: Context, at: int, *, gap: bool) -> None:
    """End the current cue at `at` ms; where no text follows, there is nothing left to tap."""
    session, row = context.session, context.row
    if at < context.cue.start + tapping.SHORTEST:
        return  # the key bounced, or is held down
    following = session.neighbour(1)
    text_follows = following is not None and bool(session.document.cues[following].text.strip())
    begins = following if text_follows and not gap else None
    change = tapping.end(session.document, row, at, begins)
    _commit(context, change, row if following is None else following, begins=begins is not None)
    if not text_follows:
        context.playback.pause()
        context.views.notice(Problem("No text is left to be tapped."), "play.tap")


def _commit(context: Context, change: Change, row: int, *, begins: bool = True) -> None:
    """Make the change and go to `row`; `begins`: the cue there has begun."""
    if changing.commit(context, change, context.session.selection.at(row)) and begins:
        context.tapping.begin(context.cue)


def line_break(context: Context) -> None:
    """Break the line in the current cue; while tapping: end it, and leave a gap."""
    if is_on(context):
        tap(context, gap=True)
    else:
        context.views.break_line()


def enter_label(context: Context) -> Problem | None:
    """What Enter does instead of what it usually does, or None."""
    return Problem(_ENTER) if is_on(context) else None


def _gap_label(context: Context) -> Problem | None:
    return Problem(_GAP) if is_on(context) else None


def clear(context: Context) -> None:
    """Take the times of the chosen cues away."""
    session = context.session
    changing.commit_many(context, tapping.clear(session.document, session.chosen))


ACTIONS: tuple[Action, ...] = (
    Action("play.tap", N_("Tapping: Enter sets times"), toggle, ("Ctrl+F9",), can_tap,
           checked=is_on, hint=N_("Tapping needs text, and audio or video to play.")),
    Action("cue.line-break", N_("Line break"), line_break, ("Shift+Enter", "Shift+Return"),
           has_cue, scope="table", label_now=_gap_label),
    Action("cues.clear-times", N_("Clear times"), clear, (), has_cue),
)  # fmt: skip
