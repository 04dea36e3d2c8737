# SPDX-License-Identifier: GPL-3.0-or-later
"""Correcting: what is done to the current cue, or to the chosen ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.actions import changing, snapping
from editor.actions.action import Action, can_hear, has_cue, has_document
from editor.core import editing
from editor.core import text as texts
from editor.core.change import replaced
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.timecode import parse_time
from editor.settings import AFTER_ACCEPT, NUDGE, REACTION

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.media.speech import Speech

NEW_CUE = 2_000
"""Length in ms of a cue made out of nothing."""

_SHORTEST = 100


def has_previous(context: Context) -> bool:
    """Whether a cue stands before the current one."""
    return context.has_cues and context.row > 0


def has_next(context: Context) -> bool:
    """Whether a cue stands after the current one."""
    return context.row + 1 < len(context.session.document.cues)


def several_or_next(context: Context) -> bool:
    """Whether there is something to join."""
    return has_next(context) or len(_run(context)) > 1


def undo(context: Context) -> None:
    """Take the last step back."""
    context.session.undo()


def redo(context: Context) -> None:
    """Make it again."""
    context.session.redo()


def can_undo(context: Context) -> bool:
    """Whether there is a step to take back."""
    return context.session.history.undo_title is not None


def can_redo(context: Context) -> bool:
    """Whether a step was taken back."""
    return context.session.history.redo_title is not None


def accept(context: Context) -> None:
    """Mark the cue checked, go to the next one, and play that once."""
    row, cue = context.row, context.cue
    document = context.session.document
    change = replaced(document, N_("Accept"), [(row, replace(cue, checked=True))])
    there = context.session.selection.at(row + 1 if has_next(context) else row)
    if change:
        changing.commit(context, change, there)
    else:
        context.session.select(there)
    if there.current != row and context.settings[AFTER_ACCEPT]:
        context.playback.play_cue(there.current)
    elif there.current == row:
        context.views.notice(Problem("That was the last cue."))


def toggle_checked(context: Context) -> None:
    """Mark the chosen cues checked, or not, as the current one was."""
    checked = not context.cue.checked
    cues = context.session.document.cues
    rows = [(row, replace(cues[row], checked=checked)) for row in context.session.selection.rows()]
    title = N_("Mark as checked") if checked else N_("Mark as not checked")
    changing.commit(context, replaced(context.session.document, title, rows))


def go_previous(context: Context) -> None:
    """The cue before, the caret at its beginning."""
    context.session.select(context.session.selection.at(context.row - 1))


def go_next(context: Context) -> None:
    """The cue after."""
    context.session.select(context.session.selection.at(context.row + 1))


def select_all(context: Context) -> None:
    """All cues."""
    last = len(context.session.document.cues) - 1
    context.session.select(replace(context.session.selection.at(last), anchor=0))


def split(context: Context) -> None:
    """Cut the cue at the caret, in a pause; the caret begins the second half, which is played."""
    row, caret = context.row, context.session.selection.caret
    at = snapping.cut(context.medium.speech, context.cue, caret)
    change = changing.made(context, lambda: editing.split(context.session.document, row, caret, at))
    if change:
        changing.commit(context, change, context.session.selection.at(row + 1))
        context.playback.play_cue(row + 1)


def join_next(context: Context) -> None:
    """Join the chosen cues, or the current one and the next."""
    rows = _run(context)
    first, count = (rows[0], len(rows)) if len(rows) > 1 else (context.row, 2)
    _join(context, first, count)


def join_previous(context: Context) -> None:
    """Join the current cue to the one before; the caret stays where they met."""
    _join(context, context.row - 1, 2)


def _run(context: Context) -> list[int]:
    """The chosen rows where they are one run, else the current one."""
    ranges = context.session.selection.ranges
    return list(range(*ranges[0])) if len(ranges) == 1 else [context.row]


def _join(context: Context, first: int, count: int) -> None:
    document = context.session.document
    change = changing.made(context, lambda: editing.join(document, first, count))
    if not change:
        return
    joined = change.splices[0].inserted[0].text
    tail = document.cues[first + 1].text if count == 2 else ""  # noqa: PLR2004 - a pair
    met = len(joined) - len(tail.lstrip())
    changing.commit(context, change, context.session.selection.at(first, max(met, 0)))


def hand_previous(context: Context) -> None:
    """The text before the caret goes to the cue before."""
    row, caret = context.row, context.session.selection.caret
    document = context.session.document
    at = snapping.cut(context.medium.speech, context.cue, caret)
    change = changing.made(context, lambda: editing.hand_to_previous(document, row, caret, at))
    if change:
        changing.commit(context, change, context.session.selection.at(row))


def hand_next(context: Context) -> None:
    """The text after the caret goes to the next cue."""
    row, caret = context.row, context.session.selection.caret
    document = context.session.document
    at = snapping.cut(context.medium.speech, context.cue, caret)
    change = changing.made(context, lambda: editing.hand_to_next(document, row, caret, at))
    if change:
        place = texts.nearest_cut(document.cues[row].text, caret)
        changing.commit(context, change, context.session.selection.at(row, place))


def insert(context: Context) -> None:
    """A new cue: over the range marked on the timeline, else after the current one."""
    cues = context.session.document.cues
    marked = context.views.marked()
    row = context.row + 1 if cues else 0
    if marked is not None:
        start, end = marked
        row = next((n for n, cue in enumerate(cues) if cue.start > start), len(cues))
    else:
        start = max(cues[context.row].end, 0) if cues else 0
        end = start + NEW_CUE
        if row < len(cues) and start < cues[row].start:
            end = min(end, cues[row].start)
    document = context.session.document
    change = changing.made(context, lambda: editing.insert(document, row, start, end))
    if change:
        changing.commit(context, change, context.session.selection.at(row))
        context.views.focus("table")


def delete(context: Context) -> None:
    """The chosen cues go."""
    rows = list(context.session.selection.rows())
    left = len(context.session.document.cues) - len(rows)
    there = context.session.selection.at(max(min(rows[0], left - 1), 0))
    changing.commit(context, editing.delete(context.session.document, rows), there)


def edit_times(context: Context) -> None:
    """Fields for start, end and length."""

    def retime(row: int, start: int, end: int) -> None:
        changing.commit(context, editing.retime(context.session.document, row, start, end))

    context.views.edit_times(retime)


def nudge(edge: str, sign: int) -> Callable[[Context], None]:
    """Move the start or the end of the current cue by a step, and play what moved."""

    def run(context: Context) -> None:
        step = sign * context.settings[NUDGE]
        cue = context.cue
        start, end = (cue.start + step, cue.end) if edge == "start" else (cue.start, cue.end + step)
        _retime(context, max(start, 0), end)
        cue = context.cue
        if edge == "start":
            context.playback.play_range(cue.start, min(cue.end, cue.start + 1_000))
        else:
            context.playback.play_range(max(cue.start, cue.end - 1_000), cue.end)

    return run


def start_here(context: Context) -> None:
    """The cue starts where the ear is, less the time a key takes, or where speech does."""
    position = _heard(context, snapping.start)
    _retime(context, position, max(context.cue.end, position + _SHORTEST))


def end_here(context: Context) -> None:
    """The cue ends where the ear is, less that time, or where speech does."""
    position = _heard(context, snapping.end)
    _retime(context, min(context.cue.start, max(position - _SHORTEST, 0)), position)


def _heard(context: Context, snapped: Callable[[Speech | None, int], int]) -> int:
    """While it plays, what was meant; at rest, the very place that was chosen."""
    playback = context.playback
    if not playback.playing:
        return max(playback.position, 0)
    late = round(context.settings[REACTION] * playback.rate)
    return snapped(context.medium.speech, max(playback.position - late, 0))


def _retime(context: Context, start: int, end: int) -> None:
    document, row = context.session.document, context.row
    change = changing.made(context, lambda: editing.retime(document, row, start, end))
    changing.commit(context, change)


def go_to(context: Context) -> None:
    """Ask for a number or a time, and go to that cue."""
    text = context.ask.line(N_("Go to"), N_("Number of the cue, or a time such as 12:34"))
    if not text:
        return
    cues = context.session.document.cues
    if text.strip().isascii() and text.strip().isdigit():
        row = min(max(int(text) - 1, 0), len(cues) - 1)
    else:
        try:
            time = parse_time(text)
        except UserError as error:
            context.ask.tell(error.problem)
            return
        row = min(range(len(cues)), key=lambda n: _distance(cues[n].start, cues[n].end, time))
    context.session.select(context.session.selection.at(row))
    context.views.focus("table")


def _distance(start: int, end: int, time: int) -> int:
    return max(start - time, time - end, 0)


ACTIONS: tuple[Action, ...] = (
    Action("edit.undo", N_("Undo"), undo, ("Ctrl+Z",), can_undo),
    Action("edit.redo", N_("Redo"), redo, ("Ctrl+Y", "Ctrl+Shift+Z"), can_redo),
    Action("edit.go-to", N_("Go to a cue or time…"), go_to, ("Ctrl+G",), has_cue, changes=False),
    Action("edit.select-all", N_("Choose all cues"), select_all, ("Ctrl+Shift+A",), has_cue,
           changes=False),
    Action("cue.accept", N_("Accept, go to the next"), accept, ("Return", "Enter"), has_cue,
           scope="table"),
    Action("cue.check", N_("Checked"), toggle_checked, ("Ctrl+Shift+C",), has_cue,
           checked=lambda context: context.has_cues and context.cue.checked),
    Action("cue.previous", N_("Previous cue"), go_previous, ("Alt+Up",), has_previous,
           changes=False),
    Action("cue.next", N_("Next cue"), go_next, ("Alt+Down",), has_next, changes=False),
    Action("cue.split", N_("Split at the caret"), split, ("Ctrl+Return", "Ctrl+Enter"), has_cue),
    Action("cue.join-next", N_("Join with the next"), join_next, ("Ctrl+Shift+J",),
           several_or_next),
    Action("cue.join-previous", N_("Join with the previous"), join_previous, (), has_previous),
    Action("cue.hand-previous", N_("Hand the text before the caret to the previous"), hand_previous,
           ("Ctrl+Shift+Up",), has_previous),
    Action("cue.hand-next", N_("Hand the text after the caret to the next"), hand_next,
           ("Ctrl+Shift+Down",), has_next),
    Action("cue.insert", N_("New cue"), insert, ("Ctrl+I",), has_document),
    Action("cue.delete", N_("Delete cues"), delete, ("Ctrl+Shift+Delete",), has_cue),
    Action("cue.times", N_("Edit the times"), edit_times, ("F2",), has_cue),
    Action("cue.start-here", N_("Start here"), start_here, ("F11",), can_hear),
    Action("cue.end-here", N_("End here"), end_here, ("F12",), can_hear),
    Action("cue.start-earlier", N_("Start earlier"), nudge("start", -1), ("Alt+1",), has_cue),
    Action("cue.start-later", N_("Start later"), nudge("start", 1), ("Alt+2",), has_cue),
    Action("cue.end-earlier", N_("End earlier"), nudge("end", -1), ("Alt+3",), has_cue),
    Action("cue.end-later", N_("End later"), nudge("end", 1), ("Alt+4",), has_cue),
)  # fmt: skip
